package ui

import (
	"slices"

	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// Sheets keeps the charts as they were laid out last: pointing at them must not
// lay them out again. It holds nothing that does not follow from the state.
//
// With many runs, all charts at once would take a frame too long. So a render
// has one chart drawn anew, the one that has waited longest; the others stay as
// they were until the next frames.
type Sheets struct {
	last    map[store.Measure]sheet
	waiting []store.Measure // to be drawn anew, the longest first
	spent   bool            // this render has drawn one
}

// sheet is a chart with all that it follows from.
type sheet struct {
	of     view
	laid   *plot.Sheet
	series []plot.Series // of of.lines
}

// begin begins a render of the charts shown.
func (s *Sheets) begin(shown []store.Measure) {
	if s != nil {
		s.spent = false
		s.waiting = slices.DeleteFunc(s.waiting, func(m store.Measure) bool { return !slices.Contains(shown, m) })
	}
}

// late reports whether the last render has left charts for the next one.
func (s *Sheets) late() bool { return s != nil && len(s.waiting) > 0 }

// shown returns the chart of a measure that is on the page; nil if there is
// none.
func (s *Sheets) shown(m store.Measure) *plot.Sheet {
	if s == nil {
		return nil
	}
	return s.last[m].laid
}

// lay returns a view's chart: the one kept if it is the same, or if it is not
// its turn.
func (s *Sheets) lay(v view) *plot.Sheet {
	if s == nil {
		return v.chart(v.series(sheet{})).Sheet()
	}
	kept := s.last[v.measure]
	place := slices.Index(s.waiting, v.measure)
	stale := kept.laid != nil && !kept.of.same(v)
	if stale && (s.spent || place != 0 && len(s.waiting) > 0) {
		if place < 0 {
			s.waiting = append(s.waiting, v.measure)
		}
		return kept.laid
	}
	if place >= 0 {
		s.waiting = slices.Delete(s.waiting, place, place+1)
	}
	if kept.laid != nil && !stale {
		return kept.laid
	}
	s.spent = s.spent || stale // what was never drawn is drawn at once
	if s.last == nil {
		s.last = map[store.Measure]sheet{}
	}
	series := v.series(kept)
	kept = sheet{v, v.chart(series).Sheet(), series}
	s.last[v.measure] = kept
	return kept.laid
}

// series returns the curves of all lines. Those of runs that are over, most
// often, are the ones of the chart before.
func (v view) series(before sheet) []plot.Series {
	list := make([]plot.Series, len(v.lines))
	overSeeds := v.overSeeds()
	for i, l := range v.lines {
		was := slices.IndexFunc(before.of.lines, l.same)
		if was >= 0 && before.of.overSeeds() == overSeeds {
			list[i] = before.series[was]
		} else {
			list[i] = l.series(v.measure, overSeeds)
		}
	}
	return list
}

// view is all that a chart follows from.
type view struct {
	measure       store.Measure
	lines         []line
	epochs        int // the axis ends here
	from, to      int // the stretch shown; both 0: all
	heldOut       int // validation images; 0 if not known
	charts        store.Charts
	compared      []string // IDs of groups
	width, height int      // in pixels
	narrow        bool     // no room for names at the lines' ends
}

// same reports whether two views have the same chart.
func (v view) same(other view) bool {
	return slices.EqualFunc(v.lines, other.lines, line.same) && v.charts.SameDrawing(other.charts) &&
		slices.Equal(v.compared, other.compared) &&
		v.measure == other.measure && v.epochs == other.epochs && v.from == other.from && v.to == other.to &&
		v.heldOut == other.heldOut && v.width == other.width && v.height == other.height && v.narrow == other.narrow
}

// chart returns what is to be drawn of the lines' curves.
func (v view) chart(curves []plot.Series) *plot.Chart {
	c := &plot.Chart{
		ID:     string(v.measure) + "-chart",
		Title:  text.MeasureTitle(string(v.measure)),
		Empty:  text.MeasureEmpty(string(v.measure)),
		Width:  float64(v.width),
		Height: float64(v.height),
		Narrow: v.narrow,
		X:      plot.Axis{Label: text.EpochWord, Max: float64(v.epochs)},
		Y:      v.axis(),
		From:   float64(v.from),
		To:     float64(v.to),
		Spread: spreads[v.charts.Spread],
	}
	if v.measure != store.Rate { // which has no noise
		c.Smoothing = v.charts.Smoothing.Weight()
	}
	if v.charts.LogEpochs {
		c.X.Logarithmic, c.X.Min = true, 1
	}
	spread := false
	for i, l := range v.lines {
		if v.charts.Hides(l.group.ID) {
			c.Hidden = append(c.Hidden, l.group.Name())
			continue
		}
		s := curves[i]
		s.Plain = !v.charts.AllSpread && len(v.compared) > 0 && !slices.Contains(v.compared, l.group.ID)
		spread = spread || !s.Plain && len(s.Deviation) > 0
		c.Series = append(c.Series, s)
	}
	started := slices.ContainsFunc(v.lines, line.started)
	switch {
	case v.measure == store.Accuracy && !started:
		c.Y.Min, c.Y.Max = 65, 90 // where curves will be
	case v.measure == store.Rate && !c.Y.Logarithmic:
		c.Y.Max = greatest(c.Series) / 2 // from 0 on, or equal rates would seem to differ
	}
	if !started { // what will be drawn, as it is by default
		spread = v.measure == store.Accuracy
	}
	c.Subtitle = text.ChartSubtitle(text.ChartView{
		Measure: string(v.measure), Images: v.heldOut, Logarithmic: c.Y.Logarithmic,
		Spread: string(v.charts.Spread), Deviations: spread, OverSeeds: v.overSeeds(), Smoothed: c.Smoothing > 0,
		Repeated: slices.ContainsFunc(v.lines, line.repeated),
	})
	return c
}

// spreads says how plot calls the store's spreads.
var spreads = map[store.Spread]plot.Spread{store.Bars: plot.Bars, store.Bands: plot.Bands, store.NoSpread: plot.NoSpread}

// axis returns the measure's axis.
func (v view) axis() plot.Axis {
	a := plot.Axis{Label: text.MeasureTitle(string(v.measure)), Logarithmic: v.charts.Logarithmic(v.measure)}
	switch v.measure {
	case store.Accuracy:
		a.Unit, a.Bounds, a.Format = text.PerCentWord, [2]float64{0, 100}, text.PerCent
	case store.Rate:
		a.Format = text.Rate
	default:
		a.Format = text.Loss
	}
	return a
}

// overSeeds reports whether deviations are over seeds: as asked for, where
// there are several.
func (v view) overSeeds() bool {
	return v.charts.OverSeeds && slices.ContainsFunc(v.lines, line.repeated)
}

func greatest(list []plot.Series) float64 {
	most := 0.0
	for _, s := range list {
		for _, y := range s.Y {
			most = max(most, y)
		}
	}
	return most
}
