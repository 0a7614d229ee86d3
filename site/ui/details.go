package ui

import (
	"cmp"
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Details says everything about one group of runs.
type Details struct {
	vecty.Core
	Group store.Group `vecty:"prop"` // without runs if there is none
}

// Copy implements vecty.Copier; see the package comment.
func (c *Details) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper. What changes with every step is
// not shown here.
func (c *Details) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Details)
	return ok && slices.EqualFunc(p.Group.Runs, c.Group.Runs, func(a, b *store.Run) bool {
		return a.ID == b.ID && a.Phase == b.Phase && a.Parameters == b.Parameters && a.Recipe.Name == b.Recipe.Name && a.Data == b.Data && a.Anew == b.Anew && len(a.Retuned) == len(b.Retuned)
	})
}

// Render implements vecty.Component.
func (c *Details) Render() vecty.ComponentOrHTML {
	g := c.Group
	if len(g.Runs) == 0 {
		return nil
	}
	r := g.Runs[0]
	return elem.Section(class("details"), attribute("aria-label", text.DetailsLabel(g.Name())),
		heading(g.Name(), swatch(g.Style())),
		c.result(),
		elem.DescriptionList(
			term(text.Recipe, text.RecipeLine(r.Recipe, len(g.Runs))),
			vecty.If(retuned(r) != "", term(text.RateByHand, text.FieldMessage(retuned(r)))),
			term(text.ParametersTerm, text.Count(g.Parameters())),
			term(text.Split, split(r)),
			term(text.TimeSpent, c.time()),
			vecty.If(len(g.Runs) == 1, checksum(r)),
			vecty.If(r.Origin() != "", term(text.Origin, r.Origin())),
			vecty.If(anew(c.Group) != "", term(text.Anew, text.FieldMessage(anew(c.Group)))),
			term(text.Program, program(r)),
		),
		c.seeds(),
	)
}

func (c *Details) result() *vecty.HTML {
	number, words := vecty.List{}, text.TestNever
	test := c.Group.Test()
	switch {
	case test.Seeds > 1:
		number, words = result(test.Accuracy), text.TestUnitSeeds
	case test.Seeds == 1:
		number, words = result(test.Accuracy), text.TestUnit
	case !c.Group.Over():
		words = text.TestPending
	}
	return elem.Paragraph(class("result"), elem.Span(number), span(words, class("msg")))
}

// anew says why one of the group's runs began anew, the last that did.
func anew(g store.Group) (why string) {
	for _, r := range g.Runs {
		why = cmp.Or(r.Anew, why)
	}
	return why
}

func split(r *store.Run) string {
	if r.TrainingImages == 0 {
		return text.None
	}
	return text.SplitSizes(r.TrainingImages, r.ValidationImages) + text.OfSet(r.Data)
}

func (c *Details) time() string {
	if !c.Group.Over() {
		return text.None
	}
	return text.Duration(c.Group.Seconds())
}

func program(r *store.Run) string {
	build := text.ProgramPlain
	if r.SIMD {
		build = text.ProgramSIMD
	}
	return build + text.OnCores(r.Cores)
}

// checksum shows the sum in full; the style sheet lets one click select it
// all, for copying.
func checksum(r *store.Run) *vecty.HTML {
	return elem.Div(elem.DefinitionTerm(vecty.Text(text.Checksum)), elem.Description(sum(r)))
}

func sum(r *store.Run) *vecty.HTML {
	if r.ParametersSHA256 == "" {
		return span(text.None)
	}
	return elem.Code(class("sum"), attribute("title", text.ChecksumHint), vecty.Text(r.ParametersSHA256))
}

// seeds lists the runs of a group one by one, where there are several.
func (c *Details) seeds() *vecty.HTML {
	if len(c.Group.Runs) < 2 {
		return nil
	}
	head := func(label string) *vecty.HTML {
		return elem.TableHeader(attribute("scope", "col"), vecty.Text(label))
	}
	var body vecty.List
	for _, r := range c.Group.Runs {
		body = append(body, elem.TableRow(
			elem.TableHeader(attribute("scope", "row"), vecty.Text(text.SeedNumber(r.Recipe.Seed))),
			elem.TableData(seedResult(r)),
			elem.TableData(sum(r)),
		))
	}
	return elem.Table(class("seeds"),
		elem.Caption(vecty.Text(text.SeedsHeading)),
		elem.TableHead(elem.TableRow(head(text.SeedColumn), head(text.TestColumn), head(text.Checksum))),
		elem.TableBody(body),
	)
}

// seedResult is what a single run of a group came to, or how it stands.
func seedResult(r *store.Run) *vecty.HTML {
	switch {
	case r.Phase == store.Finished:
		return elem.Span(result(r.TestAccuracy))
	case r.Phase == store.Queued:
		return span(text.QueuedWord, class("quietly"))
	case r.Phase.Active():
		return span(text.TrainingWord, class("quietly"))
	}
	return span(ending(r.Phase, r.Epoch), class("quietly"))
}
