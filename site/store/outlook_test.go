package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
)

// A recipe of 1,000 images, of which 900 train.
func thousand(hidden ...int) train.Recipe {
	r := train.Default()
	r.TrainingImages, r.Epochs, r.Hidden = 1000, 10, hidden
	return r
}

// finishedIn is a finished run of 10 epochs that took so many seconds.
func finishedIn(r train.Recipe, seconds float64, cores int) *store.Run {
	return &store.Run{ID: "run-1", Group: "run-1", Recipe: r, Phase: store.Finished, Cores: cores, Seconds: seconds, Images: 9000}
}

func TestTimeIsEstimatedByTheOperationsOfAFinishedRun(t *testing.T) {
	s := store.Initial()
	require.Zero(t, s.EpochSeconds(thousand()), "nothing is known yet")
	s.Runs = []*store.Run{finishedIn(thousand(), 5, 1)}
	require.InDelta(t, 0.5, s.EpochSeconds(thousand()), 1e-9)

	// Without hidden layers a step costs 2·2·784·10 operations an image, with
	// one of 784 units 2·2·784·784 + 3·2·784·10.
	ratio := (4*784*784 + 6*784*10) / (4 * 784 * 10.0)
	require.InDelta(t, 0.5*ratio, s.EpochSeconds(thousand(784)), 1e-9)

	s.Runs = append(s.Runs, finishedIn(thousand(800), 100, 1))
	require.InDelta(t, 0.5, s.EpochSeconds(thousand()), 1e-9, "the nearest run counts")
	require.InDelta(t, 10, s.EpochSeconds(thousand(800)), 1e-9)

	// A run of no time is slow by what surrounds it, however near it is.
	s.Runs = append(s.Runs, finishedIn(thousand(), 0.9, 1))
	s.Runs[2].Images = 9
	require.InDelta(t, 0.5, s.EpochSeconds(thousand()), 1e-9)
	s.Runs = s.Runs[2:]
	require.InDelta(t, 90, s.EpochSeconds(thousand()), 1e-9, "it is all there is")

	wrong := thousand()
	wrong.Epochs = 0
	require.Zero(t, s.EpochSeconds(wrong))
}

func TestOnlyFinishedRunsOnAsManyCoresTellTheTime(t *testing.T) {
	s := store.Initial()
	s.Workers, s.Cores = 4, 2
	s.Runs = []*store.Run{finishedIn(thousand(), 5, 1)}
	require.Zero(t, s.EpochSeconds(thousand()))
	s.Runs = []*store.Run{finishedIn(thousand(), 5, 2)}
	require.InDelta(t, 0.5, s.EpochSeconds(thousand()), 1e-9)
	s.Runs[0].Phase = store.Training
	require.Zero(t, s.EpochSeconds(thousand()))
}

func TestRunsShareTheWorkers(t *testing.T) {
	s := store.Initial()
	s.Workers = 2
	s.Runs = []*store.Run{finishedIn(thousand(), 5, 1)} // a run takes 5 s
	one := []train.Recipe{thousand()}
	for repeats, want := range map[int]float64{1: 5, 2: 5, 3: 10, 4: 10, 5: 15} {
		require.InDelta(t, want, s.RunSeconds(one, repeats), 1e-9, "%d runs on two workers", repeats)
	}
	s.Workers = 4
	s.Cores = 2
	s.Runs[0].Cores = 2
	require.InDelta(t, 10, s.RunSeconds(one, 3), 1e-9, "two at a time again")
	require.Zero(t, store.Initial().RunSeconds(one, 1))
}
