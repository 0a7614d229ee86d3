package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/link"
	"atelier/site/store"
	"atelier/site/text"
)

// Links shows what a link brought, how results compare with the sender's, and
// the link that was made last.
type Links struct {
	vecty.Core
	Links   store.Links `vecty:"prop"`
	Matched []match     `vecty:"prop"`
}

// match is a run that a link tells the result of.
type match struct {
	run string
	is  store.Match
}

// matched lists the runs that are finished and that links tell the results of.
func matched(s store.State) []match {
	var list []match
	for _, r := range s.Runs {
		if is := s.Match(r); is != store.NoWord && is != store.Promised {
			list = append(list, match{called(r), is})
		}
	}
	return list
}

// MadeID is the ID of the field that holds the link that was made.
const MadeID = "made-link"

// Copy implements vecty.Copier; see the package comment.
func (c *Links) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Links) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Links)
	return ok && p.Links.Offer == c.Links.Offer && p.Links.Fault == c.Links.Fault && p.Links.Why == c.Links.Why &&
		p.Links.Made == c.Links.Made && p.Links.Refused == c.Links.Refused && slices.Equal(p.Matched, c.Matched)
}

// Render implements vecty.Component.
func (c *Links) Render() vecty.ComponentOrHTML {
	return elem.Div(class("links"), attributes("role", "region", "aria-label", text.LinksLabel, "aria-live", "polite"),
		c.fault(), c.offer(), c.matches(), c.made())
}

// noteLink leads to the note of a lesson, which is above the recipe: out of sight
// in small windows.
func noteLink() *vecty.HTML {
	return elem.Anchor(vecty.Markup(prop.Href("#"+string(store.AtRecipe))), vecty.Text(text.LinkHasNote))
}

// fault says why a link could not be opened.
func (c *Links) fault() *vecty.HTML {
	title, why := "", ""
	switch c.Links.Fault {
	case store.NoFault:
		return nil
	case store.Damaged:
		title, why = text.LinkDamaged, text.LinkDamagedWhy
	case store.TooNew:
		title, why = text.LinkTooNew, text.LinkTooNewWhy
	case store.Unfit:
		title, why = text.LinkUnfit, text.Reason(c.Links.Why)+" "+text.LinkUnfitWhy
	}
	return elem.Div(class("box"),
		elem.Div(elem.Heading2(vecty.Text(title)), elem.Paragraph(vecty.Text(why))),
		button(text.LinkPutAside, doLinkDone, class("quiet"), then(thenMain)))
}

// offer says what a link brought.
func (c *Links) offer() *vecty.HTML {
	l := c.Links.Offer
	if l == nil {
		return nil
	}
	aside := button(text.LinkPutAside, doLinkDone, class("quiet"), then(thenMain))
	promises := ""
	if slices.ContainsFunc(l.Entries, func(e link.Entry) bool { return e.Results != nil }) {
		promises = " " + text.LinkPromises
	}
	if c.Links.InPanel() {
		return elem.Div(class("box"), elem.Paragraph(vecty.Text(text.LinkInPanel+promises)),
			elem.Span(class("acts"), vecty.If(l.Lesson.Note != "", noteLink()), aside))
	}
	var names []string
	for _, e := range l.Entries {
		names = append(names, e.Recipe.Name)
	}
	return elem.Div(class("box"),
		elem.Div(
			elem.Heading2(vecty.Text(text.LinkBrings(len(l.Entries), l.Runs()))),
			elem.Paragraph(vecty.Text(text.LinkNames(names)+promises)),
		),
		elem.Span(class("acts"),
			button(text.TrainThese(l.Runs()), doTrainLink, class("second"), then(thenRuns)),
			aside,
		))
}

// matches says which results are the sender's.
func (c *Links) matches() vecty.List {
	var list vecty.List
	for _, kind := range []struct {
		is          store.Match
		title, hint string
	}{
		{store.Same, text.SameAsSender, ""},
		{store.Differs, text.DiffersFromIt, text.DiffersHint},
		{store.OtherData, text.OtherDataSender, text.OtherDataHint},
		{store.ByHand, text.ByHandSender, text.ByHandHint},
	} {
		var names []string
		for _, m := range c.Matched {
			if m.is == kind.is {
				names = append(names, m.run)
			}
		}
		if names != nil {
			list = append(list, elem.Paragraph(class("match"), bold(kind.title), vecty.Text(text.MatchOf(names, kind.hint))))
		}
	}
	return list
}

// made is the link that was made last: in the clipboard if the browser allows
// that, and to be copied from here in any case.
func (c *Links) made() *vecty.HTML {
	m := c.Links.Made
	closes := button(text.CloseLink, doMadeDone, class("quiet"), then(thenMain))
	switch {
	case c.Links.Refused:
		return elem.Div(class("box"), elem.Paragraph(vecty.Text(text.LinkTooLong)), closes)
	case m == nil:
		return nil
	}
	words := text.MadeToCopy
	if m.Copied {
		words = text.MadeCopied
	}
	return elem.Div(class("box", "made"),
		elem.Div(
			elem.Label(vecty.Markup(prop.For(MadeID)), vecty.Text(text.MadeLink(m.Runs)+" "+words)),
			elem.Input(vecty.Markup(prop.ID(MadeID), vecty.Property("readOnly", true), prop.Value(m.Address), vecty.Attribute("aria-describedby", "made-note"))),
			elem.Paragraph(class("msg"), vecty.Markup(prop.ID("made-note")), vecty.Text(text.NotSentHint)),
		),
		closes)
}
