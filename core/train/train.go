// Package train turns a recipe and a data set into a trained network: Recipe
// in, Events out.
//
// It knows no clock, no file and no browser. A run is a pure function of its
// recipe and data, the same to the bit on every machine. This is a whole one:
//
//	recipe, err := train.ParseRecipe([]byte(`{
//		"hidden": [64], "epochs": 3, "training_images": 2000, "batch_size": 100,
//		"optimizer": {"method": "adam", "learning_rate": 0.01}
//	}`))
//	if err != nil {
//		log.Fatal(err) // train.Errors: one for each field that is wrong
//	}
//	session, err := train.NewSession(recipe, dataset.MadeUp(1, 2000, 500))
//	if err != nil {
//		log.Fatal(err)
//	}
//	for !session.Done() {
//		switch e := session.Step(); e.Kind {
//		case train.Epoch:
//			fmt.Printf("epoch %d of %d\n", e.Epoch, e.Epochs)
//		case train.Finished:
//			fmt.Println("better than one in two:", e.TestAccuracy.Mean > 0.5)
//		}
//	}
package train

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/rng"
)

// The batches of evaluation, as the report has them. Deviations of accuracy
// are over these batches.
const (
	ValidationBatchSize = 512
	TestBatchSize       = 256
)

// Session is a run in progress. It allocates when it is made and hardly
// after; a Step of a training batch allocates nothing.
type Session struct {
	recipe    Recipe
	data      dataset.Set
	network   *nn.Network
	loss      nn.CrossEntropy
	optimizer optim.Optimizer
	team      nn.Team       // nil if the session trains alone
	watch     func(nn.Part) // nil if nobody does

	training         *dataset.Batches
	validation, test *dataset.Batches
	shuffle          rng.Stream
	beforeShuffle    rng.Stream // where shuffle stood before this epoch's order was drawn

	// One batch.
	input       blas32.General
	labels      []byte
	predictions []byte
	sums        [1 + dataset.Classes*dataset.Classes]float64 // of losses and confusions

	// Where the run stands. epoch and batch are as in Event; next is what the
	// next Step will do.
	next         Phase
	started      bool
	done         bool
	epoch, batch int
	rate         float64 // the learning rate before the schedule
	firstLoss    float64
	trained      tally // of the epoch's training batches
	evaluated    tally // of the validation or test batches so far
	kept         keeping

	snapshotBytes int // of the last snapshot: the next one takes as many

	// Early stopping.
	lowestLoss   float64 // of validation
	waited       int     // epochs since
	stoppedEarly bool
}

// NewSession sets up the run of a recipe on a data set. The error is Errors
// if the recipe is not valid or asks for more than the data set has.
func NewSession(recipe Recipe, data dataset.Set) (*Session, error) {
	if errs := recipe.Validate(); errs != nil {
		return nil, errs
	}
	if recipe.TrainingImages > data.Train.Len() {
		return nil, Errors{{"training_images", fmt.Sprintf("must be at most %d, all that the data set has", data.Train.Len())}}
	}
	if recipe.Hidden == nil {
		recipe.Hidden = []int{} // the JSON of a snapshot has a list, not null
	}
	s := &Session{recipe: recipe, data: data, next: Training, rate: recipe.Optimizer.LearningRate, lowestLoss: math.Inf(1)}
	s.shuffle = *rng.New(recipe.Seed, "shuffle")
	s.beforeShuffle = s.shuffle

	training, validation := dataset.Stratified(data.Train.Labels[:recipe.TrainingImages],
		recipe.ValidationShare, rng.New(recipe.Seed, "split"))
	s.training = dataset.NewBatches(training, recipe.BatchSize)
	s.validation = dataset.NewBatches(validation, ValidationBatchSize)
	s.test = dataset.NewBatches(firstN(data.Test.Len()), TestBatchSize)
	if recipe.BatchNorm.Enabled && len(recipe.Hidden) > 0 && len(s.training.Batch(s.training.Count()-1)) == 1 {
		return nil, Errors{{"batch_size", fmt.Sprintf("leaves one of the %d training images for the last batch, too few for batch normalisation", s.training.Len())}}
	}

	rows := max(recipe.BatchSize, ValidationBatchSize, TestBatchSize)
	s.network = NewNetwork(recipe, rows)
	s.loss = nn.CrossEntropy{LabelSmoothing: recipe.LabelSmoothing}
	s.optimizer = optim.New(recipe.Optimizer, s.network.Parameters())
	s.input = blas32.General{Rows: rows, Cols: dataset.Pixels, Stride: dataset.Pixels, Data: make([]float32, rows*dataset.Pixels)}
	s.labels = make([]byte, rows)
	s.predictions = make([]byte, rows)
	s.evaluated = newTally(max(s.validation.Count(), s.test.Count()))
	s.kept = newKeeping(s.arrays())
	return s, nil
}

func firstN(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// Join makes the session a member of a team. All members must be sessions of
// one recipe that stand at the same place, and must Step together; then each
// returns the same events and holds the same bits as one that trains alone. A
// Crew's have joined already.
func (s *Session) Join(t nn.Team) {
	s.team = t
	s.network.Join(t)
}

// Done reports whether the run is over: Step has returned Finished or
// Diverged.
func (s *Session) Done() bool { return s.done }

// Images returns how many training images the run has seen so far, over all
// epochs.
func (s *Session) Images() int {
	if s.epoch == 0 {
		return 0
	}
	return (s.epoch-1)*s.training.Len() + s.trained.images
}

// Recipe returns what the run was set up from.
func (s *Session) Recipe() Recipe { return s.recipe }

// Epoch returns how many epochs are trained and validated to the end.
func (s *Session) Epoch() int { return s.kept.epoch }

// Network returns the run's network, for looking inside.
func (s *Session) Network() *nn.Network { return s.network }

// Step does the next piece of work, which is at most one batch, and tells
// what it did: the first returns Started, the last Finished or Diverged. It
// panics when the run is done.
func (s *Session) Step() Event {
	switch {
	case s.done:
		panic("train: Step of a run that is over")
	case !s.started:
		s.started = true
		e := s.event(Started)
		e.Parameters = s.recipe.Cost().Parameters
		e.TrainingImages, e.ValidationImages = s.training.Len(), s.validation.Len()
		return e
	case s.next == Training:
		return s.trainBatch()
	default:
		e := s.evaluateBatch()
		s.did(Evaluating)
		return e
	}
}

// event returns an event of the given kind that says where the run stands.
func (s *Session) event(kind Kind) Event {
	return Event{Kind: kind, Epoch: s.epoch, Epochs: s.recipe.Epochs, Batch: s.batch, Batches: s.training.Count()}
}

func (s *Session) trainBatch() Event {
	if s.epoch == 0 || s.batch == s.training.Count() {
		s.epoch++
		s.batch = 0
		s.trained.reset()
		s.beforeShuffle = s.shuffle
		s.training.Shuffle(&s.shuffle)
	}
	images := s.training.Batch(s.batch)
	logits, labels := s.forward(s.data.Train, images, nn.Training)
	sums := s.sums[:1]
	sums[0] = s.loss.Loss(logits, labels, s.network.LogitsGradient(), s.network.Pass())
	s.did(nn.Activating)
	s.network.Backward()
	s.network.Complete(sums)
	loss := sums[0]
	mean := loss / float64(len(images))
	if s.epoch == 1 && s.batch == 0 {
		s.firstLoss = max(s.firstLoss, mean)
	}
	rate := s.learningRate()
	s.batch++
	if e, over := s.diverged(mean); over {
		return e
	}
	if s.recipe.GradientClipping > 0 {
		optim.ClipNorm(s.network.Parameters(), s.recipe.GradientClipping)
	}
	s.optimizer.Step(rate)
	s.did(Updating)
	s.trained.add(loss, len(images))
	if s.batch == s.training.Count() {
		s.startEvaluation(Validating)
	}
	return s.step(Training, rate)
}

// learningRate returns the rate of the next batch, or of the last if there is
// none left in the epoch.
func (s *Session) learningRate() float64 {
	batches := s.training.Count()
	return s.recipe.Schedule.Rate(s.rate, max(s.epoch-1, 0), min(s.batch, batches-1), batches, s.recipe.Epochs)
}

// SetLearningRate changes the learning rate from the next batch on; the
// schedule goes on from it as if it had been the recipe's. Such a run is not
// the recipe's any more: to repeat it, repeat the change at the same batch.
func (s *Session) SetLearningRate(rate float64) error {
	changed := s.recipe.Optimizer
	changed.LearningRate = rate
	if problems := changed.Validate(); problems != nil {
		return problems
	}
	s.rate = rate
	return nil
}

// forward gathers the session's share of the images into the input, with their
// labels, and runs the network on it.
func (s *Session) forward(from dataset.Images, indices []int, mode nn.Mode) (logits blas32.General, labels []byte) {
	batch := len(indices)
	begin, end := s.network.Share(batch)
	indices = indices[begin:end]
	x := s.input
	x.Rows = len(indices)
	labels = s.labels[:len(indices)]
	dataset.Gather(x, labels, from, indices, s.recipe.InputScaling)
	if mode == nn.Training {
		s.did(Gathering)
	}
	return s.network.ForwardShare(x, batch, mode), labels
}

func (s *Session) step(phase Phase, rate float64) Event {
	e := s.event(Step)
	e.Phase = phase
	e.TrainingLoss = s.trained.meanLoss()
	e.LearningRate = rate
	return e
}
