package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

func TestARateIsTypedThenTaken(t *testing.T) {
	running := []store.Action{loaded, store.Train{}, event("run-1", train.Event{Kind: train.Started, TrainingImages: 54000})}
	for text, want := range map[string]struct {
		message string
		sent    float64 // 0 for none
	}{
		"0.0050": {"", 0.005},
		" 1e-3 ": {"", 0.001},
		"0.01":   {"", 0}, // it is that already
		"0.010":  {"", 0},
		"fast":   {"must be a number", 0},
		"0":      {"must be above 0 and at most 100", 0},
	} {
		s := after(append(running, store.RateTyped{Run: "run-1", Text: text})...)
		field := s.Rate(s.Run("run-1"))
		require.Equal(t, text, field.Text)
		require.Equal(t, want.message, field.Error, text)
		require.Equal(t, want.sent != 0, field.Another(), text)
		_, commands := reduce(s, store.RateDone{Run: "run-1"})
		if want.sent == 0 {
			require.Empty(t, commands, text)
			continue
		}
		require.Equal(t, []wire.Command{{Kind: wire.Retune, Run: "run-1", LearningRate: want.sent}}, commands, text)
	}
	s := after(append(running, store.RateTyped{Run: "run-1", Text: "0.005"}, reported(wire.Report{Kind: wire.Retuned, Run: "run-1", LearningRate: 0.005}))...)
	require.False(t, s.Rate(s.Run("run-1")).Another(), "it has it now")
	fresh := after(running...)
	require.Equal(t, "0.01", fresh.Rate(fresh.Runs[0]).Text, "its recipe's")
	_, commands := reduce(s, store.RateDone{Run: "run-9"})
	require.Empty(t, commands)
}
