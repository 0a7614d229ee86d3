package main

import (
	"bytes"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// curve is a line of a figure: what a recipe came to, by epoch.
type curve struct {
	label    string
	stroke   stroke
	loss     []float64 // of training
	accuracy []float64 // of validation, in per cent
	bars     []float64 // deviations of the accuracy
}

// figure is two charts side by side, as the report has them: training loss, and
// validation accuracy with error bars.
type figure struct {
	curves []curve
	epochs int
	fonts  fonts
}

func newFigure(epochs int, curves []curve) *figure {
	return &figure{curves: curves, epochs: epochs, fonts: fonts{font.NewCache(liberation.Collection())}}
}

// svg returns the figure for the screen and for print. Its letters are text; a
// reader without the font that they were measured in has one of the same widths
// or nearly so.
func (f *figure) svg() ([]byte, error) {
	c := vgsvg.New(figureWidth, figureHeight)
	f.draw(draw.New(c))
	var b bytes.Buffer
	_, err := c.WriteTo(&b)
	return bytes.ReplaceAll(b.Bytes(), []byte("font-family:Liberation Sans;"),
		[]byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif;")), err
}

func (f *figure) png() ([]byte, error) {
	c := vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(figureWidth, figureHeight), vgimg.UseDPI(dotsPerInch))}
	f.draw(draw.New(c))
	var b bytes.Buffer
	_, err := c.WriteTo(&b)
	return b.Bytes(), err
}

func (f *figure) draw(c draw.Canvas) {
	// Paper, or dark screens would show ink on black.
	c.FillPolygon(color.White, []vg.Point{c.Min, {X: c.Max.X, Y: c.Min.Y}, c.Max, {X: c.Min.X, Y: c.Max.Y}})
	half := c.Size().X / 2
	f.lossChart().draw(draw.Crop(c, 2, -half, 2, -2))
	f.accuracyChart().draw(draw.Crop(c, half+2, 0, 2, -2))
}

func (f *figure) lossChart() *chart {
	low, high := math.Inf(1), 0.0
	ch := f.newChart("Training loss", "cross entropy, logarithmic")
	for _, c := range f.curves {
		for _, v := range c.loss {
			low, high = min(low, v), max(high, v)
		}
		ch.lines = append(ch.lines, chartLine{label: c.label, stroke: c.stroke, values: c.loss, decimals: 3})
	}
	ch.scale(low*0.93, high*1.05, lossTicks{}, plot.LogScale{})
	return ch
}

func (f *figure) accuracyChart() *chart {
	ch := f.newChart("Validation accuracy", "per cent, ± the deviation over batches")
	low, high := 100.0, 0.0
	for _, c := range f.curves {
		ch.lines = append(ch.lines, chartLine{label: c.label, stroke: c.stroke, values: c.accuracy, bars: c.bars, decimals: 1})
		for i, v := range c.accuracy {
			high = max(high, v+c.bars[i])
			if i >= min(settled, len(c.accuracy))-1 {
				low = min(low, v-c.bars[i])
			}
		}
	}
	step := 5.0
	if high-low > 40 {
		step = 10
	}
	ch.scale(step*math.Floor(low/step), min(step*math.Ceil(high/step), 100), percentTicks{step}, plot.LinearScale{})
	return ch
}

// settled is the epoch from which on the accuracy's chart shows everything: the
// first epochs may begin below it, or the last would be a flat line.
const settled = 3

// lossTicks have labels at 1, 2 and 5 times the powers of ten.
type lossTicks struct{}

func (lossTicks) Ticks(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for power := -4; power <= 4; power++ {
		for digit := 1; digit <= 9; digit++ {
			t := plot.Tick{Value: float64(digit) * math.Pow(10, float64(power))}
			if t.Value < low || t.Value > high {
				continue
			}
			if slices.Contains([]int{1, 2, 5}, digit) {
				t.Label = shortest(t.Value)
			}
			ticks = append(ticks, t)
		}
	}
	return ticks
}

// percentTicks have a label at each multiple of the step.
type percentTicks struct{ step float64 }

func (p percentTicks) Ticks(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for v := math.Ceil(low/p.step) * p.step; v <= high; v += p.step {
		ticks = append(ticks, plot.Tick{Value: v, Label: shortest(v)})
	}
	return ticks
}

// epochTicks have labels at each tenth epoch, or at more if there are few.
type epochTicks struct{}

func (epochTicks) Ticks(low, high float64) []plot.Tick {
	every, minor := 10, 1
	switch {
	case high <= 5:
		every = 1
	case high <= 20:
		every = 5
	case high > 100:
		every, minor = int(high)/5, int(high)/50
	}
	var ticks []plot.Tick
	for e := 0; float64(e) <= high; e += minor {
		t := plot.Tick{Value: float64(e)}
		if e%every == 0 {
			t.Label = shortest(t.Value)
		}
		ticks = append(ticks, t)
	}
	return ticks
}

// points returns the canvas's points of a line's values; epochs count from 1.
func points(values []float64, x, y func(float64) vg.Length) []vg.Point {
	list := make([]vg.Point, len(values))
	for i, v := range values {
		list[i] = vg.Point{X: x(float64(i + 1)), Y: y(v)}
	}
	return list
}
