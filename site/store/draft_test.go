package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/optim"
	"atelier/core/train"
	"atelier/site/store"
)

func TestADraftShowsTheRecipeItWasMadeFrom(t *testing.T) {
	r := train.Default()
	r.Hidden = []int{64, 32}
	r.Optimizer.LearningRate = 1e-5
	r.Seed = train.MaxSeed
	d := store.NewDraft(r)
	require.Equal(t, r, d.Recipe)
	require.Empty(t, d.Errors)
	require.Equal(t, "1e-05", d.Text(store.LearningRate))
	require.Equal(t, "9007199254740991", d.Text(store.Seed))
	require.Equal(t, "32", d.Text(store.HiddenField(1)))
	require.False(t, d.Same(store.NewDraft(train.Default())))
	require.True(t, d.Same(store.NewDraft(r)))
}

func TestWhatIsTypedStaysAsTyped(t *testing.T) {
	d := store.NewDraft(train.Default()).Typed(store.LearningRate, "0.050 ")
	require.Equal(t, "0.050 ", d.Text(store.LearningRate))
	require.Equal(t, 0.05, d.Recipe.Optimizer.LearningRate)
}

func TestEachFieldSaysWhatIsWrongWithItsText(t *testing.T) {
	tests := []struct{ field, text, complaint string }{
		{store.Epochs, "", "must be a whole number"},
		{store.Epochs, "1.5", "must be a whole number"},
		{store.Epochs, "0", "must be 1 to 1000"},
		{store.Epochs, "1001", "must be 1 to 1000"},
		{store.BatchSize, "ten", "must be a whole number"},
		{store.BatchSize, "4097", "must be 1 to 4096"},
		{store.TrainingImages, "99", "must be 100 to 60000"},
		{store.TrainingImages, "99999999999999999999", "must be a whole number"},
		{store.Seed, "-1", "must be a whole number, 0 or more"},
		{store.Seed, "9007199254740992", "must be 0 to 9007199254740991"},
		{store.LearningRate, "fast", "must be a number"},
		{store.LearningRate, "0", "must be above 0 and at most 100"},
		{store.LearningRate, "NaN", "must be above 0 and at most 100"},
		{store.LearningRate, "Inf", "must be above 0 and at most 100"},
		{store.InputScaling, "none", "must be one of unit, signed, standard"},
		{store.Activation, "", "must be one of relu, leaky_relu, tanh, sigmoid, gelu"},
		{store.Dropout, "1", "must be 0 to 0.95"},
		{store.Dropout, "half", "must be a number"},
		{store.BatchNormMomentum, "0", "must be above 0 and at most 1"},
		{store.HyperparameterField("momentum"), "1", "must be at least 0 and below 1"},
		{store.HyperparameterField("momentum"), "much", "must be a number"},
		{store.HyperparameterField("nesterov"), "maybe", "must be true or false"},
		{store.HyperparameterField("nesterov"), "true", "needs a momentum above 0 and a dampening of 0"},
		{store.ScheduleKind, "linear", "must be one of constant, step, cosine"},
		{store.ScheduleEvery, "image", "must be epoch or batch"},
		{store.Warmup, "-1", "must be 0 to 10000000"},
		{store.Warmup, "soon", "must be a whole number"},
		{store.GradientClipping, "-1", "must be 0 to 1e+06"},
		{store.LabelSmoothing, "1", "must be 0 to 0.9"},
		{store.Patience, "1001", "must be 0 to 1000"},
		{store.ValidationShare, "0.6", "must be 0.01 to 0.5"},
		{store.Repeats, "0", "must be 1 to 20"},
		{store.Repeats, "few", "must be a whole number"},
		{store.HiddenField(0), "wide", "must be a whole number"},
		{store.HiddenField(0), "0", "must be 1 to 2048"},
	}
	for _, test := range tests {
		t.Run(test.field+" "+test.text, func(t *testing.T) {
			d := store.NewDraft(train.Default()).Typed(test.field, test.text)
			require.Equal(t, train.Errors{{Field: test.field, Message: test.complaint}}, d.Errors)
			require.Equal(t, test.text, d.Text(test.field))
		})
	}
}

func TestSeveralWrongFieldsAreAllNamed(t *testing.T) {
	d := store.NewDraft(train.Default()).Typed(store.Epochs, "x").Typed(store.BatchSize, "0").WithLayer().Typed(store.HiddenField(1), "")
	require.Len(t, d.Errors, 3)
	require.Equal(t, []int{128, 0}, d.Widths(), "an unreadable width is unknown")
}

func TestAFieldThatThereIsNotIsLeftAlone(t *testing.T) {
	d := store.NewDraft(train.Default())
	require.Equal(t, d, d.Typed(store.HiddenField(1), "5"))
	require.Equal(t, d, d.Typed("colour", "red"))
}

func TestLayersCanBeAddedAndRemoved(t *testing.T) {
	d := store.NewDraft(train.Default()).Typed(store.HiddenField(0), "42").WithLayer()
	require.Equal(t, []int{42, 42}, d.Recipe.Hidden)
	d = d.Typed(store.HiddenField(1), "7").WithoutLayer(0)
	require.Equal(t, []int{7}, d.Recipe.Hidden)
	d = d.WithoutLayer(0)
	require.Empty(t, d.Recipe.Hidden)
	require.Empty(t, d.Errors)
	require.Same(t, d, d.WithoutLayer(0))
	require.Equal(t, []int{128}, d.WithLayer().Recipe.Hidden)
	for range 20 {
		d = d.WithLayer()
	}
	require.Equal(t, train.MaxHidden, d.Layers())
	require.Empty(t, d.Errors)
}

func TestAWidthStepsToTheNextPowerOfTwo(t *testing.T) {
	tests := []struct{ width, wider, narrower string }{
		{"1", "2", "1"}, {"2", "4", "1"}, {"3", "4", "2"}, {"100", "128", "64"}, {"128", "256", "64"}, {"2048", "2048", "1024"},
		{"x", "x", "x"}, {"0", "0", "0"},
	}
	for _, test := range tests {
		d := store.NewDraft(train.Default()).Typed(store.HiddenField(0), test.width)
		require.Equal(t, test.wider, d.Stepped(0, true).Text(store.HiddenField(0)), "wider than %s", test.width)
		require.Equal(t, test.narrower, d.Stepped(0, false).Text(store.HiddenField(0)), "narrower than %s", test.width)
	}
	d := store.NewDraft(train.Default())
	require.Same(t, d, d.Stepped(1, true))
}

func TestARecipeWithEverythingSurvivesThePanel(t *testing.T) {
	r := train.Default()
	r.Activation, r.Initialiser, r.Dropout = "gelu", "kaiming_normal", 0.25
	r.BatchNorm = train.BatchNorm{Enabled: true, AfterActivation: true, Momentum: 0.2, Epsilon: 1e-3}
	r.Optimizer = optim.Config{Method: "rmsprop", LearningRate: 0.003, Hyperparameters: map[string]float64{"centered": 1, "momentum": 0.5, "weight_decay": 0.01}}
	r.Schedule = optim.Schedule{Kind: "cosine", Every: "batch", Warmup: 10, StepSize: 10, Gamma: 0.1, Length: 500, Minimum: 1e-4}
	r.GradientClipping, r.LabelSmoothing, r.Patience, r.ValidationShare = 1, 0.1, 5, 0.2
	d := store.NewDraft(r)
	require.Empty(t, d.Errors)
	require.Equal(t, r, d.Recipe)
	require.Equal(t, "true", d.Text(store.HyperparameterField("centered")))
	r.Epochs = 7
	require.Equal(t, r, d.Typed(store.Epochs, "7").Recipe)
}

func TestAnotherOptimizerStartsFromItsOwnDefaults(t *testing.T) {
	d := store.NewDraft(train.Default()).Typed(store.HyperparameterField("momentum"), "0.9").Typed(store.LearningRate, "0.02")
	require.Equal(t, map[string]float64{"momentum": 0.9}, d.Recipe.Optimizer.Hyperparameters)
	d = d.Typed(store.Method, "adadelta")
	require.Equal(t, optim.Config{Method: "adadelta", LearningRate: 0.02}, d.Recipe.Optimizer)
	require.Equal(t, "1e-06", d.Text(store.HyperparameterField("eps")))
	require.Empty(t, d.Text(store.HyperparameterField("momentum")))
	d = d.Typed(store.Method, "sgd")
	require.Equal(t, "0", d.Text(store.HyperparameterField("momentum")))
	require.Empty(t, d.Errors)
}

func TestEachScheduleHasItsOwnFields(t *testing.T) {
	d := store.NewDraft(train.Default())
	require.Empty(t, d.ScheduleFields())
	d = d.Typed(store.ScheduleKind, "step").Typed(store.ScheduleField("gamma"), "0")
	require.Equal(t, []string{"schedule.step_size", "schedule.gamma"}, d.ScheduleFields())
	require.Equal(t, "must be above 0 and at most 1", d.Errors.For(store.ScheduleField("gamma")))
	d = d.Typed(store.ScheduleKind, "cosine")
	require.Equal(t, []string{"schedule.length", "schedule.minimum"}, d.ScheduleFields())
	require.Empty(t, d.Errors, "what is out of sight is not wrong")
	require.Equal(t, "cosine", d.Recipe.Schedule.Kind)
}

func TestWithoutBatchNormItsSettingsAreNotWrong(t *testing.T) {
	d := store.NewDraft(train.Default()).Typed(store.BatchNorm, store.BatchNormBefore).Typed(store.BatchNormEpsilon, "x")
	require.Len(t, d.Errors, 1)
	require.Empty(t, d.Typed(store.BatchNorm, store.BatchNormOff).Errors)
}

func TestASchedulesZeroValueIsShownAsConstant(t *testing.T) {
	r := train.Default()
	r.Schedule = optim.Schedule{}
	require.Equal(t, optim.Constant(), store.NewDraft(r).Recipe.Schedule)
}

func TestLayersCanBeMoved(t *testing.T) {
	d := store.NewDraft(train.Default()).Shaped("1, 2, 3")
	tests := []struct {
		from, to int
		want     []int
	}{
		{0, 2, []int{2, 3, 1}}, {2, 0, []int{3, 1, 2}}, {0, 1, []int{2, 1, 3}}, {1, 1, []int{1, 2, 3}},
		{0, 3, []int{1, 2, 3}}, {-1, 0, []int{1, 2, 3}}, {3, 0, []int{1, 2, 3}},
	}
	for _, test := range tests {
		require.Equal(t, test.want, d.Moved(test.from, test.to).Recipe.Hidden, "%d to %d", test.from, test.to)
	}
	require.Equal(t, []int{1, 2, 3}, d.Recipe.Hidden, "the draft itself stays")
}

func TestAWidthIsKeptInItsRange(t *testing.T) {
	d := store.NewDraft(train.Default())
	for width, want := range map[int]string{-5: "1", 0: "1", 200: "200", 5000: "2048"} {
		require.Equal(t, want, d.Resized(0, width).Text(store.HiddenField(0)))
	}
	require.Same(t, d, d.Resized(1, 5))
}

func TestAShapeIsWrittenAndReadAsOneText(t *testing.T) {
	d := store.NewDraft(train.Default())
	for text, want := range map[string][]int{"64, 32": {64, 32}, " 7 ": {7}, "none": {}} {
		shaped := d.Shaped(text)
		require.Equal(t, want, shaped.Recipe.Hidden)
		require.Equal(t, shaped.Recipe.Hidden, d.Shaped(shaped.Shape()).Recipe.Hidden)
	}
	require.Equal(t, "must be a whole number", d.Shaped("64, wide").Errors.For(store.HiddenField(1)))
	require.Equal(t, "must have at most 8 layers", d.Shaped("1,1,1,1,1,1,1,1,1").Errors.For(store.Hidden))
}
