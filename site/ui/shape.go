package ui

import (
	"fmt"
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/site/text"
)

// Shape draws the network as a pattern and edits its hidden layers.
type Shape struct {
	vecty.Core
	Draft *store.Draft `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Shape) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Shape) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Shape)
	return ok && p.Draft == c.Draft
}

// underBars is the most hidden layers whose controls fit under their bars; the
// controls of more stand in a list.
const underBars = 2

// Render implements vecty.Component.
func (c *Shape) Render() vecty.ComponentOrHTML {
	layers := c.Draft.Layers()
	arrangement := "many"
	if layers <= underBars {
		arrangement = fmt.Sprintf("n%d", layers+2)
	}
	items := vecty.List{fixedLayer(dataset.Pixels, text.Pixels)}
	complaints := vecty.List{}
	for i := range layers {
		items = append(items, c.layer(i))
		complaints = append(complaints, complaint(c.Draft, store.HiddenField(i), text.Layer(i)))
	}
	items = append(items, fixedLayer(dataset.Classes, text.Classes))
	return elem.Section(class("shape"),
		elem.Heading3(
			span(text.Shape),
			button(text.AddLayer, doAddLayer, class("quiet"), vecty.Markup(prop.Disabled(layers >= train.MaxHidden))),
		),
		pattern(c.Draft.Widths()),
		elem.OrderedList(class("layers", arrangement), items),
		elem.Div(complaints),
		elem.Paragraph(class("facts"), elem.Span(bold(c.parameters()), vecty.Text(" "+text.Parameters))),
	)
}

func (c *Shape) parameters() string {
	for _, width := range c.Draft.Widths() {
		if width == 0 {
			return "?"
		}
	}
	return text.Count(c.Draft.Recipe.Cost().Parameters)
}

func fixedLayer(units int, label string) *vecty.HTML {
	return elem.ListItem(class("fixed"), bold(strconv.Itoa(units)), span(label))
}

// layer is the stepper of one hidden layer.
func (c *Shape) layer(i int) *vecty.HTML {
	name := store.HiddenField(i)
	this := vecty.Markup(vecty.Data("layer", strconv.Itoa(i)))
	return elem.ListItem(
		elem.Span(vecty.Markup(vecty.ClassMap{"stepper": true, "bad": c.Draft.Errors.For(name) != ""}),
			button(text.Narrower, doNarrower, this, attribute("aria-label", text.NarrowerLabel(i))),
			input(c.Draft, name, "numeric", attribute("aria-label", text.WidthLabel(i))),
			button(text.Wider, doWider, this, attribute("aria-label", text.WiderLabel(i))),
		),
		span(text.Layer(i)),
		button(text.RemoveLayer, doRemove, this, then(thenLayers), class("quiet"), attribute("aria-label", text.RemoveLabel(i))),
	)
}
