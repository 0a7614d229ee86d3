// Package sketch turns a photo, or a drawing, into an image such as networks
// were trained on: 28×28 pixels, a light garment on black. It follows the steps
// by which the data set was made from a shop's pictures.
//
// Reference: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset
// for Benchmarking Machine Learning Algorithms", arXiv:1708.07747, section 2
// and figure 1.
package sketch

import (
	"errors"
	"fmt"
	"math"

	"atelier/core/dataset"
)

// MaxSide is how many pixels a picture may have each way.
const MaxSide = 4096

// ErrNothing says that a picture is all background.
var ErrNothing = errors.New("sketch: nothing there")

// Picture is a picture in colour.
type Picture struct {
	Width, Height int // 1 to MaxSide
	// Pixels holds red, green, blue and a byte that does not count, of each
	// pixel, row by row from the top: the form that browsers have.
	Pixels []byte
}

// See returns the picture as a network sees it, 784 bytes row by row from the
// top, 0 the background and 255 the brightest. The steps:
//
//  1. Edges whose pixels are all near the background's colour are cut off.
//  2. The longer side becomes 28 pixels, the shorter one what it then is, at
//     least 1. The data set's makers skipped rows and columns; here the pixels
//     that fall on one are averaged, because photos are noisy and thin lines
//     would get lost.
//  3. Outlines are sharpened, by a Gaussian of radius and deviation 1.
//  4. The shorter side becomes 28, with the garment in the middle.
//  5. The intensities are negated, and become whole numbers of 8 bits.
//
// A shop's background is white, and that of other pictures becomes it: its
// colour is that of the corners, and intensities are measured from there. Where
// it is dark the picture is negated first.
//
// The error wraps ErrNothing if all is background; others say what is wrong
// with the picture's form.
func See(p Picture) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	ground := p.ground()
	part, ok := p.trim(ground)
	if !ok {
		return nil, ErrNothing
	}
	width, height := fit(part)
	g := sharpen(resample(p.grey(part), width, height))
	light := ground.intensity()
	if p.Dark() {
		for i, v := range g.values {
			g.values[i] = 255 - v
		}
		light = 255 - light
	}
	image := make([]byte, dataset.Pixels)
	left, top := (dataset.Columns-g.width)/2, (dataset.Rows-g.height)/2
	for y := range g.height {
		for x := range g.width {
			v := (light - g.values[y*g.width+x]) * 255 / light
			image[(top+y)*dataset.Columns+left+x] = byte(math.Round(min(max(v, 0), 255)))
		}
	}
	return image, nil
}

// Dark reports whether the picture's background is dark, so that See negates it
// first. The picture must be one that See accepts.
func (p Picture) Dark() bool { return p.ground().intensity() < 128 }

func (p Picture) check() error {
	switch {
	case p.Width < 1 || p.Height < 1 || p.Width > MaxSide || p.Height > MaxSide:
		return fmt.Errorf("sketch: a picture of %d×%d pixels, want 1 to %d each way", p.Width, p.Height, MaxSide)
	case len(p.Pixels) != 4*p.Width*p.Height:
		return fmt.Errorf("sketch: %d bytes for a picture of %d×%d pixels, want %d", len(p.Pixels), p.Width, p.Height, 4*p.Width*p.Height)
	}
	return nil
}

// grey is a picture without colour, row by row from the top, 0 black and 255
// white.
type grey struct {
	width, height int
	values        []float64
}

// grey returns what is in the box, in intensities.
func (p Picture) grey(b box) grey {
	g := grey{b.right - b.left, b.bottom - b.top, nil}
	g.values = make([]float64, 0, g.width*g.height)
	for y := b.top; y < b.bottom; y++ {
		for x := b.left; x < b.right; x++ {
			g.values = append(g.values, p.at(x, y).intensity())
		}
	}
	return g
}

// fit returns the size that the box's content becomes.
func fit(b box) (width, height int) {
	w, h := b.right-b.left, b.bottom-b.top
	shorter := func(short, long int) int {
		return max(1, int(math.Round(float64(short)*dataset.Rows/float64(long))))
	}
	if w >= h {
		return dataset.Columns, shorter(h, w)
	}
	return shorter(w, h), dataset.Rows
}
