package ui

import (
	"slices"
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/experiment"
	"atelier/site/text"
)

// Claims is what became of the report's claims. It offers the results as a
// file, those of other plans too, which have no claims.
type Claims struct {
	vecty.Core
	Verdicts []experiment.Verdict `vecty:"prop"` // of all claims, or none
	Runs     int                  `vecty:"prop"` // in the results
}

// Copy implements vecty.Copier; see the package comment.
func (c *Claims) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Claims) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Claims)
	return ok && (p.Runs == 0) == (c.Runs == 0) && slices.Equal(p.Verdicts, c.Verdicts)
}

// Render implements vecty.Component.
func (c *Claims) Render() vecty.ComponentOrHTML {
	save := elem.Button(class("quiet"), vecty.Markup(
		prop.Type(prop.TypeButton), vecty.Attribute(SaveAttribute, ""), prop.Disabled(c.Runs == 0),
		vecty.Attribute("title", text.SaveHint),
	), vecty.Text(text.SaveResults))
	if len(c.Verdicts) == 0 {
		return elem.Section(class("claims"), attribute("aria-label", text.ResultsTitle), heading(text.ResultsTitle, save))
	}
	head := func(label string) *vecty.HTML {
		return elem.TableHeader(attribute("scope", "col"), vecty.Text(label))
	}
	var rows vecty.List
	count := map[experiment.Outcome]int{}
	for i, claim := range experiment.Claims() {
		v := c.Verdicts[i]
		count[v.Outcome]++
		rows = append(rows, verdictRow(claim, v))
	}
	return elem.Section(class("claims"), attribute("aria-label", text.ClaimsTitle),
		heading(text.ClaimsTitle,
			span(text.VerdictCounts(count[experiment.Holds], count[experiment.DoesNotHold], count[experiment.CannotTellYet]), class("msg")),
			save),
		elem.Table(
			elem.TableHead(elem.TableRow(elem.TableData(), head(text.ClaimColumn), head(text.VerdictColumn), head(text.WhyColumn))),
			elem.TableBody(rows),
		),
		elem.Paragraph(class("msg"), vecty.Text(text.ClaimsNote)),
	)
}

// SaveAttribute marks the button that saves the results, which package main
// does.
const SaveAttribute = "data-save-results"

// verdictRow is a claim with what became of it, and why.
func verdictRow(claim experiment.Claim, v experiment.Verdict) *vecty.HTML {
	other := ""
	if v.Disagree() {
		other = text.ByBatches(string(v.Batches.Outcome))
	}
	var why vecty.List
	for _, sentence := range v.Sentences() {
		why = append(why, elem.Paragraph(vecty.Text(sentence)))
	}
	return elem.TableRow(vecty.Markup(vecty.ClassMap{"open": v.Outcome == experiment.CannotTellYet}),
		elem.TableData(class("no"), vecty.Text(strconv.Itoa(claim.Number))),
		elem.TableHeader(attribute("scope", "row"), vecty.Text(claim.Claim)),
		elem.TableData(class("verdict-is"), glyph(v.Outcome), bold(string(v.Outcome)), span(other)),
		elem.TableData(class("evidence"), why,
			elem.Details(
				elem.Summary(vecty.Text(text.HowJudged), span(" "+text.ClaimColumn+" "+strconv.Itoa(claim.Number), class("unseen"))),
				elem.Paragraph(vecty.Text(claim.Measure)),
				elem.Paragraph(vecty.Text(claim.Threshold)),
			)),
	)
}

// glyph is the sign of an outcome: a tick, a cross, a dotted ring.
func glyph(o experiment.Outcome) *vecty.HTML {
	d, kind := "M2 8.5L6 12.5L14 3.5", "solid"
	switch o {
	case experiment.DoesNotHold:
		d = "M3 3L13 13M13 3L3 13"
	case experiment.CannotTellYet:
		d, kind = "M8 2.5A5.5 5.5 0 1 1 7.99 2.5", "dotted"
	}
	return svg("svg", attributes("viewBox", "0 0 16 16", "width", "16", "height", "16", "aria-hidden", "true"), path(d, "sign", kind))
}
