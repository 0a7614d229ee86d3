package ui

import (
	"slices"
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/site/store"
	"atelier/site/text"
)

// Fields are the controls of the recipe. They are a component of their own, so
// that they are left alone while only the buttons beneath them change.
type Fields struct {
	vecty.Core
	Draft   *store.Draft `vecty:"prop"`
	Cores   int          `vecty:"prop"` // by which a run is trained together
	Choices []int        `vecty:"prop"` // what Cores may be
}

// coresName is the name of the list of Choices.
const coresName = "cores"

// Copy implements vecty.Copier; see the package comment.
func (c *Fields) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Fields) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Fields)
	return ok && p.Draft == c.Draft && p.Cores == c.Cores && slices.Equal(p.Choices, c.Choices)
}

// Render implements vecty.Component.
func (c *Fields) Render() vecty.ComponentOrHTML {
	d := c.Draft
	return elem.Div(
		elem.Div(class("title"),
			elem.Label(vecty.Markup(prop.For(store.Name)), vecty.Text(text.Name)),
			button(text.Reset, doReset, class("quiet"), vecty.Markup(vecty.Property("hidden", d.IsBaseline()))),
			input(d, store.Name, "text", vecty.Markup(prop.ID(store.Name))),
			complaint(d, store.Name, ""),
		),
		&Shape{Draft: d},
		elem.Div(class("grid2"), layerFields(d)),
		elem.Heading3(span(text.OptimizerHeading)),
		elem.Div(class("grid2"), optimizerFields(d)),
		elem.Heading3(span(text.DataHeading)),
		elem.Div(class("grid2"),
			field(d, store.BatchSize, text.BatchSize, "numeric", text.Images),
			field(d, store.Epochs, text.Epochs, "numeric", ""),
			field(d, store.TrainingImages, text.TrainingImages, "numeric", ""),
			choice(d, store.InputScaling, text.InputScaling, scalings()),
			field(d, store.Seed, text.Seed, "numeric", ""),
			vecty.If(len(c.Choices) > 1, c.cores()),
		),
	)
}

// cores is no part of the recipe, because it changes no result.
func (c *Fields) cores() *vecty.HTML {
	var options []option
	for _, n := range c.Choices {
		options = append(options, option{strconv.Itoa(n), text.Cores(n)})
	}
	return elem.Div(class("field"),
		elem.Label(vecty.Markup(prop.For(coresName)), vecty.Text(text.CoresLabel)),
		list(coresName, strconv.Itoa(c.Cores), options, vecty.Attribute("title", text.CoresHint)),
	)
}

// layerFields are what all hidden layers have in common.
func layerFields(d *store.Draft) vecty.List {
	var activations, initialisers, norms []option
	for _, a := range nn.Activations() {
		activations = append(activations, option{a.Name, a.Label})
	}
	for _, i := range nn.Initialisers() {
		initialisers = append(initialisers, option{i.Name, i.Label})
	}
	for _, b := range store.BatchNorms() {
		norms = append(norms, option{b, text.BatchNormChoice(b)})
	}
	fields := vecty.List{
		choice(d, store.Activation, text.Activation, activations),
		choice(d, store.Initialiser, text.Initialiser, initialisers),
		choice(d, store.BatchNorm, text.BatchNorm, norms),
		field(d, store.Dropout, text.Dropout, "decimal", text.OfUnits),
	}
	if d.Recipe.BatchNorm.Enabled {
		fields = append(fields,
			field(d, store.BatchNormMomentum, text.BatchNormMomentum, "decimal", ""),
			field(d, store.BatchNormEpsilon, text.BatchNormEpsilon, "decimal", ""),
		)
	}
	return fields
}

// optimizerFields are the method and its own hyperparameters.
func optimizerFields(d *store.Draft) vecty.List {
	var methods []option
	for _, m := range optim.Methods() {
		methods = append(methods, option{m.Name, m.Label})
	}
	fields := vecty.List{
		choice(d, store.Method, text.Method, methods),
		field(d, store.LearningRate, text.LearningRate, "decimal", ""),
	}
	for _, h := range d.Hyperparameters() {
		name := store.HyperparameterField(h.Name)
		if h.Boolean {
			fields = append(fields, choice(d, name, h.Label, []option{{"false", text.Off}, {"true", text.On}}))
		} else {
			fields = append(fields, field(d, name, h.Label, "decimal", ""))
		}
	}
	return fields
}

func scalings() []option {
	var options []option
	for _, s := range dataset.Scalings() {
		options = append(options, option{string(s), string(s)})
	}
	return options
}
