package main

import (
	"image/color"

	imagefont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"atelier/core/experiment"
)

// The ink of the figures, on white paper.
var (
	ink      = color.RGBA{0x21, 0x1f, 0x1b, 0xff}
	faint    = color.RGBA{0x5c, 0x58, 0x50, 0xff}
	hairline = color.RGBA{0xdd, 0xd7, 0xc9, 0xff}
)

// The measures of a figure, for a page of paper across.
const (
	figureWidth  = 20 * vg.Centimeter
	figureHeight = 8 * vg.Centimeter
	labelWidth   = 106 // points right of a chart, for the names of its lines
	textSize     = 8   // points
	lineGap      = 10  // points between two names
	dotsPerInch  = 180
)

// stroke is how the line of a recipe looks: by its colour and by its dashes, so
// that either alone tells it from the others.
type stroke struct {
	color color.RGBA
	dash  []vg.Length
}

func (s stroke) style(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: s.color, Width: width, Dashes: s.dash}
}

// strokes are the page's: they stand far apart for people who see red and green
// alike, too, and all are dark enough on paper.
var strokes = []stroke{
	{color.RGBA{0x0c, 0x6a, 0xcd, 0xff}, nil},                                   // blue
	{color.RGBA{0xde, 0x56, 0x17, 0xff}, []vg.Length{6, 2}},                     // vermilion
	{color.RGBA{0x0b, 0x40, 0x30, 0xff}, []vg.Length{1.4, 1.7}},                 // bottle
	{color.RGBA{0x93, 0x24, 0x71, 0xff}, []vg.Length{7, 2, 1.4, 2}},             // plum
	{color.RGBA{0x0f, 0x92, 0xb4, 0xff}, []vg.Length{3.4, 2}},                   // sky
	{color.RGBA{0x5e, 0x3e, 0x08, 0xff}, []vg.Length{10, 2.8}},                  // umber
	{color.RGBA{0x6a, 0x3c, 0xf0, 0xff}, []vg.Length{4, 1.7, 1.4, 1.7, 1.4, 2}}, // violet
	{color.RGBA{0x85, 0x80, 0x75, 0xff}, []vg.Length{2.4, 1.4, 0.8, 1.4}},       // stone
}

// ofReport are the strokes of the report's recipes, the same in all figures.
var ofReport = map[string]int{
	experiment.Baseline: 0, experiment.Adam: 1, experiment.AdaDelta: 2, experiment.BatchNorm: 3,
	experiment.TwoLayers: 4, experiment.ThreeLayers: 5, experiment.Dropout: 6, experiment.XavierNormal: 7,
}

// fonts holds the letters, which stand in the program itself.
type fonts struct{ cache *font.Cache }

func (f fonts) style(size vg.Length, c color.RGBA, bold bool) text.Style {
	face := font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
	if bold {
		face.Weight = imagefont.WeightBold
	}
	return text.Style{Color: c, Font: face, Handler: text.Plain{Fonts: f.cache}, YAlign: text.YCenter}
}
