package train_test

import (
	"encoding/json"
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

// sums are the ParametersSHA256 of one epoch with each optimizer, activation
// and initialiser: recorded once, the same in every build and on every platform.
var sums = map[string]string{
	"sgd":      "b1d9d18d14fe0dba2dacc422c52890fdcce3432bfbb4ba46cb3ccc01b88db7f4",
	"adagrad":  "a119d470c0d225051ef701c2f2783aebee9c80d12aac5b72c568d59c0c96023b",
	"rmsprop":  "62c30dcecdf75aa32135a682b6bd83ab2d45f813a4f9a5aa60b1997bc41427b0",
	"adadelta": "37578eb88724a0da1b1ea3ac3351d2c3dbe83ebadac3ce674d44415fdf6880d5",
	"adam":     "4c0e981d203793256c70524ca79022f27b9fbf500e249984b0abf4dc7176f9c3",
	"adamw":    "45809b366fa94a38a042f50565a489704156f8e5ff9c319f200c39bd2c0c2c72",
	"nadam":    "c18bb09dc13953bff73a460a3ef94c48085dd2561deb904248f0e421f84edeb1",

	"relu":       "b5f4f80da209d5b4f140d77934ac728c507c3c27d0109bfac6ab262887932a4a",
	"leaky_relu": "fb7190c1ca5610153213790d4d8f57cb9b77c50f632e44e41f04f7fff3c77dbf",
	"tanh":       "1d072e1d10ee103153880fee9eb7dae4b1933c1c85bf4954d4bb37343523addf",
	"sigmoid":    "806de5505f5fbfad07832db51debbac2ba17af14b8717281ad1a99dee0a42387",
	"gelu":       "ccd29cc81b21de3002851ab2fe9daa8ea18bccbd7374df28b80ee7719801e8ac",

	"default":         "2cc01f79f3cfadc735ee0fe2cda27eecdfbc8f523bb4a5cd889f4cb1cdd68557",
	"xavier_normal":   "ff703ffcdafc0d55c813ef615de71d3510857fc2a98bf65878c7477bb4744a2b",
	"xavier_uniform":  "b7d113929b5d915721823ef464812f9d92693ccc4801a05ff219543d3690109b",
	"kaiming_normal":  "8534dffead62c92369dce260a58bc13f012aa732044e444ad8f53a0a87a95d90",
	"kaiming_uniform": "13b921fc6c90473b1cacf921a11b6a2e257a9c717a26e96717b0bcd30ef40fa3",
}

// Native and WebAssembly, with SIMD and without, on every machine. A change of
// a sum breaks the promise that links and stored runs make.
func TestTheBitsAreTheSameEverywhere(t *testing.T) {
	recipes := everyMethod()
	for _, a := range nn.ActivationNames() {
		r := small()
		r.Name, r.Activation = a, a
		recipes = append(recipes, r)
	}
	for _, i := range nn.InitialiserNames() {
		r := small()
		r.Name, r.Initialiser, r.BatchNorm.Enabled, r.BatchNorm.AfterActivation = i, i, true, true
		recipes = append(recipes, r)
	}
	got := map[string]string{}
	for _, r := range recipes {
		r.Epochs = 1
		require.NotContains(t, got, r.Name)
		got[r.Name] = last(run(t, r, garments())).ParametersSHA256
	}
	require.Equal(t, sums, got)
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
