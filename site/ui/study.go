package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/store"
	"atelier/site/text"
)

// Study is where people choose which version of the report is run, or a plan of
// their own.
type Study struct {
	vecty.Core
	Study store.Study `vecty:"prop"`
}

// The names of its inputs, and the ID of the one for a plan.
const (
	scalingName = "study-scaling"
	seedsName   = "study-seeds"
	quickName   = "study-quick"
	PlanID      = "study-plan"
)

// Copy implements vecty.Copier; see the package comment.
func (c *Study) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Study) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Study)
	return ok && p.Study == c.Study
}

// Render implements vecty.Component.
func (c *Study) Render() vecty.ComponentOrHTML {
	own := c.Study.Plan != nil
	return elem.Form(class("study"), attribute("aria-label", text.StudyLabel),
		elem.Div(class("choices"), vecty.Markup(vecty.Property("hidden", own)), c.scaling(), c.seeds(), c.quick()),
		elem.Paragraph(class("msg"), vecty.Markup(vecty.Property("hidden", own || !c.Study.Quick)), vecty.Text(text.QuickNote)),
		c.plan(),
	)
}

func (c *Study) scaling() *vecty.HTML {
	var options []option
	for _, s := range dataset.Scalings() {
		options = append(options, option{string(s), text.Value(store.InputScaling, string(s))})
	}
	return elem.Div(class("field"),
		elem.Label(vecty.Markup(prop.For(scalingName)), vecty.Text(text.StudyScaling)),
		list(scalingName, string(c.Study.Scaling), options),
	)
}

func (c *Study) seeds() *vecty.HTML {
	message := c.Study.SeedsError()
	return elem.Div(vecty.Markup(vecty.ClassMap{"field": true, "bad": message != ""}),
		elem.Label(vecty.Markup(prop.For(seedsName)), vecty.Text(text.StudySeeds)),
		elem.Span(class("ctl"),
			input(seedsName, c.Study.Seeds, message, "numeric", vecty.Markup(prop.ID(seedsName))),
			span(text.StudySeedsOf, class("unit"))),
		complaint(seedsName, message),
	)
}

// quick is a tick whose value is what the next one makes it.
func (c *Study) quick() *vecty.HTML {
	return elem.Div(class("field", "quick"),
		span(text.StudyQuick, class("label")),
		elem.Label(class("check"), vecty.Markup(prop.For(quickName)),
			elem.Input(vecty.Markup(
				prop.Type(prop.TypeCheckbox), prop.Checked(c.Study.Quick), prop.Value(yesNo(!c.Study.Quick)),
				prop.ID(quickName), vecty.Attribute("name", quickName),
			)),
			vecty.Text(text.QuickContents),
		),
	)
}

// plan takes a file, and goes back from it.
func (c *Study) plan() *vecty.HTML {
	own, refused := c.Study.Plan, c.Study.Refused
	contents := ""
	if own != nil {
		contents = text.PlanContents(titleOf(*own), len(own.Recipes), len(own.Seeds))
	}
	return elem.Div(class("own-plan"),
		elem.Paragraph(vecty.Markup(vecty.Property("hidden", own == nil)),
			span(contents),
			button(text.PlanBack, doReportBack, class("quiet"), then("#"+PlanID))),
		elem.Label(class("plan-file"), vecty.Markup(prop.For(PlanID)),
			vecty.Text(text.PlanFile),
			elem.Input(vecty.Markup(prop.Type(prop.TypeFile), prop.ID(PlanID), vecty.Attribute("accept", ".json,application/json"),
				vecty.Attribute("aria-describedby", PlanID+"-message"))),
		),
		elem.Paragraph(class("msg", "err"), attribute("role", "status"),
			vecty.Markup(prop.ID(PlanID+"-message"), vecty.Property("hidden", refused == "")), vecty.Text(text.PlanRefused(refused))),
	)
}
