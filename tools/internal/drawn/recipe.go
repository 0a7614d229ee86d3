// Package drawn draws recipes at random from all that can be set, and such as are
// just outside, for tests and for comparisons with other programs.
package drawn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
)

// Chance draws recipes: for the same seeds always the same ones, so that what
// fails fails again.
type Chance struct{ random *rand.Rand }

// New returns the chance of these seeds.
func New(a, b uint64) Chance { return Chance{rand.New(rand.NewPCG(a, b))} }

func (c Chance) of(share float64) bool { return c.random.Float64() < share }

// between returns a number of the range, either of its ends every tenth time,
// and small ones as often as large ones.
func (c Chance) between(low, high float64) float64 {
	switch c.random.IntN(10) {
	case 0:
		return low
	case 1:
		return high
	}
	least := math.Log(max(low, 1e-9))
	return min(max(math.Exp(least+c.random.Float64()*(math.Log(high)-least)), low), high)
}

func (c Chance) count(low, high int) int {
	return int(math.Round(c.between(float64(low), float64(high))))
}

func one[T any](c Chance, list []T) T { return list[c.random.IntN(len(list))] }

// smallest is the least number above 0, to stand for an end that is excluded.
const smallest = math.SmallestNonzeroFloat64

// Recipe draws a recipe of the whole space, though most of its layers are
// narrow, that trains two epochs on up to 1,000 images.
func (c Chance) Recipe() train.Recipe {
	r := train.Default()
	r.Name = strings.Repeat("é", c.random.IntN(train.MaxNameLength+1))
	r.Hidden = nil
	for range c.random.IntN(train.MaxHidden + 1) {
		r.Hidden = append(r.Hidden, c.random.IntN(24)+1)
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
	r.Epochs, r.Patience = 2, c.random.IntN(4)
	r.TrainingImages = 1000
	if c.of(0.2) {
		r.TrainingImages = c.count(train.MinTrainingImages, 1000)
	}
	r.ValidationShare = c.between(train.MinValidationShare, train.MaxValidationShare)
	r.Seed = c.random.Uint64N(train.MaxSeed + 1)
	return r
}

func (c Chance) optimizer() optim.Config {
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
			v = float64(c.random.IntN(2))
		case h.Above && v == h.Min:
			v = math.Nextafter(h.Min, h.Max)
		case h.Below && v == h.Max:
			v = math.Nextafter(h.Max, h.Min)
		}
		o.Hyperparameters[h.Name] = v
	}
	return o
}

// Valid draws until it has a recipe that the data set can be trained by: not
// Nesterov's momentum without any, nor batch norm of a last batch of one image.
// That another rule refuses what Recipe has drawn is an error.
func (c Chance) Valid(set dataset.Set) (train.Recipe, error) {
	for {
		r := c.Recipe()
		_, err := train.NewSession(r, set)
		if err == nil {
			return r, nil
		}
		errs, ok := err.(train.Errors)
		if !ok || len(errs) != 1 || !slices.Contains([]string{"batch_size", "optimizer.nesterov"}, errs[0].Field) {
			return r, fmt.Errorf("%w: %+v", err, r)
		}
	}
}
