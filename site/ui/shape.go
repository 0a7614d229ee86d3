package ui

import (
	"fmt"
	"slices"
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
	May     store.Permission `vecty:"prop"`
	Draft   *store.Draft     `vecty:"prop"`
	Base    store.Base       `vecty:"prop"`
	Hint    string           `vecty:"prop"` // the field whose explanation is open
	Seconds float64          `vecty:"prop"` // an epoch will take; 0 is not known
}

// Copy implements vecty.Copier; see the package comment.
func (c *Shape) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Shape) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Shape)
	if !ok {
		return false
	}
	parameters, memory := c.cost()
	before, memoryBefore := p.cost()
	return p.May == c.May && p.Draft.Shape() == c.Draft.Shape() && p.Draft.Errors.For(store.Hidden) == c.Draft.Errors.For(store.Hidden) &&
		before == parameters && memoryBefore == memory && p.Base.Equal(c.Base) && p.Hint == c.Hint && p.Seconds == c.Seconds
}

// cost is what the network asks of the machine, as far as it is told; 0
// parameters if it is not known.
func (c *Shape) cost() (parameters int, memory string) {
	if slices.Contains(c.Draft.Widths(), 0) || c.Draft.Errors.For(store.Method) != "" {
		return 0, ""
	}
	cost := c.Draft.Recipe.Cost()
	return cost.Parameters, text.Memory(cost.Memory)
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
		complaints = append(complaints, c.complaint(store.HiddenField(i), text.Layer(i)))
	}
	items = append(items, fixedLayer(dataset.Classes, text.Classes))
	complaints = append(complaints, c.complaint(store.Hidden, text.Shape))
	open := c.Hint == store.Hidden
	hint, _ := text.Explain(store.Hidden, c.Draft.Recipe)
	difference := c.Draft.From(store.NewDraft(c.Base.Recipe), store.Hidden)
	fixed := c.May == store.Fixed
	return elem.Div(class("shape"), vecty.Markup(vecty.Property("hidden", c.May == store.Concealed)),
		elem.Heading3(vecty.Markup(vecty.ClassMap{"diff": difference.Differs}),
			elem.Span(vecty.Text(text.Shape), why(store.Hidden, text.Shape, open)),
			was(store.Hidden, difference),
			button(text.AddLayer, doAddLayer, class("quiet"), vecty.Markup(prop.Disabled(fixed || layers >= train.MaxHidden))),
		),
		explanation(store.Hidden, hint, open),
		pattern(c.Draft.Widths()),
		// A fieldset disables all controls in it at once.
		elem.FieldSet(vecty.Markup(prop.Disabled(fixed)), elem.OrderedList(class("layers", arrangement), items)),
		elem.Div(complaints),
		c.facts(),
	)
}

// facts are what the network costs.
func (c *Shape) facts() *vecty.HTML {
	words := "?"
	parameters, memory := c.cost()
	if parameters > 0 {
		words = text.Count(parameters)
	}
	return elem.Paragraph(class("facts"),
		elem.Span(bold(words), vecty.Text(" "+text.Parameters)),
		vecty.If(c.Seconds > 0, elem.Span(bold(text.Estimate(c.Seconds)), vecty.Text(" "+text.AnEpoch))),
		vecty.If(memory != "", span(memory)),
	)
}

// complaint says what is wrong with a width, behind some words that name it, as
// there is no label over it.
func (c *Shape) complaint(name, about string) *vecty.HTML {
	message := c.Draft.Errors.For(name)
	if message != "" {
		message = about + " " + message
	}
	return complaint(name, message)
}

func fixedLayer(units int, label string) *vecty.HTML {
	return elem.ListItem(class("fixed"), bold(strconv.Itoa(units)), span(label))
}

// layer is the stepper of one hidden layer, and what moves and removes it.
func (c *Shape) layer(i int) *vecty.HTML {
	name := store.HiddenField(i)
	this := vecty.Markup(vecty.Data("layer", strconv.Itoa(i)))
	several := c.Draft.Layers() > 1
	return elem.ListItem(this,
		elem.Span(vecty.Markup(vecty.ClassMap{"stepper": true, "bad": c.Draft.Errors.For(name) != ""}),
			button(text.Narrower, doNarrower, this, attribute("aria-label", text.NarrowerLabel(i))),
			inputOf(c.Draft, name, "numeric", attribute("aria-label", text.WidthLabel(i))),
			button(text.Wider, doWider, this, attribute("aria-label", text.WiderLabel(i))),
		),
		span(text.Layer(i), this, vecty.Markup(vecty.ClassMap{"movable": several}, vecty.MarkupIf(several, vecty.Data("drag", DragPlace)))),
		elem.Span(class("arrange"),
			c.move(i, i-1, text.Earlier, doEarlier, text.EarlierLabel(i)),
			button(text.RemoveLayer, doRemove, this, then(thenLayers), class("quiet"), attribute("aria-label", text.RemoveLabel(i))),
			c.move(i, i+1, text.Later, doLater, text.LaterLabel(i)),
		),
	)
}

// move is the button that moves a layer to a neighbouring place. The focus goes
// with the layer: to the same button there, or at the end of the row to the one
// that leads back.
func (c *Shape) move(from, to int, word, do, label string) *vecty.HTML {
	next, last := do, c.Draft.Layers()-1
	switch to {
	case 0:
		next = doLater
	case last:
		next = doEarlier
	}
	return button(word, do, class("quiet"),
		then(fmt.Sprintf(`[data-do=%q][data-layer="%d"]`, next, to)),
		attribute("aria-label", label),
		vecty.Markup(
			vecty.Data("layer", strconv.Itoa(from)),
			prop.Disabled(to < 0 || to > last),
			vecty.Property("hidden", last < 1),
		))
}
