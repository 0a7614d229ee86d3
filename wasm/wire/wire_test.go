package wire_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

func TestMessagesSurviveTheWire(t *testing.T) {
	command := wire.Command{Version: wire.Version, Kind: wire.Start, Run: "7", Recipe: train.Default()}
	c, err := wire.DecodeCommand(command.Encode())
	require.NoError(t, err)
	require.Equal(t, command, c)

	for _, report := range []wire.Report{
		{Kind: wire.Ready},
		{Kind: wire.Loaded, Data: &wire.Data{Source: "made-up", Classes: []string{"Bag"}, Samples: [][]byte{{0, 255}}}},
		{Kind: wire.Fetching, Loading: &wire.Loading{Bytes: 1, TotalBytes: 2, Shards: 0, TotalShards: 1}},
		{Kind: wire.Trained, Run: "7", Seconds: 1.5, EvaluationSeconds: 0.25, Images: 512, Event: &train.Event{
			Kind: train.Epoch, Epoch: 1, TrainingLoss: 0.5, ValidationAccuracy: train.Accuracy{Mean: 0.8, Deviation: 0.01}}},
		{Kind: wire.Failed, Run: "7", Message: "why"},
		{Kind: wire.Exported, Run: "7", Form: wire.ONNX},
		{Kind: wire.NotExported, Run: "7", Form: wire.PyTorch, Message: "why"},
		{Kind: wire.Imported, Run: "7", Recipe: &command.Recipe, Event: &train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50}},
	} {
		report.Version = wire.Version
		r, err := wire.DecodeReport(report.Encode())
		require.NoError(t, err)
		require.Equal(t, report, r)
	}
}

func TestAConnectionAndItsParcelsSurviveTheWire(t *testing.T) {
	command := wire.Command{Version: wire.Version, Kind: wire.Connect, Peer: 2, Purpose: wire.TakeData}
	c, err := wire.DecodeCommand(command.Encode())
	require.NoError(t, err)
	require.Equal(t, command, c)
	for _, parcel := range []wire.Parcel{
		{Kind: wire.Ask, Have: []string{"test-00.gz"}},
		{Kind: wire.Manifest, Manifest: &dataset.Manifest{Format: 1, Source: "made-up", Train: []dataset.Shard{{File: "train-00.gz", Count: 1}}}},
		{Kind: wire.Shard, File: "train-00.gz"},
		{Kind: wire.NoData, Message: "why"},
	} {
		parcel.Version = wire.Version
		p, err := wire.DecodeParcel(parcel.Encode())
		require.NoError(t, err)
		require.Equal(t, parcel, p)
	}
}

func TestTheLastReportOfARunSaysThatItsWorkerIsFree(t *testing.T) {
	trained := func(kind train.Kind) wire.Report {
		return wire.Report{Kind: wire.Trained, Run: "7", Event: &train.Event{Kind: kind}}
	}
	for _, r := range []wire.Report{trained(train.Finished), trained(train.Diverged), {Kind: wire.Stopped}, {Kind: wire.Failed}, {Kind: wire.Crashed}} {
		require.True(t, r.Ends(), "%s", r.Encode())
	}
	for _, r := range []wire.Report{trained(train.Started), trained(train.Step), trained(train.Epoch), {Kind: wire.Paused}, {Kind: wire.Resumed}, {Kind: wire.Loaded}, {Kind: wire.LoadFailed}} {
		require.False(t, r.Ends(), "%s", r.Encode())
	}
}

func TestAMessageOfAnotherVersionIsRefusedWhateverItsForm(t *testing.T) {
	_, err := wire.DecodeReport([]byte(`{"version": 2, "kind": {"of": "the future"}}`))
	require.EqualError(t, err, "wire: message of version 2, want 1: the page and its worker are from different builds; reload the page")
	for _, text := range []string{"", "[]", `{"version": 1, "kind": 5}`, "{"} {
		_, err := wire.DecodeCommand([]byte(text))
		require.ErrorContains(t, err, "wire: ")
	}
}

func TestWhatJSONCannotHoldIsAProgrammingError(t *testing.T) {
	require.Panics(t, func() { wire.Report{Seconds: math.NaN()}.Encode() })
}

func ExampleCommand_Encode() {
	fmt.Printf("%s\n", wire.Command{Kind: wire.Pause, Run: "7"}.Encode())
	// Output: {"version":1,"kind":"pause","run":"7"}
}
