package train_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
	"atelier/core/train"
)

// watched returns what a step's pieces were, those of the same kind in a row
// taken as one.
func watched(s interface {
	Watch(func(nn.Part))
	Step() train.Event
}) []nn.Part {
	var parts []nn.Part
	s.Watch(func(p nn.Part) { parts = append(parts, p) })
	s.Step()
	s.Watch(nil)
	return slices.Compact(parts)
}

// The pieces in the order of the work: y = x·W, then the bias and what follows
// it, for each of two layers; dW, db and dX of the last layer; what lies
// between; and dW and db of the first.
var stepOfTwoLayers = []nn.Part{
	train.Gathering, nn.Multiplying, nn.Activating, nn.Multiplying, nn.Activating,
	nn.Multiplying, nn.Activating, nn.Multiplying, nn.Activating, nn.Multiplying, nn.Activating, train.Updating,
}

func TestTheWorkOfAStepIsToldInItsOrder(t *testing.T) {
	r := small()
	r.Hidden, r.BatchNorm.Enabled = []int{8}, true
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	require.Equal(t, train.Started, s.Step().Kind)
	require.Equal(t, stepOfTwoLayers, watched(s))
	for e := s.Step(); e.Batch < e.Batches; {
		e = s.Step()
	}
	require.Equal(t, []nn.Part{train.Evaluating}, watched(s))
}

func TestAMemberOfACrewTellsOfItsExchanges(t *testing.T) {
	r := small()
	r.Hidden = []int{8}
	c, err := train.NewCrew(r, garments(), 2)
	require.NoError(t, err)
	defer c.Close()
	c.Step()
	want := slices.Insert(slices.Clone(stepOfTwoLayers), len(stepOfTwoLayers)-1, nn.Exchanging, nn.Activating)
	require.Equal(t, want, watched(c))
}
