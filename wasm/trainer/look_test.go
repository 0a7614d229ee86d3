package trainer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// finished trains a run to its end, and returns an equal session.
func finished(t *testing.T, p *page, id string) *train.Session {
	p.send(wire.Command{Kind: wire.Start, Run: id, Recipe: recipe()})
	p.awaitEvent(train.Finished)
	s, err := train.Restore(p.kept[id], dataset.MadeUp(1, 2000, 300))
	require.NoError(t, err)
	return s
}

// answer returns the answer to a command, which lacks the run's snapshot at
// first.
func (p *page) answer(c wire.Command, kind wire.ReportKind) wire.Report {
	p.send(c)
	lacking := p.await(wire.Lacking)
	require.Equal(p.t, c.Run, lacking.Run)
	p.worker.receive(lacking.Command.Encode(), nil, bytesArray(p.kept[c.Run]))
	return p.await(kind)
}

func TestAFinishedRunIsSeenByItsSnapshot(t *testing.T) {
	p := open(t)
	s := finished(t, p, "1")
	finished(t, p, "2") // which takes the worker's place

	i := p.answer(wire.Command{Kind: wire.Look, Run: "1"}, wire.Looked).Insight
	require.Equal(t, 2, i.Epoch)
	require.Equal(t, train.TestPart, i.Part)
	require.Equal(t, s.Judge(train.TestPart, mistakesShown), i.Judgement)
	require.Equal(t, s.DeadUnits(nil), i.DeadUnits)
	require.Len(t, i.Mistakes, len(i.Judgement.Mistakes))
	test := dataset.MadeUp(1, 2000, 300).Test
	for n, m := range i.Judgement.Mistakes {
		require.Equal(t, wire.Garment{Image: m.Image, Label: m.Label, Pixels: test.Image(m.Image)}, i.Mistakes[n])
	}

	// Once it is here, it needs no snapshot.
	image := test.Image(7)
	p.send(wire.Command{Kind: wire.Classify, Run: "1", Pixels: image})
	r := p.await(wire.Classified)
	require.Equal(t, image, r.Pixels)
	require.Equal(t, s.Classify(image), r.Probabilities)
}

// Before the end it is judged by the images of validation, and training is not
// changed by it.
func TestARunningRunIsSeenAsItStands(t *testing.T) {
	p := paused(t, recipe())
	p.send(wire.Command{Kind: wire.Look, Run: "1"})
	i := p.await(wire.Looked).Insight
	require.Equal(t, train.ValidationPart, i.Part)
	images, _ := i.Judgement.Confusion.Count()
	require.Equal(t, 200, images)
	p.send(wire.Command{Kind: wire.Resume, Run: "1"})
	require.Equal(t, session(t, recipe()), p.awaitEvent(train.Finished))
}

// In a team, which listens in the middle of a step, it waits for its end.
func TestATeamIsSeenBetweenTwoSteps(t *testing.T) {
	eitherWay(t, func(t *testing.T, shares bool) {
		pages := crew(t, 2, shares, "run-1")
		long := demanding()
		long.Epochs = train.MaxEpochs
		start(pages, "run-1", long)
		for range 5 {
			pages[0].awaitEvent(train.Epoch)
			pages[0].send(wire.Command{Kind: wire.Look, Run: "run-1"})
			pages[0].await(wire.Looked)
		}
		// Of both members, each of which has all of the run.
		pages[0].send(wire.Command{Kind: wire.Stop, Run: "run-1"})
		pages[0].await(wire.Stopped)
		kept, err := train.Restore(pages[0].kept["run-1"], dataset.MadeUp(1, 2000, 300))
		require.NoError(t, err)
		alone, err := train.NewSession(long, dataset.MadeUp(1, 2000, 300))
		require.NoError(t, err)
		for alone.Images() < kept.Images() {
			alone.Step()
		}
		require.Equal(t, alone.Network().SHA256(), kept.Network().SHA256())
	})
}

func TestWhatIsNoSnapshotCannotBeSeen(t *testing.T) {
	p := open(t)
	finished(t, p, "1")
	p.worker.receive(wire.Command{Kind: wire.Look, Run: "2"}.Encode(), nil, bytesArray("not a snapshot"))
	r := p.await(wire.Unseen)
	require.Equal(t, "2", r.Run)
	require.Contains(t, r.Message, "not the snapshot of a run")
}

// A run that is trained again under its old name is not the one that was seen.
func TestARunSeenBeforeGivesWayToOneThatStarts(t *testing.T) {
	p := open(t)
	finished(t, p, "1")
	p.answer(wire.Command{Kind: wire.Look, Run: "1"}, wire.Looked)
	other := recipe()
	other.Seed = 5
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: other})
	e := p.awaitEvent(train.Finished)
	i := p.answer(wire.Command{Kind: wire.Look, Run: "1"}, wire.Looked).Insight
	require.Equal(t, e.Confusion, [][]int(i.Judgement.Confusion))
}

func TestSessionsOfThePastAreHeldAsFarAsTheirMemoryAllows(t *testing.T) {
	wide := recipe()
	wide.Hidden = []int{2048}
	s, err := train.NewSession(wide, dataset.MadeUp(1, 2000, 300))
	require.NoError(t, err)
	fit := maxSeen / wide.Cost().Memory
	require.Positive(t, fit)
	var list seen
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		list = list.with(seenRun{id, s})
	}
	require.Len(t, list, fit)
	require.Equal(t, "h", list[fit-1].id)
	_, found := list.without("a")
	require.Nil(t, found)
}

func TestSomeEpochsAreObserved(t *testing.T) {
	p := open(t)
	r := recipe()
	r.Epochs = 12
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	var epochs []int
	for len(epochs) == 0 || epochs[len(epochs)-1] < 12 {
		o := p.await(wire.Observed).Observation
		epochs = append(epochs, o.Epoch)
		require.Equal(t, "0.weight", o.Distributions[0].Name)
		total := 0
		for _, n := range o.Distributions[0].Values.Counts {
			total += n
		}
		require.Equal(t, 784*16, total)
		require.Equal(t, o.Epoch > 0, o.GradientNorm > 0)
		require.Len(t, o.DeadUnits, 1)
	}
	require.Equal(t, []int{0, 1, 2, 5, 10, 12}, epochs)
}

// The first yield of a worker is in what is observed before its run trains.
func TestARunIsPausedWhileItIsObserved(t *testing.T) {
	for _, c := range []struct {
		command wire.CommandKind
		then    []wire.ReportKind
	}{
		{wire.Pause, []wire.ReportKind{wire.Trained, wire.Paused, wire.Observed}},
		{wire.Look, []wire.ReportKind{wire.Trained, wire.Observed, wire.Looked}},
		{wire.Leave, []wire.ReportKind{wire.Trained}}, // it is not observed to the end
	} {
		t.Run(string(c.command), func(t *testing.T) {
			p := open(t)
			sent := false
			p.worker.inbox <- func() {
				p.yielded = func() {
					if !sent {
						sent = true
						p.send(wire.Command{Kind: c.command, Run: "1"})
					}
				}
			}
			p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
			var kinds []wire.ReportKind
			for len(kinds) < len(c.then) {
				if r := <-p.reports; r.Run == "1" { // and not of the data
					kinds = append(kinds, r.Kind)
				}
			}
			require.Equal(t, c.then, kinds)
			if c.command == wire.Leave {
				done := make(chan struct{})
				p.worker.inbox <- func() { close(done) }
				<-done
				for len(p.reports) > 0 {
					require.NotEqual(t, "1", (<-p.reports).Run)
				}
			}
		})
	}
}

// 128 is 0, and each unit's largest weight 127 from it.
func TestTheStrongestUnitsComeFirst(t *testing.T) {
	units, all := strongest([][]float32{{0, 0.5}, {1, -1}, {0, 0}})
	require.Equal(t, 3, all)
	require.Equal(t, []wire.Unit{
		{Unit: 1, Weights: []byte{255, 1}},
		{Unit: 0, Weights: []byte{128, 255}},
		{Unit: 2, Weights: []byte{128, 128}},
	}, units)
}

func TestImagesAreFetchedByIndexOrByClass(t *testing.T) {
	set := dataset.MadeUp(1, 2000, 300)
	p := open(t)
	p.send(wire.Command{Kind: wire.Fetch, Wish: &wire.Wish{Part: wire.TestImages, Images: []int{299, 4, 300, -1}}})
	g := p.await(wire.Fetched).Garments
	require.Equal(t, []wire.Garment{
		{Image: 299, Label: int(set.Test.Labels[299]), Pixels: set.Test.Image(299)},
		{Image: 4, Label: int(set.Test.Labels[4]), Pixels: set.Test.Image(4)},
	}, g.Garments, "what is not there is left out")

	// Ten classes of the same size: bags, page by page.
	var bags []int
	for i, label := range set.Train.Labels {
		if label == 8 {
			bags = append(bags, i)
		}
	}
	wish := wire.Wish{Part: wire.TrainingImages, Class: 8, Of: 150}
	var got []int
	for wish.Page = range 3 {
		p.send(wire.Command{Kind: wire.Fetch, Wish: &wish})
		g := p.await(wire.Fetched).Garments
		require.Equal(t, wish, g.Wish)
		require.Equal(t, len(bags), g.Total)
		for _, garment := range g.Garments {
			got = append(got, garment.Image)
		}
	}
	require.Equal(t, bags, got)
}
