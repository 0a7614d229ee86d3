package e2e_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"atelier/tools/browser/browsertest"
)

// openGarments opens the page in the view of the garments.
func openGarments(t *testing.T, s *server) *visitor {
	v := &visitor{browsertest.New(t)}
	v.Resize(1440, 900)
	v.Open(s.URL)
	v.waitFor(`page().includes("7,000 images, checked")`)
	v.show("Garments")
	v.waitFor(`part("Draw")`)
	return v
}

// show follows the link of a view.
func (v *visitor) show(view string) {
	browsertest.Eval[any](v.Page, in(fmt.Sprintf(`[...part("Views").querySelectorAll("a")].find((a) => text(a) === %q).click()`, view)))
}

// draw moves the pressed mouse through points of the paper, given as shares of
// its width and height.
func (v *visitor) draw(points ...[2]float64) {
	v.waitFor(`part("Your drawing, empty") || document.querySelector("[aria-label^='Your drawing']")`)
	box := browsertest.Eval[[4]float64](v.Page, in(`(() => {
		const paper = document.querySelector("[aria-label^='Your drawing']");
		paper.scrollIntoView({ block: "center" });
		const box = paper.getBoundingClientRect();
		return [box.left, box.top, box.width, box.height];
	})()`))
	mouse := func(kind input.DispatchMouseEventType, p [2]float64) {
		v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
				Type: kind, X: box[0] + p[0]*box[2], Y: box[1] + p[1]*box[3], Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1,
			})
			return err
		}))
	}
	mouse(input.DispatchMouseEventTypeMousePressed, points[0])
	for _, p := range points[1:] {
		mouse(input.DispatchMouseEventTypeMouseMoved, p)
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, points[len(points)-1])
}

// trouser goes around a pair of trousers.
var trouser = [][2]float64{
	{0.35, 0.1}, {0.65, 0.1}, {0.69, 0.4}, {0.72, 0.92}, {0.58, 0.92}, {0.5, 0.36}, {0.42, 0.92}, {0.28, 0.92}, {0.31, 0.4}, {0.35, 0.1},
}

func TestLook(t *testing.T) {
	v := openGarments(t, serve(t))
	v.picture(t, "look-empty")
	v.draw(trouser...)
	v.waitFor(`part("As the network sees it").querySelector("img").alt.includes("light shape")`)
	v.picture(t, "look-trouser")
	v.RequireNoProblems()
}
