package experiment_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/experiment"
	"atelier/core/train"
)

// small is a plan of two recipes on three seeds that trains in no time.
const small = `{
	"name": "small",
	"recipes": [
		{"name": "narrow", "hidden": [8], "epochs": 2, "training_images": 300, "batch_size": 50},
		{"name": "none", "hidden": [], "epochs": 3, "training_images": 300, "batch_size": 50}
	],
	"seeds": [3, 0, 7]
}`

func parse(t *testing.T, text string) experiment.Plan {
	t.Helper()
	p, err := experiment.ParsePlan([]byte(text))
	require.NoError(t, err)
	return p
}

func TestPlansSurviveTheirJSON(t *testing.T) {
	for name, p := range map[string]experiment.Plan{
		"a small one": parse(t, small),
		"the report":  experiment.Report(experiment.Options{}),
		"quick":       experiment.Report(experiment.Quick()),
	} {
		text, err := json.Marshal(p)
		require.NoError(t, err)
		require.Equal(t, p, parse(t, string(text)), name)
	}
}

func TestWhatIsWrongWithAPlanIsNamed(t *testing.T) {
	recipe := func(fields string) string {
		return `{"name": "p", "seeds": [0], "recipes": [{"name": "a"` + fields + `}]}`
	}
	many := strings.TrimSuffix(strings.Repeat("0,", 101), ",")
	for text, says := range map[string]string{
		`{`:                                 "plan: unexpected end of JSON input",
		`[]`:                                "plan: json: cannot unmarshal",
		`{} {}`:                             "plan: invalid character '{' after top-level value",
		`{"seed": [0]}`:                     `plan: json: unknown field "seed"`,
		`{"name": "p"}`:                     "plan: recipes must be 1 to 200",
		`{"recipes": [{}]}`:                 "plan: name must have 1 to 80 characters; seeds must be 1 to 100",
		recipe(`, "seed": 1`):               "plan: recipes[0].seed must be left out: the plan's seeds stand in for it",
		recipe(`, "epochs": 0, "hiden": 1`): "plan: recipes[0].hiden is not a field of a recipe; recipes[0].epochs must be 1 to 1000",
		`{"name": "p", "seeds": [0], "recipes": [3]}`:                                               "plan: recipes[0] cannot be read: recipe: not a JSON object",
		`{"name": "p", "seeds": [0], "recipes": [{"name": ""}]}`:                                    "plan: recipes[0].name must be given",
		`{"name": "p", "seeds": [0], "recipes": [{"name": "a"}, {"name": "b"}]}`:                    "plan: recipes[1] is recipes[0] under another name",
		`{"name": "p", "seeds": [0], "recipes": [{"name": "a"}, {"name": "a", "epochs": 1}]}`:       "plan: recipes[1].name is that of recipes[0] too",
		`{"name": "p", "seeds": [0, 1, 0], "recipes": [{"name": "a"}]}`:                             "plan: seeds[2] is 0 once more",
		`{"name": "p", "seeds": [9007199254740992], "recipes": [{"name": "a"}]}`:                    "plan: seeds[0] must be 0 to 9007199254740991",
		`{"name": "p", "seeds": [-1], "recipes": [{"name": "a"}]}`:                                  "plan: json: cannot unmarshal number -1",
		`{"name": "p", "seeds": [` + many + `], "recipes": [{"name": "a"}]}`:                        "plan: seeds must be 1 to 100",
		`{"name": "p", "title": "` + strings.Repeat("x", 201) + `", "recipes": [{}], "seeds": [0]}`: "title must have at most 200 characters",
		strings.Repeat(" ", experiment.MaxPlanBytes+1):                                              "bytes long, more than 4194304",
	} {
		_, err := experiment.ParsePlan([]byte(text))
		require.ErrorContains(t, err, says, "%.200s", text)
	}
}

// Two recipes on seeds 3, 0 and 7, written out by hand.
func TestAllRecipesAreRunOnTheFirstSeedFirst(t *testing.T) {
	var list []string
	for i, task := range parse(t, small).Tasks() {
		require.Equal(t, i, task.Index)
		list = append(list, fmt.Sprint(task.Recipe.Name, " ", task.Recipe.Seed))
	}
	require.Equal(t, []string{"narrow 3", "none 3", "narrow 0", "none 0", "narrow 7", "none 7"}, list)
}

func TestPartsAreTheWholeHoweverManyThereAre(t *testing.T) {
	p := parse(t, small)
	for parts := 1; parts <= 8; parts++ {
		seen := map[int]experiment.Task{}
		for part := 1; part <= parts; part++ {
			tasks := p.Part(part, parts)
			require.InDelta(t, 6/float64(parts), len(tasks), 0.999, "part %d of %d", part, parts)
			for _, task := range tasks {
				require.NotContains(t, seen, task.Index)
				seen[task.Index] = task
			}
		}
		require.Len(t, seen, 6)
		for _, task := range p.Tasks() {
			require.Equal(t, task, seen[task.Index])
		}
	}
	for _, wrong := range [][2]int{{0, 1}, {2, 1}, {-1, -1}} {
		require.Panics(t, func() { p.Part(wrong[0], wrong[1]) })
	}
}

// The table "The report's protocol" of the design.
func TestTheReportHasTheRecipesOfItsExperiments(t *testing.T) {
	p := experiment.Report(experiment.Options{})
	require.Nil(t, p.Validate())
	require.Len(t, p.Tasks(), 9*3)
	for i, want := range []func(*train.Recipe){
		func(r *train.Recipe) {},
		func(r *train.Recipe) { r.Hidden = []int{64, 64} },
		func(r *train.Recipe) { r.Hidden = []int{42, 42, 42} },
		func(r *train.Recipe) { r.Dropout = 0.5 },
		func(r *train.Recipe) { r.Optimizer.Method = "adadelta" },
		func(r *train.Recipe) { r.Optimizer.Method = "adam" },
		func(r *train.Recipe) { r.Initialiser = "xavier_normal" },
		func(r *train.Recipe) { r.BatchNorm.Enabled = true },
		func(r *train.Recipe) { r.Optimizer.Method, r.Optimizer.LearningRate = "adadelta", 1 },
	} {
		r := train.Default() // 128 units, SGD at 0.01, standard scaling, 50 epochs
		r.Name = p.Recipes[i].Name
		want(&r)
		require.Equal(t, r, p.Recipes[i])
	}
	lines := 0
	for i, e := range experiment.Experiments() {
		require.Equal(t, [2]int{i + 1, i + 2}, [2]int{e.Number, e.Figure})
		for _, l := range e.Lines {
			lines++
			require.True(t, hasRecipe(p, l.Recipe), l.Recipe)
		}
	}
	require.Equal(t, 4+3+3+1, lines, "with the control")
}

func TestTheReportSaysWhichVersionItIs(t *testing.T) {
	require.Equal(t, "The report: standard scaling, 50 epochs, 60,000 images", experiment.Report(experiment.Options{}).Title)
	require.Equal(t, "The report, quick version: standard scaling, 15 epochs, 12,000 images", experiment.Report(experiment.Quick()).Title)
	require.Equal(t, "The report: unit scaling, 1 epoch, 500 images", experiment.Report(experiment.Options{Scaling: "unit", Epochs: 1, Images: 500}).Title)
}

func hasRecipe(p experiment.Plan, name string) bool {
	for _, r := range p.Recipes {
		if r.Name == name {
			return true
		}
	}
	return false
}

func TestTheReportIsRecognised(t *testing.T) {
	want := experiment.Options{Scaling: "unit", Epochs: 7, Images: 500, Seeds: []uint64{4}}
	p := experiment.Report(want)
	got, ok := experiment.OptionsOf(p)
	require.True(t, ok)
	require.Equal(t, want, got)

	p.Recipes = p.Recipes[4:6]
	got, ok = experiment.OptionsOf(p)
	require.True(t, ok, "a part of its recipes")
	require.Equal(t, want, got)

	p.Recipes[1].Dropout = 0.1
	_, ok = experiment.OptionsOf(p)
	require.False(t, ok, "a recipe of the same name")
	_, ok = experiment.OptionsOf(experiment.Plan{})
	require.False(t, ok)
}
