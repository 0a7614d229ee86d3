package store

import (
	"fmt"
	"slices"
	"strings"

	"atelier/wasm/wire"
)

// Exports is the files that people have asked for. It is never changed in
// place.
type Exports struct {
	Making  []Saving // by workers, in the order of the wishes
	Failed  *Unsaved // the last that could not be made; nil if there is none
	Due     *Due     // what the page itself is to make; it is a new one each time
	Reading int      // how many files of networks are being read by workers
}

// Saving is a file of a run that is being made.
type Saving struct {
	Run  string
	Form wire.Form
}

// Unsaved is a file that could not be made, or read, and why.
type Unsaved struct {
	Name string // of the run or of the file; "" of the comparison's
	Why  string
	Read bool // it is one that was brought in
}

// Due is a file, or several, that the page makes of some groups.
type Due struct {
	Kind   Kind
	Groups []Group
}

// Kind says what the page makes.
type Kind string

// The kinds.
const (
	RecipeFile     Kind = "recipe"      // as JSON, of a group
	CurvesCSV      Kind = "curves"      // of all epochs
	ResultsCSV     Kind = "results"     // of all runs
	SummaryCSV     Kind = "summary"     // of all groups
	DifferencesCSV Kind = "differences" // between them
	Markdown       Kind = "markdown"
	LaTeX          Kind = "latex"
	SVG            Kind = "svg" // the charts that are shown
	PNG            Kind = "png"
	Everything     Kind = "all" // of these
)

type (
	// Save asks for a file of a run that a worker makes.
	Save struct {
		Run  string
		Form wire.Form
	}
	// TakeAway asks for what the page makes: of a group, or, where that is "",
	// of those that are ticked, or else of all.
	TakeAway struct {
		Kind  Kind
		Group string
	}
	// NotTaken says that a file could not be made, or read.
	NotTaken struct {
		Name, Why string
		Read      bool // or else made
	}
	// TakenNote puts aside what NotTaken said.
	TakenNote struct{}
)

func (Save) action()      {}
func (TakeAway) action()  {}
func (NotTaken) action()  {}
func (TakenNote) action() {}

func (a Save) order(s State) (State, []wire.Command) {
	r := s.Run(a.Run)
	if r == nil || !r.CanSave(a.Form) {
		return s, nil
	}
	wanted := Saving{a.Run, a.Form}
	if slices.Contains(s.Exports.Making, wanted) {
		return s, nil
	}
	s.Exports.Making = append(slices.Clip(s.Exports.Making), wanted)
	s.Exports.Failed = nil
	return s, []wire.Command{{Kind: wire.Export, Run: a.Run, Recipe: r.Recipe, Form: a.Form, Whole: r.Whole(), Source: r.Data.Source}}
}

// CanSave reports whether there can be a file of that form. The script of a run
// has the initial weights of its recipe, so there is none of a run that began
// with others.
func (r *Run) CanSave(form wire.Form) bool {
	if form == wire.PyTorch {
		return r.Begin == nil
	}
	return r.Seen()
}

func (a TakeAway) on(s State) State {
	groups := s.Chosen()
	if a.Group != "" {
		groups = []Group{s.Group(a.Group)}
	}
	if len(groups) == 0 || len(groups[0].Runs) == 0 {
		return s
	}
	s.Exports.Due, s.Exports.Failed = &Due{a.Kind, groups}, nil
	return s
}

func (a NotTaken) on(s State) State {
	s.Exports.Failed = &Unsaved{a.Name, a.Why, a.Read}
	return s
}

func (TakenNote) on(s State) State {
	s.Exports.Failed = nil
	return s
}

// saved applies the answer to Save.
func saved(s State, m wire.Report) State {
	s.Exports.Making = slices.DeleteFunc(slices.Clone(s.Exports.Making), func(made Saving) bool { return made == Saving{m.Run, m.Form} })
	if m.Kind == wire.NotExported {
		name := ""
		if r := s.Run(m.Run); r != nil {
			name = r.Recipe.Name
		}
		s.Exports.Failed = &Unsaved{Name: name, Why: m.Message}
	}
	return s
}

// IsMaking reports whether a file is being made.
func (e Exports) IsMaking(run string, form wire.Form) bool {
	return slices.Contains(e.Making, Saving{run, form})
}

// FileName returns a name that every system takes: the words of a text in small
// letters and digits, joined by hyphens.
func FileName(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	name := strings.Join(words, "-")
	if name == "" {
		return "run"
	}
	return name[:min(len(name), 60)]
}

// RunFile returns the name of a file of a run.
func RunFile(r *Run, form wire.Form) string {
	name := FileName(r.Recipe.Name)
	if r.Repeats > 1 {
		name = fmt.Sprintf("%s-seed-%d", name, r.Recipe.Seed)
	}
	switch form {
	case wire.Safetensors:
		return name + ".safetensors"
	case wire.ONNX:
		return name + ".onnx"
	}
	return name + ".py"
}
