package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"

	"golang.org/x/image/vector"
)

// The mark, in a square of 22: the cloth between two layers of a network, which
// is a pattern piece, and the seam within it. As in site/ui's header.
var (
	piece = []point{{2, 3}, {20, 8}, {20, 14}, {2, 19}}
	seam  = []point{{5, 7}, {17, 10}, {17, 12}, {5, 15}}
)

const (
	square = 22.0
	edge   = 1.4 // width of the lines
	dash   = 2.0
	gap    = 1.4
)

// The colours of the style sheet, in light.
var (
	paper = color.RGBA{0xfa, 0xf8, 0xf2, 0xff}
	ink   = color.RGBA{0x21, 0x1f, 0x1b, 0xff}
	green = color.RGBA{0x1d, 0x57, 0x48, 0xff}
)

type point struct{ x, y float64 }

// icons returns the files by name. Maskable icons may be cut to a circle of
// four fifths of their width.
func icons() (map[string][]byte, error) {
	files := map[string][]byte{"icon.svg": vectors()}
	for name, c := range map[string]struct {
		size  int
		share float64 // of the width that the mark's square takes
	}{
		"icon-32.png":           {32, 1},
		"icon-180.png":          {180, 0.78},
		"icon-192.png":          {192, 0.86},
		"icon-512.png":          {512, 0.86},
		"icon-maskable-512.png": {512, 0.62},
	} {
		var b bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&b, pixels(c.size, c.share)); err != nil {
			return nil, err
		}
		files[name] = b.Bytes()
	}
	return files, nil
}

// vectors is the icon as SVG, without a style sheet, which the site's policy
// forbids.
func vectors() []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22">
  <path fill="%s" d="M0 0H22V22H0Z"/>
  <path fill="none" stroke="%s" stroke-width="%g" d="M2 3L20 8V14L2 19Z"/>
  <path fill="none" stroke="%s" stroke-dasharray="2 1.4" d="M5 7L17 10V12L5 15Z"/>
</svg>
`, hex(paper), hex(ink), edge, hex(green))
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// pixels draws the icon in so many pixels a side.
func pixels(size int, share float64) image.Image {
	img := image.NewPaletted(image.Rect(0, 0, size, size), shades())
	draw.Draw(img, img.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	scale := float64(size) * share / square
	margin := float64(size) * (1 - share) / 2
	place := func(points []point) []point {
		placed := make([]point, len(points))
		for i, p := range points {
			placed[i] = point{margin + p.x*scale, margin + p.y*scale}
		}
		return placed
	}
	fill(img, ring(place(piece), edge*scale), ink)
	if size >= 64 { // smaller, it would only be a blot
		fill(img, ring(place(seam), scale), green)
		fill(img, gaps(place(seam), (dash+gap)*scale, gap*scale, 1.2*scale), paper)
	}
	return img
}

// shades returns the colours between paper and the lines, which make small
// files.
func shades() color.Palette {
	var p color.Palette
	for _, line := range []color.RGBA{ink, green} {
		for i := range 32 {
			mix := func(a, b uint8) uint8 { return uint8((int(a)*(31-i) + int(b)*i + 15) / 31) }
			p = append(p, color.RGBA{mix(paper.R, line.R), mix(paper.G, line.G), mix(paper.B, line.B), 0xff})
		}
	}
	return p
}

// ring returns the outline of a polygon, whose corners go clockwise, as a line
// of the given width.
func ring(points []point, width float64) [][]point {
	outer, inner := offset(points, width/2), offset(points, -width/2)
	slices.Reverse(inner) // so that it is cut out
	return [][]point{outer, inner}
}

// offset moves the sides of a polygon outwards.
func offset(points []point, by float64) []point {
	moved := make([]point, len(points))
	for i, p := range points {
		in := direction(points[(i+len(points)-1)%len(points)], p)
		out := direction(p, points[(i+1)%len(points)])
		// Where both sides' parallels meet: along the sum of their normals.
		length := by / (1 + in.x*out.x + in.y*out.y)
		moved[i] = point{p.x + (in.y+out.y)*length, p.y - (in.x+out.x)*length}
	}
	return moved
}

// direction is the way from a to b, of length 1.
func direction(a, b point) point {
	length := math.Hypot(b.x-a.x, b.y-a.y)
	return point{(b.x - a.x) / length, (b.y - a.y) / length}
}

// gaps returns pieces that cut the outline of a polygon of the given width into
// dashes: on each side as many as there is room for, one every period.
func gaps(points []point, period, gap, width float64) [][]point {
	var pieces [][]point
	for i, from := range points {
		to := points[(i+1)%len(points)]
		d := direction(from, to)
		length := math.Hypot(to.x-from.x, to.y-from.y)
		count := int(length / period)
		for k := range count {
			middle := length * (float64(k) + 1) / float64(count+1)
			at := func(along, across float64) point {
				return point{from.x + d.x*along - d.y*across, from.y + d.y*along + d.x*across}
			}
			pieces = append(pieces, []point{
				at(middle-gap/2, -width), at(middle+gap/2, -width), at(middle+gap/2, width), at(middle-gap/2, width),
			})
		}
	}
	return pieces
}

// fill fills polygons with a colour.
func fill(img draw.Image, polygons [][]point, c color.Color) {
	size := img.Bounds().Dx()
	r := vector.NewRasterizer(size, size)
	for _, points := range polygons {
		for i, p := range points {
			if i == 0 {
				r.MoveTo(float32(p.x), float32(p.y))
			} else {
				r.LineTo(float32(p.x), float32(p.y))
			}
		}
		r.ClosePath()
	}
	r.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}
