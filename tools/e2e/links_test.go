package e2e_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/browser/browsertest"
)

// arrive opens an address behind the page's own as a new visitor would, who has
// never been there.
func arrive(t *testing.T, s *server, link string) *visitor {
	v := &visitor{Page: browsertest.New(t)}
	v.Open(s.URL + "#" + link)
	v.waitFor(`button("Train") || button("Put aside")`)
	return v
}

// again loads the page anew at the address at which it is.
func (v *visitor) again() {
	browsertest.Eval[any](v.Page, `void (globalThis.before = true, setTimeout(() => location.reload()))`)
	v.waitFor(`!globalThis.before && button("Train")`)
}

// made returns what stands behind the # of the link that was made last.
func (v *visitor) made(t *testing.T) string {
	_, link, found := strings.Cut(v.waitText(`document.getElementById("made-link")?.value`), "#")
	require.True(t, found)
	return link
}

const inPanel = `page().includes("The link’s recipe is in the panel")`

func TestALinkOpenedInAFreshProfileTrainsToTheSameBits(t *testing.T) {
	s := serve(t)
	sender := openWithTwoWorkers(t, s)
	sender.waitFor(`page().includes("images, checked")`)
	sender.small(2)
	sender.choose("Method", "adam")
	sender.fill("Seed", "7")
	sender.press("Train")
	sum := sender.sumOf("Baseline")
	sender.more("Baseline", "Copy link")
	link := sender.made(t)
	sender.picture(t, "link-made")
	sender.RequireNoProblems()
	require.True(t, strings.HasPrefix(link, "r=1."), link)

	v := arrive(t, s, link)
	v.waitFor(inPanel)
	require.Equal(t, []string{"adam", "7", "2"}, []string{v.text(`field("Method").value`), v.text(`field("Seed").value`), v.text(`field("Epochs").value`)})
	require.False(t, v.is(`part("Training now")`), "nothing trains by itself")
	v.picture(t, "link-opened")
	v.press("Train")
	require.Equal(t, sum, v.sumOf("Baseline"))
	v.waitFor(`page().includes("Same result as the sender’s, to the bit: Baseline.")`)
	v.picture(t, "link-same")

	// Another seed is nothing that the link tells of.
	v.fill("Seed", "8")
	v.press("Train")
	v.sumOf("Baseline 2")
	require.True(t, v.is(`page().includes("to the bit: Baseline.")`))
	v.RequireNoProblems()
}

func TestALinkWithAnotherResultSaysSo(t *testing.T) {
	s := serve(t)
	sender := openWithTwoWorkers(t, s)
	sender.waitFor(`page().includes("images, checked")`)
	sender.small(1)
	sender.press("Train")
	sender.sumOf("Baseline")
	sender.more("Baseline", "Copy link")
	link := sender.made(t)

	// Behind the same name stands other data now, as if a program were at fault.
	other := serveOther(t)
	v := arrive(t, other, link)
	v.waitFor(inPanel)
	v.press("Train")
	v.waitFor(`page().includes("Not the sender’s result: Baseline.")`)
	v.RequireNoProblems()
}

func TestALinkToAComparisonOffersItsRunsAndTrainsThem(t *testing.T) {
	s := serve(t)
	sender := openWithTwoWorkers(t, s)
	sender.waitFor(`page().includes("images, checked")`)
	sender.small(1)
	sender.train("One")
	sender.choose("Activation", "tanh")
	sender.train("Two")
	sender.waitFor(tested + ` === 2`)
	sender.press("Copy link") // of the recipe
	recipe := sender.made(t)
	sender.control("Compare One")
	sender.control("Compare Two")
	browsertest.Eval[any](sender.Page, in(`[...part("Files and links").querySelectorAll("button")].find((b) => text(b) === "Copy link to these runs").click()`))
	sender.waitFor(`document.getElementById("made-link").value !== ` + quote(s.URL+"#"+recipe))
	link := sender.made(t)
	require.True(t, strings.HasPrefix(link, "c=1."), link)
	sender.RequireNoProblems()

	v := arrive(t, s, link)
	v.waitFor(`page().includes("The link brings 2 recipes to compare")`)
	v.picture(t, "link-comparison")
	v.press("Train these 2 runs")
	v.waitFor(`page().includes("Same result as the sender’s, to the bit: One, Two.")`)
	require.Equal(t, "Two One", v.text(namesInTable))
	v.RequireNoProblems()
}

func TestALinkThatCannotBeReadSaysWhyAndThePageWorksOn(t *testing.T) {
	s := serve(t)
	v := arrive(t, s, "r=1.eyJlIjpbe30")
	v.waitFor(`page().includes("The link is damaged")`)
	v.picture(t, "link-damaged")
	v.press("Put aside")
	v.waitFor(`!page().includes("The link is damaged")`)
	v.small(1)
	v.press("Train")
	v.sumOf("Baseline")

	browsertest.Eval[any](v.Page, `location.hash = "r=9.anything"`)
	v.waitFor(`page().includes("The link is newer than this page")`)
	// Views have addresses as before, and the way back leads to what was there.
	browsertest.Eval[any](v.Page, `location.hash = "garments"`)
	v.waitFor(`part("Draw with")`)
	browsertest.Eval[any](v.Page, `history.back()`)
	v.waitFor(`!part("Draw with")`)
	v.RequireNoProblems()
}

func TestATeachingLinkShowsItsNoteAndFixesWhatItFixes(t *testing.T) {
	s := serve(t)
	teacher := open(t, s)
	teacher.press("Teaching link")
	teacher.waitFor(`document.getElementById("teach-note")`)
	teacher.Type("#teach-note", "Which <b>rate</b> is best?")
	set := func(control, to string) {
		browsertest.Eval[any](teacher.Page, in(`(() => { const f = document.getElementById("teach:`+control+`"); f.value = "`+to+`"; f.dispatchEvent(new Event("input", { bubbles: true })); })()`))
	}
	set("epochs", "fixed")
	set("hidden", "fixed")
	set("seed", "hidden")
	teacher.picture(t, "teaching")
	teacher.press("Copy teaching link")
	link := teacher.made(t)
	teacher.RequireNoProblems()

	v := arrive(t, s, link)
	v.waitFor(`part("Note of the link")`)
	require.Contains(t, v.text(`text(part("Note of the link"))`), "Which <b>rate</b> is best?", "as text")
	require.True(t, v.is(`field("Epochs").disabled && !field("Seed") && !field("Learning rate").disabled && document.querySelector(".stepper input").matches(":disabled")`))
	v.picture(t, "lesson")

	v.show("Inside")
	v.show("Laboratory") // which takes the link from the address
	v.again()
	v.waitFor(`location.hash === "" && part("Note of the link") && field("Epochs").disabled`)
	v.press("Free all controls")
	v.waitFor(`!field("Epochs").disabled && field("Seed")`)
	v.again()
	v.waitFor(`field("Seed") && !part("Note of the link")`)
	v.RequireNoProblems()
}

// serveOther serves the site with a data set of the same kind and size, and
// other images.
func serveOther(t *testing.T) *server {
	folder := siteFolder(t)
	files, err := dataset.Build(dataset.MadeUp(2, 6000, 1000))
	require.NoError(t, err)
	s := &server{data: fstest.MapFS{}}
	for _, f := range files {
		s.data[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	s.start(t, os.DirFS(folder))
	return s
}
