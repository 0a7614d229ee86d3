package ui

import (
	"slices"
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/link"
	"atelier/site/store"
	"atelier/site/text"
)

// Fields are the controls of the recipe. They are a component of their own, so
// that they are left alone while only the buttons beneath them change.
type Fields struct {
	vecty.Core
	Draft   *store.Draft `vecty:"prop"`
	Undo    bool         `vecty:"prop"` // another draft can be brought back
	Lesson  *link.Lesson `vecty:"prop"` // what may be changed; nil: everything
	Base    store.Base   `vecty:"prop"` // what is not as there is marked
	Hint    string       `vecty:"prop"` // the field whose explanation is open
	More    bool         `vecty:"prop"` // the fields that are seldom changed are shown
	Presets bool         `vecty:"prop"` // the menu of presets is open
	Seconds float64      `vecty:"prop"` // an epoch will take; 0 is not known
	Cores   int          `vecty:"prop"` // by which a run is trained together
	Choices []int        `vecty:"prop"` // what Cores may be
}

// coresName is the name of the list of Choices.
const coresName = text.CoresSubject

// Copy implements vecty.Copier; see the package comment.
func (c *Fields) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Fields) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Fields)
	return ok && p.Draft == c.Draft && p.Undo == c.Undo && p.Lesson == c.Lesson && p.Base.Equal(c.Base) && p.Hint == c.Hint && p.More == c.More &&
		p.Presets == c.Presets && p.Seconds == c.Seconds && p.Cores == c.Cores && slices.Equal(p.Choices, c.Choices)
}

// Render implements vecty.Component.
func (c *Fields) Render() vecty.ComponentOrHTML {
	d := c.Draft
	f := form{d, store.NewDraft(c.Base.Recipe), c.Hint, c.Lesson}
	needed := d.NeedsMore(f.base)
	var rare []string
	concealed := store.Allowed(c.Lesson, store.RareControls) == store.Concealed
	if (needed || c.More) && !concealed {
		rare = store.Rare()
	}
	return elem.Div(
		c.title(f),
		&Presets{Open: c.Presets, Draft: d},
		&Shape{May: store.Allowed(c.Lesson, store.Hidden), Draft: d, Base: c.Base, Hint: c.Hint, Seconds: c.Seconds},
		elem.Div(class("grid2"), f.fields(6, layerFields(d)...)),
		elem.Heading3(span(text.OptimizerHeading)),
		elem.Div(class("grid2"), f.fields(optimizerPlaces, optimizerFields(d)...)),
		elem.Heading3(span(text.DataHeading)),
		elem.Div(class("grid2"),
			f.fields(6, store.BatchSize, store.Epochs, store.TrainingImages, store.InputScaling, store.Seed, store.Repeats),
			c.cores(f),
		),
		elem.Heading3(
			vecty.Markup(vecty.Property("hidden", concealed)),
			span(text.MoreHeading),
			c.showMore(needed),
		),
		elem.Div(class("grid2"), vecty.Markup(vecty.Property("hidden", concealed || !needed && !c.More)), f.fields(len(store.Rare()), rare...)),
	)
}

// title is the name of the run over all others, beside ways to begin.
func (c *Fields) title(f form) *vecty.HTML {
	return elem.Div(class("title"),
		elem.Label(vecty.Markup(prop.For(store.Name)), vecty.Text(text.Field(store.Name, ""))),
		elem.Span(class("acts"),
			button(text.Undo, doUndoFill, class("quiet"), attribute("aria-label", text.UndoFillLabel), then(thenUnfill),
				vecty.Markup(vecty.Property("hidden", c.Lesson != nil || !c.Undo))),
			button(text.Reset, doReset, class("quiet"), then(thenUnfill),
				vecty.Markup(vecty.Property("hidden", c.Lesson != nil || c.Draft.Same(f.base)))),
			button(text.PresetsWord, doOpen, class("quiet"), vecty.Markup(
				vecty.Data("about", string(store.Presets)),
				vecty.Attribute("aria-expanded", yesNo(c.Presets)),
				vecty.Property("hidden", c.Lesson != nil),
			)),
		),
		inputOf(c.Draft, store.Name, "text", vecty.Markup(prop.ID(store.Name))),
		complaint(store.Name, c.Draft.Errors.For(store.Name)),
	)
}

// showMore shows and hides the fields that are seldom changed. They cannot be
// hidden while one of them needs to be seen.
func (c *Fields) showMore(needed bool) *vecty.HTML {
	word := text.ShowMore
	if needed || c.More {
		word = text.ShowLess
	}
	return button(word, doMore, class("quiet"), vecty.Markup(
		vecty.Attribute("aria-label", text.RareLabel(word)),
		vecty.Attribute("aria-expanded", yesNo(needed || c.More)),
		vecty.Property("hidden", needed),
	))
}

// cores is no part of the recipe, because it changes no result.
func (c *Fields) cores(f form) *Field {
	if len(c.Choices) < 2 {
		return &Field{}
	}
	field := &Field{Name: coresName, Label: text.CoresLabel, Text: strconv.Itoa(c.Cores)}
	for _, n := range c.Choices {
		field.Choices = append(field.Choices, strconv.Itoa(n))
	}
	return f.explained(field)
}

// layerFields are what all hidden layers have in common.
func layerFields(d *store.Draft) []string {
	fields := []string{store.Activation, store.Initialiser, store.BatchNorm, store.Dropout}
	if d.Recipe.BatchNorm.Enabled {
		fields = append(fields, store.BatchNormMomentum, store.BatchNormEpsilon)
	}
	return fields
}

// optimizerPlaces is how many optimizerFields there are at the most.
const optimizerPlaces = 10

// optimizerFields are the method with its own hyperparameters, and the schedule
// with what its kind reads.
func optimizerFields(d *store.Draft) []string {
	fields := []string{store.Method, store.LearningRate}
	for _, h := range d.Hyperparameters() {
		fields = append(fields, store.HyperparameterField(h.Name))
	}
	fields = append(fields, store.ScheduleKind)
	return append(fields, d.ScheduleFields()...)
}
