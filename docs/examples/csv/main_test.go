package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

// written writes images as the program reads them.
func written(images dataset.Images) string {
	var b strings.Builder
	for i, label := range images.Labels {
		fmt.Fprint(&b, label)
		for _, pixel := range images.Image(i) {
			fmt.Fprintf(&b, ",%d", pixel)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestItLearnsFromAFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "garments.csv")
	require.NoError(t, os.WriteFile(name, []byte(written(dataset.MadeUp(1, 1000, 1).Train)), 0o644))
	var out bytes.Buffer
	require.NoError(t, run([]string{"-csv", name, "-epochs", "3"}, &out))
	require.Contains(t, out.String(), "epoch 3: training loss ")
	var accuracy float64
	_, err := fmt.Sscanf(out.String()[strings.Index(out.String(), "test accuracy"):], "test accuracy %f", &accuracy)
	require.NoError(t, err)
	require.Greater(t, accuracy, 50.0, "of ten classes, by 900 images")
}

func TestItReadsWhatWasWritten(t *testing.T) {
	want := dataset.MadeUp(1, 30, 1).Train
	names := "label" + strings.Repeat(",pixel", dataset.Pixels) + "\n"
	for _, head := range []string{"", names} {
		got, err := read(strings.NewReader(head + written(want)))
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

func TestAWrongLineIsNamed(t *testing.T) {
	black := strings.Repeat(",0", dataset.Pixels)
	for says, text := range map[string]string{
		`line 2: the class is "10", want 0 to 9`:    "1" + black + "\n10" + black,
		`line 2: the class is "coat", want 0 to 9`:  "1" + black + "\ncoat" + black,
		`line 1: pixel 783 is "256", want 0 to 255`: "1" + strings.TrimSuffix(black, "0") + "256",
		`record on line 2: wrong number of fields`:  "1" + black + "\n1,2,3",
		`training_images must be 100 to 60000`:      "1" + black,
	} {
		name := filepath.Join(t.TempDir(), "garments.csv")
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
		require.ErrorContains(t, run([]string{"-csv", name}, &bytes.Buffer{}), says)
	}
}
