package store_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
)

// names returns the recipes' names.
func names(recipes []train.Recipe) []string {
	var list []string
	for _, r := range recipes {
		list = append(list, r.Name)
	}
	return list
}

func TestAFieldIsVariedOverItsValues(t *testing.T) {
	tests := []struct {
		field, values string
		want          []string // names
		read          func(train.Recipe) any
		is            []any
	}{
		{store.Method, "adam,sgd", []string{"SGD", "Adam"}, func(r train.Recipe) any { return r.Optimizer.Method }, []any{"sgd", "adam"}},
		{store.LearningRate, "0.1, 0.010", []string{"Learning rate 0.1", "Learning rate 0.010"}, func(r train.Recipe) any { return r.Optimizer.LearningRate }, []any{0.1, 0.01}},
		{store.Hidden, "128; 64, 64; none", []string{"Hidden 128", "Hidden 64, 64", "No hidden layer"}, func(r train.Recipe) any { return len(r.Hidden) }, []any{1, 2, 0}},
		{store.BatchNorm, "off,after", []string{"Batch norm off", "Batch norm after activation"}, func(r train.Recipe) any { return r.BatchNorm.AfterActivation }, []any{false, true}},
		{"optimizer.weight_decay", "0, 1e-4", []string{"Weight decay 0", "Weight decay 1e-4"}, func(r train.Recipe) any { return r.Optimizer.Value("weight_decay") }, []any{0.0, 1e-4}},
		{store.ScheduleKind, "constant,cosine", []string{"Schedule Constant", "Schedule Cosine"}, func(r train.Recipe) any { return r.Schedule.Kind }, []any{"constant", "cosine"}},
		{store.Activation, "relu,tanh", []string{"ReLU", "Tanh"}, func(r train.Recipe) any { return r.Activation }, []any{"relu", "tanh"}},
		{store.Epochs, "1,2,", []string{"Epochs 1", "Epochs 2"}, func(r train.Recipe) any { return r.Epochs }, []any{1, 2}},
	}
	for _, test := range tests {
		t.Run(test.field, func(t *testing.T) {
			d := store.NewDraft(train.Default()).Typed(store.Dropout, "0.25")
			recipes, problem := store.Vary{Field: test.field, Values: test.values}.Variants(d)
			require.Equal(t, store.Problem{}, problem)
			require.Equal(t, test.want, names(recipes))
			for i, r := range recipes {
				require.Equal(t, test.is[i], test.read(r))
				require.Equal(t, 0.25, r.Dropout, "all else is as in the panel")
			}
		})
	}
}

func TestWhatCannotBeVariedSaysWhy(t *testing.T) {
	tests := []struct {
		field, values string
		want          store.Problem
	}{
		{store.LearningRate, "0.1", store.Problem{Message: "at least two values are needed"}},
		{store.LearningRate, "", store.Problem{Message: "at least two values are needed"}},
		{store.LearningRate, "0.1, fast", store.Problem{Value: "fast", Message: "must be a number"}},
		{store.LearningRate, "0.1, 0", store.Problem{Value: "0", Message: "must be above 0 and at most 100"}},
		{store.LearningRate, "0.1, 0.10", store.Problem{Value: "0.10", Message: "is there twice"}},
		{store.Hidden, "64; 64, wide", store.Problem{Value: "64, wide", Message: "must be a whole number"}},
		{store.Hidden, "64,64; 64, 64", store.Problem{Value: "64, 64", Message: "is there twice"}},
		{store.BatchSize, "1, 2", store.Problem{Value: "1", Message: "must be at least 2 with batch normalisation"}},
		{"optimizer.momentum", "0, 0.9", store.Problem{Value: "0", Message: "does not go with Nesterov, which needs a momentum above 0 and a dampening of 0"}},
		{store.Epochs, strings.Join(strings.Split("123456789abcd", ""), ","), store.Problem{Value: "a", Message: "must be a whole number"}},
		{store.Epochs, "1,2,3,4,5,6,7,8,9,10,11,12,13", store.Problem{Message: "at most 12 values can be trained at a time"}},
	}
	for _, test := range tests {
		t.Run(test.field+" "+test.values, func(t *testing.T) {
			d := store.NewDraft(train.Default()).Typed(store.BatchNorm, store.BatchNormBefore).Typed("optimizer.momentum", "0.9").Typed("optimizer.nesterov", "true")
			recipes, problem := store.Vary{Field: test.field, Values: test.values}.Variants(d)
			require.Equal(t, test.want, problem)
			require.Empty(t, recipes)
		})
	}
}

func TestEveryVariableBeginsWithWhatThePanelHas(t *testing.T) {
	for _, method := range []string{"sgd", "adadelta", "adam", "rmsprop"} {
		d := store.NewDraft(train.Default()).Typed(store.Method, method).Typed(store.ScheduleKind, "step")
		for _, field := range d.Variables() {
			require.Len(t, store.NewVary(d, field).List(d), 1, field)
			_, problem := store.NewVary(d, field).Variants(d)
			require.Equal(t, "at least two values are needed", problem.Message, field)
		}
	}
}

func TestVariantsAreTrainedUnderAllSeeds(t *testing.T) {
	s, _ := reduce(store.Initial(), store.Typed{Field: store.Repeats, Text: "2"}, store.Open{Panel: store.Varying},
		store.VaryToggled{Value: "adam"}, store.VaryToggled{Value: "adadelta"}, store.VaryToggled{Value: "nadam"}, store.VaryToggled{Value: "nadam"})
	require.Equal(t, store.Vary{Field: store.Method, Values: "sgd,adadelta,adam"}, s.Varied())
	s, commands := reduce(s, store.TrainVariants{})
	var got []string
	for _, g := range s.Groups() {
		got = append(got, g.Name())
		require.Len(t, g.Runs, 2)
	}
	require.Equal(t, []string{"SGD", "AdaDelta", "Adam"}, got)
	require.Len(t, commands, 1, "the one worker begins")
	require.Equal(t, store.Closed, s.Design.Panel)
	require.Equal(t, "run-1", s.Selected)
}

func TestNothingIsTrainedWhereTheVariantsOrThePanelAreWrong(t *testing.T) {
	s, _ := reduce(store.Initial(), store.Open{Panel: store.Varying}, store.TrainVariants{})
	require.Empty(t, s.Runs, "one value")
	s, _ = reduce(s, store.VaryField{Field: store.LearningRate}, store.VaryTyped{Text: "0.1, 0.2"}, store.Typed{Field: store.Epochs, Text: "x"}, store.TrainVariants{})
	require.Empty(t, s.Runs, "a wrong field")
	s, _ = reduce(s, store.Typed{Field: store.Epochs, Text: "2"}, store.TrainVariants{})
	require.Len(t, s.Runs, 2)
}

func TestAFieldThatTheOptimizerHasNotIsVariedNoMore(t *testing.T) {
	s, _ := reduce(store.Initial(), store.VaryField{Field: "optimizer.momentum"}, store.VaryTyped{Text: "0, 0.9"})
	require.Equal(t, "optimizer.momentum", s.Varied().Field)
	s, _ = reduce(s, store.Typed{Field: store.Method, Text: "adam"})
	require.Equal(t, store.Vary{Field: store.Method, Values: "adam"}, s.Varied())
	s, _ = reduce(s, store.VaryField{Field: "colour"})
	require.Equal(t, store.Method, s.Varied().Field)
}
