package store_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/experiment"
	"atelier/core/link"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// Two sets of one source: the second is of another visit.
var (
	madeUp      = &wire.Data{Source: "made-up", TrainingImages: 300, TestImages: 100, SHA256: strings.Repeat("aa", 32)}
	otherMadeUp = &wire.Data{Source: "made-up", TrainingImages: 300, TestImages: 100, SHA256: strings.Repeat("bb", 32)}
)

// begunOn says that a run has begun on a data set; nil is one that is not known.
func begunOn(run string, data *wire.Data) store.Action {
	return reported(wire.Report{Kind: wire.Trained, Run: run, Data: data, Event: &train.Event{Kind: train.Started, Parameters: 101770, TrainingImages: 270, ValidationImages: 30}})
}

func TestARunKnowsTheDataSetThatItIsOf(t *testing.T) {
	known := experiment.Data{Source: "made-up", TrainingImages: 300, TestImages: 100, SHA256: strings.Repeat("aa", 32)}
	s := after(loaded, store.Train{}, begunOn("run-1", madeUp), epoch1)
	require.Equal(t, known, s.Runs[0].Data, "not what is here now")

	s, _ = reduce(after(loaded, store.Train{}, begunOn("run-1", nil)), crashed,
		reported(wire.Report{Kind: wire.Restored, Run: "run-1", Epoch: 1, Data: madeUp}))
	require.Equal(t, known, s.Runs[0].Data, "a run of an older record, once it goes on")

	recipe := train.Default()
	s = after(store.TakeModel{})
	s, _ = reduce(s, reported(wire.Report{Kind: wire.Imported, Run: "run-1", Recipe: &recipe, Event: &train.Event{Kind: train.Finished}, Data: madeUp}))
	require.Equal(t, known, s.Runs[0].Data, "that it was tested on")
}

func TestRunsOfDifferentDataAreNotPaired(t *testing.T) {
	all := []store.Action{tested("run-1", 0.80, 0.02), tested("run-2", 0.82, 0.02), tested("run-3", 0.83, 0.02), tested("run-4", 0.81, 0.02)}
	on := func(data ...*wire.Data) store.Comparison {
		s := twoGroups(2, 2, "0")
		for i, d := range data {
			s, _ = reduce(s, begunOn(s.Runs[i].ID, d))
		}
		s, _ = reduce(s, all...)
		return compared(s)[0]
	}
	require.Equal(t, store.OverSeeds, on(madeUp, madeUp, madeUp, madeUp).Basis)

	apart := on(madeUp, madeUp, otherMadeUp, otherMadeUp)
	require.Equal(t, store.Nothing, apart.Basis)
	require.True(t, apart.OtherData)
	require.True(t, on(madeUp, madeUp, nil, nil).OtherData, "what is not known may be other data")

	one := on(madeUp, madeUp, otherMadeUp, madeUp)
	require.Equal(t, store.OverBatches, one.Basis, "one pair is left")
	require.InDelta(t, -0.01, one.Difference, 1e-12, "run 4 less run 2")

	crossed := on(madeUp, otherMadeUp, otherMadeUp, nil)
	require.Equal(t, store.OverBatches, crossed.Basis, "no seed in common, but a run on either side")
	require.InDelta(t, 0.01, crossed.Difference, 1e-12, "run 3 less run 2")
}

func TestAGroupSaysItsDataSets(t *testing.T) {
	s := after(loaded, store.Typed{Field: store.Repeats, Text: "2"}, store.Train{}, begun1)
	require.Len(t, s.Group("run-1").Sets(), 1, "one has not begun")
	require.False(t, s.SeveralData())
	s, _ = reduce(s, done1, begunOn("run-2", otherMadeUp))
	require.Len(t, s.Group("run-1").Sets(), 2)
	require.True(t, s.SeveralData())
	require.True(t, after(loaded, store.Train{}, begunOn("run-1", nil)).SeveralData(), "it may be other data")
	require.True(t, after(store.Train{}, begun1, done1, reported(wire.Report{Kind: wire.Loaded, Data: madeUp})).SeveralData(), "than what is here now")
}

// A link is of one data set.
func TestALinkHasTheResultsOfOneDataSetOnly(t *testing.T) {
	s := after(loaded, store.Train{}, store.Train{}, store.Train{}, begunOn("run-1", madeUp), ends("run-1", sum))
	s, _ = reduce(s, begunOn("run-2", otherMadeUp), ends("run-2", sum))
	s, _ = reduce(s, begunOn("run-3", nil), ends("run-3", sum))
	shared := func(groups ...string) link.Link {
		with := s
		for _, g := range groups {
			with, _ = reduce(with, store.Tick{Group: g})
		}
		with, _ = reduce(with, store.ShareGroups{})
		l, err := link.Decode(with.Links.Made.Text)
		require.NoError(t, err)
		return l
	}
	all := shared()
	require.Equal(t, "made-up", all.Data)
	require.Equal(t, [][]string{nil, {sum}, nil}, [][]string{all.Entries[0].Results, all.Entries[1].Results, all.Entries[2].Results})
	require.Equal(t, []string{sum}, shared("run-1").Entries[0].Results)
	unknown := shared("run-3")
	require.Nil(t, unknown.Entries[0].Results)
	require.Empty(t, unknown.Data)
}

func TestOnlyRunsOfThePresentDataCountForThePlan(t *testing.T) {
	here := reported(wire.Report{Kind: wire.Loaded, Data: otherMadeUp})
	s := small(4, store.RunStudy{}, begunOn("run-1", madeUp), tested("run-1", 0.8, 0.02), begunOn("run-2", otherMadeUp), tested("run-2", 0.8, 0.02))
	require.Len(t, s.Results().Runs, 1)
	s, _ = reduce(s, here)
	result := s.Results()
	require.Equal(t, experiment.Data{Source: "made-up", TrainingImages: 300, TestImages: 100, SHA256: strings.Repeat("bb", 32)}, result.Data)
	require.Len(t, result.Runs, 1)
	require.Equal(t, s.Run("run-2").Recipe.Seed, result.Runs[0].Seed)

	s, _ = reduce(s, store.RunStudy{})
	asked := s.Runs[len(s.Runs)-1]
	require.True(t, experiment.SameRun(s.Run("run-1").Recipe, asked.Recipe), "it is asked for anew")
	require.NotEqual(t, "run-1", asked.Group, "not among those of the other data")
}

func TestAScriptIsOfTheDataSetOfItsRun(t *testing.T) {
	s := after(loaded, store.Train{}, begunOn("run-1", madeUp), done1)
	_, commands := reduce(s, store.Save{Run: "run-1", Form: wire.PyTorch})
	require.Equal(t, "made-up", commands[0].Source)
}

func TestTheDataSetOfARunIsKeptAndThatOfAnOlderRecordIsNotKnown(t *testing.T) {
	s := after(loaded, store.Train{}, begunOn("run-1", madeUp), over1)
	require.Equal(t, s.Runs[0].Data, reopened(t, s).Runs[0].Data)
	require.NotEmpty(t, s.Runs[0].Data.SHA256)

	var fields map[string]any
	require.NoError(t, json.Unmarshal(s.Record(s.Runs[0]), &fields))
	read := func() (store.Record, error) {
		text, err := json.Marshal(fields)
		require.NoError(t, err)
		return store.ParseRecord(text)
	}
	for _, data := range []map[string]any{
		{"source": "", "training_images": 1, "test_images": 1, "sha256": ""},
		{"source": "made-up", "training_images": -1, "test_images": 1, "sha256": ""},
		{"source": "made-up", "training_images": 1, "test_images": 1, "sha256": "no sum"},
		{"source": strings.Repeat("x", 100), "training_images": 1, "test_images": 1, "sha256": ""},
	} {
		fields["data"] = data
		_, err := read()
		require.ErrorContains(t, err, "data: ", "%v", data)
	}
	delete(fields, "data")
	old, err := read()
	require.NoError(t, err)
	require.Zero(t, old.Run.Data)
}
