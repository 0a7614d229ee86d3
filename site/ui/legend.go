package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Legend names the lines. Each entry hides its line, and has it stand out while
// the pointer or the focus is on it.
type Legend struct {
	vecty.Core
	Entries []entry `vecty:"prop"`
}

// entry is what the legend shows of a group.
type entry struct {
	group, name string
	style       int
	hidden      bool
}

// entries lists the lines.
func entries(list []line, c store.Charts) []entry {
	var found []entry
	for _, l := range list {
		found = append(found, entry{l.group.ID, l.group.Name(), l.group.Style(), c.Hides(l.group.ID)})
	}
	return found
}

// Copy implements vecty.Copier; see the package comment.
func (c *Legend) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Legend) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Legend)
	return ok && slices.Equal(p.Entries, c.Entries)
}

// Render implements vecty.Component.
func (c *Legend) Render() vecty.ComponentOrHTML {
	if len(c.Entries) == 0 {
		return nil
	}
	var items vecty.List
	for _, e := range c.Entries {
		items = append(items, elem.ListItem(elem.Button(
			vecty.Markup(
				vecty.Attribute("type", "button"), vecty.Attribute("aria-pressed", yesNo(!e.hidden)),
				vecty.Data("do", doHide), vecty.Data("run", e.group), vecty.Data("line", e.group),
			),
			swatch(e.style), span(e.name), span(text.LineWord, class("unseen")),
		)))
	}
	return elem.UnorderedList(class("legend"), attribute("aria-label", text.LegendLabel), items)
}
