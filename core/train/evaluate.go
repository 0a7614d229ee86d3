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

// count adds a batch's confusions: numbers[10·t+p] is how many images of class
// t were taken for class p.
func (t *tally) count(numbers []float64, images int) {
	correct := 0
	for truth := range dataset.Classes {
		for said := range dataset.Classes {
			n := int(numbers[truth*dataset.Classes+said])
			t.confusion[truth][said] += n
			if truth == said {
				correct += n
			}
		}
	}
	t.correct += correct
	t.accuracies = append(t.accuracies, float64(correct)/float64(images))
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
	logits, labels := s.forward(from, images, nn.Evaluation)
	predictions := s.predictions[:len(labels)]
	nn.Predict(predictions, logits)
	// Without label smoothing, which is for training only.
	s.sums[0] = nn.CrossEntropy{}.Loss(logits, labels, blas32.General{}, s.network.Pass())
	confusion := s.sums[1:]
	clear(confusion)
	for i, p := range predictions {
		confusion[int(labels[i])*dataset.Classes+int(p)]++
	}
	s.network.Add(s.sums[:])
	loss := s.sums[0]
	if e, over := s.diverged(loss / float64(len(images))); over {
		return e
	}
	s.evaluated.add(loss, len(images))
	s.evaluated.count(confusion, len(images))

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
