package ui

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/store"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// Confusion is the table of what was taken for what, with the images of the
// cell that is picked.
type Confusion struct {
	vecty.Core
	Insight *wire.Insight `vecty:"prop"` // nil until it is here
	Cell    *store.Cell   `vecty:"prop"` // nil if none is picked
	Set     *wire.Data    `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Confusion) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Confusion) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Confusion)
	return ok && p.Insight == c.Insight && p.Cell == c.Cell && p.Set == c.Set
}

// Render implements vecty.Component.
func (c *Confusion) Render() vecty.ComponentOrHTML {
	if c.Insight == nil {
		return elem.Section(class("confusion"), attribute("aria-label", text.ConfusionTitle),
			heading(text.ConfusionTitle), elem.Paragraph(class("msg"), vecty.Text(text.InsideComing)))
	}
	images, _ := c.Insight.Judgement.Confusion.Count()
	return elem.Section(class("confusion"), attribute("aria-label", text.ConfusionTitle),
		heading(text.ConfusionTitle, span(text.ConfusionCaption(images, c.Insight.Part), class("aside"))),
		c.table(),
		c.frequent(),
		c.picked(),
	)
}

func (c *Confusion) table() *vecty.HTML {
	head := vecty.List{elem.TableHeader(attribute("scope", "col"), span(text.IsColumn, class("unseen")))}
	var body vecty.List
	for class, name := range dataset.ClassNames() {
		head = append(head, elem.TableHeader(attribute("scope", "col"), c.sample(class, name)))
		body = append(body, c.row(class, name))
	}
	head = append(head, elem.TableHeader(attribute("scope", "col"), vecty.Text(text.FoundColumn)))
	return elem.Table(class("cells"), elem.TableHead(elem.TableRow(head)), elem.TableBody(body))
}

// sample stands for a class where there is no room for its name.
func (c *Confusion) sample(class int, name string) *vecty.HTML {
	if c.Set == nil || class >= len(c.Set.Samples) || len(c.Set.Samples[class]) < dataset.Pixels {
		return span(name[:1], attribute("title", name))
	}
	return strip(c.Set.Samples[class][:dataset.Pixels], name)
}

func (c *Confusion) row(truth int, name string) *vecty.HTML {
	confusion := c.Insight.Judgement.Confusion
	most := c.most()
	cells := vecty.List{elem.TableHeader(attribute("scope", "row"), vecty.Text(name))}
	for said, n := range confusion[truth] {
		switch {
		case n == 0:
			cells = append(cells, elem.TableData(span("0", class("unseen"))))
		case said == truth:
			cells = append(cells, elem.TableData(class("right"), vecty.Text(strconv.Itoa(n))))
		default:
			cells = append(cells, elem.TableData(c.button(truth, said, n, vecty.Text(strconv.Itoa(n)), class("c"+strconv.Itoa(shade(n, most))))))
		}
	}
	recall := confusion.Recall(truth)
	return elem.TableRow(cells, elem.TableData(class("found"),
		svg("svg", attributes("viewBox", "0 0 100 4", "preserveAspectRatio", "none", "aria-hidden", "true"),
			path("M0 2H100", "all"), path("M0 2H"+strconv.FormatFloat(100*recall, 'f', 1, 64), "share")),
		bold(text.Percent(recall)),
	))
}

// button is a cell that can be picked.
func (c *Confusion) button(truth, said, n int, content vecty.MarkupOrChild, markup ...vecty.MarkupOrChild) *vecty.HTML {
	picked := c.Cell != nil && c.Cell.Truth == truth && c.Cell.Said == said
	return elem.Button(append(markup, content, vecty.Markup(
		prop.Type(prop.TypeButton),
		vecty.Data("do", pickCell(truth, said)),
		vecty.Attribute("aria-label", text.Taken(n, truth, said)),
		vecty.Attribute("title", text.Taken(n, truth, said)),
		vecty.Attribute("aria-pressed", yesNo(picked)),
	))...)
}

// most returns the greatest number of images that were taken for something
// else.
func (c *Confusion) most() int {
	most := 1
	for truth, row := range c.Insight.Judgement.Confusion {
		for said, n := range row {
			if said != truth {
				most = max(most, n)
			}
		}
	}
	return most
}

// shades is how many shades the style sheet has, from 1 on.
const shades = 6

// shade returns the shade of n, on a logarithmic ramp up to the most.
func shade(n, most int) int {
	if most < 2 {
		return shades
	}
	return 1 + int(math.Round((shades-1)*math.Log(float64(n))/math.Log(float64(most))))
}

// confused is a class with what it was taken for.
type confused struct{ truth, said, n int }

// frequent lists the most frequent confusions, for fingers that are too large
// for the table.
func (c *Confusion) frequent() *vecty.HTML {
	var all []confused
	for truth, row := range c.Insight.Judgement.Confusion {
		for said, n := range row {
			if said != truth && n > 0 {
				all = append(all, confused{truth, said, n})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b confused) int { return -cmp.Compare(a.n, b.n) })
	var items vecty.List
	for _, x := range all[:min(len(all), 5)] {
		items = append(items, elem.ListItem(c.button(x.truth, x.said, x.n, vecty.Text(text.Taken(x.n, x.truth, x.said)), class("quiet"))))
	}
	return elem.UnorderedList(class("frequent"), attribute("aria-label", text.FrequentLabel), items)
}

// picked shows the images of the cell.
func (c *Confusion) picked() *vecty.HTML {
	cell := c.Cell
	if cell == nil {
		return elem.Div(class("picked"), elem.Paragraph(class("msg"), vecty.Text(text.ConfusionHint)))
	}
	all := 0
	for _, n := range c.Insight.Judgement.Confusion[cell.Truth] {
		all += n
	}
	var images vecty.List
	for _, g := range cell.Images {
		images = append(images, elem.ListItem(strip(g.Pixels, text.GarmentAlt(g.Label, g.Image))))
	}
	words := ""
	if cell.Images != nil {
		words = text.TakenShown(len(cell.Images), cell.All)
	}
	return elem.Div(class("picked"), attributes("role", "region", "aria-label", text.Taken(cell.All, cell.Truth, cell.Said)),
		elem.Paragraph(attributes("role", "status"), vecty.Text(text.TakenOf(cell.All, all, cell.Truth, cell.Said)+". "+words)),
		elem.UnorderedList(class("few"), images),
	)
}
