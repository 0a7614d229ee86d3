package wire_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// message is what all messages can do.
type message interface{ Encode() []byte }

// requireStable requires that a message that was read is written so that it
// reads the same again.
func requireStable[M message](t *testing.T, decode func([]byte) (M, error), text []byte) {
	m, err := decode(text)
	if err != nil {
		return
	}
	written := m.Encode()
	read, err := decode(written)
	require.NoError(t, err, "%s", written)
	require.Equal(t, string(written), string(read.Encode()))
}

// Whatever the text, no message makes its reader panic.
func FuzzMessages(f *testing.F) {
	recipe := train.Default()
	recipe.Optimizer.Hyperparameters = map[string]float64{"momentum": 0.9, "nesterov": 1}
	for _, m := range []message{
		wire.Command{Kind: wire.Start, Run: "7", Recipe: recipe, Members: 2, Rank: 1},
		wire.Command{Kind: wire.Fetch, Wish: &wire.Wish{Part: wire.TestImages, Images: []int{-1, 1 << 40}}},
		wire.Command{Kind: wire.Classify, Run: "7", Pixels: make([]byte, 3)},
		wire.Report{Kind: wire.Trained, Event: &train.Event{Kind: train.Finished, Confusion: [][]int{{1}, {2, 3}}}},
		wire.Report{Kind: wire.Fetching, Loading: &wire.Loading{Bytes: 1, Offline: true}},
		wire.Report{Kind: wire.Looked, Insight: &wire.Insight{Part: train.TestPart, Units: []wire.Unit{{Weights: []byte{1}}}}},
		wire.Report{Kind: wire.Lacking, Command: &wire.Command{Kind: wire.Look}},
		wire.Parcel{Kind: wire.Manifest, Manifest: &dataset.Manifest{Format: 1}},
		wire.Parcel{Kind: wire.Ask, Have: []string{"../a"}},
	} {
		f.Add(m.Encode())
	}
	f.Add([]byte(`{"version": 1, "kind": "start", "recipe": {"optimizer": null, "hidden": [1e3], "schedule": {}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		requireStable(t, wire.DecodeCommand, text)
		requireStable(t, wire.DecodeReport, text)
		requireStable(t, wire.DecodeParcel, text)
	})
}
