package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
)

func TestAFieldSaysWhatTheBaselineHasWhereItDiffers(t *testing.T) {
	base := store.NewDraft(train.Default())
	same := store.Difference{Was: "0.01"}
	tests := []struct {
		name  string
		draft *store.Draft
		field string
		want  store.Difference
	}{
		{"nothing", base, store.LearningRate, same},
		{"another way to write it", base.Typed(store.LearningRate, "0.010"), store.LearningRate, same},
		{"another value", base.Typed(store.LearningRate, "0.1"), store.LearningRate, store.Difference{Differs: true, Was: "0.01"}},
		{"not a number", base.Typed(store.LearningRate, "x"), store.LearningRate, store.Difference{Differs: true, Was: "0.01"}},
		{"a choice", base.Typed(store.Method, "adam"), store.Method, store.Difference{Differs: true, Was: "sgd"}},
		{"a field that the baseline has not, at its default", base.Typed(store.Method, "adam"), "optimizer.beta1", store.Difference{Was: "0.9", Default: true}},
		{"a field that the baseline has not", base.Typed(store.Method, "adam").Typed("optimizer.beta1", "0.8"), "optimizer.beta1", store.Difference{Differs: true, Was: "0.9", Default: true}},
		{"a name", base.Typed(store.Name, "Mine"), store.Name, store.Difference{}},
		{"repeats", base.Typed(store.Repeats, "3"), store.Repeats, store.Difference{}},
		{"a layer more", base.WithLayer(), store.Hidden, store.Difference{Differs: true, Was: "128"}},
		{"no layer", base.WithoutLayer(0), store.Hidden, store.Difference{Differs: true, Was: "128"}},
		{"the same layers", base, store.Hidden, store.Difference{Was: "128"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { require.Equal(t, test.want, test.draft.From(base, test.field)) })
	}
}

func TestThePinnedGroupIsTheBaseline(t *testing.T) {
	s, _ := reduce(store.Initial(), store.Typed{Field: store.Epochs, Text: "7"}, store.Train{})
	require.Equal(t, store.Base{Recipe: train.Default()}, s.Base())
	s.Baseline = "run-1"
	require.Equal(t, 7, s.Base().Recipe.Epochs)
	s, _ = reduce(s, store.Typed{Field: store.Epochs, Text: "9"}, store.RecipeReset{})
	require.Equal(t, "7", s.Draft.Text(store.Epochs), "back to it")
	s.Baseline = "run-9"
	require.Equal(t, 50, s.Base().Recipe.Epochs, "a group that is gone")
}

func TestFieldsThatAreSeldomChangedShowThemselvesWhereTheyMatter(t *testing.T) {
	base := store.NewDraft(train.Default())
	require.False(t, base.NeedsMore(base))
	require.False(t, base.Typed(store.Epochs, "x").NeedsMore(base))
	for _, field := range store.Rare() {
		require.True(t, base.Typed(field, "x").NeedsMore(base), field)
	}
	require.True(t, base.Typed(store.Patience, "5").NeedsMore(base))

	s, _ := reduce(store.Initial(), store.Typed{Field: store.Epochs, Text: "5"})
	require.False(t, s.Design.More)
	s, _ = reduce(s, store.Typed{Field: store.Patience, Text: "5"}, store.Typed{Field: store.Patience, Text: "0"})
	require.True(t, s.Design.More, "a field does not go away under the hand that types it")
	s, _ = reduce(s, store.ToggleMore{})
	require.False(t, s.Design.More)
}

func TestOneExplanationAndOnePanelAreOpenAtATime(t *testing.T) {
	s, _ := reduce(store.Initial(), store.Explain{Field: store.Epochs}, store.Explain{Field: store.Seed})
	require.Equal(t, store.Seed, s.Design.Hint)
	s, _ = reduce(s, store.Explain{Field: store.Seed})
	require.Empty(t, s.Design.Hint)

	s, _ = reduce(s, store.Open{Panel: store.Presets}, store.Open{Panel: store.Varying}, store.Explain{Field: store.Seed})
	require.Equal(t, store.Varying, s.Design.Panel)
	s, _ = reduce(s, store.Dismiss{})
	require.Equal(t, store.Design{Panel: store.Varying}, s.Design, "the explanation goes first")
	s, _ = reduce(s, store.Dismiss{})
	require.Equal(t, store.Design{}, s.Design)
	s, _ = reduce(s, store.Open{Panel: store.Presets}, store.Open{Panel: store.Presets})
	require.Equal(t, store.Closed, s.Design.Panel)
}

func TestLayersAreMovedAndResizedInTheState(t *testing.T) {
	s, _ := reduce(store.Initial(), store.LayerAdded{}, store.LayerResized{Layer: 1, Width: 40}, store.LayerMoved{From: 1, To: 0})
	require.Equal(t, []int{40, 128}, s.Draft.Recipe.Hidden)
}
