package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/optim"
	"atelier/core/train"
	"atelier/site/store"
)

// As in the table of the report's experiments, with the control.
func TestThePresetsAreTheReportsRecipes(t *testing.T) {
	changes := map[string]func(*train.Recipe){
		"Baseline":      func(*train.Recipe) {},
		"[64,64]":       func(r *train.Recipe) { r.Hidden = []int{64, 64} },
		"[42,42,42]":    func(r *train.Recipe) { r.Hidden = []int{42, 42, 42} },
		"Dropout":       func(r *train.Recipe) { r.Dropout = 0.5 },
		"AdaDelta":      func(r *train.Recipe) { r.Optimizer.Method = "adadelta" },
		"Adam":          func(r *train.Recipe) { r.Optimizer.Method = "adam" },
		"AdaDelta at 1": func(r *train.Recipe) { r.Optimizer = optim.Config{Method: "adadelta", LearningRate: 1} },
		"Xavier normal": func(r *train.Recipe) { r.Initialiser = "xavier_normal" },
		"Batch norm":    func(r *train.Recipe) { r.BatchNorm.Enabled = true },
	}
	seen := map[string]bool{}
	for _, e := range store.Experiments() {
		require.Equal(t, "Baseline", e.Recipes[0].Name)
		for _, r := range e.Recipes {
			want := train.Default()
			want.Name = r.Name
			changes[r.Name](&want)
			require.Equal(t, want, r)
			require.Nil(t, r.Validate())
			seen[r.Name] = true
		}
	}
	require.Len(t, seen, len(changes))
}

func TestAPresetFillsThePanelAndLeavesHowMuchIsTrained(t *testing.T) {
	s, _ := reduce(store.Initial(),
		store.Typed{Field: store.Epochs, Text: "3"}, store.Typed{Field: store.TrainingImages, Text: "2000"},
		store.Typed{Field: store.InputScaling, Text: "unit"}, store.Typed{Field: store.Seed, Text: "7"}, store.Typed{Field: store.Repeats, Text: "2"},
		store.Typed{Field: store.BatchSize, Text: "9"}, store.Typed{Field: store.Dropout, Text: "x"},
		store.Open{Panel: store.Presets}, store.Fill{Name: "Adam"})
	want := train.Default()
	want.Name, want.Optimizer.Method = "Adam", "adam"
	want.Epochs, want.TrainingImages, want.InputScaling, want.Seed = 3, 2000, "unit", 7
	require.Equal(t, want, s.Draft.Recipe)
	require.Equal(t, 2, s.Draft.Repeats)
	require.Equal(t, store.Closed, s.Design.Panel)

	draft := s.Draft
	s, _ = reduce(s, store.Fill{Name: "Best of all"})
	require.Same(t, draft, s.Draft)
}

func TestAnExperimentIsTrainedWhateverElseThePanelSays(t *testing.T) {
	s, _ := reduce(store.Initial(), store.Typed{Field: store.Epochs, Text: "3"}, store.Typed{Field: store.Repeats, Text: "2"},
		store.Typed{Field: store.Dropout, Text: "x"}, store.TrainAll{Title: "Optimizers"})
	var names []string
	for _, g := range s.Groups() {
		names = append(names, g.Name())
		require.Len(t, g.Runs, 2)
		require.Equal(t, 3, g.Runs[1].Recipe.Epochs)
		require.Equal(t, uint64(1), g.Runs[1].Recipe.Seed)
	}
	require.Equal(t, []string{"Baseline", "AdaDelta", "Adam", "AdaDelta at 1"}, names)
	require.Equal(t, "run-1", s.Selected)

	s, _ = reduce(store.Initial(), store.Typed{Field: store.Epochs, Text: "x"}, store.TrainAll{Title: "Optimizers"})
	require.Empty(t, s.Runs, "but not with a field that it takes from there and that is wrong")
	s, _ = reduce(store.Initial(), store.TrainAll{Title: "Everything"})
	require.Empty(t, s.Runs)
}
