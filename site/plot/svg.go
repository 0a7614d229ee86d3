package plot

import (
	"strings"

	"github.com/hexops/vecty"
)

// svg returns an SVG element with attributes in pairs of name and value.
// Vecty sets SVG's attributes only as attributes, never as properties, class
// included.
func svg(tag, class string, attributes []string, children ...vecty.MarkupOrChild) *vecty.HTML {
	markup := []vecty.Applyer{vecty.Namespace("http://www.w3.org/2000/svg")}
	if class != "" {
		markup = append(markup, vecty.Attribute("class", class))
	}
	for i := 0; i < len(attributes); i += 2 {
		markup = append(markup, vecty.Attribute(attributes[i], attributes[i+1]))
	}
	return vecty.Tag(tag, append([]vecty.MarkupOrChild{vecty.Markup(markup...)}, children...)...)
}

// svgPath returns a path, nil if there is nothing to draw.
func svgPath(class, d string) *vecty.HTML {
	if d == "" {
		return nil
	}
	return svg("path", class, []string{"d", d})
}

// svgText returns a text. Anchor is start, middle or end: what of it stands at x.
func svgText(class string, x, y float64, anchor, text string) *vecty.HTML {
	return svg("text", class, []string{"x", coordinate(x), "y", coordinate(y), "text-anchor", anchor}, vecty.Text(text))
}

// svgDot returns a point.
func svgDot(class string, x, y float64, radius string) *vecty.HTML {
	return svg("circle", "dot "+class, []string{"cx", coordinate(x), "cy", coordinate(y), "r", radius})
}

// pixels writes a size with one decimal at most.
func pixels(v float64) string { return strings.TrimSuffix(coordinate(v), ".0") }
