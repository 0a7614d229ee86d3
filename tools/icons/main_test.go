package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var static = filepath.Join("..", "..", "site", "static")

func TestTheRepositoryHasTheIconsThatAreDrawn(t *testing.T) {
	files, err := icons()
	require.NoError(t, err)
	for name, content := range files {
		kept, err := os.ReadFile(filepath.Join(static, name))
		require.NoError(t, err)
		if filepath.Ext(name) == ".svg" {
			require.Equal(t, string(content), string(kept))
			continue
		}
		requireAlike(t, name, content, kept)
	}
}

// requireAlike fails unless two PNG look the same: processors that fuse a
// product with a sum draw some pixels a shade darker or lighter.
func requireAlike(t *testing.T, name string, a, b []byte) {
	one, err := png.Decode(bytes.NewReader(a))
	require.NoError(t, err)
	two, err := png.Decode(bytes.NewReader(b))
	require.NoError(t, err)
	require.Equal(t, one.Bounds(), two.Bounds(), "%s is another; make icons draws it", name)
	for y := range one.Bounds().Dy() {
		for x := range one.Bounds().Dx() {
			r, g, b, _ := one.At(x, y).RGBA()
			r2, g2, b2, _ := two.At(x, y).RGBA()
			const shade = 0x0a00
			require.InDelta(t, r, r2, shade, "%s at %d, %d; make icons draws it", name, x, y)
			require.InDelta(t, g, g2, shade, "%s at %d, %d", name, x, y)
			require.InDelta(t, b, b2, shade, "%s at %d, %d", name, x, y)
		}
	}
}

func TestTheManifestTellsTheirSizes(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(static, "atelier.webmanifest"))
	require.NoError(t, err)
	var manifest struct {
		Icons []struct{ Src, Type, Sizes string }
	}
	require.NoError(t, json.Unmarshal(text, &manifest))
	require.Len(t, manifest.Icons, 4)
	for _, icon := range manifest.Icons {
		name, ok := strings.CutPrefix(icon.Src, "site/static/")
		require.True(t, ok)
		file, err := os.Open(filepath.Join(static, name))
		require.NoError(t, err)
		defer file.Close()
		if icon.Type == "image/svg+xml" {
			require.Equal(t, "any", icon.Sizes)
			continue
		}
		size, err := png.DecodeConfig(file)
		require.NoError(t, err)
		width, _, _ := strings.Cut(icon.Sizes, "x")
		require.Contains(t, name, width)
		require.Equal(t, icon.Sizes, strings.Join([]string{width, width}, "x"))
		require.Equal(t, size.Width, size.Height)
	}
}

// The outermost points of a maskable icon's mark lie within a circle of four
// fifths of its width, which systems may cut it to: see the Web App Manifest,
// "safe zone".
func TestTheMarkStaysInTheSafeZone(t *testing.T) {
	img := pixels(512, 0.62)
	for y := range 512 {
		for x := range 512 {
			dx, dy := float64(x)-255.5, float64(y)-255.5
			if dx*dx+dy*dy > 0.16*512*512 {
				require.Equal(t, paper, img.At(x, y), "at %d, %d", x, y)
			}
		}
	}
}
