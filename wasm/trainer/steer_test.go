package trainer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// paused starts a run and pauses it within its first epoch.
func paused(t *testing.T, r train.Recipe) *page {
	p := open(t)
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	p.send(wire.Command{Kind: wire.Pause, Run: "1"})
	p.await(wire.Paused)
	return p
}

// next returns the kind of the next report, and its event if it has one.
func (p *page) next() (wire.ReportKind, train.Event) {
	r := <-p.reports
	if r.Event == nil {
		return r.Kind, train.Event{}
	}
	return r.Kind, *r.Event
}

func TestAPausedRunTrainsOneBatchAtATime(t *testing.T) {
	p := paused(t, recipe())
	before := -1
	for range 40 { // two epochs of 18 batches, each with one of validation behind it
		p.send(wire.Command{Kind: wire.Batch, Run: "1"})
		p.await(wire.Resumed)
		var e train.Event
		for {
			kind, event := p.next()
			if kind == wire.Paused || event.Kind == train.Finished {
				break
			}
			if event.Phase == train.Training {
				e = event
			}
		}
		if e.Kind == "" {
			require.Equal(t, 2*18-1, before, "the run is over")
			return
		}
		batch := (e.Epoch-1)*18 + e.Batch - 1
		require.True(t, before == -1 || batch == before+1, "batch %d after %d", batch, before)
		before = batch
	}
	t.Fatal("the run did not end")
}

func TestAPausedRunTrainsToTheEndOfTheEpoch(t *testing.T) {
	p := paused(t, recipe())
	p.send(wire.Command{Kind: wire.Epoch, Run: "1"})
	require.Equal(t, 1, p.awaitEvent(train.Epoch).Epoch)
	require.Equal(t, wire.Paused, p.await(wire.Paused).Kind)
	p.send(wire.Command{Kind: wire.Epoch, Run: "1"})
	require.Equal(t, 2, p.awaitEvent(train.Epoch).Epoch)
	p.await(wire.Paused)
	p.send(wire.Command{Kind: wire.Resume, Run: "1"})
	require.Equal(t, session(t, recipe()), p.awaitEvent(train.Finished))
}

func TestARunThatIsNotPausedTrainsOn(t *testing.T) {
	p := open(t)
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	p.send(wire.Command{Kind: wire.Batch, Run: "1"})
	p.awaitEvent(train.Finished)
}

// retuned returns the last event of a session in this process whose learning
// rate is changed after so many images.
func retuned(t *testing.T, r train.Recipe, rate float64, images int) train.Event {
	s, err := train.NewSession(r, dataset.MadeUp(1, 2000, 300))
	require.NoError(t, err)
	var e train.Event
	for !s.Done() {
		e = s.Step()
		if rate != 0 && s.Images() == images && e.Kind == train.Step && e.Phase == train.Training {
			require.NoError(t, s.SetLearningRate(rate))
			rate = 0
		}
	}
	require.Zero(t, rate, "it has been changed")
	return e
}

// The report says where, and the run ends as one whose rate is changed there.
func TestTheLearningRateOfARunIsChangedBetweenTwoBatches(t *testing.T) {
	p := paused(t, recipe())
	p.send(wire.Command{Kind: wire.Batch, Run: "1"})
	p.await(wire.Paused)
	p.send(wire.Command{Kind: wire.Retune, Run: "1", LearningRate: 0.1})
	r := p.await(wire.Retuned)
	require.Equal(t, 0.1, r.LearningRate)
	p.send(wire.Command{Kind: wire.Resume, Run: "1"})
	require.Equal(t, retuned(t, recipe(), 0.1, r.Images), p.awaitEvent(train.Finished))
}

func TestTheLearningRateOfATeamIsChangedAtTheSameBatchForAll(t *testing.T) {
	eitherWay(t, func(t *testing.T, shares bool) {
		pages := crew(t, 2, shares, "run-1")
		start(pages, "run-1", demanding())
		pages[0].send(wire.Command{Kind: wire.Pause, Run: "run-1"})
		pages[0].await(wire.Paused)
		pages[0].send(wire.Command{Kind: wire.Batch, Run: "run-1"})
		pages[0].await(wire.Paused)
		pages[0].send(wire.Command{Kind: wire.Retune, Run: "run-1", LearningRate: 0.1})
		pages[0].send(wire.Command{Kind: wire.Resume, Run: "run-1"})
		r := pages[0].await(wire.Retuned)
		require.Equal(t, retuned(t, demanding(), 0.1, r.Images), pages[0].awaitEvent(train.Finished))
	})
}

func TestARateThatTheOptimizerCannotHaveChangesNothing(t *testing.T) {
	p := paused(t, recipe())
	p.send(wire.Command{Kind: wire.Retune, Run: "1", LearningRate: -1})
	p.send(wire.Command{Kind: wire.Resume, Run: "1"})
	require.Equal(t, session(t, recipe()), p.awaitEvent(train.Finished))
}

// A snapshot comes before the page hears of the end.
func TestARunThatEndsLeavesASnapshot(t *testing.T) {
	long := recipe()
	long.Epochs = 1000
	for name, c := range map[string]struct {
		recipe train.Recipe
		end    func(p *page)
	}{
		"finished": {recipe(), func(p *page) { p.awaitEvent(train.Finished) }},
		"stopped": {long, func(p *page) {
			p.awaitEvent(train.Epoch)
			p.send(wire.Command{Kind: wire.Stop, Run: "1"})
			p.await(wire.Stopped)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: c.recipe})
			c.end(p)
			s, err := train.Restore(p.kept["1"], dataset.MadeUp(1, 2000, 300))
			require.NoError(t, err)
			require.Equal(t, name == "finished", s.Done())
			require.Positive(t, s.Images())
		})
	}
}
