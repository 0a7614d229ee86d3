package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"atelier/core/stats"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// over1 is the end of the run.
var over1 = event("run-1", train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50, TestAccuracy: train.Accuracy{Mean: 0.85, Deviation: 0.02}})

// kept returns what the records of a state's runs say.
func kept(t *testing.T, s store.State) []store.Record {
	var list []store.Record
	for _, r := range append(s.Runs, s.Deleted...) {
		c, err := store.ParseRecord(s.Record(r))
		require.NoError(t, err)
		list = append(list, c)
	}
	return list
}

// reopened returns the state of a page that is opened on what another kept.
func reopened(t *testing.T, s store.State) store.State {
	next := store.Initial()
	next.Session, next.Workers = "b", 2
	next, _ = reduce(next, store.Opened{Records: kept(t, s)})
	return next
}

func TestAFinishedRunIsTheSameWhenThePageIsOpenedAgain(t *testing.T) {
	s := after(append(threeEpochs, snapshot("run-1", 50), event("run-1", train.Event{Kind: train.Finished, Epoch: 50, TestLoss: 0.4,
		TestAccuracy: train.Accuracy{Mean: 0.85, Deviation: 0.02}, Confusion: noConfusion(), ParametersSHA256: strings.Repeat("0a", 32)}))...)
	s.Runs[0].Observed[1].Distributions = []train.Distribution{{Name: "0.weight", Values: stats.Histogram{Low: -1, High: 1, Counts: []int{1, 2}}}}
	back := reopened(t, s)
	want := s.Runs[0]
	require.Equal(t, store.Finished, back.Runs[0].Phase)
	require.Equal(t, s.Record(want), withSession(back, "").Record(back.Runs[0]))
	require.Equal(t, want.Curve, back.Runs[0].Curve)
	require.Equal(t, want.Recipe, back.Runs[0].Recipe)
	require.Equal(t, "run-1", back.Selected)
}

func TestARunWithoutAHiddenLayerIsKeptToo(t *testing.T) {
	s := after(loaded, store.LayerRemoved{}, store.Train{})
	require.Empty(t, s.Runs[0].Recipe.Hidden)
	require.Empty(t, kept(t, s)[0].Run.Recipe.Hidden)
	s.Runs[0].Recipe.Hidden = nil
	require.Empty(t, kept(t, s)[0].Run.Recipe.Hidden)
}

func noConfusion() [][]int {
	rows := make([][]int, 10)
	for i := range rows {
		rows[i] = make([]int, 10)
	}
	return rows
}

func withSession(s store.State, session string) store.State {
	s.Session = session
	return s
}

// Two were active and two queued, the last asked for first in the queue.
func TestInterruptedRunsGoOnInTheirOrderFromTheirSnapshots(t *testing.T) {
	s := withWorkers(2, append([]store.Action{}, threeEpochs...)...)
	s, _ = reduce(s, store.Train{}, store.Train{}, store.Train{}, store.Requeue{Run: "run-4"})
	back := reopened(t, s)
	require.Equal(t, "1 2 4 3", ids(back.Interrupted()))
	require.Empty(t, back.Active())
	require.Equal(t, []int{1, 2}, epochs(back.Runs[0]), "as it was at its checkpoint")

	back, commands := reduce(back, store.GoOn{})
	require.Equal(t, "1 2", starts(commands))
	require.Equal(t, wire.Command{Kind: wire.Start, Run: "run-1", Recipe: s.Runs[0].Recipe, Members: 1, Continue: true, Seconds: 4}, commands[0])
	require.False(t, commands[1].Continue)
	require.Equal(t, "4 3", ids(back.Queue()))
	require.Empty(t, back.Interrupted())
}

func TestInterruptedRunsCanBeLeftAndDeleted(t *testing.T) {
	s := reopened(t, after(threeEpochs...))
	left, commands := reduce(s, store.LeaveThem{})
	require.Empty(t, commands)
	require.Equal(t, store.Stopped, left.Runs[0].Phase)
	require.Equal(t, []int{1, 2}, epochs(left.Runs[0]))
	gone, _ := reduce(s, store.Delete{Group: "run-1"})
	require.Empty(t, gone.Runs)
}

// A run that was to be trained by more workers than there are now would wait
// for ever.
func TestAnInterruptedRunGoesOnWithAsManyWorkersAsThereAre(t *testing.T) {
	s := withWorkers(8, loaded, store.CoresChosen{Cores: 8}, store.Train{})
	_, commands := reduce(reopened(t, s), store.GoOn{})
	require.Equal(t, 2, commands[0].Members)
}

func TestRunsBegunBeforeTheKeptOnesWereReadComeBehindThem(t *testing.T) {
	old := after(append(threeEpochs, over1, store.Train{}, reported(wire.Report{Kind: wire.Stopped, Run: "run-2"}))...)
	s := store.Initial()
	s.Session = "b"
	s, _ = reduce(s, loaded, store.Train{}, store.Opened{Records: kept(t, old)}, store.Train{})
	var list []string
	for _, r := range s.Runs {
		list = append(list, r.ID)
	}
	require.Equal(t, []string{"run-1", "run-2", "run-1-b", "run-4-b"}, list)
	s, _ = reduce(s, store.Delete{Group: "run-1"}, store.Restore{})
	require.Equal(t, "run-1", s.Runs[0].ID)
}

func TestPagesGiveRunsIDsOfTheirOwn(t *testing.T) {
	a, b := after(), after()
	a.Session, b.Session = "a", "b"
	a, _ = reduce(a, store.Train{})
	b, _ = reduce(b, store.Train{})
	require.NotEqual(t, a.Runs[0].ID, b.Runs[0].ID)
	require.Equal(t, a.Runs[0].ID, a.Runs[0].Group)
}

func TestAnImportedRunIsTakenOnce(t *testing.T) {
	file := kept(t, after(append(threeEpochs, over1)...))
	s := withSession(after(loaded, store.Train{}), "b")
	s, _ = reduce(s, store.Imported{Records: file}, store.Imported{Records: file})
	require.Len(t, s.Runs, 1, "that ID is taken")
	s = withSession(after(loaded), "b")
	s, _ = reduce(s, store.Train{}, store.Imported{Records: file}, store.Imported{Records: file})
	require.Len(t, s.Runs, 2)
	require.Equal(t, "run-1", s.Selected)
}

func TestClearingTakesAllThatIsOverWithoutAWayBack(t *testing.T) {
	s := after(append(threeEpochs, over1, store.Train{}, store.ClearAsked{})...)
	require.True(t, s.Storage.Clearing)
	s, _ = reduce(s, store.ClearDone{}, store.Restore{})
	require.Equal(t, "2", ids(s.Runs), "but for what is under way")
	require.Equal(t, store.Clear, s.Storage.Wish)
}

// Only one thing is done at a time, but what was asked for is not forgotten.
func TestClearingFollowsTheExportThatIsUnderWay(t *testing.T) {
	s := after(append(threeEpochs, over1, store.Ask{Wish: store.Export}, store.ClearAsked{}, store.ClearDone{})...)
	require.Equal(t, store.Export, s.Storage.Wish)
	s, _ = reduce(s, store.Granted{})
	require.Equal(t, store.Clear, s.Storage.Wish)
	s, _ = reduce(s, store.Granted{})
	require.Equal(t, store.NoWish, s.Storage.Wish)
}

func TestADeletedRunIsOneAgainWhenItIsImported(t *testing.T) {
	s := after(append(threeEpochs, over1)...)
	file := kept(t, s)
	s, _ = reduce(s, store.Delete{Group: "run-1"}, store.Imported{Records: file})
	require.Equal(t, "1", ids(s.Runs))
	require.Empty(t, s.Deleted)
	s, _ = reduce(s, store.Delete{Group: "run-1"}, store.Imported{})
	require.Len(t, s.Deleted, 1, "nothing came in its place")
}

// What another page has finished comes behind all others, and changes none.
func TestRunsOfAnotherPageComeBehindAllOthers(t *testing.T) {
	other := kept(t, withSession(after(append(threeEpochs, over1)...), "a"))
	other[0].Run.ID, other[0].Run.Group = "run-1-a", "run-1-a"
	s := after(loaded, store.Train{}, store.Train{})
	before := s.Worth(s.Runs[1])
	s, _ = reduce(s, store.Arrived{Records: other})
	require.Equal(t, "run-1-a", s.Runs[2].ID)
	require.Equal(t, before, s.Worth(s.Runs[1]))
	require.Equal(t, "run-2", s.Selected)
	empty, _ := reduce(store.Initial(), store.Arrived{Records: other})
	require.Equal(t, "run-1-a", empty.Selected)
}

// Its weights are not those of its result.
func TestAFinishedRunWithAnEarlierSnapshotHasNone(t *testing.T) {
	s := after(append(threeEpochs, over1)...)
	s.Runs[0].Kept, s.Runs[0].Checkpoint = true, store.Checkpoint{Epoch: 2, Images: 2 * 54000}
	require.False(t, kept(t, s)[0].Run.Kept)
	s.Runs[0].Checkpoint.Epoch = 3
	require.True(t, kept(t, s)[0].Run.Kept)
}

// A start changes one record, not those of all that wait; a new order only what
// it must.
func TestTheOrderOfTheQueueIsKeptWithTheRuns(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, store.Train{}, store.Train{}, store.Train{}, store.Train{})
	changes := func(actions ...store.Action) (list []string) {
		next, _ := reduce(s, actions...)
		for _, r := range s.Runs {
			if now := next.Run(r.ID); now != nil && s.Worth(r) != next.Worth(now) {
				list = append(list, r.ID)
			}
		}
		require.Equal(t, ids(next.Queue()), ids(reopened(t, next).Interrupted()[len(next.Active()):]))
		return list
	}
	require.Equal(t, []string{"run-1", "run-2"}, changes(over1))
	require.Empty(t, changes(store.Train{}))
	require.Equal(t, []string{"run-2"}, changes(store.Requeue{Run: "run-2", Place: 3}))
	require.NotEmpty(t, changes(store.Requeue{Run: "run-5", Place: 0}))
	require.Empty(t, changes(store.Delete{Group: "run-3"}, store.Restore{}))
}

// The marks that say whether a record must be written again.
func TestWhatIsWorthARecordIsNotEveryBatch(t *testing.T) {
	s := after(threeEpochs...)
	worth := func(actions ...store.Action) bool {
		next, _ := reduce(s, actions...)
		return s.Worth(s.Runs[0]) != next.Worth(next.Run("run-1"))
	}
	require.False(t, worth(event("run-1", train.Event{Kind: train.Step, Epoch: 4})))
	require.False(t, worth(epochDone("run-1", 4)), "it is lost with the worker anyway")
	require.True(t, worth(snapshot("run-1", 4)))
	require.True(t, worth(over1))
	require.True(t, worth(store.Rename{Group: "run-1"}, store.NameTyped{Text: "Other"}, store.NameDone{}))

	s = after(loaded, store.Train{}, begun1)
	require.True(t, worth(epochDone("run-1", 1)), "where there is no snapshot")
}

// Written by hand, in the form that version 1 had.
const version1 = `{"version":1,"owner":"a","id":"run-1","number":1,"group":"run-1","repeats":1,"recipe":{"name":"Old","epochs":3},
	"style":2,"cores":1,"phase":"finished","epoch":3,"curve":[
	{"epoch":1,"training_loss":1.5,"validation_loss":1.25,"accuracy":{"mean":0.5,"deviation":0.25},"learning_rate":0.01},
	{"epoch":3,"training_loss":0.5,"validation_loss":0.75,"accuracy":{"mean":0.75,"deviation":0.125},"learning_rate":0.02}]}`

func TestARecordOfVersionOneIsRead(t *testing.T) {
	c, err := store.ParseRecord([]byte(version1))
	require.NoError(t, err)
	require.Equal(t, "Old", c.Run.Recipe.Name)
	require.Equal(t, []store.Point{
		{Epoch: 1, TrainingLoss: 1.5, ValidationLoss: 1.25, Accuracy: train.Accuracy{Mean: 0.5, Deviation: 0.25}, LearningRate: 0.01},
		{Epoch: 3, TrainingLoss: 0.5, ValidationLoss: 0.75, Accuracy: train.Accuracy{Mean: 0.75, Deviation: 0.125}, LearningRate: 0.02},
	}, c.Run.Curve.Points)
	again, err := store.ParseRecord(store.State{}.Record(c.Run))
	require.NoError(t, err)
	require.Equal(t, c.Run, again.Run)
}

func TestWhatCannotBeARecordIsRefusedByName(t *testing.T) {
	sound := string(after(append(threeEpochs, over1)...).Record(after(append(threeEpochs, over1)...).Runs[0]))
	_, err := store.ParseRecord([]byte(sound))
	require.NoError(t, err)
	for _, c := range []struct{ field, value, want string }{
		{"version", `3`, "newer version"}, {"version", `0`, "unknown version"}, {"version", `"x"`, "not a record"},
		{"id", `"<script>"`, "id"}, {"id", `""`, "id"}, {"group", `"a b"`, "group"}, {"number", `0`, "number"},
		{"style", `9`, "style"}, {"cores", `0`, "cores"}, {"phase", `"asleep"`, "phase"}, {"epoch", `51`, "epoch"},
		{"images", `-1`, "images"}, {"seconds", `-1`, "seconds"}, {"repeats", `-1`, "repeats"},
		{"curve", `[[2,1,1,0.5,0,1],[1,1,1,0.5,0,1]]`, "curve: point 2"}, {"curve", `[[1,1,1,1.5,0,1]]`, "curve: point 1"},
		{"curve", `[[51,1,1,0.5,0,1]]`, "curve"}, {"curve", `[[1.5,1,1,0.5,0,1]]`, "curve"},
		{"confusion", `[[1]]`, "confusion"}, {"retuned", `[[1,0]]`, "retuned"}, {"observed", `[{"epoch":1},{"epoch":1}]`, "observed"},
		{"checkpoint", `{"epoch":51}`, "checkpoint"}, {"parameters_sha256", `"xyz"`, "parameters_sha256"},
		{"message", `"` + strings.Repeat("x", 5000) + `"`, "message"},
		{"recipe", `{"epochs":0}`, "epochs"}, {"recipe", `{"hidden":[1e9]}`, "hidden"}, {"more", `1`, "more"},
	} {
		var fields map[string]json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(sound), &fields))
		fields[c.field] = json.RawMessage(c.value)
		text, err := json.Marshal(fields)
		require.NoError(t, err)
		_, err = store.ParseRecord(text)
		require.ErrorContains(t, err, c.want, fmt.Sprint(c.field, " ", c.value))
		require.Equal(t, c.want == "newer version", errors.Is(err, store.ErrNewer))
	}
	for _, text := range []string{"", "null", "[]", "{}", sound[:len(sound)/2], sound + "x", strings.Repeat(" ", store.MaxRecordBytes+1)} {
		_, err := store.ParseRecord([]byte(text))
		require.Error(t, err)
	}
}

// What comes to a run at the worst can be read again.
func TestTheLongestRecordCanBeReadAgain(t *testing.T) {
	s := after(loaded, store.Typed{Field: store.Epochs, Text: fmt.Sprint(train.MaxEpochs)}, store.Train{}, begun1)
	for epoch := 1; epoch <= train.MaxEpochs; epoch++ {
		s, _ = reduce(s, event("run-1", train.Event{Kind: train.Epoch, Epoch: epoch, Epochs: train.MaxEpochs, TrainingLoss: 1.0 / 3, ValidationLoss: 1.0 / 7,
			ValidationAccuracy: train.Accuracy{Mean: 1.0 / 3, Deviation: 1.0 / 7}, LearningRate: 1.0 / 9}))
	}
	s, _ = reduce(s, reported(wire.Report{Kind: wire.Failed, Run: "run-1", Message: strings.Repeat("wörds ", 2000)}))
	r := kept(t, s)[0].Run
	require.Len(t, r.Curve.Points, train.MaxEpochs)
	require.True(t, strings.HasPrefix(r.Message, "wörds wörds ") && strings.HasSuffix(r.Message, "…"))
	require.True(t, utf8.ValidString(r.Message))
}

// What is read can be written and read again, and is the same.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(version1))
	s := after(threeEpochs...)
	f.Add(s.Record(s.Runs[0]))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := store.ParseRecord(text)
		if err != nil {
			return
		}
		again, err := store.ParseRecord(store.State{Session: c.Owner}.Record(c.Run))
		require.NoError(t, err)
		require.Equal(t, c.Run.Recipe, again.Run.Recipe)
		require.Equal(t, c.Run.Curve, again.Run.Curve)
		store.Reduce(store.Initial(), store.Opened{Records: []store.Record{c}})
	})
}

// Of which the report must go on to know that nobody saw it train.
func TestARunFromAFileStaysOneWhenThePageIsOpenedAgain(t *testing.T) {
	recipe := train.Default()
	s := after(loaded, store.TakeModel{}, reported(wire.Report{Kind: wire.Imported, Run: "run-1", Recipe: &recipe,
		Event: &train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50, TestAccuracy: train.Accuracy{Mean: 0.85}, Confusion: noConfusion()}}))
	require.True(t, s.Run("run-1").Imported)
	back := reopened(t, s)
	require.Equal(t, store.Finished, back.Run("run-1").Phase)
	require.True(t, back.Run("run-1").Imported)
	require.True(t, back.Run("run-1").Kept)
}
