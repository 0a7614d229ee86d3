package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Details says everything about one run.
type Details struct {
	vecty.Core
	Run *store.Run `vecty:"prop"` // nil if there is none
}

// Copy implements vecty.Copier; see the package comment.
func (c *Details) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper. What changes with every step is
// not shown here.
func (c *Details) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Details)
	if !ok || p.Run == nil || c.Run == nil {
		return ok && p.Run == c.Run
	}
	return p.Run.ID == c.Run.ID && p.Run.Phase == c.Run.Phase && p.Run.Parameters == c.Run.Parameters
}

// Render implements vecty.Component.
func (c *Details) Render() vecty.ComponentOrHTML {
	r := c.Run
	if r == nil {
		return nil
	}
	return elem.Section(class("details"), attribute("aria-label", text.DetailsLabel(r.Recipe.Name)),
		heading(r.Recipe.Name, swatch(r.Style)),
		c.result(),
		elem.DescriptionList(
			term(text.Recipe, text.RecipeLine(r.Recipe)),
			term(text.ParametersTerm, c.parameters()),
			term(text.Split, c.split()),
			term(text.TimeSpent, c.time()),
			c.checksum(),
			term(text.Program, c.program()),
		),
	)
}

func (c *Details) result() *vecty.HTML {
	number, words := vecty.List{}, text.TestNever
	switch {
	case c.Run.Phase == store.Finished:
		number = vecty.List{bold(text.Percent(c.Run.TestAccuracy.Mean)), vecty.Text(text.Deviation(c.Run.TestAccuracy))}
		words = text.TestUnit
	case !c.Run.Phase.Over():
		words = text.TestPending
	}
	return elem.Paragraph(class("result"), elem.Span(number), span(words, class("msg")))
}

func (c *Details) parameters() string {
	if c.Run.Parameters == 0 {
		return text.None
	}
	return text.Count(c.Run.Parameters)
}

func (c *Details) split() string {
	if c.Run.TrainingImages == 0 {
		return text.None
	}
	return text.SplitSizes(c.Run.TrainingImages, c.Run.ValidationImages)
}

func (c *Details) time() string {
	if !c.Run.Phase.Over() {
		return text.None
	}
	return text.Duration(c.Run.Seconds)
}

func (c *Details) program() string {
	build := text.ProgramPlain
	if c.Run.SIMD {
		build = text.ProgramSIMD
	}
	return build + text.OnCores(c.Run.Cores)
}

// checksum shows the sum in full; the style sheet lets one click select it
// all, for copying.
func (c *Details) checksum() *vecty.HTML {
	sum := c.Run.ParametersSHA256
	if sum == "" {
		return term(text.Checksum, text.None)
	}
	return elem.Div(
		elem.DefinitionTerm(vecty.Text(text.Checksum)),
		elem.Description(
			elem.Code(class("sum"), attribute("title", text.ChecksumHint), vecty.Text(sum)),
		),
	)
}
