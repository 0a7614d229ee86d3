package ui

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/image/bmp"
)

// Read by another implementation of the format.
func TestABitmapHoldsItsPixels(t *testing.T) {
	for _, width := range []int{1, 2, 3, 4, 5} {
		const height = 3
		pixels := make([]byte, width*height)
		for i := range pixels {
			pixels[i] = byte(17 * i)
		}
		encoded, ok := strings.CutPrefix(bitmap(pixels, width, height), "data:image/bmp;base64,")
		require.True(t, ok)
		file, err := base64.StdEncoding.DecodeString(encoded)
		require.NoError(t, err)
		picture, err := bmp.Decode(bytes.NewReader(file))
		require.NoError(t, err)
		require.Equal(t, image.Rect(0, 0, width, height), picture.Bounds())
		for i, p := range pixels {
			require.Equal(t, p, color.GrayModel.Convert(picture.At(i%width, i/width)).(color.Gray).Y)
		}
	}
}
