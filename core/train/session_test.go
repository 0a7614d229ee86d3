package train_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/train"
)

// small is a run of a second or less on the data of garments.
func small() train.Recipe {
	r := train.Default()
	r.Hidden = []int{32, 16}
	r.Optimizer.LearningRate = 0.1
	r.BatchSize = 128
	r.Epochs = 3
	r.TrainingImages = 1000
	return r
}

func garments() dataset.Set { return dataset.MadeUp(1, 1000, 300) }

// run trains the recipe to its end and returns all events.
func run(t *testing.T, r train.Recipe, data dataset.Set) []train.Event {
	t.Helper()
	s, err := train.NewSession(r, data)
	require.NoError(t, err)
	var events []train.Event
	for !s.Done() {
		events = append(events, s.Step())
	}
	require.Panics(t, func() { s.Step() }, "a run that is over cannot go on")
	return events
}

func last(events []train.Event) train.Event { return events[len(events)-1] }

// 1,000 images at a share of 0.1 are 900 and 100: eight training batches of
// 128, the last of 4, and one validation batch; 300 test images are two test
// batches of 256 and 44.
func TestARunTellsItsEventsInOrder(t *testing.T) {
	events := run(t, small(), garments())
	var kinds []train.Kind
	epoch := append(repeat(train.Step, 8), train.Epoch)
	kinds = append(kinds, train.Started)
	kinds = append(kinds, epoch...)
	kinds = append(kinds, epoch...)
	kinds = append(kinds, epoch...)
	kinds = append(kinds, train.Step, train.Finished)
	for i, e := range events {
		require.Equal(t, kinds[i], e.Kind, "event %d", i)
		require.Equal(t, 3, e.Epochs)
		require.Equal(t, 8, e.Batches)
	}
	require.Len(t, events, len(kinds))

	require.Equal(t, 900, events[0].TrainingImages)
	require.Equal(t, 100, events[0].ValidationImages)
	require.Equal(t, small().Cost().Parameters, events[0].Parameters)
	require.Equal(t, 0, events[0].Epoch)
	require.Equal(t, 1, events[1].Epoch)
	require.Equal(t, 1, events[1].Batch)
	require.Equal(t, 8, events[9].Batch)
	require.Equal(t, train.Testing, events[len(events)-2].Phase)
}

func repeat(k train.Kind, n int) []train.Kind {
	kinds := make([]train.Kind, n)
	for i := range kinds {
		kinds[i] = k
	}
	return kinds
}

func TestTheLossFallsAndTheAccuracyRises(t *testing.T) {
	r := small()
	r.Epochs = 30
	r.Optimizer.LearningRate = 0.05
	var epochs []train.Event
	events := run(t, r, garments())
	for _, e := range events {
		if e.Kind == train.Epoch {
			epochs = append(epochs, e)
		}
	}
	require.Len(t, epochs, 30)
	require.Less(t, epochs[29].TrainingLoss, 0.6*epochs[0].TrainingLoss)
	require.Less(t, epochs[29].ValidationLoss, epochs[0].ValidationLoss)
	require.Greater(t, epochs[29].ValidationAccuracy.Mean, epochs[0].ValidationAccuracy.Mean)
	// Ten classes: guessing gives 0.1.
	require.Greater(t, last(events).TestAccuracy.Mean, 0.5)
}

// The first batch is judged before any update: with PyTorch's initialisation
// the logits are small, and the loss near that of equal odds, ln 10.
func TestTheFirstLossIsThatOfGuessing(t *testing.T) {
	require.InDelta(t, 2.302585, run(t, small(), garments())[1].TrainingLoss, 0.15)
}

func TestTheConfusionMatrixAddsUpToTheTestAccuracy(t *testing.T) {
	data := garments()
	e := last(run(t, small(), data))
	images, correct := 0, 0
	for truth, row := range e.Confusion {
		of := 0
		for said, n := range row {
			of += n
			if said == truth {
				correct += n
			}
		}
		images += of
		wanted := 0
		for _, l := range data.Test.Labels {
			if int(l) == truth {
				wanted++
			}
		}
		require.Equal(t, wanted, of)
	}
	require.Equal(t, 300, images)
	require.InDelta(t, float64(correct)/300, e.TestAccuracy.Mean, 1e-12)
}

func TestTheSameRecipeGivesTheSameBitsAndAnotherSeedOthers(t *testing.T) {
	r := small()
	a := run(t, r, garments())
	r.Name = "the name is for people"
	b := run(t, r, garments())
	require.Equal(t, a, b)
	r.Seed++
	c := run(t, r, garments())
	require.NotEqual(t, last(a).ParametersSHA256, last(c).ParametersSHA256)
}

// One value for every build and machine, over runs with every optimizer, layer
// and initialiser: native and WebAssembly, with SIMD and without. A change of
// it breaks the promise that links and stored runs make.
func TestTheBitsAreTheSameEverywhere(t *testing.T) {
	recipes := append(everyMethod(), small())
	for _, a := range nn.ActivationNames() {
		r := small()
		r.Activation = a
		recipes = append(recipes, r)
	}
	for _, i := range nn.InitialiserNames() {
		r := small()
		r.Initialiser, r.BatchNorm.Enabled, r.BatchNorm.AfterActivation = i, true, true
		recipes = append(recipes, r)
	}
	sums := sha256.New()
	for _, r := range recipes {
		r.Epochs = 1
		fmt.Fprintln(sums, last(run(t, r, garments())).ParametersSHA256)
	}
	require.Equal(t, "69807e71db99aa796069f32578b1a1ce3a65a57e213c0cd7d05fe12bf7ad8c92", fmt.Sprintf("%x", sums.Sum(nil)))
}

func TestADivergedRunEndsAndSaysWhereAndWhy(t *testing.T) {
	r := small()
	r.Optimizer.LearningRate = 100
	e := last(run(t, r, garments()))
	require.Equal(t, train.Diverged, e.Kind)
	require.Regexp(t, `^the (training|validation) loss .* in epoch 1, batch \d$`, e.Reason)
	_, err := json.Marshal(e)
	require.NoError(t, err)
}

func TestMoreImagesThanThereAreAreRefused(t *testing.T) {
	r := small()
	r.TrainingImages = 1001
	_, err := train.NewSession(r, garments())
	require.ErrorContains(t, err, "training_images must be at most 1000, all that the data set has")
	r.Epochs = 0
	_, err = train.NewSession(r, garments())
	require.ErrorContains(t, err, "epochs must be 1 to 1000")
}

func TestATrainingStepAllocatesNothing(t *testing.T) {
	r := small()
	r.Epochs = 100
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	s.Step()
	s.Step()
	require.Zero(t, testing.AllocsPerRun(100, func() { s.Step() }))
	pieces := 0
	s.Watch(func(nn.Part) { pieces++ })
	require.Zero(t, testing.AllocsPerRun(100, func() { s.Step() }), "with somebody who watches")
	require.NotZero(t, pieces)
}
