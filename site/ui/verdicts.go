package ui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/store"
	"atelier/site/text"
)

// Verdicts shows what each run takes an image for.
type Verdicts struct {
	vecty.Core
	Answers []answer `vecty:"prop"`
	Runs    int      `vecty:"prop"` // how many there are, those without an answer too
	Empty   bool     `vecty:"prop"` // there is no image
}

// answer is what a group's runs say: the mean over those that have answered.
type answer struct {
	name          string
	style, seeds  int
	probabilities [dataset.Classes]float64
}

// answers lists the groups that have answered, the oldest first.
func answers(t *store.Trial, groups []store.Group) []answer {
	if t == nil {
		return nil
	}
	var list []answer
	for _, g := range groups {
		a := answer{name: g.Name(), style: g.Style()}
		for _, r := range g.Runs {
			said := t.Said[r.ID]
			if len(said) != dataset.Classes {
				continue
			}
			a.seeds++
			for class, p := range said {
				a.probabilities[class] += float64(p)
			}
		}
		if a.seeds == 0 {
			continue
		}
		for class := range a.probabilities {
			a.probabilities[class] /= float64(a.seeds)
		}
		list = append(list, a)
	}
	return list
}

// top returns the most probable class, of equals the first.
func (a answer) top() int {
	best := 0
	for class, p := range a.probabilities {
		if p > a.probabilities[best] {
			best = class
		}
	}
	return best
}

// Copy implements vecty.Copier; see the package comment.
func (c *Verdicts) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Verdicts) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Verdicts)
	return ok && p.Runs == c.Runs && p.Empty == c.Empty && slices.Equal(p.Answers, c.Answers)
}

// Render implements vecty.Component.
func (c *Verdicts) Render() vecty.ComponentOrHTML {
	var tables vecty.List
	var spoken []string
	for _, a := range c.Answers {
		tables = append(tables, a.table())
		spoken = append(spoken, text.Verdict(a.name, dataset.ClassNames()[a.top()]))
	}
	return elem.Section(class("verdicts"), attribute("aria-label", text.VerdictsTitle),
		heading(text.VerdictsTitle, span(text.VerdictsUnit, class("aside"))),
		c.instead(),
		elem.Div(class("answers"), tables),
		// In words, and only when the class is another one.
		elem.Paragraph(class("unseen"), attribute("role", "status"), vecty.Text(strings.Join(spoken, " "))),
	)
}

// instead says what to do where there is no answer.
func (c *Verdicts) instead() *vecty.HTML {
	switch {
	case len(c.Answers) > 0:
		return elem.Div()
	case c.Runs == 0:
		return elem.Div(class("instead"), elem.Anchor(vecty.Markup(prop.Href("#")), vecty.Text(text.TrainNetwork)), elem.Paragraph(vecty.Text(text.TrainHint)))
	case c.Empty:
		return elem.Div(class("instead"), elem.Paragraph(vecty.Text(text.VerdictsEmpty)))
	}
	return elem.Div(class("instead"), elem.Paragraph(vecty.Text(text.VerdictsNobody)))
}

// table lists the classes with bars.
func (a answer) table() *vecty.HTML {
	var rows vecty.List
	top := a.top()
	for class, name := range dataset.ClassNames() {
		p := a.probabilities[class]
		rows = append(rows, elem.TableRow(
			vecty.Markup(vecty.ClassMap{"said": class == top}),
			elem.TableHeader(attribute("scope", "row"), vecty.Text(name)),
			elem.TableData(share(p)),
			elem.TableData(vecty.Text(text.Percent(p))),
		))
	}
	return elem.Table(class(runClass(a.style)),
		elem.Caption(swatch(a.style), bold(a.name), span(text.OfSeeds(a.seeds))),
		elem.TableBody(rows),
	)
}

// share draws a bar, as long as its share of the whole.
func share(p float64) *vecty.HTML {
	length := strconv.FormatFloat(100*p, 'f', 1, 64)
	return svg("svg", attributes("viewBox", "0 0 100 8", "preserveAspectRatio", "none", "aria-hidden", "true"),
		path("M0 4H100", "rail"), path("M0 0H"+length+"V8H0Z", "full"))
}
