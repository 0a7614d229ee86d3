package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// Files is where comparisons are taken away, and files are brought in.
type Files struct {
	vecty.Core
	Ticked  int            `vecty:"prop"` // how many groups are
	Any     bool           `vecty:"prop"` // there is something to take away
	Failed  *store.Unsaved `vecty:"prop"`
	Reading bool           `vecty:"prop"`
}

// files returns the part of a state.
func files(s store.State) *Files {
	return &Files{Ticked: len(s.Compared()), Any: len(s.Chosen()) > 0, Failed: s.Exports.Failed, Reading: s.Exports.Reading > 0}
}

// FileID is the ID of the input that takes files.
const FileID = "bring-in"

// Copy implements vecty.Copier; see the package comment.
func (c *Files) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Files) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Files)
	return ok && (p.Ticked > 0) == (c.Ticked > 0) && p.Any == c.Any && p.Failed == c.Failed && p.Reading == c.Reading
}

// Render implements vecty.Component.
func (c *Files) Render() vecty.ComponentOrHTML {
	return elem.Section(class("files"), attribute("aria-label", text.FilesLabel),
		heading(text.FilesLabel),
		c.trouble(),
		c.away(),
		elem.Div(class("bring"),
			span(text.BringIn),
			elem.Label(class("quiet"), vecty.Markup(prop.For(FileID)), vecty.Text(text.BringInFile)),
			elem.Input(class("unseen"), vecty.Markup(
				prop.Type(prop.TypeFile), prop.ID(FileID),
				vecty.Attribute("accept", ".json,.safetensors"), vecty.Attribute("aria-describedby", FileID+"-hint"),
			)),
			elem.Paragraph(attribute("role", "status"), vecty.Markup(vecty.Property("hidden", !c.Reading)), vecty.Text(text.ReadingFile)),
			elem.Paragraph(class("msg"), vecty.Markup(prop.ID(FileID+"-hint")), vecty.Text(text.BringInHint)),
		),
	)
}

// trouble says which file could not be made or read, and why.
func (c *Files) trouble() *vecty.HTML {
	if c.Failed == nil {
		return elem.Div(attribute("role", "alert"))
	}
	title := text.NotTaken
	if c.Failed.Read {
		title = text.NotRead
	}
	return elem.Div(attribute("role", "alert"), elem.Div(class("box", "bad"),
		elem.Div(elem.Heading3(vecty.Text(title)), elem.Paragraph(vecty.Text(text.FileTrouble(c.Failed.Name, c.Failed.Why)))),
		button(text.CloseLink, doTakenNote, class("quiet"), then(thenFiles))))
}

// away is what can be taken away of the ticked groups, or of all.
func (c *Files) away() *vecty.HTML {
	whose := text.OfAllRuns
	if c.Ticked > 0 {
		whose = text.OfTicked
	}
	// A kind without a group is of those that are chosen.
	take := func(label string, kind store.Kind) *vecty.HTML {
		return button(label, doTakeAway+string(kind), class("quiet"), of(ofChosen))
	}
	row := func(label string, buttons ...vecty.MarkupOrChild) *vecty.HTML {
		return elem.Div(append([]vecty.MarkupOrChild{attributes("role", "group", "aria-label", label), span(label)}, buttons...)...)
	}
	return elem.Div(class("away"), vecty.Markup(vecty.Property("hidden", !c.Any)),
		elem.Paragraph(class("msg"), vecty.Text(whose)),
		row(text.SaveTables, take(text.CurvesCSV, store.CurvesCSV), take(text.ResultsCSV, store.ResultsCSV), take(text.SummaryCSV, store.SummaryCSV), take(text.DifferencesCSV, store.DifferencesCSV), take(text.AsMarkdown, store.Markdown), take(text.AsLaTeX, store.LaTeX)),
		row(text.SaveCharts, take(text.AsSVG, store.SVG), take(text.AsPNG, store.PNG)),
		row(text.SaveTogether, take(text.AsZIP, store.Everything), button(text.CopyLinkToThese, doShareGroups, class("quiet"), then(thenMade))),
	)
}

// Saves is what can be saved of each run of the selected group.
type Saves struct {
	vecty.Core
	Runs []save `vecty:"prop"`
}

// save is a run as far as files of it go.
type save struct {
	id, name, group string
	network         bool // its network can be had
	script          bool // a script can repeat it
	begins          bool // others can begin with its weights
	making          [3]bool
}

// forms are the forms that workers make, with the words for them.
var forms = []struct {
	form        wire.Form
	label, hint string
}{
	{wire.Safetensors, text.SaveWeights, text.SaveWeightsHint},
	{wire.ONNX, text.SaveONNX, text.SaveONNXHint},
	{wire.PyTorch, text.SaveScript, text.SaveScriptHint},
}

// saves returns the part of a state.
func saves(s store.State) *Saves {
	c := &Saves{}
	for _, r := range s.Group(s.Selected).Runs {
		one := save{id: r.ID, name: called(r), group: r.Group, network: r.Seen(), script: r.CanSave(wire.PyTorch), begins: r.Begins()}
		for i, f := range forms {
			one.making[i] = s.Exports.IsMaking(r.ID, f.form)
		}
		c.Runs = append(c.Runs, one)
	}
	return c
}

// Copy implements vecty.Copier; see the package comment.
func (c *Saves) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Saves) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Saves)
	return ok && slices.Equal(p.Runs, c.Runs)
}

// Render implements vecty.Component.
func (c *Saves) Render() vecty.ComponentOrHTML {
	if len(c.Runs) == 0 {
		return nil
	}
	var rows vecty.List
	for _, r := range c.Runs {
		rows = append(rows, c.row(r))
	}
	return elem.Section(class("saves"), attribute("aria-label", text.SaveTerm), rows)
}

func (c *Saves) row(r save) *vecty.HTML {
	label := text.SaveOf(r.name)
	if len(c.Runs) == 1 {
		label = text.SaveTerm
	}
	var buttons vecty.List
	busy := false
	for i, f := range forms {
		busy = busy || r.making[i]
		can, hint := r.network, f.hint
		if f.form == wire.PyTorch {
			can = r.script
			if !can {
				hint = text.NoScriptHint
			}
		}
		buttons = append(buttons, button(f.label, doSave+string(f.form), class("quiet"), of(r.id), attribute("title", hint), vecty.Markup(prop.Disabled(!can))))
	}
	buttons = append(buttons, button(text.SaveRecipe, doTakeAway+string(store.RecipeFile), class("quiet"), of(r.group), attribute("title", text.SaveRecipeHint)))
	if r.begins {
		buttons = append(buttons, button(text.BeginWith, doBeginWith, class("quiet"), of(r.id), then(thenPanel), attribute("title", text.BeginWithHint)))
	}
	return elem.Div(attributes("role", "group", "aria-label", text.SaveOf(r.name)),
		span(label), buttons,
		elem.Span(class("quietly"), attribute("role", "status"), vecty.Markup(vecty.Property("hidden", !busy)), vecty.Text(text.SavingFile)),
	)
}
