package e2e_test

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"atelier/site/sketch"
	"atelier/tools/browser/browsertest"
)

// openGarments opens the page in the view of the garments.
func openGarments(t *testing.T, s *server) *visitor {
	v := &visitor{Page: browsertest.New(t)}
	v.Resize(1440, 900)
	v.Open(s.URL)
	v.waitFor(`page().includes("7,000 images, checked")`)
	v.show("Garments")
	return v
}

// show follows the link of a view.
func (v *visitor) show(view string) {
	browsertest.Eval[any](v.Page, in(fmt.Sprintf(`[...part("Views").querySelectorAll("a")].find((a) => text(a) === %q).click()`, view)))
	v.waitFor(fmt.Sprintf(`[...part("Views").querySelectorAll("a")].find((a) => a.getAttribute("aria-current") === "page").textContent === %q`, view))
}

// paper finds what is drawn on, by the beginning of its label.
const paper = `document.querySelector("[role=img][aria-label^='Your drawing']")`

// inPixels returns where points of the paper are, which are given as shares of
// its width and height.
func (v *visitor) inPixels(points [][2]float64) [][2]float64 {
	v.waitFor(paper)
	box := browsertest.Eval[[4]float64](v.Page, `(() => {
		`+paper+`.scrollIntoView({ block: "center" });
		const box = `+paper+`.getBoundingClientRect();
		return [box.left, box.top, box.width, box.height];
	})()`)
	var result [][2]float64
	for _, p := range points {
		result = append(result, [2]float64{box[0] + p[0]*box[2], box[1] + p[1]*box[3]})
	}
	return result
}

// draw moves the mouse, pressed, through points of the paper.
func (v *visitor) draw(points ...[2]float64) {
	places := v.inPixels(points)
	mouse := func(kind input.DispatchMouseEventType, p [2]float64) {
		v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
				Type: kind, X: p[0], Y: p[1], Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1,
			})
			return err
		}))
	}
	mouse(input.DispatchMouseEventTypeMousePressed, places[0])
	for _, p := range places[1:] {
		mouse(input.DispatchMouseEventTypeMouseMoved, p)
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, places[len(places)-1])
}

// stroke moves a finger through points of the paper.
func (v *visitor) stroke(points ...[2]float64) {
	touch := func(kind input.DispatchTouchEventType, at ...*input.TouchPoint) {
		v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: at})
			return err
		}))
	}
	kind := input.DispatchTouchEventTypeTouchStart
	for _, p := range v.inPixels(points) {
		touch(kind, &input.TouchPoint{X: p[0], Y: p[1]})
		kind = input.DispatchTouchEventTypeTouchMove
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
}

// trouser goes around a pair of trousers.
var trouser = [][2]float64{
	{0.36, 0.1}, {0.64, 0.1}, {0.66, 0.4}, {0.7, 0.92}, {0.58, 0.92}, {0.5, 0.36}, {0.42, 0.92}, {0.3, 0.92}, {0.34, 0.4}, {0.36, 0.1},
}

// seen is the picture of what the network sees.
const seen = `part("As the network sees it").querySelector("img")`

// seenPixels returns it in numbers.
func (v *visitor) seenPixels() []int {
	return browsertest.Eval[[]int](v.Page, in(`(() => {
		const context = new OffscreenCanvas(28, 28).getContext("2d");
		context.drawImage(`+seen+`, 0, 0);
		return [...context.getImageData(0, 0, 28, 28).data].filter((_, i) => i % 4 === 0);
	})()`))
}

// picture makes a file of a garment of the class, dark on white.
func garmentFile(t *testing.T, class int) (file string, want []int) {
	p := sketch.Draw(sketch.Silhouette(class)).Picture()
	grey := image.NewGray(image.Rect(0, 0, p.Width, p.Height))
	for i := range grey.Pix {
		grey.SetGray(i%p.Width, i/p.Width, color.Gray{Y: p.Pixels[4*i]})
	}
	file = filepath.Join(t.TempDir(), "garment.png")
	f, err := os.Create(file)
	require.NoError(t, err)
	require.NoError(t, png.Encode(f, grey))
	require.NoError(t, f.Close())
	image, err := sketch.See(p)
	require.NoError(t, err)
	for _, v := range image {
		want = append(want, int(v))
	}
	return file, want
}

// chooseFile takes a file in the choice with this label.
func (v *visitor) chooseFile(label, file string) {
	id := v.text(fmt.Sprintf("field(%q).id", label))
	v.Do(chromedp.SetUploadFiles(chromedp.CSS("#"+id), []string{file}))
}

func TestADrawingIsSeenWhileItGrowsAndCanBeUndone(t *testing.T) {
	v := openGarments(t, serve(t))
	v.waitFor(`button("Undo").disabled && button("Clear").disabled`)
	v.draw(trouser...)
	v.waitFor(seen + `.alt.includes("28 high")`)
	require.NotZero(t, v.seenPixels()[14])
	require.Contains(t, v.text(`text(part("What each run says"))`), "Train a network first")
	v.picture(t, "garments drawn")

	v.stroke([2]float64{0.1, 0.9}, [2]float64{0.3, 0.5}, [2]float64{0.9, 0.5})
	v.waitFor(`part("Your drawing, 2 strokes")`)
	v.press("Undo")
	v.waitFor(`part("Your drawing, 1 stroke")`)
	v.press("Clear")
	v.waitFor(`part("Your drawing, empty") && document.activeElement === button("Undo")`)
	v.press("Undo")
	v.waitFor(`part("Your drawing, 1 stroke")`)
	v.RequireNoProblems()
}

func TestWithoutAPointerASilhouetteIsDrawn(t *testing.T) {
	v := openGarments(t, serve(t))
	_, want := garmentFile(t, 8)
	v.waitFor(`part("Draw a silhouette: Bag")`)
	v.is(`part("Draw a silhouette: Bag").focus()`)
	v.key(kb.Enter)
	v.waitFor(`part("Your drawing, 3 strokes")`)
	require.Equal(t, want, v.seenPixels())
	v.RequireNoProblems()
}

func TestAPhotoIsSeenAsTheDataSetsImagesWereMade(t *testing.T) {
	v := openGarments(t, serve(t))
	v.waitFor(paper)
	shirt, want := garmentFile(t, 6)
	v.chooseFile("Choose a photo", shirt)
	v.waitFor(seen + `.alt.includes("light shape") && seen(document.querySelector("img[alt='Your photo']"))`)
	require.Equal(t, want, v.seenPixels())
	v.picture(t, "garments photo")

	text := filepath.Join(t.TempDir(), "notes.png")
	require.NoError(t, os.WriteFile(text, []byte("no picture at all"), 0o644))
	v.chooseFile("Choose a photo", text)
	v.waitFor(`text(part("Draw")).includes("no picture that the browser can read")`)
	require.Equal(t, want, v.seenPixels(), "the photo before stays")

	// Dropped and pasted, made in the page: one of a single colour, one that is
	// too large, and a bar.
	give := func(event, item, width, height, bar string) {
		browsertest.Eval[any](v.Page, fmt.Sprintf(`(async () => {
			const canvas = new OffscreenCanvas(%[3]s, %[4]s), context = canvas.getContext("2d");
			context.fillStyle = "white";
			context.fillRect(0, 0, canvas.width, canvas.height);
			context.fillStyle = "black";
			context.fillRect(%[5]s);
			const %[2]s = new DataTransfer();
			%[2]s.items.add(new File([await canvas.convertToBlob()], "photo.png", { type: "image/png" }));
			document.body.dispatchEvent(new %[1]s, { bubbles: true, cancelable: true, %[2]s }));
		})()`, event, item, width, height, bar))
	}
	give(`DragEvent("drop"`, "dataTransfer", "50", "50", "0, 0, 0, 0")
	v.waitFor(`text(part("Draw")).includes("Nothing stands out")`)
	give(`ClipboardEvent("paste"`, "clipboardData", "4097", "10", "5, 5, 5, 5")
	v.waitFor(`text(part("Draw")).includes("at most 4,096 × 4,096 pixels")`)
	give(`DragEvent("drop"`, "dataTransfer", "50", "60", "10, 2, 14, 56")
	v.waitFor(seen + `.alt.includes("7 wide and 28 high")`)
	require.NotContains(t, v.text(`text(part("Draw"))`), "at most")
	v.RequireNoProblems()
}

// Whatever can be touched on a phone is as large as a finger: a button, or the
// label that stands for its input.
func TestTheGarmentsFitAPhoneAndItsFingers(t *testing.T) {
	v := &visitor{Page: browsertest.New(t)}
	v.Resize(390, 844)
	v.Open(serve(t).URL + "#garments")
	v.waitFor(`button("Bag 600")`)
	require.LessOrEqual(t, browsertest.Eval[int](v.Page, `document.documentElement.scrollWidth`), 390)
	require.Empty(t, browsertest.Eval[[]string](v.Page, in(`[...document.querySelectorAll("main:not([hidden]) :is(button, label, a, input)")]
		.map((e) => e.type === "radio" || e.type === "file" ? e.labels[0] : e)
		.filter((e) => seen(e) && !(e.tagName === "LABEL" && e.control.type === "range"))
		.filter((e) => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44)
		.map((e) => text(e))`)))
	v.picture(t, "garments phone")
}

// says finds what a run takes the garment for: the class in bold in its table.
func says(run string) string {
	return fmt.Sprintf(`text([...part("What each run says").querySelectorAll("table")].find((t) => text(t.caption) === %q)?.querySelector("tr.said th"))`, run)
}

func TestATrainedRunTakesADrawnTrouserForOne(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.Resize(1440, 900)
	v.small(5)
	v.choose("Method", "adam")
	v.fill("Learning rate", "0.001")
	v.train("Adam")
	v.sumOf("Adam") // is there when it is finished
	requireShort := v.traceTasks(t)
	v.show("Garments")
	v.draw(trouser...)
	v.waitFor(says("Adam") + ` === "Trouser"`)
	require.Contains(t, v.text(`text(part("What each run says"))`), "Adam says Trouser.")
	v.picture(t, "garments verdict")

	// It follows what is drawn next.
	v.control("Draw a silhouette: Bag")
	v.waitFor(says("Adam") + ` === "Bag"`)
	requireShort()
	v.press("Clear")
	v.waitFor(`text(part("What each run says")).includes("Draw something")`)
	v.RequireNoProblems()
}

func TestTheGarmentsAreBrowsedByClass(t *testing.T) {
	v := openGarments(t, serve(t))
	v.waitFor(`document.querySelector("img[alt='T-shirt/top, image 0']")`)
	v.press("Bag 600")
	v.waitFor(`text(part("Pages")).includes("Bag, page 1 of 15")`)
	v.press("Next")
	v.waitFor(`text(part("Pages")).includes("Bag, page 2 of 15")`)
	// Every tenth of the made-up garments is a bag, from the ninth on: those
	// from the fortieth of them.
	require.Equal(t, "Bag, image 408", v.waitText(`document.querySelector("img[alt^='Bag, image']").alt`))
	require.Equal(t, 40, browsertest.Eval[int](v.Page, `document.querySelectorAll("img[alt^='Bag, image']").length`))
	browsertest.Eval[any](v.Page, in(`part("Pages").scrollIntoView()`))
	v.picture(t, "garments browsed")
	v.press("Previous")
	v.waitFor(`button("Previous").disabled && document.activeElement === button("Next")`)
	v.RequireNoProblems()
}
