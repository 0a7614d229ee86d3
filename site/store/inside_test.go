package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/stats"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// kinds lists the kinds of commands.
func kinds(commands []wire.Command) []wire.CommandKind {
	var list []wire.CommandKind
	for _, c := range commands {
		list = append(list, c.Kind)
	}
	return list
}

// trainedOnce is a run that has finished and is kept.
var trainedOnce = []store.Action{
	store.Train{}, event("run-1", train.Event{Kind: train.Started, Parameters: 101770, TrainingImages: 54000}),
	report(wire.Kept, "run-1", ""), ended("run-1"),
}

// insight is one in which images 7 and 9, of class 6, were taken for class 0.
func insight() wire.Report {
	wrong := make([][][]int, 10)
	for i := range wrong {
		wrong[i] = make([][]int, 10)
	}
	wrong[6][0] = []int{7, 9}
	return wire.Report{Kind: wire.Looked, Run: "run-1", Insight: &wire.Insight{
		Epoch: 50, Part: train.TestPart,
		Judgement: train.Judgement{Confusion: stats.NewConfusion(10), Wrong: wrong},
	}}
}

func TestTheInsideIsAskedForWhereItIsShownAndWhenTheRunHasChanged(t *testing.T) {
	begun := []store.Action{store.Train{}, event("run-1", train.Event{Kind: train.Started, Parameters: 101770, TrainingImages: 54000})}
	epoch := event("run-1", train.Event{Kind: train.Epoch, Epoch: 1})
	inside := store.Show{View: store.Inside}
	looks := func(actions ...store.Action) []wire.CommandKind {
		s, _ := reduce(store.Initial(), actions[:len(actions)-1]...)
		_, commands := reduce(s, actions[len(actions)-1])
		return kinds(commands)
	}
	with := func(first []store.Action, more ...store.Action) []store.Action {
		return append(first[:len(first):len(first)], more...)
	}
	look := []wire.CommandKind{wire.Look}

	require.Empty(t, looks(with(begun, epoch)...), "not elsewhere")
	require.Equal(t, look, looks(with(begun, inside)...))
	require.Empty(t, looks(with(begun, inside, epoch)...), "not before the answer is here")
	require.Equal(t, look, looks(with(begun, inside, epoch, reported(insight()))...), "which is of before")
	require.Empty(t, looks(with(begun, inside, reported(insight()))...))
	require.Equal(t, look, looks(with(begun, inside, reported(insight()), epoch)...))
	require.Equal(t, look, looks(with(trainedOnce, inside)...))
	require.Equal(t, look, looks(with(begun, inside, report(wire.Crashed, "", "why"))...), "the answer may be gone with its worker")
	require.Empty(t, looks(store.Train{}, inside), "there is nothing yet to look into")
	require.Empty(t, looks(with(begun, ended("run-1"), inside)...), "nothing is kept")
}

func TestTheRunLookedAtIsTheSelectedGroupsOrTheOneAskedFor(t *testing.T) {
	start := func(run string) store.Action {
		return event(run, train.Event{Kind: train.Started, Parameters: 1, TrainingImages: 1})
	}
	s := withWorkers(3, store.Typed{Field: store.Repeats, Text: "2"}, store.Train{}, store.Typed{Field: store.Repeats, Text: "1"}, store.Train{})
	require.Nil(t, s.Subject())
	s, _ = reduce(s, start("run-1"), start("run-2"), start("run-3"))
	subject := func(actions ...store.Action) string {
		s, _ := reduce(s, actions...)
		return s.Subject().ID
	}
	require.Equal(t, "run-3", subject(), "of the group that was started last")
	require.Equal(t, "run-1", subject(store.Select{Group: "run-1"}))
	require.Equal(t, "run-2", subject(store.LookAt{Run: "run-2"}))
	require.Equal(t, "run-3", subject(store.LookAt{Run: "run-2"}, store.Select{Group: "run-3"}))
	require.Equal(t, "run-3", subject(store.LookAt{Run: "run-9"}))
	require.Equal(t, "run-3", subject(store.Train{}), "instead of one that waits")
}

func TestTheImagesOfACellAreFetchedAndShown(t *testing.T) {
	s, _ := reduce(store.Initial(), append(trainedOnce[:4:4], store.Show{View: store.Inside}, reported(insight()))...)
	s, commands := reduce(s, store.PickCell{Truth: 6, Said: 0})
	require.Equal(t, []wire.Command{{Kind: wire.Fetch, Wish: &wire.Wish{Part: wire.TestImages, Images: []int{7, 9}}}}, commands)
	require.Equal(t, 2, s.Looked.Cell.All)
	require.Nil(t, s.Looked.Cell.Images)

	garments := []wire.Garment{{Image: 7, Label: 6}, {Image: 9, Label: 6}}
	other, _ := reduce(s, reported(wire.Report{Kind: wire.Fetched, Garments: &wire.Garments{Wish: wire.Wish{Part: wire.TestImages, Images: []int{7}}}}))
	require.Nil(t, other.Looked.Cell.Images, "of another cell")
	s, _ = reduce(s, reported(wire.Report{Kind: wire.Fetched, Garments: &wire.Garments{Wish: *commands[0].Wish, Garments: garments}}))
	require.Equal(t, garments, s.Looked.Cell.Images)

	s, _ = reduce(s, store.PickCell{Truth: 6, Said: 0})
	require.Nil(t, s.Looked.Cell, "picked twice")
	s, _ = reduce(s, store.PickCell{Truth: 6, Said: 1})
	require.Nil(t, s.Looked.Cell, "of which there is no image")
	s, _ = reduce(s, store.PickCell{Truth: 60, Said: -1})
	require.Nil(t, s.Looked.Cell)
}

func TestWhatCannotBeSeenIsSaid(t *testing.T) {
	s, _ := reduce(store.Initial(), append(trainedOnce[:4:4], store.Show{View: store.Inside}, report(wire.Unseen, "run-1", "why"))...)
	require.Equal(t, "why", s.Looked.Message)
}

func TestRunsAreAskedWhatAnImageIsOneQuestionAtATime(t *testing.T) {
	said := func(pixels string, p float32) store.Action {
		return reported(wire.Report{Kind: wire.Classified, Run: "run-1", Pixels: []byte(pixels), Probabilities: []float32{p}})
	}
	first, second := store.Classify{Pixels: []byte("first")}, store.Classify{Pixels: []byte("second")}
	s, _ := reduce(store.Initial(), append(trainedOnce[:4:4], store.Show{View: store.Garments})...)
	s, commands := reduce(s, first)
	require.Equal(t, []wire.Command{{Kind: wire.Classify, Run: "run-1", Pixels: []byte("first")}}, commands)
	s, commands = reduce(s, second)
	require.Empty(t, commands)
	s, commands = reduce(s, said("first", 0.5))
	require.Equal(t, []wire.Command{{Kind: wire.Classify, Run: "run-1", Pixels: []byte("second")}}, commands)
	require.Equal(t, []float32{0.5}, s.Trial.Said["run-1"])
	s, commands = reduce(s, said("second", 0.75), said("second", 0.9))
	require.Empty(t, commands)
	require.Equal(t, []float32{0.75}, s.Trial.Said["run-1"], "an answer that nobody waits for")

	s, _ = reduce(s, first)
	s, commands = reduce(s, report(wire.Unseen, "run-1", "why"))
	require.Empty(t, commands)
	require.NotContains(t, s.Trial.Said, "run-1")
}

func TestTheComparedGroupsAreAskedOrElseTheNewest(t *testing.T) {
	s := withWorkers(8, trained(8)...)
	tried := func() (list []string) {
		for _, g := range s.Tried() {
			list = append(list, g.ID)
		}
		return list
	}
	require.Equal(t, []string{"run-3", "run-4", "run-5", "run-6", "run-7", "run-8"}, tried())
	s, _ = reduce(s, store.Tick{Group: "run-5"}, store.Tick{Group: "run-1"})
	require.Equal(t, []string{"run-1", "run-5"}, tried())
}

func TestAPageOfGarmentsIsFetched(t *testing.T) {
	s, commands := reduce(store.Initial(), store.Browse{Class: 8, Page: 1})
	wish := wire.Wish{Part: wire.TrainingImages, Class: 8, Page: 1, Of: store.BrowsePage}
	require.Equal(t, []wire.Command{{Kind: wire.Fetch, Wish: &wish}}, commands)
	answer := &wire.Garments{Wish: wish, Total: 81, Garments: []wire.Garment{{Image: 3, Label: 8, Pixels: []byte{1}}}}
	s, _ = reduce(s, reported(wire.Report{Kind: wire.Fetched, Garments: answer}))
	require.Equal(t, &store.Browsed{Class: 8, Page: 1, Pages: 3, Images: []store.Garment{{Index: 3, Label: 8, Pixels: []byte{1}}}}, s.Garments)

	s, _ = reduce(s, store.Browse{Class: 8, Page: 2}, reported(wire.Report{Kind: wire.Fetched, Garments: answer}))
	require.Nil(t, s.Garments.Images, "of another page")
}
