package export

import (
	"math"
	"strconv"
	"strings"

	"atelier/core/train"
)

// Run is what a run told, as the tables need it.
type Run struct {
	Name   string        // what its rows are told apart by
	Seed   uint64        // of its recipe
	Origin string        // where its weights are from, if not from its recipe alone: "from a file"
	Epochs []train.Event // of kind Epoch, in order
	End    train.Event   // Finished or Diverged; the zero value while it goes on
}

// Add takes an event into the run. Kinds that no table shows are left out.
func (r *Run) Add(e train.Event) {
	switch e.Kind {
	case train.Epoch:
		r.Epochs = append(r.Epochs, e)
	case train.Finished, train.Diverged:
		r.End = e
	}
}

// CurvesFile is what a file with the CSV of Curves is called.
const CurvesFile = "curves.csv"

// Curves returns the table of all runs' epochs, a row each, one run after the
// other.
func Curves(runs []Run) Table {
	run := Column{Key: "run", Label: "Run", Texts: []string{}}
	epoch := Column{Key: "epoch", Label: "Epoch"}
	rate := Column{Key: "learning_rate", Label: "Learning rate", Full: true}
	training := Column{Key: "training_loss", Label: "Training loss", Decimals: 4}
	validation := Column{Key: "validation_loss", Label: "Validation loss", Decimals: 4}
	accuracy := percentage("validation_accuracy", "Validation accuracy, %")
	for _, r := range runs {
		for _, e := range r.Epochs {
			run.Texts = append(run.Texts, r.Name)
			epoch.Values = append(epoch.Values, float64(e.Epoch))
			rate.Values = append(rate.Values, e.LearningRate)
			training.Values = append(training.Values, e.TrainingLoss)
			validation.Values = append(validation.Values, e.ValidationLoss)
			accuracy.add(e.ValidationAccuracy)
		}
	}
	return Table{Caption: "Training curves", Columns: []Column{run, epoch, rate, training, validation, accuracy}}
}

// Results returns the table of how the runs ended, a row each. A run that has
// no test results has empty cells.
func Results(runs []Run) Table {
	run := Column{Key: "run", Label: "Run", Texts: []string{}}
	seed := Column{Key: "seed", Hidden: true, Texts: []string{}}
	origin := Column{Key: "origin", Label: "Origin", Texts: []string{}}
	ended := Column{Key: "end", Label: "End", Texts: []string{}}
	epochs := Column{Key: "epochs", Label: "Epochs"}
	loss := Column{Key: "test_loss", Label: "Test loss", Decimals: 4}
	accuracy := percentage("test_accuracy", "Test accuracy, %")
	sum := Column{Key: "parameters_sha256", Hidden: true, Texts: []string{}}
	for _, r := range runs {
		run.Texts = append(run.Texts, r.Name)
		seed.Texts = append(seed.Texts, strconv.FormatUint(r.Seed, 10)) // float64 has not all of them
		origin.Texts = append(origin.Texts, r.Origin)
		ended.Texts = append(ended.Texts, r.ended())
		epochs.Values = append(epochs.Values, float64(len(r.Epochs)))
		sum.Texts = append(sum.Texts, r.End.ParametersSHA256)
		if r.End.Kind == train.Finished {
			loss.Values = append(loss.Values, r.End.TestLoss)
			accuracy.add(r.End.TestAccuracy)
		} else {
			loss.Values = append(loss.Values, math.NaN())
			accuracy.add(train.Accuracy{Mean: math.NaN(), Deviation: math.NaN()})
		}
	}
	return Table{Caption: "Results on the test images", Columns: []Column{run, seed, origin.Needed(), ended, epochs, loss, accuracy, sum}}
}

func (r Run) ended() string {
	switch {
	case r.End.Kind == "":
		return "not over"
	case r.End.StoppedEarly:
		return "stopped early"
	}
	return string(r.End.Kind)
}

// percentage returns an empty column of accuracies.
func percentage(key, label string) Column {
	return Column{Key: key, Label: label, Percent: true, Decimals: 1, Values: []float64{}, Deviations: []float64{}}
}

func (c *Column) add(a train.Accuracy) {
	c.Values = append(c.Values, a.Mean)
	c.Deviations = append(c.Deviations, a.Deviation)
}

// pythonColumns returns the heads of the CSV of Curves as a list for a script.
func pythonColumns() string {
	keys := Curves(nil).keys()
	for i, k := range keys {
		keys[i] = pythonText(k)
	}
	return "[" + strings.Join(keys, ", ") + "]"
}
