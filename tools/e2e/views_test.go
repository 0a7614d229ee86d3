package e2e_test

import (
	"testing"

	"atelier/tools/browser/browsertest"
)

func TestAViewOpensAtItsTopAndTheWayBackIsWhereOneWas(t *testing.T) {
	v := open(t, serve(t))
	v.Resize(1440, 500)
	for _, view := range []string{"The report", "Garments"} {
		browsertest.Eval[any](v.Page, `scrollTo(0, 300)`)
		v.waitFor(`scrollY === 300`)
		v.show(view)
		v.waitFor(`scrollY === 0`)
		browsertest.Eval[any](v.Page, `history.back()`)
		v.waitFor(`page().includes("Validation accuracy") && scrollY === 300`)
	}
	v.RequireNoProblems()
}

// As extensions of the browser may send it.
func TestAKeyPressedNowhereIsNoMatter(t *testing.T) {
	v := open(t, serve(t))
	browsertest.Eval[any](v.Page, `document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }))`)
	browsertest.Eval[any](v.Page, `document.dispatchEvent(new MouseEvent("click"))`)
	v.show("Garments")
	v.RequireNoProblems()
}
