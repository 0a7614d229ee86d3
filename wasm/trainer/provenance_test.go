package trainer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

func TestARunSaysWhatDataSetItIsOfWhenItBeginsAndWhenItGoesOn(t *testing.T) {
	set := dataset.MadeUp(1, 2000, 300)
	want := &wire.Data{Source: dataset.MadeUpSource, TrainingImages: 2000, TestImages: 300, SHA256: set.SHA256()}
	p := open(t)
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	require.Equal(t, want, p.await(wire.Trained).Data)
	require.Nil(t, p.await(wire.Trained).Data, "once is enough")
	p.awaitEvent(train.Finished)

	other := open(t)
	other.worker.receive(goOn(recipe()).Encode(), nil, bytesArray(p.kept["1"]))
	require.Equal(t, want, other.await(wire.Restored).Data)
}
