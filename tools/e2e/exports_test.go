package e2e_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/export"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
)

// collect keeps what the page has the browser save: headless browsers save
// nothing by themselves.
const collect = `
const saved = globalThis.saved = [];
const blobs = new Map();
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => { const address = make.call(URL, blob); blobs.set(address, blob); return address; };
const click = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
	if (!this.download) return click.call(this);
	const file = { name: this.download };
	saved.push(file);
	blobs.get(this.href).arrayBuffer().then((b) => { file.content = btoa(Array.from(new Uint8Array(b), (c) => String.fromCharCode(c)).join("")); });
};`

// visitWithFiles opens the page, whose files are collected, and trains two
// runs.
func visitWithFiles(t *testing.T) *visitor {
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(collect)
	v.onEveryPage(`Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 })`)
	v.Open(serve(t).URL)
	v.waitFor(`button("Train") && page().includes("images, checked")`)
	v.small(2)
	v.train("One")
	v.choose("Activation", "tanh")
	v.train("Two, & more")
	v.waitFor(tested + ` === 2`)
	return v
}

// saves presses a button within a part of the page and returns the file that
// comes of it.
func (v *visitor) saves(t *testing.T, part, words string) (name string, content []byte) {
	before := browsertest.Eval[int](v.Page, "saved.length")
	browsertest.Eval[any](v.Page, in(`[...part(`+quote(part)+`).querySelectorAll("button")].find((b) => text(b) === `+quote(words)+`).click()`))
	v.waitFor(fmt.Sprintf(`saved.length > %d && saved.at(-1).content !== undefined`, before))
	content, err := base64.StdEncoding.DecodeString(v.text("saved.at(-1).content"))
	require.NoError(t, err)
	return v.text("saved.at(-1).name"), content
}

func TestTheFilesOfARunAreWhatTheySay(t *testing.T) {
	v := visitWithFiles(t)
	sum := v.sumOf("One")
	name, file := v.saves(t, "Save", "Weights")
	require.Equal(t, "one.safetensors", name)
	model, err := export.ReadModel(file, 1)
	require.NoError(t, err)
	recipe, network := model.Recipe, model.Network
	require.Equal(t, sum, network.SHA256())
	require.Equal(t, "One", recipe.Name)
	require.Equal(t, 2, model.Epoch)
	require.True(t, model.Whole)

	name, onnx := v.saves(t, "Save", "ONNX")
	require.Equal(t, "one.onnx", name)
	require.Equal(t, export.ONNX(recipe, network), onnx)

	name, script := v.saves(t, "Save", "PyTorch script")
	require.Equal(t, "one.py", name)
	want, err := export.PyTorch(recipe, "made-up")
	require.NoError(t, err)
	require.Equal(t, string(want), string(script))

	name, text := v.saves(t, "Save", "Recipe")
	require.Equal(t, "one.json", name)
	read, err := train.ParseRecipe(text)
	require.NoError(t, err)
	require.Equal(t, recipe, read)
	browsertest.Eval[any](v.Page, in(`part("Save").scrollIntoView({ block: "center" })`))
	v.picture(t, "save")

	// And back in.
	v.bringsIn(t, "one.json", []byte(`{"name":"From a file","epochs":3,"optimizer":{"method":"adam"}}`))
	v.waitFor(`field("Name").value === "From a file"`)
	require.Equal(t, []string{"3", "adam"}, []string{v.text(`field("Epochs").value`), v.text(`field("Method").value`)})
	v.bringsIn(t, "wrong.json", []byte(`{"epochs":0}`))
	v.waitFor(`page().includes("wrong.json: Recipe: epochs must be 1 to 1000.")`)
	v.bringsIn(t, "picture.gif", []byte("GIF89a"))
	v.waitFor(`page().includes("picture.gif: It is neither a recipe")`)
	browsertest.Eval[any](v.Page, in(`part("Files and links").scrollIntoView({ block: "end" })`))
	v.picture(t, "file-refused")

	v.bringsIn(t, "one.safetensors", file)
	v.waitFor(`[...part("Runs").querySelectorAll("tbody th b")].map(text).includes("One 2")`)
	require.Equal(t, sum, v.sumOf("One 2"))
	v.waitFor(`fact("Origin") === "from a file"`)
	v.bringsIn(t, "cut.safetensors", file[:len(file)/2])
	v.waitFor(`page().includes("The file could not be read")`)
	v.show("Inside")
	v.waitFor(`page().includes("After epoch 2, by 1,000 test images")`)
	v.RequireNoProblems()
}

// The expected sums are those of the same two runs natively.
func TestARunContinuesFromTheWeightsOfAFile(t *testing.T) {
	set := dataset.MadeUp(1, 6000, 1000)
	first, err := train.NewSession(smallRecipe(2), set)
	require.NoError(t, err)
	for !first.Done() {
		first.Step()
	}
	further := smallRecipe(3)
	second, err := train.NewSessionFrom(further, set, first.Network())
	require.NoError(t, err)
	for !second.Done() {
		second.Step()
	}

	v := openWithTwoWorkers(t, serve(t))
	v.bringsIn(t, "weights.safetensors", export.Safetensors(export.Model{Recipe: first.Recipe(), Network: first.Network(), Epoch: 2, Whole: true}))
	require.Equal(t, first.Network().SHA256(), v.sumOf("Baseline"))
	v.press("Continue from these weights")
	v.waitFor(`page().includes("Begins with the weights of Baseline.")`)
	v.fill("Epochs", "3")
	v.press("Train")
	require.Equal(t, second.Network().SHA256(), v.sumOf("Baseline 2"))
	v.waitFor(`fact("Origin") === "begins with the weights of Baseline"`)
	v.picture(t, "begins")
	v.press("Begin with new weights")
	v.waitFor(`!page().includes("Begins with the weights of")`)
	v.RequireNoProblems()
}

func TestTheFilesOfAComparisonAreWhatTheySay(t *testing.T) {
	v := visitWithFiles(t)
	name, text := v.saves(t, "Files and links", "Curves, CSV")
	require.Equal(t, "curves.csv", name)
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 1+2*2, "a head, and two epochs of two runs")
	require.Equal(t, "run", rows[0][0])

	v.control("Compare One")
	name, text = v.saves(t, "Files and links", "Results, CSV")
	require.Equal(t, "results.csv", name)
	rows, err = csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 2, "of the ticked run alone")
	v.control("Compare One")

	name, text = v.saves(t, "Files and links", "LaTeX")
	require.Equal(t, "comparison.tex", name)
	require.Contains(t, string(text), `Two, \& more`)

	name, all := v.saves(t, "Files and links", "One ZIP")
	require.Equal(t, "atelier-all.zip", name)
	files := unzipped(t, all)
	names := []string{"chart-accuracy.png", "chart-accuracy.svg", "chart-loss.png", "chart-loss.svg", "comparison.md", "comparison.tex",
		"curves.csv", "differences.csv", "recipes/one.json", "recipes/two-more.json", "results.csv", "summary.csv"}
	for _, name := range names {
		require.NotEmpty(t, files[name], name)
	}
	require.Len(t, files, len(names))
	requirePaper(t, files["chart-accuracy.svg"])
	picture, err := png.Decode(bytes.NewReader(files["chart-accuracy.png"]))
	require.NoError(t, err)
	require.Equal(t, 2*644, picture.Bounds().Dx())
	colours := map[[3]uint32]int{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, _ := picture.At(x, y).RGBA()
			colours[[3]uint32{r >> 8, g >> 8, b >> 8}]++
		}
	}
	require.Greater(t, colours[[3]uint32{255, 255, 255}], 100_000, "white paper")
	require.Greater(t, colours[[3]uint32{0x0c, 0x6a, 0xcd}], 500, "the first run's colour")
	require.Greater(t, colours[[3]uint32{0xde, 0x56, 0x17}], 500, "the second's")
	keep(t, "chart.png", files["chart-accuracy.png"])
	keep(t, "chart-loss.png", files["chart-loss.png"])
	browsertest.Eval[any](v.Page, in(`part("Files and links").scrollIntoView({ block: "end" })`))
	v.picture(t, "files")
	v.RequireNoProblems()
}

func unzipped(t *testing.T, archive []byte) map[string][]byte {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	require.NoError(t, err)
	files := map[string][]byte{}
	for _, f := range r.File {
		open, err := f.Open()
		require.NoError(t, err)
		files[f.Name], err = io.ReadAll(open)
		require.NoError(t, err)
	}
	return files
}

// requirePaper fails unless an SVG stands for itself: nothing in it needs a style
// sheet or another file, and the names of the runs are there.
func requirePaper(t *testing.T, svg []byte) {
	d := xml.NewDecoder(bytes.NewReader(svg))
	text := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.CharData:
			text += string(token)
		case xml.StartElement:
			require.Equal(t, "http://www.w3.org/2000/svg", token.Name.Space)
			require.NotContains(t, []string{"style", "image", "script", "use"}, token.Name.Local)
			drawn := false
			for _, a := range token.Attr {
				require.NotContains(t, []string{"class", "style", "href"}, a.Name.Local)
				require.NotContains(t, a.Value, "var(")
				drawn = drawn || a.Name.Local == "fill"
			}
			if token.Name.Local == "path" || token.Name.Local == "text" {
				require.True(t, drawn, "%v has no colour", token)
			}
		}
	}
	require.Contains(t, text, "Two, & more")
	require.GreaterOrEqual(t, strings.Count(text, "One"), 1)
}

// bringsIn chooses a file of that name.
func (v *visitor) bringsIn(t *testing.T, name string, content []byte) {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, content, 0o644))
	v.chooseFile("Open a recipe or weights", path)
}

// keep keeps a file where SCREENSHOTS says, for a person to look at.
func keep(t *testing.T, name string, content []byte) {
	if folder := os.Getenv("SCREENSHOTS"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), content, 0o644))
	}
}
