package trainer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// halfway trains a run for an epoch or more, stops it, and returns its snapshot
// with what was said of it.
func halfway(t *testing.T, r train.Recipe) ([]byte, wire.Report) {
	p := open(t)
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	p.awaitEvent(train.Epoch)
	p.send(wire.Command{Kind: wire.Stop, Run: "1"})
	kept := p.await(wire.Kept)
	p.await(wire.Stopped)
	require.Positive(t, kept.Epoch)
	return p.kept["1"], kept
}

// opened starts a worker that has all data.
func opened(t *testing.T) *page {
	p := open(t)
	p.send(wire.Command{Kind: wire.Load})
	p.await(wire.Loaded)
	return p
}

// long is a recipe that is stopped before its end on any machine.
func long() train.Recipe {
	r := recipe()
	r.Epochs = 100
	return r
}

func goOn(r train.Recipe) wire.Command {
	return wire.Command{Kind: wire.Start, Run: "1", Recipe: r, Continue: true, Seconds: 7}
}

// The expected event is that of a session which was never interrupted.
func TestARunGoesOnFromItsSnapshotToTheSameBits(t *testing.T) {
	softmax := long()
	softmax.Hidden = nil
	adam := long()
	adam.Optimizer = optim.Config{Method: "adam", LearningRate: 0.01}
	adam.Schedule = optim.Constant()
	adam.Schedule.Kind, adam.Schedule.Warmup = "cosine", 2
	for name, r := range map[string]train.Recipe{"baseline": long(), "without a hidden layer": softmax, "Adam": adam} {
		t.Run(name, func(t *testing.T) {
			snapshot, kept := halfway(t, r)
			p := open(t)
			renamed := r
			renamed.Name = "Another name"
			p.worker.receive(goOn(renamed).Encode(), nil, bytesArray(snapshot))
			restored := p.await(wire.Restored)
			require.Equal(t, []any{kept.Epoch, kept.Images, 7.0, ""}, []any{restored.Epoch, restored.Images, restored.Seconds, restored.Message})
			first := p.await(wire.Trained)
			require.GreaterOrEqual(t, first.Event.Epoch, kept.Epoch, "it is not trained anew")
			require.Greater(t, first.Seconds, 7.0)
			require.Equal(t, session(t, r), p.awaitEvent(train.Finished))
		})
	}
}

func TestARunThatLacksItsSnapshotAsksForItAndStaysPausedMeanwhile(t *testing.T) {
	snapshot, _ := halfway(t, long())
	p := opened(t)
	p.send(goOn(long()))
	lacking := p.await(wire.Lacking)
	p.send(wire.Command{Kind: wire.Pause, Run: "1"})
	p.await(wire.Paused)
	p.worker.receive(lacking.Command.Encode(), nil, bytesArray(snapshot))
	p.await(wire.Restored)
	paused := make(chan bool)
	p.worker.inbox <- func() { paused <- p.worker.run.paused }
	require.True(t, <-paused)
	p.send(wire.Command{Kind: wire.Resume, Run: "1"})
	require.Equal(t, session(t, long()), p.awaitEvent(train.Finished))
}

func TestARunThatLacksItsSnapshotCanBeStopped(t *testing.T) {
	p := opened(t)
	p.send(goOn(recipe()))
	p.await(wire.Lacking)
	p.send(wire.Command{Kind: wire.Stop, Run: "1"})
	p.await(wire.Stopped)
	require.Nil(t, p.worker.run)
}

// It comes to the same bits, only later.
func TestARunWhoseSnapshotCannotBeUsedBeginsAnewAndSaysWhy(t *testing.T) {
	sound, _ := halfway(t, long())
	other := long()
	other.Hidden = []int{8}
	foreign, _ := halfway(t, other)
	diverging := recipe()
	diverging.Optimizer.LearningRate = 100
	over := open(t)
	over.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: diverging})
	over.awaitEvent(train.Diverged)
	damaged := append([]byte{}, sound...)
	damaged[len(damaged)/2] ^= 1
	for why, snapshot := range map[string][]byte{
		"checksum":                   damaged,
		"not the snapshot":           []byte("x"),
		"cut short":                  sound[:12],
		"of another recipe":          foreign,
		"of a run that has diverged": over.kept["1"],
	} {
		t.Run(why, func(t *testing.T) {
			p := open(t)
			r := recipe()
			end := train.Finished
			switch why {
			case "of another recipe":
				r = long()
			case "of a run that has diverged":
				r, end = diverging, train.Diverged
			}
			p.worker.receive(goOn(r).Encode(), nil, bytesArray(snapshot))
			restored := p.await(wire.Restored)
			require.Contains(t, restored.Message, why)
			require.Zero(t, restored.Epoch+restored.Images)
			require.Equal(t, train.Started, p.await(wire.Trained).Event.Kind)
			require.Equal(t, session(t, r), p.awaitEvent(end))
		})
	}
}

// The page was closed after the last snapshot and before it had written down the
// end.
func TestARunWhoseLastSnapshotIsKeptIsNotTrainedAgain(t *testing.T) {
	for name, members := range map[string]int{"alone": 1, "by two workers": 2} {
		t.Run(name, func(t *testing.T) {
			r := demanding()
			before := open(t)
			before.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
			before.awaitEvent(train.Finished)
			pages := crew(t, members, false, "1")
			for rank, p := range pages {
				c := goOn(r)
				c.Members, c.Rank = members, rank
				p.worker.receive(c.Encode(), nil, bytesArray(before.kept["1"]))
			}
			restored := pages[0].await(wire.Restored)
			require.Equal(t, []any{r.Epochs, 1800 * r.Epochs, ""}, []any{restored.Epoch, restored.Images, restored.Message})
			var events []train.Event
			for len(events) == 0 || events[len(events)-1].Kind != train.Finished {
				events = append(events, *pages[0].await(wire.Trained).Event)
			}
			require.Equal(t, session(t, r), events[len(events)-1])
			for _, e := range events[:len(events)-1] {
				require.Equal(t, train.Testing, e.Phase)
			}
		})
	}
}

// The clock of the test goes on by a millisecond at each look; an epoch of 18
// batches and one of validation takes some twenty.
func TestSnapshotsComeAfterEpochsThatAreNotTooSoon(t *testing.T) {
	p := open(t)
	r := recipe()
	r.Epochs = 200
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	var at []int // the epochs that they came after
	epoch := 0
	for over := false; !over; {
		switch m := <-p.reports; {
		case m.Kind == wire.Kept:
			require.Equal(t, 1800*m.Epoch, m.Images)
			at = append(at, m.Epoch)
			require.Contains(t, []int{epoch, r.Epochs}, m.Epoch)
		case m.Kind == wire.Trained:
			epoch = m.Event.Epoch
			over = m.Event.Kind == train.Finished
		}
	}
	require.Greater(t, len(at), 3)
	for i := 1; i < len(at)-1; i++ {
		require.InDelta(t, 25, at[i]-at[i-1], 5, "half a second")
	}
	require.Equal(t, r.Epochs, at[len(at)-1], "and after the last")
}

func TestLargerSnapshotsComeMoreSeldom(t *testing.T) {
	for _, c := range []struct {
		bytes   int
		seconds float64
		want    bool
	}{
		{0, 0.4, false}, {0, 0.5, true},
		{2 << 20, 0.4, false}, {2 << 20, 0.5, true}, // 4 MB a second
		{40 << 20, 9.9, false}, {40 << 20, 10, true},
	} {
		require.Equal(t, c.want, checkpoint{at: 100, bytes: c.bytes}.due(100+c.seconds), "%d bytes, %g s ago", c.bytes, c.seconds)
	}
}

// No recipe says that the rate was changed: without a snapshot it would be lost.
func TestAChangeOfTheLearningRateIsKeptAtOnce(t *testing.T) {
	p := open(t)
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: long()})
	p.awaitEvent(train.Epoch)
	p.send(wire.Command{Kind: wire.Pause, Run: "1"})
	p.await(wire.Paused)
	p.send(wire.Command{Kind: wire.Retune, Run: "1", LearningRate: 0.25})
	p.await(wire.Retuned)
	p.await(wire.Kept)

	s, err := train.Restore(p.kept["1"], dataset.MadeUp(1, 2000, 300))
	require.NoError(t, err)
	var want train.Event
	for !s.Done() {
		want = s.Step()
	}
	other := open(t)
	other.worker.receive(goOn(long()).Encode(), nil, bytesArray(p.kept["1"]))
	require.Equal(t, want, other.awaitEvent(train.Finished))
	require.NotEqual(t, session(t, long()).ParametersSHA256, want.ParametersSHA256)
}

// One of the team is gone; another worker takes its place, and the one that is
// left starts the same run again.
func TestATeamGoesOnFromASnapshotWithAnotherMember(t *testing.T) {
	eitherWay(t, func(t *testing.T, shares bool) {
		r := demanding()
		r.Epochs = 30
		pages := crew(t, 2, shares, "1")
		start(pages, "1", r)
		pages[0].awaitEvent(train.Epoch)
		pages[0].awaitEvent(train.Epoch)
		var snapshot []byte
		taken := make(chan struct{})
		pages[0].worker.inbox <- func() {
			pages[0].worker.between(func() {
				snapshot = pages[0].worker.run.session.Snapshot()
				close(taken)
			})
		}
		<-taken
		pages[0].send(wire.Command{Kind: wire.Leave, Run: "1"})

		fresh := open(t)
		fresh.shares = shares
		pages = []*page{pages[0], fresh}
		introduce(pages, "1")
		for rank, p := range pages {
			c := goOn(r)
			c.Members, c.Rank = 2, rank
			p.worker.receive(c.Encode(), nil, bytesArray(snapshot))
		}
		require.Equal(t, session(t, r), pages[0].awaitEvent(train.Finished))
	})
}
