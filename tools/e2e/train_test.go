package e2e_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
	"atelier/tools/internal/datadir"
)

func realSet(t *testing.T, folder string) dataset.Set {
	set, err := datadir.ReadCanonical(os.DirFS(folder))
	require.NoError(t, err)
	return set
}

// native trains the recipe that the page says it trained, natively, and
// returns the last event.
func native(t *testing.T, recipe train.Recipe, set dataset.Set) train.Event {
	s, err := train.NewSession(recipe, set)
	require.NoError(t, err)
	var e train.Event
	for !s.Done() {
		e = s.Step()
	}
	return e
}

func smallRecipe(epochs int) train.Recipe {
	r := train.Default()
	r.TrainingImages, r.BatchSize, r.Epochs = 2000, 100, epochs
	return r
}

func TestAVisitorTrainsPausesResumesAndStops(t *testing.T) {
	v := open(t, serve(t))
	v.small(1000)
	v.fill("Training images", "6000") // two batches of validation, so that they deviate
	v.press("Train")
	v.waitFor(`line("accuracy")`)

	first := v.waitText(`fact("training loss")`)
	v.waitFor(`Number(fact("training loss")) < 0.7 * ` + first)
	// A line of many points, and error bars.
	v.waitFor(`line("accuracy").split("L").length > 5`)
	v.waitFor(`bars("accuracy")`)
	v.picture(t, "training")

	v.press("Pause")
	v.waitFor(`button("Resume")`)
	// While it is paused nothing moves: not over a while in which it would
	// have trained several epochs.
	still := `JSON.stringify([text(part("Training now")), line("accuracy")])`
	before := v.text(still)
	browsertest.Eval[any](v.Page, `new Promise((done) => { let n = 0; const tick = () => ++n < 30 ? requestAnimationFrame(tick) : done(); tick(); })`)
	require.Equal(t, before, v.text(still))

	v.press("Resume")
	v.waitFor(`button("Pause")`)
	v.waitFor(`line("accuracy").length > ` + quote(lineOf(before)) + `.length`)
	v.press("Stop")
	v.waitFor(`button("Train")`)
	v.waitFor(`page().includes("stopped in epoch")`)
	v.RequireNoProblems()
	// What the workers fetch is not in this list; the content security policy
	// holds them to the same, and would make a problem of it.
	elsewhere := browsertest.Eval[[]string](v.Page, `performance.getEntriesByType("resource").map((e) => e.name).filter((n) => !n.startsWith(location.origin) && !n.startsWith("data:"))`)
	require.Empty(t, elsewhere, "requests to other origins")
}

// lineOf takes the line's path out of what TestAVisitor… saw.
func lineOf(seen string) string {
	var both []string
	if json.Unmarshal([]byte(seen), &both) != nil || len(both) != 2 {
		return ""
	}
	return both[1]
}

func quote(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

// The same recipe has the same bits natively and in the browser, in the build
// with SIMD and in the plain one.
func TestTheBrowserGivesTheBitsOfTheCommandLine(t *testing.T) {
	s := serve(t)
	want := native(t, smallRecipe(3), dataset.MadeUp(1, 6000, 1000))
	for name, c := range map[string]struct{ prepare, program string }{
		"SIMD":  {"0", "SIMD build"},
		"plain": {`WebAssembly.validate = () => false`, "plain build"},
	} {
		t.Run(name, func(t *testing.T) {
			v := &visitor{Page: browsertest.New(t)}
			v.onEveryPage(c.prepare)
			v.Open(s.URL)
			v.waitFor(`button("Train")`)
			v.small(3)
			v.press("Train")
			require.Equal(t, want.ParametersSHA256, v.waitText(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256")) && fact("Parameters’ SHA-256")`))
			require.Contains(t, v.text(`fact("Program")`), c.program)
			v.RequireNoProblems()
		})
	}
}

// The report's baseline on the real images: PyTorch has 0.817 after ten
// epochs.
func TestTheBaselineLearnsFashionMNIST(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: trains ten epochs on all images")
	}
	s := serveReal(t)
	v := open(t, s)
	v.fill("Epochs", "10")
	v.waitFor(`page().includes("70,000 images, checked")`)
	requireShort := v.traceTasks(t)
	v.press("Train")
	sum := browsertest.WaitAtMost[string](v.Page, patience, in(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256")) && fact("Parameters’ SHA-256")`))
	requireShort()
	v.picture(t, "baseline")
	t.Logf("ten epochs and the test: %s", v.text(`fact("Training time")`))

	recipe := train.Default()
	recipe.Epochs = 10
	set := realSet(t, os.Getenv("FASHION_MNIST_DIR"))
	session, err := train.NewSession(recipe, set)
	require.NoError(t, err)
	var epoch, last train.Event
	for !session.Done() {
		if last = session.Step(); last.Kind == train.Epoch {
			epoch = last
		}
	}
	require.InDelta(t, 0.82, epoch.ValidationAccuracy.Mean, 0.02)
	require.Equal(t, last.ParametersSHA256, sum)
	require.NotContains(t, v.text("page()"), "made-up")
	// The clock, which the page's own observer has, also counts what other
	v.RequireNoProblems()
}

func TestThePageSaysThatMadeUpGarmentsAreNotFashionMNIST(t *testing.T) {
	v := open(t, serve(t))
	v.waitFor(`page().includes("These are not Fashion-MNIST")`)
	v.picture(t, "first")
}

func TestWrongFieldsAreNamedBesideTheirControlsAndHoldTrainingBack(t *testing.T) {
	v := open(t, serve(t))
	for _, c := range []struct{ label, value, message string }{
		{"Learning rate", "0", "above 0"},
		{"Learning rate", "fast", ""},
		{"Batch size", "0", "1 to 4096"},
		{"Epochs", "1001", "1 to 1000"},
		{"Training images", "99", "100 to 60000"},
		{"Seed", "-1", ""},
	} {
		t.Run(c.label+" "+c.value, func(t *testing.T) {
			sound := v.text(`field(` + quote(c.label) + `).value`)
			v.fill(c.label, c.value)
			v.waitFor(`field(` + quote(c.label) + `).getAttribute("aria-invalid") === "true"`)
			message := v.waitText(`text(document.getElementById(field(` + quote(c.label) + `).getAttribute("aria-describedby").split(" ")[0]))`)
			require.Contains(t, strings.ReplaceAll(message, ",", ""), c.message)
			require.True(t, v.is(`button("Train").disabled`))
			v.fill(c.label, sound)
			v.waitFor(`!button("Train").disabled`)
		})
	}
}

// Every fault is said with the file and the reason, nothing breaks, and
// training works once the cause is gone.
func TestFaultyDataIsSaidAndMended(t *testing.T) {
	for name, c := range map[string]struct {
		file  string
		spoil func(content []byte) []byte
		says  string
	}{
		"a flipped byte":       {"train-00", func(c []byte) []byte { c[1000] ^= 1; return c }, "sha-256"},
		"a missing shard":      {"train-01", func([]byte) []byte { return nil }, "404"},
		"an unknown manifest":  {"manifest", func(c []byte) []byte { return []byte(strings.Replace(string(c), `"format": 1`, `"format": 9`, 1)) }, "format 9"},
		"a truncated shard":    {"train-00", func(c []byte) []byte { return c[:len(c)/2] }, "bytes"},
		"a page of a provider": {"test-00", func([]byte) []byte { return []byte("<!doctype html><p>Please log in.") }, "bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t)
			file, sound := s.file(t, c.file)
			_, copied := s.file(t, c.file)
			s.change(file, c.spoil(copied))
			v := open(t, s)
			v.small(2)
			v.press("Train")
			v.waitFor(`[...document.querySelectorAll("[role=alert]")].some((a) => text(a).includes(` + quote(file) + `) && text(a).includes(` + quote(c.says) + `))`)
			v.picture(t, "fault "+name)
			s.change(file, sound)
			v.press("Train")
			v.waitFor(`page().includes("7,000 images, checked")`)
			v.waitFor(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256"))`)
		})
	}
}

func TestAConnectionThatBreaksOffIsSaidAndMended(t *testing.T) {
	s := serve(t)
	file, _ := s.file(t, "train-01")
	s.breaks(file)
	v := open(t, s)
	v.small(2)
	v.press("Train")
	v.waitFor(`[...document.querySelectorAll("[role=alert]")].some((a) => text(a).includes(` + quote(file+" broke off after ") + `))`)
	v.picture(t, "fault broken off")
	s.breaks("")
	v.press("Train")
	v.waitFor(`page().includes("7,000 images, checked")`)
	v.waitFor(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256"))`)
}

func TestADivergedRunIsSaidAndTheNextOneWorks(t *testing.T) {
	v := open(t, serve(t))
	v.small(2)
	v.fill("Learning rate", "100")
	v.press("Train")
	v.waitFor(`page().includes("diverged")`)
	v.picture(t, "diverged")
	v.fill("Learning rate", "0.05")
	v.press("Train")
	v.waitFor(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256"))`)
	v.RequireNoProblems()
}

func TestNothingIsWiderThanAPhone(t *testing.T) {
	s := serve(t)
	file, sound := s.file(t, "train-00")
	_, flipped := s.file(t, "train-00")
	flipped[1000] ^= 1
	s.change(file, flipped)

	v := &visitor{Page: browsertest.New(t)}
	v.Resize(390, 844)
	look := func(state string) {
		require.LessOrEqual(t, browsertest.Eval[int](v.Page, `document.documentElement.scrollWidth`), 390, state)
		v.picture(t, "phone-"+state)
	}
	v.Open(s.URL)
	v.waitFor(`page().includes("sha-256")`) // two of them are the longest words there are
	look("fault")
	s.change(file, sound)
	v.press("Try again")
	v.waitFor(`page().includes("7,000 images") && button("Train")`)
	look("first")
	v.fill("Learning rate", "fast")
	look("wrong")
	v.fill("Learning rate", "0.01")
	v.small(3)
	v.press("Train")
	v.waitFor(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256"))`)
	look("finished")
}
