package ui

import (
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/store"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// Browser shows the training images, by class and page by page.
type Browser struct {
	vecty.Core
	Set     *wire.Data     `vecty:"prop"` // nil until it is here
	Browsed *store.Browsed `vecty:"prop"` // nil before any is asked for
}

// Copy implements vecty.Copier; see the package comment.
func (c *Browser) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Browser) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Browser)
	return ok && p.Set == c.Set && p.Browsed == c.Browsed
}

// Render implements vecty.Component.
func (c *Browser) Render() vecty.ComponentOrHTML {
	if c.Set == nil {
		return elem.Section(class("browse"), attribute("aria-label", text.BrowseTitle),
			heading(text.BrowseTitle), elem.Paragraph(class("msg"), vecty.Text(text.WaitingForData)))
	}
	b := c.Browsed
	if b == nil {
		b = &store.Browsed{}
	}
	return elem.Section(class("browse"), attribute("aria-label", text.BrowseTitle),
		heading(text.BrowseTitle),
		elem.Paragraph(class("source"), vecty.Text(text.DataSource(c.Set))),
		c.classes(b),
		c.pages(b),
		c.images(b),
	)
}

// classes are buttons with how many images there are of each; both sources have
// equally many.
func (c *Browser) classes(b *store.Browsed) *vecty.HTML {
	var buttons vecty.List
	for i, name := range dataset.ClassNames() {
		buttons = append(buttons, elem.Button(
			vecty.Markup(prop.Type(prop.TypeButton), vecty.Data("do", browse(i, 0)), vecty.Attribute("aria-pressed", yesNo(i == b.Class))),
			vecty.Text(name+" "), span(text.Count(c.Set.TrainingImages/dataset.Classes)),
		))
	}
	return elem.Div(class("classes"), attributes("role", "group", "aria-label", text.ClassesLabel), buttons)
}

// browse is the deed that shows a page.
func browse(class, page int) string {
	return doBrowse + strconv.Itoa(class) + " " + strconv.Itoa(page)
}

// pages lead back and forth. A button that can go no further hands the focus to
// the other; while images come none is disabled, or it would lose the focus.
func (c *Browser) pages(b *store.Browsed) *vecty.HTML {
	words := text.BrowseBusy
	if b.Images != nil {
		words = text.PageOf(dataset.ClassNames()[b.Class], b.Page+1, b.Pages)
	}
	turn := func(label string, to int, last bool, other int) *vecty.HTML {
		possible := to >= 0 && (to < b.Pages || b.Images == nil)
		return button(label, browse(b.Class, to), class("quiet"), vecty.Markup(
			prop.Disabled(!possible),
			vecty.MarkupIf(last, vecty.Data("then", `[data-do="`+browse(b.Class, other)+`"]`)),
		))
	}
	return elem.Div(class("pages"), attributes("role", "group", "aria-label", text.PagesLabel),
		turn(text.Previous, b.Page-1, b.Page == 1, b.Page),
		turn(text.Next, b.Page+1, b.Page == b.Pages-2, b.Page),
		elem.Paragraph(attribute("role", "status"), vecty.Text(words)),
	)
}

func (c *Browser) images(b *store.Browsed) *vecty.HTML {
	var items vecty.List
	for _, g := range b.Images {
		items = append(items, elem.ListItem(elem.Image(vecty.Markup(
			prop.Src(bitmap(g.Pixels, dataset.Columns, dataset.Rows)),
			prop.Alt(text.GarmentLabel(dataset.ClassNames()[g.Label], g.Index)),
		))))
	}
	return elem.UnorderedList(class("rack"), vecty.Markup(vecty.ClassMap{"busy": b.Images == nil}), items)
}
