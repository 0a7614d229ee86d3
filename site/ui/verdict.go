package ui

import (
	"math"
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// Verdict says what the compared groups tell: how large the difference is, and
// whether it is more than chance.
type Verdict struct {
	vecty.Core
	Groups   []store.Group `vecty:"prop"` // those that are compared
	Baseline string        `vecty:"prop"`
	Rows     int           `vecty:"prop"` // groups that there are to compare
	Width    int           `vecty:"prop"` // of the drawing, in pixels
}

// verdict returns what a state's compared groups tell.
func verdict(s store.State) *Verdict {
	return &Verdict{Groups: s.Compared(), Baseline: s.Baseline, Rows: len(s.Rows()), Width: verdictWidth(s.Sizes.Page)}
}

// verdictWidth returns the width of the drawing in a window of that width: as
// wide as the style sheet makes the verdict, up to a bound.
func verdictWidth(page int) int {
	const most = 400
	switch {
	case page > 1240: // a column beside the table
		return 336
	case page > 960: // half of what the recipe leaves
		return min((page-312-2*24-32)/2, most)
	case page > 700: // half of the page
		return min((page-2*16-32)/2, most)
	}
	return max(min(page-2*16, most), 240)
}

// Copy implements vecty.Copier; see the package comment.
func (c *Verdict) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper. What changes while runs are being
// trained is not shown here.
func (c *Verdict) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Verdict)
	return ok && p.Baseline == c.Baseline && (p.Rows > 0) == (c.Rows > 0) && p.Width == c.Width &&
		slices.EqualFunc(p.Groups, c.Groups, func(a, b store.Group) bool {
			return a.ID == b.ID && a.Name() == b.Name() && a.Over() == b.Over() && slices.Equal(a.Finished(), b.Finished())
		})
}

// Render implements vecty.Component.
func (c *Verdict) Render() vecty.ComponentOrHTML {
	if c.Rows == 0 {
		return nil
	}
	list := store.Compare(c.Groups, c.Baseline)
	title, body := text.Comparison, vecty.List{}
	switch {
	case len(c.Groups) == 0:
		body = append(body, elem.Paragraph(class("msg"), vecty.Text(text.CompareNone)))
	case len(c.Groups) == 1:
		body = append(body, elem.Paragraph(class("msg"), vecty.Text(text.CompareOne(c.Groups[0].Name()))))
	case len(list) == 1:
		title = text.Against(list[0].Other.Name(), list[0].Base.Name())
		body = append(body, c.compared(list[0], 1))
	default:
		title = text.AllAgainst(len(list), list[0].Base.Name())
		for _, one := range list {
			body = append(body, elem.Heading3(swatch(one.Other.Style()), vecty.Text(one.Other.Name())), c.compared(one, len(list)))
		}
	}
	return elem.Section(class("verdict"), attributes("aria-label", text.Comparison, "aria-live", "polite"),
		heading(title), elem.Div(body), c.repeats(list))
}

// compared is one comparison of so many that stand together.
func (c *Verdict) compared(v store.Comparison, together int) vecty.List {
	if v.OtherData {
		return vecty.List{elem.Paragraph(class("msg"), vecty.Text(text.OfOtherData(v.Other.Name(), v.Base.Name())))}
	}
	if v.Basis == store.Nothing {
		why := text.NotFinished(v.Other.Name(), v.Base.Name())
		for _, g := range []store.Group{v.Other, v.Base} {
			if g.Over() && len(g.Finished()) == 0 {
				why = text.NoTest(g.Name())
			}
		}
		return vecty.List{elem.Paragraph(class("msg"), vecty.Text(why))}
	}
	list := vecty.List{elem.Paragraph(class("apart"), bold(text.Points(v.Difference)), vecty.Text(" "+text.PointsUnit))}
	switch {
	case v.Same:
		list = append(list, elem.Paragraph(bold(text.SameNetwork), vecty.Text(" "+text.SameNetworkWhy)))
	case v.Basis == store.OverSeeds:
		list = append(list, c.tape(v), overSeeds(v, together), bars(v))
	default:
		list = append(list, c.tape(v), overBatches(v), bars(v))
	}
	if uneven := text.Uneven(v.Other.Runs[0].Recipe, v.Base.Runs[0].Recipe); uneven != "" {
		list = append(list, aside(vecty.Text(uneven)))
	}
	for _, g := range []store.Group{v.Other, v.Base} {
		if slices.ContainsFunc(g.Runs, func(r *store.Run) bool { return len(r.Retuned) > 0 }) {
			list = append(list, aside(vecty.Text(text.ByHand(g.Name()))))
		}
	}
	return list
}

// overSeeds says what the common seeds tell.
func overSeeds(v store.Comparison, together int) *vecty.HTML {
	head := text.CannotTellSeeds
	if v.Real() {
		head = text.RealOverSeeds
	}
	leader := v.Other.Name()
	if v.Difference < 0 {
		leader = v.Base.Name()
	}
	words := text.Paired(leader, v.Ahead(), len(v.Pairs), v.Low, v.High, v.P, together)
	if v.Difference == 0 {
		words = text.AllEven(len(v.Pairs))
	}
	return elem.Paragraph(bold(head), vecty.Text(" "+words))
}

// overBatches says what a single run on either side can tell.
func overBatches(v store.Comparison) *vecty.HTML {
	words := vecty.List{bold(text.OneSeedEach)}
	if !math.IsInf(v.High, 1) {
		words = append(words, vecty.Text(" "+text.OverTheBatches(v.Low, v.High)))
	}
	return elem.Paragraph(words)
}

// bars says what the two error bars tell.
func bars(v store.Comparison) *vecty.HTML {
	apart := text.BarsApart
	if v.Overlap() {
		apart = text.BarsOverlap
	}
	return aside(bold(apart), vecty.Text(" "+text.Bars(v.Bars[1], v.Bars[0], v.Overlap())))
}

// aside is a quieter sentence.
func aside(words ...vecty.MarkupOrChild) *vecty.HTML {
	return elem.Paragraph(append(words, class("sub"))...)
}

// tape draws the difference with its interval, in points.
func (c *Verdict) tape(v store.Comparison) *vecty.HTML {
	t := plot.Tape{
		Label: text.TapeLabel(v.Other.Name(), v.Base.Name()), Unit: text.PointsWord,
		Point: 100 * v.Difference, Low: 100 * v.Low, High: 100 * v.High,
		Style: v.Other.Style(), Below: text.Worse, Above: text.Better, Width: float64(c.Width),
	}
	for _, d := range v.Pairs {
		t.Single = append(t.Single, 100*d)
	}
	return t.Drawing()
}

// repeats is the button that trains further seeds, where some comparison has
// but one, and says so where they are being trained.
func (c *Verdict) repeats(list []store.Comparison) *vecty.HTML {
	few := slices.DeleteFunc(slices.Clone(list), func(v store.Comparison) bool { return v.Basis != store.OverBatches })
	switch {
	case len(few) == 0:
		return nil
	case slices.ContainsFunc(few, func(v store.Comparison) bool { return !v.Base.Over() || !v.Other.Over() }):
		return aside(vecty.Text(text.SeedsOnTheirWay))
	}
	return elem.Div(class("repeats"),
		button(text.TrainRepeats, doRepeat, class("second"), then(thenRuns)),
		elem.Paragraph(class("msg"), vecty.Text(text.TrainRepeatsHint)))
}
