package e2e_test

import (
	"fmt"
	"testing"
	"time"

	"atelier/tools/browser/browsertest"
)

func TestZZ(t *testing.T) {
	s := serveReal(t)
	v := &visitor{browsertest.New(t)}
	v.onEveryPage(hire)
	v.Open(s.URL)
	v.waitFor(`button("Train")`)
	v.fill("Epochs", "8")
	v.waitFor(`page().includes("70,000 images, checked")`)
	for i, cores := range []string{"1", "2", "1", "2", "1", "2"} {
		v.choose("Cores for a run", cores)
		name := fmt.Sprint("run", i)
		from := time.Now()
		v.train(name)
		browsertest.WaitAtMost[bool](v.Page, patience, in(fmt.Sprintf(`!!button(%q)`, name)))
		sum := v.sumOf(name)
		fmt.Println(cores, time.Since(from), sum[:8], v.text(`fact("Training time")`))
	}
	from := time.Now()
	v.choose("Cores for a run", "1")
	v.train("a")
	v.train("b")
	browsertest.WaitAtMost[bool](v.Page, patience, in(`!!button("a") && !!button("b")`))
	fmt.Println("two runs", time.Since(from))
}
