package experiment

import (
	"errors"
	"fmt"

	"atelier/core/train"
)

// Status says how far a run is.
type Status string

// How far a run may be.
const (
	Unfinished Status = "unfinished"
	Finished   Status = "finished"
	Diverged   Status = "diverged" // a result too: this recipe does not train
)

// Run is what became of a recipe on a seed. Element i of each list is of epoch
// i+1; accuracies are shares, 0 to 1, and their deviations are over batches.
// The test's figures and the sum are there once it is finished.
type Run struct {
	Recipe train.Recipe `json:"recipe"` // with its seed
	Seed   uint64       `json:"seed"`
	Status Status       `json:"status"`
	Reason string       `json:"reason,omitzero"` // Diverged: why

	TrainLoss              []float64 `json:"train_loss"`
	ValidationLoss         []float64 `json:"validation_loss"`
	ValidationAccuracyMean []float64 `json:"validation_accuracy_mean"`
	ValidationAccuracyStd  []float64 `json:"validation_accuracy_std"`

	TestLoss         float64 `json:"test_loss"`
	TestAccuracyMean float64 `json:"test_accuracy_mean"`
	TestAccuracyStd  float64 `json:"test_accuracy_std"`
	ParametersSHA256 string  `json:"parameters_sha256"`
}

// NewRun returns the run of a recipe, of which nothing is known yet.
func NewRun(recipe train.Recipe) Run {
	return Run{
		Recipe: recipe, Seed: recipe.Seed, Status: Unfinished,
		TrainLoss: []float64{}, ValidationLoss: []float64{},
		ValidationAccuracyMean: []float64{}, ValidationAccuracyStd: []float64{},
	}
}

// Add takes down an event of the run. An epoch that is there already, as after
// a restart from a snapshot, is taken down anew with all that followed it. It
// panics if an epoch before it is missing.
func (r *Run) Add(e train.Event) {
	switch e.Kind {
	case train.Epoch:
		if e.Epoch < 1 || e.Epoch > r.Epochs()+1 {
			panic(fmt.Sprintf("experiment: epoch %d after epoch %d", e.Epoch, r.Epochs()))
		}
		put := func(list *[]float64, value float64) { *list = append((*list)[:e.Epoch-1], value) }
		put(&r.TrainLoss, e.TrainingLoss)
		put(&r.ValidationLoss, e.ValidationLoss)
		put(&r.ValidationAccuracyMean, e.ValidationAccuracy.Mean)
		put(&r.ValidationAccuracyStd, e.ValidationAccuracy.Deviation)
	case train.Finished:
		r.Status = Finished
		r.TestLoss = e.TestLoss
		r.TestAccuracyMean, r.TestAccuracyStd = e.TestAccuracy.Mean, e.TestAccuracy.Deviation
		r.ParametersSHA256 = e.ParametersSHA256
	case train.Diverged:
		r.Status, r.Reason = Diverged, e.Reason
	}
}

// Epochs returns how many epochs are over.
func (r Run) Epochs() int { return len(r.TrainLoss) }

// Over reports whether there is nothing more to come.
func (r Run) Over() bool { return r.Status != Unfinished }

// check refuses a run that no events could have made.
func (r Run) check() error {
	n := r.Epochs()
	switch {
	case r.Seed != r.Recipe.Seed:
		return fmt.Errorf("seed is %d, its recipe has %d", r.Seed, r.Recipe.Seed)
	case r.Status != Unfinished && r.Status != Finished && r.Status != Diverged:
		return fmt.Errorf("status %q is not one", string(r.Status))
	case len(r.ValidationLoss) != n || len(r.ValidationAccuracyMean) != n || len(r.ValidationAccuracyStd) != n:
		return fmt.Errorf("its lists are not all %d epochs long", n)
	case n > r.Recipe.Epochs:
		return fmt.Errorf("has %d epochs, its recipe %d", n, r.Recipe.Epochs)
	case r.Status == Finished && (n == 0 || n < r.Recipe.Epochs && r.Recipe.Patience == 0):
		return fmt.Errorf("is finished after %d of %d epochs", n, r.Recipe.Epochs)
	case r.Status == Finished && len(r.ParametersSHA256) != 64:
		return errors.New("is finished without a sum")
	}
	return nil
}
