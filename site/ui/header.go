package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Header is the page's head: the mark, the views, the state of the data, the
// theme.
type Header struct {
	vecty.Core
	View  store.View  `vecty:"prop"`
	Data  store.Data  `vecty:"prop"`
	Theme store.Theme `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Header) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Header) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Header)
	return ok && p.View == c.View && p.Theme == c.Theme && p.Data.Phase == c.Data.Phase && p.Data.Set == c.Data.Set &&
		p.Data.Loading.Offline == c.Data.Loading.Offline
}

// Render implements vecty.Component.
func (c *Header) Render() vecty.ComponentOrHTML {
	return elem.Header(class("top"),
		elem.Anchor(class("mark"), vecty.Markup(prop.Href("./")),
			svg("svg", attributes("viewBox", "0 0 22 22", "width", "22", "height", "22", "aria-hidden", "true"),
				path("M2 3L20 8V14L2 19Z"),
				path("M5 7L17 10V12L5 15Z", "seam"),
			),
			vecty.Text(text.Atelier),
		),
		elem.Navigation(class("views"), attribute("aria-label", text.ViewsLabel), c.views()),
		elem.Paragraph(class("status"), vecty.Text(c.status())),
		button(text.Theme(string(c.Theme)), doTheme, class("quiet"), attribute("title", text.ThemeHint)),
	)
}

// views are links, so that a view can be opened anew, and the browser's way
// back leads through them.
func (c *Header) views() vecty.List {
	var links vecty.List
	for _, v := range store.Views() {
		here := "false"
		if v == c.View {
			here = "page"
		}
		links = append(links, elem.Anchor(
			vecty.Markup(prop.Href("#"+string(v)), vecty.Attribute("aria-current", here)),
			vecty.Text(text.View(string(v)))))
	}
	return links
}

func (c *Header) status() string {
	switch c.Data.Phase {
	case store.Fetching:
		return text.DataComing(c.Data.Loading)
	case store.Loaded:
		return text.DataStatus(c.Data.Set)
	case store.DataFailed:
		return text.DataMissing
	}
	return text.DataUnknown
}
