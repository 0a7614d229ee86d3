package sketch_test

import (
	"errors"
	"fmt"
	"image/color"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/site/sketch"
)

// canvas is a picture of one colour, to be painted on.
func canvas(width, height int, ground color.RGBA) sketch.Picture {
	p := sketch.Picture{Width: width, Height: height, Pixels: make([]byte, 4*width*height)}
	paint(p, 0, 0, width, height, ground)
	return p
}

// paint fills the rectangle from one corner up to the other.
func paint(p sketch.Picture, left, top, right, bottom int, c color.RGBA) {
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			copy(p.Pixels[4*(y*p.Width+x):], []byte{c.R, c.G, c.B, c.A})
		}
	}
}

func grey(v byte) color.RGBA { return color.RGBA{v, v, v, 255} }

var white, black = grey(255), grey(0)

// filled is an image with one value in a rectangle.
func filled(left, top, right, bottom int, v byte) []byte {
	image := make([]byte, dataset.Pixels)
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			image[y*dataset.Columns+x] = v
		}
	}
	return image
}

func see(t *testing.T, p sketch.Picture) []byte {
	t.Helper()
	image, err := sketch.See(p)
	require.NoError(t, err)
	return image
}

func Example() {
	// A dark bar, twice as high as wide, anywhere on white paper.
	bar := sketch.Stroke{Tool: sketch.Pen, Width: 40, Points: []sketch.Point{{100, 100}, {100, 140}}}
	image, err := sketch.See(sketch.Draw([]sketch.Stroke{bar}).Picture())
	if err != nil {
		fmt.Println(err)
		return
	}
	row := image[14*dataset.Columns:][:dataset.Columns]
	fmt.Println("edge", row[0], "middle", row[14])
	_, err = sketch.See(sketch.Draw(nil).Picture())
	fmt.Println(err)
	// Output:
	// edge 0 middle 230
	// sketch: nothing there
}

// Of one even colour, a garment is as bright as white is brighter than it, and
// resizing and sharpening change nothing; so where it comes to lie can be
// worked out by hand.
func TestAGarmentOfOneColourFillsTheLongerSideAndStandsInTheMiddle(t *testing.T) {
	for name, c := range map[string]struct {
		left, top, right, bottom int
		want                     []byte
	}{
		"a square fills all":                   {20, 30, 76, 86, filled(0, 0, 28, 28, 255)},
		"a bar of 10×56 becomes 5×28":          {3, 20, 13, 76, filled(11, 0, 16, 28, 255)},
		"one of 84×30 becomes 28×10":           {10, 60, 94, 90, filled(0, 9, 28, 19, 255)},
		"a small square grows":                 {50, 50, 54, 54, filled(0, 0, 28, 28, 255)},
		"a thread of 1×90 keeps a pixel":       {50, 5, 51, 95, filled(13, 0, 14, 28, 255)},
		"one that touches the picture's edges": {0, 40, 100, 60, filled(0, 11, 28, 17, 255)},
	} {
		t.Run(name, func(t *testing.T) {
			p := canvas(100, 100, white)
			paint(p, c.left, c.top, c.right, c.bottom, black)
			require.Equal(t, c.want, see(t, p))
		})
	}
}

func TestBrightnessCountsFromTheBackground(t *testing.T) {
	for name, c := range map[string]struct {
		ground, garment color.RGBA
		want            byte
	}{
		"grey on white":          {white, grey(128), 127}, // 255-128
		"black on light grey":    {grey(200), black, 255},
		"grey on light grey":     {grey(200), grey(120), 102},     // 80·255/200
		"green on white":         {white, color.RGBA{G: 255}, 73}, // 255·(1-0.7152)
		"brighter than its wall": {grey(200), white, 0},           // nothing is darker than black
		"white on black":         {black, white, 255},             // negated first
		"grey on black":          {black, grey(100), 100},
		"grey on dark blue":      {color.RGBA{B: 255}, grey(127), 117},                        // (127-18.41)·255/(255-18.41), where 18.41 is 0.0722·255
		"without opacity":        {color.RGBA{255, 255, 255, 0}, color.RGBA{0, 0, 0, 0}, 255}, // which does not count
	} {
		t.Run(name, func(t *testing.T) {
			p := canvas(60, 60, c.ground)
			paint(p, 10, 10, 50, 50, c.garment)
			require.Equal(t, filled(0, 0, 28, 28, c.want), see(t, p))
			require.Equal(t, c.ground.G < 100, p.Dark())
		})
	}
}

// Two halves side by side, black and 100, as large as they will be. By hand:
// with the kernel's right column of -(e^-½+2e^-1)/(2+4e^-½+4e^-1) = -0.22760, a
// pixel of 100 beside black would become 122.760; its neighbourhood spans
// 100/255 of black to white, so it becomes 108.925, which is 146 negated. The
// one of black beside it becomes blacker than black.
func TestOutlinesAreSharpenedByHowStrongTheyAre(t *testing.T) {
	p := canvas(40, 40, white)
	paint(p, 6, 6, 20, 34, black)
	paint(p, 20, 6, 34, 34, grey(100))
	image := see(t, p)
	for row := range dataset.Rows {
		require.Equal(t, []byte{255, 255, 146, 155, 155}, image[row*dataset.Columns+12:][:5])
	}
}

// 5 % of the distance from black to white, 441.67, are 22.08. A strip left of a
// black one, as large: it is cut off, or hardly brighter than the background,
// 23·0.2126.
func TestWhatIsNearlyTheBackgroundIsCutOff(t *testing.T) {
	strip := func(red byte) []byte {
		p := canvas(60, 60, white)
		paint(p, 10, 16, 24, 44, color.RGBA{R: red, G: 255, B: 255})
		paint(p, 24, 16, 38, 44, black)
		return see(t, p)
	}
	require.Equal(t, filled(7, 0, 21, 28, 255), strip(255-22))
	kept := strip(255 - 23)
	require.Equal(t, []byte{5, 5}, kept[:2])
	require.Equal(t, []byte{255, 255}, kept[26:28])
}

func TestAGarmentMayReachIntoACorner(t *testing.T) {
	p := canvas(60, 60, white)
	paint(p, 0, 0, 30, 30, black)
	require.Equal(t, filled(0, 0, 28, 28, 255), see(t, p))
}

func TestAnEmptyPictureHasNothingToSee(t *testing.T) {
	for name, p := range map[string]sketch.Picture{
		"white": canvas(100, 50, white), "black": canvas(50, 100, black), "one pixel": canvas(1, 1, grey(90)),
		"nearly even": func() sketch.Picture {
			p := canvas(50, 50, grey(200))
			paint(p, 10, 10, 20, 20, grey(210))
			return p
		}(),
	} {
		_, err := sketch.See(p)
		require.ErrorIs(t, err, sketch.ErrNothing, name)
	}
}

func TestAPictureOfAWrongFormIsRefused(t *testing.T) {
	for says, p := range map[string]sketch.Picture{
		"0×5 pixels, want 1 to 4096": {Height: 5},
		"5×-1 pixels":                {Width: 5, Height: -1},
		"4097×1 pixels":              canvas(4097, 1, black),
		"1×4097 pixels":              canvas(1, 4097, black),
		"15 bytes for a picture of 2×2 pixels, want 16": {Width: 2, Height: 2, Pixels: make([]byte, 15)},
		"want 16": {Width: 2, Height: 2, Pixels: make([]byte, 17)},
	} {
		_, err := sketch.See(p)
		require.ErrorContains(t, err, says)
		require.False(t, errors.Is(err, sketch.ErrNothing))
	}
}

func TestTheLargestPictureIsSeen(t *testing.T) {
	p := canvas(sketch.MaxSide, sketch.MaxSide, white)
	paint(p, 100, 1000, 3900, 1200, black)
	require.Equal(t, filled(0, 13, 28, 14, 255), see(t, p))
}

// Whatever the pixels: an image, or one of the errors; never a panic.
func FuzzAPictureIsSeenOrRefused(f *testing.F) {
	f.Add(3, 2, []byte("0123456789abcdefghijklmn"))
	f.Add(1, 1, []byte{0, 0, 0, 0})
	f.Add(2, 1, []byte{255, 255, 255, 0, 0, 0, 0, 0})
	f.Add(-1, 5, []byte{})
	f.Fuzz(func(t *testing.T, width, height int, pixels []byte) {
		image, err := sketch.See(sketch.Picture{Width: width, Height: height, Pixels: pixels})
		if err != nil {
			require.Nil(t, image)
			return
		}
		require.Len(t, image, dataset.Pixels)
	})
}
