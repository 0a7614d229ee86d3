package e2e_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
)

// briefReport is the report on 1,000 images, for 12 epochs and on 2 seeds.
func briefReport() experiment.Plan {
	return experiment.Report(experiment.Options{Epochs: 12, Images: 1000, Seeds: []uint64{0, 1}})
}

// offer chooses a plan in the page as a file.
func (v *visitor) offer(name, content string) {
	browsertest.Eval[any](v.Page, in(fmt.Sprintf(`(() => {
		const files = new DataTransfer();
		files.items.add(new File([%q], %q, { type: "application/json" }));
		const input = [...document.querySelectorAll("label")].find((l) => text(l) === "Plan from a file").querySelector("input");
		input.files = files.files;
		input.dispatchEvent(new Event("change", { bubbles: true }));
	})()`, content, name)))
}

// keepSaved has the page keep what it saves.
const keepSaved = `
globalThis.saved = [];
URL.createObjectURL = ((make) => (blob) => { blob.text().then((t) => saved.push(t)); return make.call(URL, blob); })(URL.createObjectURL);
HTMLAnchorElement.prototype.click = ((click) => function () { if (this.download) globalThis.savedAs = this.download; else click.call(this); })(HTMLAnchorElement.prototype.click);`

// saved returns the file that the page saves.
func (v *visitor) saved() string {
	browsertest.Eval[any](v.Page, "saved.length = 0; null")
	v.press("Save results")
	return v.waitText("saved[0] ?? ''")
}

// The same plan, run by the command line and in the page, gives the same file,
// byte by byte.
func TestThePageAndTheCommandLineGiveTheSameResults(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	browsertest.Eval[any](v.Page, keepSaved+"; null")
	v.Resize(1440, 1000)
	v.show("The report")
	v.waitFor(`page().includes("0 of 27 runs")`)
	plan, err := json.Marshal(briefReport())
	require.NoError(t, err)
	v.offer("plan.json", string(plan))
	v.waitFor(`page().includes("0 of 18 runs")`)
	v.picture(t, "report-first")
	requireShort := v.traceTasks(t)
	v.press("Run all that is missing")
	v.waitFor(`part("Test accuracies") && /epoch [0-9]+ of 12, seed 0/.test(page())`)
	v.picture(t, "report-going")
	v.waitFor(`page().includes("18 of 18 runs")`)
	v.picture(t, "report-done")
	v.show("Laboratory")
	v.waitFor(`button("Batch norm")`)
	v.show("The report")
	v.waitFor(`document.querySelectorAll(".plate svg.chart").length === 6`)
	requireShort()

	out := t.TempDir()
	data := filepath.Join(out, "data")
	require.NoError(t, os.Mkdir(data, 0o755))
	files, err := garments()
	require.NoError(t, err)
	for _, f := range files {
		require.NoError(t, os.WriteFile(filepath.Join(data, f.Name), f.Content, 0o644))
	}
	file := filepath.Join(out, "plan.json")
	require.NoError(t, os.WriteFile(file, plan, 0o644))
	command := exec.CommandContext(t.Context(), "go", "run", "./tools/report", "-data", data, "-plan", file, "-out", filepath.Join(out, "report"))
	command.Dir = repository
	said, err := command.CombinedOutput()
	require.NoError(t, err, string(said))
	want, err := os.ReadFile(filepath.Join(out, "report", "results.json"))
	require.NoError(t, err)
	require.Equal(t, string(want), v.saved())
	require.Equal(t, "results.json", v.text("savedAs"))

	// Keys set the epoch of all charts.
	browsertest.Eval[any](v.Page, `document.querySelector("[data-plate]").dispatchEvent(new KeyboardEvent("keydown", { key: "Home", bubbles: true }))`)
	v.waitFor(`[...document.querySelectorAll(".plate .readout .ep")].filter((e) => text(e) === "epoch 1").length === 6`)

	// The figures, the tables and the verdicts are of these results.
	result, err := experiment.ParseResult(want)
	require.NoError(t, err)
	require.Equal(t, 4+3+3, browsertest.Eval[int](v.Page, in(`[...document.querySelectorAll(".exhibit [data-plate=accuracy] path.line")].filter((p) => p.getAttribute("d") && p.closest(".chart")).length`)))
	for i, claim := range experiment.Claims() {
		verdict := claim.Judge(result)
		row := v.text(fmt.Sprintf(`text(part("The eight claims").querySelectorAll("tbody tr")[%d])`, i))
		require.Contains(t, row, string(verdict.Outcome))
		for _, sentence := range verdict.Sentences() {
			require.Contains(t, row, sentence)
		}
	}
	for _, s := range experiment.Summaries(result) {
		require.Contains(t, v.text(`[...document.querySelectorAll("table")].filter((t) => t.ariaLabel === "Test accuracies").map(text).join()`),
			fmt.Sprintf("%.1f ± %.1f%.1f to %.1f", 100*s.TestAccuracy.Mean, 100*s.TestAccuracy.Deviation, 100*s.Seeds.Low, 100*s.Seeds.High), s.Recipe.Name)
	}
	v.RequireNoProblems()
}

// What was trained in the laboratory is not trained again, and what is run for
// the report is seen in the laboratory.
func TestTheReportAndTheLaboratoryShareTheirRuns(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.small(2)
	v.press("Train")
	v.sumOf("Baseline")
	plan := experiment.Plan{Name: "pair", Seeds: []uint64{0}}
	for _, name := range []string{"mine", "narrow"} {
		r := smallRecipe(2)
		r.Name = name
		plan.Recipes = append(plan.Recipes, r)
	}
	plan.Recipes[1].Hidden = []int{16}
	text, err := json.Marshal(plan)
	require.NoError(t, err)
	v.show("The report")
	v.offer("pair.json", string(text))
	v.waitFor(`page().includes("1 of 2 runs")`)
	v.press("Run all that is missing")
	v.waitFor(`page().includes("2 of 2 runs") && page().includes("Nothing is missing.")`)
	v.show("Laboratory")
	s, err := train.NewSession(plan.Recipes[1], dataset.MadeUp(1, 6000, 1000))
	require.NoError(t, err)
	for !s.Done() {
		s.Step()
	}
	require.Equal(t, s.Network().SHA256(), v.sumOf("narrow"))
	v.RequireNoProblems()
}

// By keyboard and by words: pause, go on, stop, and a file that is no plan.
func TestTheReportIsPausedAndStopped(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.show("The report")
	v.offer("photo.json", "\x89PNG")
	v.waitFor(`page().includes("Not taken: plan: invalid character")`)
	v.fill("Seeds", "x")
	v.waitFor(`page().includes("whole number from 1 to 20") && button("Run all that is missing").disabled`)
	long := experiment.Report(experiment.Options{Epochs: train.MaxEpochs, Images: 6000, Seeds: []uint64{0}})
	text, err := json.Marshal(long)
	require.NoError(t, err)
	v.offer("long.json", string(text))
	v.control("Run what is missing of Figure 3. Optimizers")
	v.waitFor(`page().match(/epoch [1-9][0-9]* of/g)?.length >= 4 && page().includes("queued")`)
	v.press("Pause")
	v.waitFor(`button("Resume")`)
	v.press("Resume")
	v.waitFor(`button("Pause")`)
	v.control("Stop the runs of Figure 3. Optimizers")
	v.waitFor(`!page().includes("queued") && !/epoch [0-9]+ of/.test(page())`)
	v.press("Back to the report")
	v.waitFor(`page().includes("Three experiments, run again")`)
	v.RequireNoProblems()
}

// The charts are as wide as their places: package ui works out the same widths
// as the style sheet.
func TestTheReportsChartsFillTheirPlaces(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.show("The report")
	for _, width := range []int{390, 599, 600, 960, 961, 1240, 1241, 1320, 1321, 1440, 1700} {
		v.Resize(width, 900)
		v.waitFor(`[...document.querySelectorAll("[data-plate]")].filter(seen).length === 6 &&
			[...document.querySelectorAll("[data-plate]")].every((p) => Math.abs(p.clientWidth - Number(p.querySelector("svg.chart")?.getAttribute("width"))) <= 1)`)
		require.True(t, v.is("document.documentElement.scrollWidth <= innerWidth"), width)
		v.picture(t, fmt.Sprintf("report-%d", width))
	}
	v.RequireNoProblems()
}
