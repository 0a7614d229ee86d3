package train_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
)

// everyRecipe is one of each optimizer with all that has a state, and those
// whose batches do not divide into slices.
func everyRecipe() []train.Recipe {
	ragged := small()
	ragged.Name, ragged.BatchSize = "last batch of four", 128 // 900 images
	tiny := small()
	tiny.Name, tiny.BatchSize, tiny.TrainingImages = "batches smaller than a team", 3, 100
	return append(everyMethod(), ragged, tiny)
}

// sizes returns the crews that are to train a recipe: all for one of them, the
// smallest and the largest for the others, which spares a minute in browsers.
func sizes(r train.Recipe) []int {
	if r.Name == "adam" {
		return []int{1, 2, 4, 8}
	}
	return []int{2, 8}
}

func TestACrewOfAnySizeHasTheBitsOfASession(t *testing.T) {
	data := garments()
	for _, r := range everyRecipe() {
		t.Run(r.Name, func(t *testing.T) {
			want := run(t, r, data)
			for _, members := range sizes(r) {
				c, err := train.NewCrew(r, data, members)
				require.NoError(t, err)
				var got []train.Event
				for !c.Done() {
					got = append(got, c.Step())
				}
				c.Close()
				require.Equal(t, want, got, "%d members", members)
			}
		})
	}
}

func TestACrewGoesOnFromASnapshotOfAnyOther(t *testing.T) {
	data := garments()
	r := everyMethod()[4]
	want := last(run(t, r, data))
	c, err := train.NewCrew(r, data, 2)
	require.NoError(t, err)
	for range 7 {
		c.Step()
	}
	snapshot := c.Snapshot()
	c.Close()
	for _, members := range []int{1, 4} {
		t.Run(fmt.Sprint(members), func(t *testing.T) {
			c, err := train.RestoreCrew(snapshot, data, members)
			require.NoError(t, err)
			defer c.Close()
			var e train.Event
			for !c.Done() {
				e = c.Step()
				c.Judge(train.ValidationPart, 1) // the first member looks inside alone
			}
			require.Equal(t, want, e)
		})
	}
}

func TestACrewChangesItsLearningRateTogether(t *testing.T) {
	data := garments()
	s, err := train.NewSession(small(), data)
	require.NoError(t, err)
	c, err := train.NewCrew(small(), data, 4)
	require.NoError(t, err)
	defer c.Close()
	for range 3 {
		s.Step()
		c.Step()
	}
	require.NoError(t, s.SetLearningRate(0.03))
	require.NoError(t, c.SetLearningRate(0.03))
	require.Error(t, c.SetLearningRate(-1))
	require.Equal(t, last(finish(s)), last(finishCrew(c)))
}

func finishCrew(c *train.Crew) []train.Event {
	var events []train.Event
	for !c.Done() {
		events = append(events, c.Step())
	}
	return events
}

func TestADivergedCrewEndsTogether(t *testing.T) {
	r := small()
	r.Optimizer.LearningRate = 100
	want := run(t, r, garments())
	require.Equal(t, train.Diverged, last(want).Kind)
	c, err := train.NewCrew(r, garments(), 2)
	require.NoError(t, err)
	defer c.Close()
	require.Equal(t, want, finishCrew(c))
}

func TestACrewOfAnOddSizeIsRefused(t *testing.T) {
	require.Panics(t, func() { _, _ = train.NewCrew(small(), garments(), 3) })
}
