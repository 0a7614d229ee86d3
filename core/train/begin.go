package train

import (
	"fmt"
	"math"
	"slices"

	"atelier/core/dataset"
	"atelier/core/nn"
)

// NewSessionFrom sets up the run of a recipe that begins with the parameters and
// running statistics of a network instead of initialised ones. It is what a
// program of PyTorch does that calls load_state_dict before its loop: the
// optimizer has no past, epochs count from 1, and the seed decides on the split,
// the order of the batches and dropout.
//
// The network must have the recipe's linear layers and batch normalisations, in
// their order and sizes; it is only read. The other errors are those of
// NewSession.
func NewSessionFrom(recipe Recipe, data dataset.Set, network *nn.Network) (*Session, error) {
	s, err := NewSession(recipe, data)
	if err != nil {
		return nil, err
	}
	if err := s.beginWith(network); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Session) beginWith(network *nn.Network) error {
	own, given := s.network.Parameters(), network.Parameters()
	ownBuffers, givenBuffers := s.network.Buffers(), network.Buffers()
	if len(own) != len(given) || len(ownBuffers) != len(givenBuffers) {
		return fmt.Errorf("the weights are of %d tensors, the recipe's network has %d", len(given)+len(givenBuffers), len(own)+len(ownBuffers))
	}
	for i, p := range own {
		if !slices.Equal(p.Shape, given[i].Shape) {
			return fmt.Errorf("weights of the shape %v cannot stand in for %s, which has %v", given[i].Shape, p.Name, p.Shape)
		}
	}
	for i, b := range ownBuffers {
		if len(b.Values) != len(givenBuffers[i].Values) {
			return fmt.Errorf("%d values cannot stand in for %s, which has %d", len(givenBuffers[i].Values), b.Name, len(b.Values))
		}
	}
	for i, p := range own {
		copy(p.Value, given[i].Value)
	}
	for i, b := range ownBuffers {
		copy(b.Values, givenBuffers[i].Values)
	}
	s.kept.keep(0, s.arrays())
	// Such a run may begin with hardly any loss, which is no measure of when it
	// has diverged: that is the loss of a network that knows nothing.
	s.firstLoss = math.Log(dataset.Classes)
	return nil
}
