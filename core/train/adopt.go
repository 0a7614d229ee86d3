package train

import (
	"math"

	"atelier/core/dataset"
	"atelier/core/nn"
)

// Adopt returns the session of a run that was trained elsewhere, at the end of
// its last epoch: load sets the parameters and running statistics of its network.
// What is left to do for Step is the test. The optimizer has no past, so it
// cannot be trained on from there; the errors are those of NewSession and of
// load.
func Adopt(recipe Recipe, data dataset.Set, load func(*nn.Network) error) (*Session, error) {
	s, err := NewSession(recipe, data)
	if err != nil {
		return nil, err
	}
	if err := load(s.network); err != nil {
		return nil, err
	}
	s.started = true
	s.epoch, s.batch = recipe.Epochs, s.training.Count()
	s.kept.keep(s.epoch, s.arrays())
	s.firstLoss = math.Log(dataset.Classes) // of a network that knows nothing; see diverged
	s.startEvaluation(Testing)
	return s, nil
}
