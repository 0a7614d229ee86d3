package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// state returns the state of a page, seen in a wide window, after some actions.
func state(actions ...store.Action) store.State {
	s, _ := store.Reduce(store.Initial(), store.Measured{Sizes: store.Sizes{Page: 1440, Accuracy: 600, Loss: 400}})
	for _, a := range actions {
		s, _ = store.Reduce(s, a)
	}
	return s
}

// twoWorkers returns the state after actions where two runs are trained at
// once.
func twoWorkers(actions ...store.Action) store.State {
	s := state()
	s.Workers = 2
	for _, a := range actions {
		s, _ = store.Reduce(s, a)
	}
	return s
}

// page renders the page in a state.
func page(s store.State) *headless.Node {
	return headless.Render(&Page{State: s, Dispatch: func(store.Action) {}})[0]
}

func reported(kind wire.ReportKind, run, message string) store.Action {
	return store.Reported{Report: wire.Report{Kind: kind, Run: run, Message: message}}
}

func happened(run string, e train.Event) store.Action {
	r := wire.Report{Kind: wire.Trained, Run: run, Seconds: 10, Images: 108000, Event: &e}
	if e.Kind == train.Started {
		r.Data = set("fashion-mnist")
	}
	return store.Reported{Report: r}
}

// set is a data set of a source, as a worker says of a run which one it is of.
func set(source string) *wire.Data {
	return &wire.Data{Source: source, TrainingImages: 60000, TestImages: 10000, SHA256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"}
}

// loaded says that data of a source is here, with one image of each class.
func loaded(source string) store.Action {
	d := set(source)
	for _, class := range strings.Fields("T-shirt Trouser Pullover Dress Coat Sandal Shirt Sneaker Bag Boot") {
		d.Classes = append(d.Classes, class)
		d.Samples = append(d.Samples, make([]byte, 784))
	}
	return store.Reported{Report: wire.Report{Kind: wire.Loaded, Data: d}}
}

var (
	here     = loaded("fashion-mnist")
	begun    = happened("run-1", train.Event{Kind: train.Started, Epochs: 50, Batches: 106, Parameters: 101770, TrainingImages: 54000, ValidationImages: 6000})
	step     = happened("run-1", train.Event{Kind: train.Step, Epoch: 3, Epochs: 50, Batch: 7, Batches: 106, Phase: train.Training, TrainingLoss: 0.75})
	epoch    = happened("run-1", train.Event{Kind: train.Epoch, Epoch: 2, Epochs: 50, Batch: 106, Batches: 106, TrainingLoss: 0.9, ValidationAccuracy: train.Accuracy{Mean: 0.7234, Deviation: 0.0216}})
	finished = happened("run-1", train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50, TestAccuracy: train.Accuracy{Mean: 0.8534, Deviation: 0.0221}, ParametersSHA256: "0123abcd"})
	diverged = happened("run-1", train.Event{Kind: train.Diverged, Epoch: 4, Epochs: 50, Reason: "the loss is NaN after batch 12"})
	training = []store.Action{here, store.Train{}, begun, epoch, step}
	queueing = append(slices.Clip(training), store.Train{}, store.Train{}, store.LayerAdded{}, store.Train{}) // on two workers
)

// states are the page's states that the tests look at, by name.
func states() map[string]store.State {
	narrow := store.Measured{Sizes: store.Sizes{Page: 390, Accuracy: 358, Loss: 358}}
	with := func(more ...store.Action) store.State {
		return state(append(append([]store.Action{}, training...), more...)...)
	}
	all := map[string]store.State{
		"opened":          state(),
		"fetching":        state(store.LoadData{}, store.Reported{Report: wire.Report{Kind: wire.Fetching, Loading: &wire.Loading{Bytes: 13400000, TotalBytes: 30900000, Shards: 5, TotalShards: 14}}}),
		"loaded":          state(here),
		"made up":         state(loaded("made-up")),
		"data failed":     state(store.LoadData{}, reported(wire.LoadFailed, "", "shard train-03: sha-256 mismatch")),
		"waiting":         state(here, store.Train{}),
		"training":        with(),
		"narrow":          with(narrow),
		"pointed at":      with(store.PointAt{Epoch: 2}),
		"paused":          with(reported(wire.Paused, "run-1", "")),
		"stopping":        with(store.Stop{Run: "run-1"}),
		"stopped":         with(store.Stop{Run: "run-1"}, reported(wire.Stopped, "run-1", "")),
		"finished":        with(finished),
		"finished narrow": with(finished, narrow),
		"diverged":        with(diverged),
		"failed":          with(reported(wire.Failed, "run-1", "no room for the weights")),
		"crashed":         with(slices.Repeat([]store.Action{reported(wire.Crashed, "run-1", "out of memory")}, store.MaxDeaths)...),
		"two failed": twoWorkers(append(slices.Clip(training), store.Train{}, reported(wire.Failed, "run-1", "no room"),
			happened("run-2", train.Event{Kind: train.Diverged, Epoch: 4, Reason: "NaN"}))...),
		"one of two":           twoWorkers(training...),
		"both of two":          twoWorkers(append(slices.Clip(training), store.Train{})...),
		"queue":                twoWorkers(queueing...),
		"queue moves":          twoWorkers(append(slices.Clip(queueing), finished)...),
		"wrong while training": with(store.Typed{Field: store.Epochs, Text: "x"}),
		"two runs":             with(finished, store.LayerAdded{}, store.Train{}),
		"interrupted":          interrupted(),
		"clearing":             with(finished, store.ClearAsked{}),
		"not kept":             with(store.Stored{Keeping: store.Refused, Why: "private browsing"}),
		"deleted":              with(finished, store.Delete{Group: "run-1"}),
		"wrong":                state(store.Typed{Field: store.Epochs, Text: "x"}, store.Typed{Field: store.HiddenField(0), Text: ""}),
		"no layer":             state(store.LayerRemoved{}),
		"more":                 state(store.ToggleMore{}),
		"explained":            state(store.Explain{Field: store.LearningRate}),
		"presets":              state(store.Open{Panel: store.Presets}),
		"vary":                 state(store.Open{Panel: store.Varying}),
		"vary a number":        state(store.Open{Panel: store.Varying}, store.VaryField{Field: store.Dropout}),
		"many layers":          state(store.LayerAdded{}, store.LayerAdded{}, store.LayerAdded{}),
	}
	maps.Copy(all, garmentStates())
	maps.Copy(all, shareStates())
	maps.Copy(all, reportStates())
	return all
}

func TestEveryControlHasANameAndEveryReferenceATarget(t *testing.T) {
	for name, s := range states() {
		t.Run(name, func(t *testing.T) {
			root := page(s)
			ids, labelled := map[string]bool{}, map[string]bool{}
			for _, n := range root.All(headless.Is("")) {
				if id := n.Attributes["id"]; id != "" {
					require.False(t, ids[id], "two elements are called %s", id)
					ids[id] = true
				}
				if n.Tag == "label" {
					labelled[n.Attributes["htmlFor"]] = true
				}
			}
			for _, n := range root.All(headless.Is("")) {
				if id := n.Attributes["aria-describedby"]; id != "" {
					require.True(t, ids[id], "nothing is called %s", id)
				}
				label := n.Attributes["aria-label"]
				switch n.Tag {
				case "input", "select":
					require.True(t, label != "" || labelled[n.Attributes["id"]], "%s has no label", n)
				case "button":
					require.NotEmpty(t, label+strings.TrimSpace(n.Content()), "%s has no name", n)
					require.Contains(t, []string{"button", "submit"}, n.Attributes["type"], "%s", n)
				case "section":
					require.True(t, label != "" || n.Attributes["class"] == "shape", "%s has no name", n)
				case "svg":
					require.True(t, n.Attributes["aria-hidden"] == "true" || label != "", "%s has neither name nor veil", n)
				}
				require.NotContains(t, n.Attributes, "style", "the content security policy allows no inline styles")
			}
		})
	}
}

func TestEveryClickMeansSomething(t *testing.T) {
	for name, s := range states() {
		for _, n := range page(s).All(func(n *headless.Node) bool { return n.Attributes["data-do"] != "" }) {
			require.NotNil(t, deed(n.Attributes["data-do"], n.Attributes["data-run"], 0), "%s: %s", name, n)
		}
	}
}

func TestOnlyTheRootAndTheChartsListen(t *testing.T) {
	for name, s := range states() {
		root := page(s)
		for _, n := range root.All(func(n *headless.Node) bool { return len(n.Listeners) > 0 }) {
			mayListen := n == root || headless.Is("section", "curves")(n) || headless.Is("div", "plates")(n) || headless.Is("details", "behind")(n)
			require.True(t, mayListen, "%s: %s", name, n)
		}
	}
}

// components returns the names of the struct types in and under a folder that
// embed vecty.Core, with their syntax.
func components(t *testing.T, folder string) map[string]*ast.StructType {
	t.Helper()
	found := map[string]*ast.StructType{}
	for _, file := range sources(t, folder) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok {
				for _, f := range s.Fields.List {
					if len(f.Names) == 0 && expression(f.Type) == "vecty.Core" {
						found[spec.Name.Name] = s
					}
				}
			}
			return true
		})
	}
	require.NotEmpty(t, found)
	return found
}

// sources parses all packages in and under a folder, tests left out.
func sources(t *testing.T, folder string) []*ast.File {
	t.Helper()
	var files []*ast.File
	require.NoError(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		files = append(files, file)
		return err
	}))
	return files
}

func expression(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return expression(e.X) + "." + e.Sel.Name
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return expression(e.X)
	}
	return ""
}

// Words that people type or that come from files then can never become part of
// the page's structure.
func TestNothingIsSetAsMarkup(t *testing.T) {
	for _, file := range sources(t, "..") {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				require.NotEqual(t, "vecty.UnsafeHTML", expression(s))
			}
			if l, ok := n.(*ast.BasicLit); ok {
				for _, sink := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "eval"} {
					require.NotEqual(t, `"`+sink+`"`, l.Value)
				}
			}
			return true
		})
	}
}

// Without it, vecty keeps the copies of all renders for ever.
func TestEveryComponentCopiesItselfWithoutItsCore(t *testing.T) {
	cured := map[string]bool{}
	for _, file := range sources(t, "..") {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Name.Name != "Copy" || f.Recv == nil {
				continue
			}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == 1 {
					if value, ok := a.Rhs[0].(*ast.CompositeLit); ok && strings.HasSuffix(expression(a.Lhs[0]), ".Core") && expression(value.Type) == "vecty.Core" && len(value.Elts) == 0 {
						cured[expression(f.Recv.List[0].Type)] = true
					}
				}
				return true
			})
		}
	}
	for name := range components(t, "..") {
		require.True(t, cured[name], "%s.Copy must set the copy's Core to vecty.Core{}", name)
	}
}

// A field without the tag would keep its first value for ever.
func TestEveryFieldOfAComponentIsMarkedAsAProperty(t *testing.T) {
	for name, s := range components(t, ".") {
		if name == "Page" {
			continue // the root, which nobody renders anew with other fields
		}
		for _, f := range s.Fields.List {
			if len(f.Names) > 0 {
				require.NotNil(t, f.Tag, "%s.%s", name, f.Names[0])
				require.Equal(t, "prop", reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("vecty"), "%s.%s", name, f.Names[0])
			}
		}
	}
}

// What a step changes is its run's row and the dock; everything else must stay
// as it is, twenty times a second for each worker.
func TestAStepLeavesMostOfThePageAlone(t *testing.T) {
	before := twoWorkers(append(slices.Clip(training), store.Train{})...)
	after, _ := store.Reduce(before, happened("run-1", train.Event{Kind: train.Step, Epoch: 3, Epochs: 50, Batch: 8, Batches: 106, Phase: train.Training}))
	require.True(t, (&Header{Data: after.Data, Theme: after.Theme}).SkipRender(&Header{Data: before.Data, Theme: before.Theme}))
	require.True(t, (&Notices{Data: after.Data, Troubles: after.Troubles()}).SkipRender(&Notices{Data: before.Data, Troubles: before.Troubles()}))
	require.True(t, recipe(after).SkipRender(recipe(before)))
	require.True(t, (&Hero{Absent: true, Data: after.Data}).SkipRender(&Hero{Absent: true, Data: before.Data}))
	require.True(t, curves(after, nil, nil).SkipRender(curves(before, nil, nil)))
	require.True(t, (&Queue{Entries: queue(after)}).SkipRender(&Queue{Entries: queue(before)}))
	require.True(t, runsOf(after).SkipRender(runsOf(before)))
	require.True(t, (&Details{Group: after.Group("run-1")}).SkipRender(&Details{Group: before.Group("run-1")}))
	require.True(t, verdict(after).SkipRender(verdict(before)))
	require.True(t, (&Announcer{Words: announcement(after)}).SkipRender(&Announcer{Words: announcement(before)}))
	require.Equal(t, Title(before), Title(after))
	require.False(t, progressOf(after).SkipRender(progressOf(before)))
	require.False(t, live(after, 0).SkipRender(live(before, 0)))
	require.True(t, live(after, 1).SkipRender(live(before, 1)), "the other run's row")
}

func TestAnEpochDrawsTheCurvesAnew(t *testing.T) {
	before := state(training...)
	after, _ := store.Reduce(before, happened("run-1", train.Event{Kind: train.Epoch, Epoch: 3}))
	require.False(t, curves(after, nil, nil).SkipRender(curves(before, nil, nil)))
	require.NotEqual(t, announcement(before), announcement(after))
}
