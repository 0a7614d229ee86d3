package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// The names of Vary's inputs.
const (
	varyFieldName  = "vary.field"
	varyValuesName = "vary.values"
	varyChoiceName = "vary.choice" // of every checkbox
)

// Vary chooses one field of the recipe and the values that it is to take, and
// trains all of them.
type Vary struct {
	vecty.Core
	Open    bool          `vecty:"prop"`
	Draft   *store.Draft  `vecty:"prop"`
	Of      store.Vary    `vecty:"prop"`
	Recipes int           `vecty:"prop"` // that this makes; 0 if something is wrong
	Problem store.Problem `vecty:"prop"`
	Seconds float64       `vecty:"prop"` // that all of them will take; 0 is not known
}

// varyOf returns the component in a state.
func varyOf(s store.State) *Vary {
	c := &Vary{Open: s.Design.Panel == store.Varying}
	if c.Open {
		c.Draft, c.Of = s.Draft, s.Varied()
		recipes, problem := c.Of.Variants(s.Draft)
		c.Recipes, c.Problem, c.Seconds = len(recipes), problem, s.RunSeconds(recipes, s.Draft.Repeats)
	}
	return c
}

// Copy implements vecty.Copier; see the package comment.
func (c *Vary) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Vary) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Vary)
	return ok && p.Open == c.Open && p.Draft == c.Draft && p.Of == c.Of && p.Recipes == c.Recipes &&
		p.Problem == c.Problem && p.Seconds == c.Seconds
}

// Render implements vecty.Component.
func (c *Vary) Render() vecty.ComponentOrHTML {
	if !c.Open {
		return nil
	}
	var fields []option
	for _, f := range c.Draft.Variables() {
		fields = append(fields, option{f, text.Field(f, c.Draft.Text(store.Method))})
	}
	return elem.Section(class("vary"), attribute("aria-label", text.VaryOne),
		vecty.Markup(vecty.Data("escape", thenVary)),
		elem.Div(class("field"),
			elem.Label(vecty.Markup(prop.For(varyFieldName)), vecty.Text(text.VaryField)),
			list(varyFieldName, c.Of.Field, fields),
		),
		c.values(),
		elem.Paragraph(vecty.Markup(prop.ID("variants"), vecty.Class("msg"), vecty.ClassMap{"err": c.wrong()}), vecty.Text(c.outcome())),
		button(text.TrainVariants(c.Recipes), doTrainVariants, class("second"), then(thenMain), vecty.Markup(
			prop.Disabled(c.Recipes == 0 || c.Draft.Errors != nil),
			vecty.Attribute("aria-describedby", "variants"),
		)),
	)
}

// values are checkboxes for a choice, and a text for anything else.
func (c *Vary) values() *vecty.HTML {
	choices := c.Draft.Choices(c.Of.Field)
	if choices == nil {
		return elem.Div(vecty.Markup(vecty.ClassMap{"field": true, "bad": c.wrong()}),
			elem.Label(vecty.Markup(prop.For(varyValuesName)), vecty.Text(text.VaryValues(c.Of.Field))),
			elem.Span(class("ctl"), elem.Input(vecty.Markup(
				prop.ID(varyValuesName),
				vecty.Attribute("name", varyValuesName),
				vecty.Attribute("autocomplete", "off"),
				vecty.Attribute("aria-invalid", yesNo(c.wrong())),
				vecty.Attribute("aria-describedby", "variants"),
				prop.Value(c.Of.Values),
			))),
		)
	}
	chosen := c.Of.List(c.Draft)
	var boxes vecty.List
	for _, choice := range choices {
		boxes = append(boxes, elem.Label(class("check"),
			elem.Input(vecty.Markup(
				prop.Type(prop.TypeCheckbox),
				vecty.Attribute("name", varyChoiceName),
				vecty.Attribute("aria-label", text.Value(c.Of.Field, choice)),
				prop.Value(choice),
				prop.Checked(slices.Contains(chosen, choice)),
			)),
			span(text.Value(c.Of.Field, choice)),
		))
	}
	return elem.Div(class("checks"), attributes("role", "group", "aria-label", text.VaryChoices), boxes)
}

// wrong reports whether a value is wrong, not only missing.
func (c *Vary) wrong() bool { return c.Problem.Value != "" }

// outcome says what will be trained, or why that is not possible.
func (c *Vary) outcome() string {
	switch {
	case c.Problem.Message != "":
		return text.VaryProblem(c.Problem.Value, c.Problem.Message)
	case c.Draft.Errors != nil:
		return text.MendFields(len(c.Draft.Errors))
	}
	return text.Variants(c.Recipes, c.Draft.Repeats, c.Seconds)
}
