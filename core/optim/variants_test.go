package optim_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"atelier/core/nn"
	"atelier/core/optim"
)

type settings = map[string]float64

// variants has every method with its defaults and with each of its settings
// in use.
var variants = []struct {
	name   string
	config optim.Config
}{
	{"SGD", optim.Config{"sgd", 0.1, nil}},
	{"SGD with weight decay", optim.Config{"sgd", 0.1, settings{"weight_decay": 0.3}}},
	{"SGD with momentum", optim.Config{"sgd", 0.1, settings{"momentum": 0.9}}},
	{"SGD with momentum and dampening", optim.Config{"sgd", 0.1, settings{"momentum": 0.9, "dampening": 0.3, "weight_decay": 0.1}}},
	{"SGD with Nesterov's momentum", optim.Config{"sgd", 0.1, settings{"momentum": 0.9, "nesterov": 1}}},
	{"SGD with Nesterov's momentum and weight decay", optim.Config{"sgd", 0.1, settings{"momentum": 0.9, "nesterov": 1, "weight_decay": 0.3}}},
	{"Adagrad", optim.Config{"adagrad", 0.1, nil}},
	{"Adagrad with everything", optim.Config{"adagrad", 0.1, settings{"lr_decay": 0.2, "initial_accumulator_value": 0.7, "eps": 0.01, "weight_decay": 0.3}}},
	{"RMSprop", optim.Config{"rmsprop", 0.01, nil}},
	{"RMSprop with weight decay", optim.Config{"rmsprop", 0.01, settings{"weight_decay": 0.3, "eps": 0.01}}},
	{"RMSprop centered", optim.Config{"rmsprop", 0.01, settings{"centered": 1, "alpha": 0.95, "eps": 1e-3}}},
	{"RMSprop with momentum", optim.Config{"rmsprop", 0.01, settings{"momentum": 0.5}}},
	{"RMSprop with everything", optim.Config{"rmsprop", 0.01, settings{"centered": 1, "momentum": 0.5, "weight_decay": 0.3, "eps": 1e-3}}},
	{"Adadelta", optim.Config{"adadelta", 1, nil}},
	{"Adadelta with everything", optim.Config{"adadelta", 0.5, settings{"rho": 0.7, "eps": 1e-3, "weight_decay": 0.3}}},
	{"Adam", optim.Config{"adam", 0.01, nil}},
	{"Adam with everything", optim.Config{"adam", 0.01, settings{"beta1": 0.7, "beta2": 0.9, "eps": 0.01, "weight_decay": 0.3}}},
	{"AdamW", optim.Config{"adamw", 0.01, nil}},
	{"AdamW with everything", optim.Config{"adamw", 0.01, settings{"beta1": 0.7, "beta2": 0.9, "eps": 0.01, "weight_decay": 0.3}}},
	{"NAdam", optim.Config{"nadam", 0.01, nil}},
	{"NAdam with everything", optim.Config{"nadam", 0.01, settings{"beta1": 0.7, "beta2": 0.9, "eps": 0.01, "momentum_decay": 0.5, "weight_decay": 0.3}}},
}

// allSettings returns the hyperparameters with those that take their defaults.
func allSettings(c optim.Config) settings {
	all := settings{}
	m, _ := optim.ByName(c.Method)
	for _, h := range m.Hyperparameters {
		all[h.Name] = c.Value(h.Name)
	}
	return all
}

// newParameters returns parameters of lengths around those of vectors and of
// the blocks of an optimizer.
func newParameters(random *rand.Rand) []*nn.Parameter {
	var list []*nn.Parameter
	for i, length := range []int{1, 1023, 2050} {
		p := &nn.Parameter{Name: fmt.Sprint(i), Shape: []int{length}, Value: make([]float32, length), Grad: make([]float32, length)}
		for j := range p.Value {
			p.Value[j] = float32(2*random.Float64() - 1)
		}
		list = append(list, p)
	}
	return list
}

// drawGradients sets gradients of all sizes from 1/16 to 1; every eighth is
// always 0, as those of the weights of a pixel that is always black.
func drawGradients(parameters []*nn.Parameter, random *rand.Rand) {
	for _, p := range parameters {
		for j := range p.Grad {
			p.Grad[j] = float32(math.Ldexp(2*random.Float64()-1, -random.IntN(5)))
			if j%8 == 7 {
				p.Grad[j] = 0
			}
		}
	}
}

func newRandom() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

// rate varies the learning rate from step to step.
func rate(c optim.Config, t int) float64 { return c.LearningRate / float64(1+t%3) }

func clone(parameters []*nn.Parameter) []*nn.Parameter {
	var list []*nn.Parameter
	for _, p := range parameters {
		list = append(list, &nn.Parameter{Name: p.Name, Shape: p.Shape, Value: slices.Clone(p.Value), Grad: slices.Clone(p.Grad)})
	}
	return list
}

func BenchmarkStep(b *testing.B) {
	const length = 784*128 + 128 + 128*10 + 10 // the report's network
	for _, v := range variants {
		b.Run(v.name, func(b *testing.B) {
			p := &nn.Parameter{Value: make([]float32, length), Grad: make([]float32, length)}
			drawGradients([]*nn.Parameter{p}, newRandom())
			optimizer := optim.New(v.config, []*nn.Parameter{p})
			for b.Loop() {
				optimizer.Step(1e-6)
			}
		})
	}
}
