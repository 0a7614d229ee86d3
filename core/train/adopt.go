package train

import (
	"fmt"

	"atelier/core/dataset"
	"atelier/core/nn"
)

// Adopt returns the session of a run that was trained elsewhere and ended after
// the given epoch, with the parameters and running statistics of its network. What
// is left to do for Step is the test: to train on, see NewSessionFrom, whose
// errors it has.
func Adopt(recipe Recipe, epoch int, data dataset.Set, network *nn.Network) (*Session, error) {
	if epoch < 0 || epoch > recipe.Epochs {
		return nil, fmt.Errorf("epoch %d is none of the recipe's %d", epoch, recipe.Epochs)
	}
	s, err := NewSessionFrom(recipe, data, network)
	if err != nil {
		return nil, err
	}
	s.started = true
	s.epoch = epoch
	if epoch > 0 {
		s.batch = s.training.Count()
	}
	s.kept.epoch = epoch
	s.startEvaluation(Testing)
	return s, nil
}
