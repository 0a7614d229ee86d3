package e2e_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
	"atelier/wasm/wire"
)

// chance draws recipes; always the same ones, so that what fails fails again.
type chance struct{ *rand.Rand }

func (c chance) of(share float64) bool { return c.Float64() < share }

// between returns a number of the range, either of its ends every tenth time,
// and small ones as often as large ones.
func (c chance) between(low, high float64) float64 {
	switch c.IntN(10) {
	case 0:
		return low
	case 1:
		return high
	}
	least := math.Log(max(low, 1e-9))
	return min(max(math.Exp(least+c.Float64()*(math.Log(high)-least)), low), high)
}

func (c chance) count(low, high int) int {
	return int(math.Round(c.between(float64(low), float64(high))))
}

func one[T any](c chance, list []T) T { return list[c.IntN(len(list))] }

// smallest is the least number above 0, to stand for an end that is excluded.
const smallest = math.SmallestNonzeroFloat64

// recipe draws a recipe of the whole space, though most of its layers are
// narrow, that trains two epochs on up to 1,000 images.
func (c chance) recipe() train.Recipe {
	r := train.Default()
	r.Name = strings.Repeat("é", c.IntN(train.MaxNameLength+1))
	r.Hidden = nil
	for range c.IntN(train.MaxHidden + 1) {
		r.Hidden = append(r.Hidden, c.IntN(24)+1)
	}
	if len(r.Hidden) > 0 && c.of(0.03) {
		r.Hidden[0] = c.count(25, train.MaxWidth)
	}
	r.Activation, r.Initialiser = one(c, nn.ActivationNames()), one(c, nn.InitialiserNames())
	r.InputScaling = one(c, dataset.Scalings())
	r.BatchNorm = train.BatchNorm{Enabled: c.of(0.5), AfterActivation: c.of(0.5), Momentum: c.between(smallest, 1), Epsilon: c.between(smallest, 1)}
	if c.of(0.5) {
		r.Dropout = c.between(0, train.MaxDropout)
	}
	r.Optimizer = c.optimizer()
	r.Schedule = optim.Schedule{
		Kind: one(c, optim.Schedules()).Name, Every: one(c, []string{"epoch", "batch"}), Warmup: c.count(0, 20),
		StepSize: c.count(1, optim.MaxCount), Gamma: c.between(smallest, 1), Length: c.count(0, optim.MaxCount), Minimum: c.between(0, r.Optimizer.LearningRate),
	}
	if c.of(0.5) {
		r.GradientClipping = c.between(0, train.MaxClipping)
	}
	if c.of(0.5) {
		r.LabelSmoothing = c.between(0, train.MaxLabelSmoothing)
	}
	r.BatchSize = c.count(1, train.MaxBatchSize)
	r.Epochs, r.Patience = 2, c.IntN(4)
	r.TrainingImages = 1000
	if c.of(0.2) {
		r.TrainingImages = c.count(train.MinTrainingImages, 1000)
	}
	r.ValidationShare = c.between(train.MinValidationShare, train.MaxValidationShare)
	r.Seed = c.Uint64N(train.MaxSeed + 1)
	return r
}

func (c chance) optimizer() optim.Config {
	m := one(c, optim.Methods())
	o := optim.Config{Method: m.Name, LearningRate: c.between(smallest, optim.MaxLearningRate), Hyperparameters: map[string]float64{}}
	if c.of(0.7) {
		o.LearningRate = m.LearningRate * c.between(0.01, 10)
	}
	for _, h := range m.Hyperparameters {
		if c.of(0.5) {
			continue
		}
		v := c.between(h.Min, h.Max)
		switch {
		case h.Boolean:
			v = float64(c.IntN(2))
		case h.Above && v == h.Min:
			v = math.Nextafter(h.Min, h.Max)
		case h.Below && v == h.Max:
			v = math.Nextafter(h.Max, h.Min)
		}
		o.Hyperparameters[h.Name] = v
	}
	return o
}

// valid draws until it has a recipe that the data set can be trained by: not
// Nesterov's momentum without any, nor batch norm of a last batch of one image.
func (c chance) valid(t *testing.T, set dataset.Set) train.Recipe {
	for {
		r := c.recipe()
		_, err := train.NewSession(r, set)
		if err == nil {
			return r
		}
		errs, ok := err.(train.Errors)
		require.True(t, ok && len(errs) == 1 && slices.Contains([]string{"batch_size", "optimizer.nesterov"}, errs[0].Field), "%v: %s", err, asJSON(r))
	}
}

// broken draws a recipe of which one field lies just outside of its range, and
// returns the field.
func (c chance) broken(t *testing.T, set dataset.Set) (train.Recipe, string) {
	r := c.valid(t, set)
	above, below := func(x float64) float64 { return math.Nextafter(x, math.Inf(1)) }, func(x float64) float64 { return math.Nextafter(x, math.Inf(-1)) }
	either := func(low, high float64) float64 { return one(c, []float64{below(low), above(high)}) }
	count := func(low, high int) int { return one(c, []int{low - 1, high + 1}) }
	m, _ := optim.ByName(r.Optimizer.Method)
	breaks := []struct {
		field string
		set   func()
	}{
		{"name", func() { r.Name = strings.Repeat("é", train.MaxNameLength+1) }},
		{"hidden", func() { r.Hidden = slices.Repeat([]int{2}, train.MaxHidden+1) }},
		{"hidden", func() { // more memory than there is
			r.Hidden, r.BatchSize = slices.Repeat([]int{train.MaxWidth}, train.MaxHidden), train.MaxBatchSize
			r.BatchNorm.Enabled, r.Dropout = true, 0.5
		}},
		{"hidden[1]", func() { r.Hidden = []int{3, count(1, train.MaxWidth), 4} }},
		{"activation", func() { r.Activation = one(c, []string{"", "ReLU", "none"}) }},
		{"initialiser", func() { r.Initialiser = one(c, []string{"", "xavier", "zero"}) }},
		{"batch_norm.momentum", func() { r.BatchNorm.Momentum = one(c, []float64{0, -smallest, above(1)}) }},
		{"batch_norm.epsilon", func() { r.BatchNorm.Epsilon = one(c, []float64{0, -smallest, above(1)}) }},
		{"dropout", func() { r.Dropout = either(0, train.MaxDropout) }},
		{"input_scaling", func() { r.InputScaling = one(c, []dataset.Scaling{"", "Unit", "log"}) }},
		{"optimizer.method", func() { r.Optimizer = optim.Config{Method: one(c, []string{"", "SGD", "lbfgs"}), LearningRate: 1} }},
		{"optimizer.learning_rate", func() { r.Optimizer.LearningRate = one(c, []float64{0, -smallest, above(optim.MaxLearningRate)}) }},
		{"optimizer.colour", func() { r.Optimizer.Hyperparameters["colour"] = 1 }},
		{"schedule.kind", func() { r.Schedule.Kind = one(c, []string{"", "Step", "linear"}) }},
		{"schedule.every", func() { r.Schedule.Every = one(c, []string{"", "Epoch", "second"}) }},
		{"schedule.warmup", func() { r.Schedule.Warmup = count(0, optim.MaxCount) }},
		{"schedule.step_size", func() { r.Schedule.StepSize = count(1, optim.MaxCount) }},
		{"schedule.gamma", func() { r.Schedule.Gamma = one(c, []float64{0, -smallest, above(1)}) }},
		{"schedule.length", func() { r.Schedule.Length = count(0, optim.MaxCount) }},
		{"schedule.minimum", func() { r.Schedule.Minimum = either(0, optim.MaxLearningRate) }},
		{"gradient_clipping", func() { r.GradientClipping = either(0, train.MaxClipping) }},
		{"label_smoothing", func() { r.LabelSmoothing = either(0, train.MaxLabelSmoothing) }},
		{"batch_size", func() { r.BatchSize = count(1, train.MaxBatchSize) }},
		{"batch_size", func() { r.BatchSize, r.BatchNorm.Enabled = 1, true }},
		{"epochs", func() { r.Epochs = count(1, train.MaxEpochs) }},
		{"patience", func() { r.Patience = count(0, train.MaxEpochs) }},
		{"training_images", func() {
			r.TrainingImages = one(c, []int{train.MinTrainingImages - 1, train.MaxTrainingImages + 1, set.Train.Len() + 1})
		}},
		{"validation_share", func() { r.ValidationShare = either(train.MinValidationShare, train.MaxValidationShare) }},
		{"seed", func() { r.Seed = train.MaxSeed + 1 }},
	}
	for _, h := range m.Hyperparameters {
		if h.Boolean { // which JSON can only give a value that is allowed
			continue
		}
		low, high := below(h.Min), above(h.Max)
		if h.Above {
			low = h.Min
		}
		if h.Below {
			high = h.Max
		}
		breaks = append(breaks, struct {
			field string
			set   func()
		}{"optimizer." + h.Name, func() { r.Optimizer.Hyperparameters[h.Name] = one(c, []float64{low, high}) }})
	}
	b := one(c, breaks)
	b.set()
	return r, b.field
}

func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// ended is how a run ended in a worker.
type ended struct {
	Kind    wire.ReportKind
	Event   *train.Event
	Message string
	Epochs  int
}

// inWorkers starts two workers as the page does, has them do the commands, and
// keeps how each run ended in globalThis.ends. A worker that is gone stays so.
const inWorkers = `(async () => {
	const commands = %s, { exec, shards } = document.documentElement.dataset;
	const at = (name) => new URL(name, document.baseURI).href;
	globalThis.ends = [], globalThis.doing = {};
	let next = 0;
	await Promise.all([0, 1].map((which) => new Promise((over) => {
		const worker = new Worker(atelier.worker);
		worker.postMessage({ exec: at(exec), module: atelier.module, shards: at(shards) });
		let n, epochs;
		const go = () => {
			if ((n = next++) >= commands.length) { worker.terminate(); over(); return; }
			doing[which] = n;
			epochs = 0;
			worker.postMessage(commands[n]);
		};
		worker.addEventListener("message", ({ data }) => {
			if (typeof data !== "string") return; // a snapshot
			const { kind, event, message } = JSON.parse(data);
			if (event?.kind === "epoch") epochs++;
			if (["failed", "crashed"].includes(kind) || ["finished", "diverged"].includes(event?.kind)) {
				ends[n] = { kind, event, message, epochs };
				if (kind === "crashed") over(); else go();
			}
		});
		go();
	})));
})()`

// trainInWorkers returns how the runs of the recipes ended.
func trainInWorkers(t *testing.T, v *visitor, recipes []train.Recipe) []ended {
	var commands []string
	for i, r := range recipes {
		commands = append(commands, string(wire.Command{Kind: wire.Start, Run: fmt.Sprint(i), Recipe: r}.Encode()))
	}
	browsertest.Eval[any](v.Page, "void "+fmt.Sprintf(inWorkers, asJSON(commands)))
	t.Cleanup(func() {
		if t.Failed() {
			for _, n := range browsertest.Eval[[]int](v.Page, `Object.values(doing)`) {
				t.Logf("trained last: %s", asJSON(recipes[n]))
			}
		}
	})
	browsertest.WaitAtMost[bool](v.Page, patience, fmt.Sprintf(`ends.filter(Boolean).length === %d || ends.some((e) => e?.kind === "crashed")`, len(recipes)))
	return browsertest.Eval[[]ended](v.Page, `ends.filter(Boolean)`)
}

// The sums are those of the same runs natively.
func TestAnyValidRecipeTrainsOrDivergesWithAReason(t *testing.T) {
	set := dataset.MadeUp(1, 6000, 1000)
	c := chance{rand.New(rand.NewPCG(1, 2))}
	var recipes []train.Recipe
	for range 500 {
		recipes = append(recipes, c.valid(t, set))
	}
	v := open(t, serve(t))
	finished := 0
	for i, e := range trainInWorkers(t, v, recipes) {
		r := asJSON(recipes[i])
		require.Equal(t, wire.Trained, e.Kind, "%s: %s", e.Message, r)
		if e.Event.Kind == train.Diverged {
			require.NotEmpty(t, e.Event.Reason, r)
			continue
		}
		finished++
		require.Equal(t, 2, e.Epochs, r)
		if finished%20 == 0 {
			require.Equal(t, native(t, recipes[i], set).ParametersSHA256, e.Event.ParametersSHA256, r)
		}
	}
	t.Logf("%d of %d trained to their ends, the others diverged", finished, len(recipes))
	require.Greater(t, finished, 250)
	v.RequireNoProblems()
}

func TestARecipeWithOneFieldOutOfRangeIsRefusedByThatField(t *testing.T) {
	set := dataset.MadeUp(1, 6000, 1000)
	c := chance{rand.New(rand.NewPCG(3, 4))}
	var recipes []train.Recipe
	var fields []string
	for range 500 {
		r, field := c.broken(t, set)
		recipes, fields = append(recipes, r), append(fields, field)
	}
	v := open(t, serve(t))
	for i, e := range trainInWorkers(t, v, recipes) {
		require.Equal(t, wire.Failed, e.Kind, asJSON(recipes[i]))
		require.True(t, strings.HasPrefix(e.Message, "recipe: "+fields[i]+" "), "%s should be refused, not: %s", fields[i], e.Message)
	}
	v.RequireNoProblems()
}
