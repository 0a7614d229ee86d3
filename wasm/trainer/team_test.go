package trainer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// crew opens so many workers that know each other as the members of a run's
// team.
func crew(t *testing.T, members int, shares bool, run string) []*page {
	pages := make([]*page, members)
	for i := range pages {
		pages[i] = open(t)
		pages[i].shares = shares
	}
	introduce(pages, run)
	t.Cleanup(func() { // before the first of them ends
		for _, p := range pages {
			left := make(chan struct{})
			p.worker.inbox <- func() {
				if p.worker.run != nil {
					p.worker.leave()
				}
				close(left)
			}
			<-left
		}
	})
	return pages
}

func introduce(pages []*page, run string) {
	for i, p := range pages {
		for j := range i {
			a, b := channel()
			p.worker.receive(wire.Command{Kind: wire.Connect, Purpose: wire.TeamUp, Run: run, Peer: j}.Encode(), a, nil)
			pages[j].worker.receive(wire.Command{Kind: wire.Connect, Purpose: wire.TeamUp, Run: run, Peer: i}.Encode(), b, nil)
		}
	}
}

func start(pages []*page, run string, r train.Recipe) {
	for rank, p := range pages {
		p.send(wire.Command{Kind: wire.Start, Run: run, Recipe: r, Members: len(pages), Rank: rank})
	}
}

// eitherWay runs a test for workers that share memory and for those that
// cannot.
func eitherWay(t *testing.T, test func(t *testing.T, shares bool)) {
	t.Run("memory", func(t *testing.T) { test(t, true) })
	t.Run("messages", func(t *testing.T) { test(t, false) })
}

// demanding is a recipe with all that sums over the rows of a batch.
func demanding() train.Recipe {
	r := recipe()
	r.BatchNorm.Enabled, r.Dropout, r.GradientClipping = true, 0.2, 1
	return r
}

// session returns the last event of a session in this process.
func session(t *testing.T, r train.Recipe) train.Event {
	s, err := train.NewSession(r, dataset.MadeUp(1, 2000, 300))
	require.NoError(t, err)
	var e train.Event
	for !s.Done() {
		e = s.Step()
	}
	return e
}

func TestATeamOfWorkersTrainsToTheBitsOfASession(t *testing.T) {
	want := session(t, demanding())
	for _, members := range []int{2, 4} {
		eitherWay(t, func(t *testing.T, shares bool) {
			pages := crew(t, members, shares, "run-1")
			start(pages, "run-1", demanding())
			require.Equal(t, want, pages[0].awaitEvent(train.Finished))
			for _, p := range pages[1:] {
				for len(p.reports) > 0 {
					require.NotEqual(t, wire.Trained, (<-p.reports).Kind, "only the first speaks for the team")
				}
			}
		})
	}
}

// Pause is told to the first; the others wait for it, and still do what else
// they are told.
func TestATeamPausesWithItsFirstMember(t *testing.T) {
	eitherWay(t, func(t *testing.T, shares bool) {
		pages := crew(t, 2, shares, "run-1")
		start(pages, "run-1", demanding())
		pages[0].awaitEvent(train.Epoch)
		pages[0].send(wire.Command{Kind: wire.Pause, Run: "run-1"})
		pages[0].await(wire.Paused)

		taker := open(t)
		a, b := channel()
		pages[1].connect(wire.GiveData, a)
		taker.connect(wire.TakeData, b)
		taker.send(wire.Command{Kind: wire.Start, Run: "run-2", Recipe: recipe()})
		taker.awaitEvent(train.Finished)

		pages[0].send(wire.Command{Kind: wire.Resume, Run: "run-1"})
		require.Equal(t, session(t, demanding()), pages[0].awaitEvent(train.Finished))
	})
}

// The first stops between two steps, with a snapshot; the others then leave the
// step in whose middle they wait. All are free for other runs.
func TestATeamThatIsStoppedIsFreeAgain(t *testing.T) {
	eitherWay(t, func(t *testing.T, shares bool) {
		pages := crew(t, 2, shares, "run-1")
		long := demanding()
		long.Epochs = train.MaxEpochs
		start(pages, "run-1", long)
		pages[0].awaitEvent(train.Epoch)
		pages[0].send(wire.Command{Kind: wire.Stop, Run: "run-1"})
		pages[0].await(wire.Stopped)
		pages[1].send(wire.Command{Kind: wire.Leave, Run: "run-1"})
		introduce(pages, "run-2")
		start(pages, "run-2", demanding())
		require.Equal(t, session(t, demanding()), pages[0].awaitEvent(train.Finished))
		pages[1].send(wire.Command{Kind: wire.Start, Run: "run-3", Recipe: recipe()})
		require.Equal(t, session(t, recipe()), pages[1].awaitEvent(train.Finished))
		require.Contains(t, pages[0].kept, "run-1")
	})
}
