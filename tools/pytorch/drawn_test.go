package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
)

// many are enough for whatever is drawn.
func many() dataset.Set {
	s := dataset.MadeUp(1, 2000, 100)
	s.Source = dataset.FashionMNIST
	return s
}

func TestDrawnRecipesAreTrainedInBothPrecisions(t *testing.T) {
	t.Setenv(stand, "sound")
	document := file(t, "document.md", []byte("<!-- drawn: begin -->\n<!-- drawn: end -->\n"))
	kept := t.TempDir()
	stale := filepath.Join(kept, "drawn", "0999.py")
	require.NoError(t, os.Mkdir(filepath.Dir(stale), 0o755))
	require.NoError(t, os.WriteFile(stale, nil, 0o644))
	var log bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-python", os.Args[0], "-data", dataFolder(t, many()), "-kept", kept, "-drawn", "12", "-into", document}, &log), log.String())
	require.Equal(t, "12 of 12 drawn recipes\n", log.String())
	written := content(t, document)
	require.Contains(t, written, "| recipes          | Atelier | PyTorch in float32 |\n")
	require.Regexp(t, `\| the closest 95 % \| +\de[+-]\d\d \| +5e-01 \|\n`, written) // 1 instead of 2
	// The stand-in has the first one diverge, and others may.
	require.Regexp(t, `\nPyTorch 9\.9\. 12 recipes were drawn, of which (11|10|9|8|7) came to their end`, written)

	scripts, err := filepath.Glob(filepath.Join(kept, "drawn", "*.py"))
	require.NoError(t, err)
	require.Len(t, scripts, 12)
	for _, script := range scripts {
		text := content(t, script)
		require.Contains(t, text, "torch.optim.")
		require.Contains(t, text, "\nPATIENCE = 0 ")
		require.NotContains(t, text, "nn.Dropout")
		require.NotContains(t, text, "its curve is another one", "which is said of other images")
	}
}

func TestWhatGoesWrongWithDrawnRecipesIsSaid(t *testing.T) {
	data := dataFolder(t, many())
	for mode, want := range map[string]string{
		"fails":   "precision.py: exit status 1: MemoryError",
		"no JSON": `precision.py printed "nan": invalid character`,
		"silent":  "precision.py told of 1 of 2 recipes",
	} {
		t.Run(mode, func(t *testing.T) {
			t.Setenv(stand, mode)
			require.ErrorContains(t, run(t.Context(), []string{"-python", os.Args[0], "-data", data, "-kept", t.TempDir(), "-drawn", "2"}, &bytes.Buffer{}), want)
		})
	}
}

// By hand: relative to float64, each recipe's worst loss.
func TestAgreementIsThatOfTheWorstLossOfEachRecipe(t *testing.T) {
	two := train.Recipe{Epochs: 2}
	list := []triple{
		{two, curve{{1, 1}, {1, 1.5}}, curve{{1, 1}, {1, 1.25}}, curve{{1, 1}, {1, 1}}},
		{two, curve{{2, 4}, {2, 4}}, curve{{2, 4}, {2, 2}}, curve{{2, 4}, {2, 4}}},
		{two, curve{{1, 1}}, curve{{1, 1}, {1, 1}}, curve{{1, 1}, {1, 1}}},
		{two, curve{{1, 1}, {1, 1}}, nil, curve{{1, 1}, {1, 1}}},
		{two, curve{{1, 1}, {1, 1}}, curve{{1, 1}, {1, 1}}, nil},
	}
	a, err := agree(list)
	require.NoError(t, err)
	require.Equal(t, agreement{2, []float64{0, 0.5}, []float64{0.25, 0.5}}, a)
	table := string(a.table().Markdown())
	require.Contains(t, table, "| the closest 50 % |   0e+00 |              2e-01 |\n")
	require.Contains(t, table, "| the closest 75 % |   5e-01 |              5e-01 |\n")

	// What should be 0 and is not is infinitely far; NaN would be the closest.
	require.Zero(t, curve{{0, 1}}.from(curve{{0, 1}}))
	require.Equal(t, math.Inf(1), curve{{1, 1}}.from(curve{{0, 1}}))
	require.Equal(t, 0.5, curve{{1, 3}}.from(curve{{1, 2}}), "in validation too")

	_, err = agree(list[2:])
	require.ErrorContains(t, err, "no drawn recipe came to its end")
}
