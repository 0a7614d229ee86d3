package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Kept says what is kept beyond the page's life, and offers to take it out, to
// bring more in, and to clear it.
type Kept struct {
	vecty.Core
	Storage store.Storage `vecty:"prop"`
	Runs    int           `vecty:"prop"` // all there are
	Over    int           `vecty:"prop"` // of these, those that clearing would remove
	Waiting int           `vecty:"prop"` // of these, those that were interrupted and could go on
}

// The IDs of what package main listens to, and of the section.
const (
	KeptID   = "kept"
	ImportID = "import" // the choice of a file
)

func keptHere(s store.State) *Kept {
	c := &Kept{Storage: s.Storage, Runs: len(s.Runs)}
	for _, r := range s.Runs {
		if r.Phase.Over() {
			c.Over++
		}
		if r.Phase == store.Interrupted {
			c.Waiting++
		}
	}
	return c
}

// Copy implements vecty.Copier; see the package comment.
func (c *Kept) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Kept) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Kept)
	return ok && p.Storage == c.Storage && p.Runs == c.Runs && p.Over == c.Over && p.Waiting == c.Waiting
}

// Render implements vecty.Component.
func (c *Kept) Render() vecty.ComponentOrHTML {
	return elem.Section(class("kept"), attribute("aria-label", text.KeptLabel),
		vecty.Markup(prop.ID(KeptID), vecty.Attribute("tabindex", "-1")),
		heading(text.KeptLabel),
		elem.Paragraph(class("msg"), vecty.Text(c.words())),
		c.clearing(),
		c.acts(),
		elem.Paragraph(class("msg"), attribute("role", "status"), vecty.Text(c.outcome())),
	)
}

// words says how much is kept, and how surely.
func (c *Kept) words() string {
	s := c.Storage
	if s.Keeping == store.Opening {
		return text.KeptOpening
	}
	if s.Keeping != store.Working {
		return text.NotKeptTitle + "."
	}
	words := text.Kept(c.Runs, s.Used, s.Quota) + " "
	switch {
	case s.Persistent:
		words += text.Promised
	case s.NotPromised:
		words += text.NotPromised
	}
	if s.Elsewhere > 0 {
		words += " " + text.Elsewhere(s.Elsewhere)
	}
	if s.Skipped > 0 {
		words += " " + text.Skipped(s.Skipped, s.SkippedWhy)
	}
	return words
}

// outcome says what became of the last file.
func (c *Kept) outcome() string {
	switch o := c.Storage.File; {
	case o.Why != "" && o.Imported > 0:
		return text.ImportBroken(o.Imported, o.Why)
	case o.Why != "":
		return text.ImportRefused(o.Why)
	case o.Exported > 0:
		return text.Exported(o.Exported, o.Files)
	case o.Imported+o.Already > 0:
		return text.Imported(o.Imported, o.Already)
	}
	return ""
}

func (c *Kept) acts() *vecty.HTML {
	works := c.Storage.Keeping == store.Working
	return elem.Div(class("acts"),
		button(text.ExportRuns, doExport, class("quiet"), vecty.Markup(prop.Disabled(c.Runs == 0))),
		elem.Label(class("file"), vecty.Markup(prop.For(ImportID)),
			elem.Input(class("unseen"), vecty.Markup(prop.ID(ImportID), prop.Type(prop.TypeFile))),
			span(text.ImportRuns),
		),
		button(text.Persist, doPersist, class("quiet"), then("#"+KeptID), vecty.Markup(
			vecty.Property("hidden", !works || c.Storage.Persistent),
		)),
		button(text.ClearRuns, doClearKept, class("quiet"), then(`[data-do="`+doClearNo+`"]`), vecty.Markup(
			prop.Disabled(c.Over+c.Storage.Skipped == 0 || c.Storage.Clearing || c.Storage.Wish != store.NoWish),
		)),
	)
}

// clearing asks before anything goes.
func (c *Kept) clearing() *vecty.HTML {
	return elem.Div(class("clearing"), vecty.Markup(vecty.Property("hidden", !c.Storage.Clearing)),
		elem.Paragraph(vecty.Text(text.ClearQuestion(c.Over, c.Waiting, c.Storage.Skipped, c.Runs-c.Over))),
		button(text.ClearYes, doClearYes, class("second"), then("#"+KeptID)),
		button(text.ClearNo, doClearNo, class("quiet"), then("#"+KeptID)),
	)
}

// What a click can do to what is kept.
const (
	doExport    = "export"
	doPersist   = "persist"
	doClearKept = "clear-kept"
	doClearYes  = "clear-yes"
	doClearNo   = "clear-no"
	doGoOn      = "go-on"
	doLeaveThem = "leave-them"
)

// storageDeed returns the action behind a click on what is kept, nil if there is
// none.
func storageDeed(do string) store.Action {
	switch do {
	case doExport:
		return store.Ask{Wish: store.Export}
	case doPersist:
		return store.Ask{Wish: store.Persist}
	case doClearKept:
		return store.ClearAsked{}
	case doClearYes:
		return store.ClearDone{}
	case doClearNo:
		return store.ClearLeft{}
	case doGoOn:
		return store.GoOn{}
	case doLeaveThem:
		return store.LeaveThem{}
	}
	return nil
}
