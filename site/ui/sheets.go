package ui

import (
	"slices"

	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// Sheets keeps the charts as they were laid out last: pointing at them must not
// lay them out again. It holds nothing that does not follow from the state.
type Sheets struct {
	last map[store.Measure]sheet
}

// sheet is a chart with all that it follows from.
type sheet struct {
	of   view
	laid *plot.Sheet
}

// lay returns a view's chart, the one kept if it is the same.
func (s *Sheets) lay(v view) *plot.Sheet {
	if s == nil {
		return v.chart().Sheet()
	}
	kept, ok := s.last[v.measure]
	if ok && kept.of.same(v) {
		return kept.laid
	}
	if s.last == nil {
		s.last = map[store.Measure]sheet{}
	}
	kept = sheet{v, v.chart().Sheet()}
	s.last[v.measure] = kept
	return kept.laid
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

// chart returns what is to be drawn.
func (v view) chart() *plot.Chart {
	c := &plot.Chart{
		ID:        string(v.measure) + "-chart",
		Title:     text.MeasureTitle(string(v.measure)),
		Empty:     text.MeasureEmpty(string(v.measure)),
		Width:     float64(v.width),
		Height:    float64(v.height),
		Narrow:    v.narrow,
		X:         plot.Axis{Label: text.EpochWord, Max: float64(v.epochs)},
		Y:         v.axis(),
		From:      float64(v.from),
		To:        float64(v.to),
		Smoothing: v.charts.Smoothing.Weight(),
		Spread:    spreads[v.charts.Spread],
	}
	if v.charts.LogEpochs {
		c.X.Logarithmic, c.X.Min = true, 1
	}
	overSeeds := v.overSeeds()
	spread := false
	for _, l := range v.lines {
		if v.charts.Hides(l.group.ID) {
			c.Hidden = append(c.Hidden, l.group.Name())
			continue
		}
		s := l.series(v.measure, overSeeds)
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
		Spread: string(v.charts.Spread), Deviations: spread, OverSeeds: overSeeds, Smoothed: c.Smoothing > 0,
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
