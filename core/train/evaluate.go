package train

import (
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/stats"
)

// tally adds up losses and hits over batches.
type tally struct {
	loss       float64 // summed over images
	images     int
	correct    int
	accuracies []float64 // of each batch
	confusion  [dataset.Classes][dataset.Classes]int
}

// newTally returns a tally that holds the given number of batches without
// growing.
func newTally(batches int) tally { return tally{accuracies: make([]float64, 0, batches)} }

func (t *tally) reset() { *t = tally{accuracies: t.accuracies[:0]} }

// add adds a batch's summed loss.
func (t *tally) add(loss float64, images int) {
	t.loss += loss
	t.images += images
}

// count adds a batch's predictions.
func (t *tally) count(predictions, labels []byte) {
	correct := 0
	for i, p := range predictions {
		t.confusion[labels[i]][p]++
		if p == labels[i] {
			correct++
		}
	}
	t.correct += correct
	t.accuracies = append(t.accuracies, float64(correct)/float64(len(labels)))
}

func (t *tally) meanLoss() float64 { return t.loss / float64(t.images) }

// accuracy returns the share of all images that are right, and the deviation
// over the batches.
func (t *tally) accuracy() Accuracy {
	_, deviation := stats.MeanDeviation(t.accuracies)
	return Accuracy{Mean: float64(t.correct) / float64(t.images), Deviation: deviation}
}

func (s *Session) startEvaluation(phase Phase) {
	s.next = phase
	s.evaluated.reset()
}

// evaluateBatch runs the next validation or test batch through the network in
// evaluation mode. The last one ends the epoch or the run.
func (s *Session) evaluateBatch() Event {
	from, batches := s.data.Train, s.validation
	if s.next == Testing {
		from, batches = s.data.Test, s.test
	}
	images := batches.Batch(len(s.evaluated.accuracies))
	logits := s.forward(from, images, nn.Evaluation)
	labels, predictions := s.labels[:len(images)], s.predictions[:len(images)]
	loss := s.loss.Loss(logits, labels, blas32.General{})
	if e, over := s.diverged(loss / float64(len(images))); over {
		return e
	}
	s.evaluated.add(loss, len(images))
	nn.Predict(predictions, logits)
	s.evaluated.count(predictions, labels)

	switch {
	case len(s.evaluated.accuracies) < batches.Count():
		return s.step(s.next, s.learningRate())
	case s.next == Testing:
		return s.finish()
	default:
		return s.endEpoch()
	}
}

func (s *Session) endEpoch() Event {
	e := s.event(Epoch)
	e.LearningRate = s.learningRate()
	e.TrainingLoss = s.trained.meanLoss()
	e.ValidationLoss = s.evaluated.meanLoss()
	e.ValidationAccuracy = s.evaluated.accuracy()
	s.kept.keep(s.epoch, s.arrays())
	s.stoppedEarly = s.stopsEarly(e.ValidationLoss)
	if s.stoppedEarly || s.epoch == s.recipe.Epochs {
		s.startEvaluation(Testing)
	} else {
		s.next = Training
	}
	return e
}

// stopsEarly takes note of the epoch's validation loss and reports whether the
// recipe's patience is at its end.
func (s *Session) stopsEarly(loss float64) bool {
	s.waited++
	if loss < s.lowestLoss {
		s.lowestLoss, s.waited = loss, 0
	}
	return s.recipe.Patience > 0 && s.waited >= s.recipe.Patience && s.epoch < s.recipe.Epochs
}

func (s *Session) finish() Event {
	s.done = true
	e := s.event(Finished)
	e.StoppedEarly = s.stoppedEarly
	e.TestLoss = s.evaluated.meanLoss()
	e.TestAccuracy = s.evaluated.accuracy()
	for _, row := range s.evaluated.confusion {
		e.Confusion = append(e.Confusion, row[:])
	}
	e.ParametersSHA256 = s.network.SHA256()
	return e
}
