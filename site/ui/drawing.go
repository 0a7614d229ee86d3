package ui

import (
	"strconv"
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/sketch"
	"atelier/site/store"
	"atelier/site/text"
)

// Drawing is the table with the drawing or the photo, and the tools. Package
// main follows the pointer on it, and takes photos.
type Drawing struct {
	vecty.Core
	Drawing store.Drawing `vecty:"prop"`
}

// The IDs of what package main listens to.
const (
	DrawingID = "drawing" // the paper
	PhotoID   = "photo"   // the choice of a file
)

// Copy implements vecty.Copier; see the package comment.
func (c *Drawing) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Drawing) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Drawing)
	return ok && sameDrawing(p.Drawing, c.Drawing)
}

// Render implements vecty.Component.
func (c *Drawing) Render() vecty.ComponentOrHTML {
	return elem.Section(class("draw"), attribute("aria-label", text.DrawTitle),
		heading(text.DrawTitle, span(text.DrawHint, class("aside"))),
		c.tools(),
		elem.Div(class("easel"), c.paper(), c.photo()),
		c.acts(),
		elem.Paragraph(class("msg", "err"), attribute("role", "status"), vecty.Text(refusal(c.Drawing.Refused))),
		c.silhouettes(),
	)
}

func (c *Drawing) tools() *vecty.HTML {
	var choices vecty.List
	for _, tool := range sketch.Tools() {
		id := "tool-" + strconv.Itoa(int(tool))
		choices = append(choices,
			elem.Input(vecty.Markup(
				prop.ID(id), prop.Type(prop.TypeRadio), prop.Name(toolName), prop.Value(strconv.Itoa(int(tool))),
				prop.Checked(tool == c.Drawing.Tool),
			)),
			elem.Label(vecty.Markup(prop.For(id), vecty.Attribute("title", text.ToolHint(tool))), vecty.Text(text.Tool(tool))),
		)
	}
	return elem.Div(class("tools"),
		elem.Div(class("segments"), attributes("role", "radiogroup", "aria-label", text.ToolsLabel), choices),
		elem.Div(class("penwidth"),
			elem.Label(vecty.Markup(prop.For(widthName)), vecty.Text(text.LineLabel)),
			elem.Input(vecty.Markup(
				prop.ID(widthName), prop.Type(prop.TypeRange), prop.Name(widthName),
				vecty.Attribute("min", sketch.MinWidth), vecty.Attribute("max", sketch.MaxWidth), vecty.Attribute("step", 4),
				prop.Value(strconv.Itoa(c.Drawing.Width)),
			)),
		),
		elem.Paragraph(class("msg"), vecty.Text(text.ToolHint(c.Drawing.Tool))),
	)
}

// paper is the drawing; it is there behind a photo too, so that the next stroke
// finds it.
func (c *Drawing) paper() *vecty.HTML {
	strokes := c.Drawing.Sheet.Strokes
	size := strconv.Itoa(sketch.Side)
	lines := vecty.List{}
	for _, s := range strokes {
		lines = append(lines, stroke(s))
	}
	if c.empty() {
		lines = append(lines, svg("text", class("empty"), attributes("x", "50%", "y", "50%", "text-anchor", "middle"), vecty.Text(text.DrawingEmpty)))
	}
	return svg("svg", class("paper"),
		attributes("id", DrawingID, "viewBox", "0 0 "+size+" "+size, "role", "img", "aria-label", text.DrawingLabel(len(strokes))),
		lines,
	)
}

func (c *Drawing) empty() bool {
	return len(c.Drawing.Sheet.Strokes) == 0 && c.Drawing.Sheet.Photo == nil
}

// stroke draws a stroke as sketch.Paper does.
func stroke(s sketch.Stroke) *vecty.HTML {
	var d strings.Builder
	for i, p := range s.Points {
		d.WriteByte("ML"[min(i, 1)])
		d.WriteString(strconv.Itoa(p.X) + " " + strconv.Itoa(p.Y))
	}
	if len(s.Points) == 1 { // a line to itself makes a dot
		d.WriteString("h0")
	}
	look := [...]string{sketch.Cloth: "cloth", sketch.Pen: "ink", sketch.Rubber: "rubber"}[s.Tool]
	return svg("path", class(look), attributes("d", d.String(), "stroke-width", strconv.Itoa(s.Width)))
}

// photo lies over the paper.
func (c *Drawing) photo() *vecty.HTML {
	photo := c.Drawing.Sheet.Photo
	address := ""
	if photo != nil {
		address = photo.Address
	}
	return elem.Image(class("photo"), vecty.Markup(
		prop.Alt(text.PhotoLabel), prop.Src(address), vecty.Property("hidden", photo == nil),
	))
}

// acts are disabled where they would do nothing, and hand the focus on then.
func (c *Drawing) acts() *vecty.HTML {
	return elem.Div(class("acts"),
		button(text.Undo, doUndoDrawing, class("quiet"), vecty.Markup(
			prop.Disabled(c.Drawing.Undos() == 0),
			vecty.MarkupIf(c.Drawing.Undos() == 1, vecty.Data("then", "#"+PhotoID)),
		)),
		button(text.Clear, doClearDrawing, then(`[data-do="`+doUndoDrawing+`"]`), class("quiet"), vecty.Markup(prop.Disabled(c.empty()))),
		elem.Label(class("file"), vecty.Markup(prop.For(PhotoID)),
			elem.Input(class("unseen"), vecty.Markup(prop.ID(PhotoID), prop.Type(prop.TypeFile), vecty.Attribute("accept", "image/*"))),
			span(text.ChoosePhoto),
		),
	)
}

// silhouettes are for those who draw without a pointer, and to begin with.
func (c *Drawing) silhouettes() *vecty.HTML {
	var buttons vecty.List
	for i, name := range dataset.ClassNames() {
		buttons = append(buttons, button(name, doPlace+strconv.Itoa(i), class("quiet"), attribute("aria-label", text.PlaceClass(name))))
	}
	return elem.Div(class("silhouettes"), attributes("role", "group", "aria-label", text.PlaceLabel),
		span(text.PlaceLabel), buttons,
	)
}

func refusal(r store.Refusal) string {
	switch r {
	case store.NotAnImage:
		return text.PhotoNotAnImage
	case store.TooLarge:
		return text.PhotoTooLarge
	case store.NothingThere:
		return text.PhotoNothingThere
	}
	return ""
}
