package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
)

// The bar goes to the screen and the table to its own place, which may be a
// file; where both are the screen, the bar is cleared before each line.
func TestTheBarStandsBeneathTheTable(t *testing.T) {
	var screen, table bytes.Buffer
	r, err := train.ParseRecipe([]byte(recipe))
	require.NoError(t, err)
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	d := &bar{display: newLines(&table, r, garments()), out: &screen}
	for !s.Done() {
		e := s.Step()
		require.NoError(t, d.event(e))
		if e.Kind != train.Step && e.Kind != train.Started {
			require.Regexp(t, "\r +\r$", screen.String(), "cleared")
		}
	}
	require.Contains(t, screen.String(), "epoch 1 of 3, loss ")
	require.Contains(t, screen.String(), "/33)") // three epochs of eleven batches
	require.NotContains(t, table.String(), "\r")
	require.NotContains(t, screen.String(), "\n")
}

func TestAnInterruptedBarLeavesACleanLine(t *testing.T) {
	var screen bytes.Buffer
	d := &bar{display: jsonLines{&bytes.Buffer{}}, out: &screen}
	require.NoError(t, d.clear())
	require.NoError(t, d.event(train.Event{Kind: train.Started, Epochs: 2, Batches: 10}))
	require.NoError(t, d.event(train.Event{Kind: train.Step, Phase: train.Training, Epoch: 1, Epochs: 2, Batch: 3, Batches: 10}))
	require.NoError(t, d.clear())
	require.Regexp(t, "\r +\r$", screen.String())
}
