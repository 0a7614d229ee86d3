package optim

import "atelier/core/f32"

func adagradMethod() Method {
	return Method{
		Name: "adagrad", Label: "Adagrad", LearningRate: 0.01,
		Hyperparameters: []Hyperparameter{
			{Name: "lr_decay", Label: "Learning-rate decay", Max: 1},
			{Name: "initial_accumulator_value", Label: "Initial sum", Max: 10},
			epsilon(1e-10),
			weightDecay(0),
		},
		Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html",
		Paper:  "Duchi, Hazan and Singer, “Adaptive Subgradient Methods for Online Learning and Stochastic Optimization”, JMLR 12, 2011, figure 1",
		arrays: func(Config) int { return 1 },
		new:    newAdagrad,
	}
}

// Adagrad divides each gradient by the root of the sum of all its squares,
// with a learning rate that falls by its decay η:
//
//	s = s + g²
//	w = w - lr/(1 + (t-1)·η)·g/(√s + ε)
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
type Adagrad struct {
	*memory
	decay, epsilon float64
	sum            [][]float32
}

var _ Optimizer = (*Adagrad)(nil)

func newAdagrad(c Config, m *memory) Optimizer {
	return &Adagrad{m, c.Value("lr_decay"), c.Value("eps"), m.add("sum", float32(c.Value("initial_accumulator_value")))}
}

// Step updates all parameters.
func (o *Adagrad) Step(learningRate float64) {
	rate := learningRate / (1 + float64(o.step*o.decay))
	o.eachBlock(false, func(p int, b block) {
		sum, root := b.of(o.sum[p]), b.first
		f32.AddProduct(sum, 1, b.grad, b.grad)
		f32.Sqrt(root, sum)
		f32.AddScalar(root, float32(o.epsilon))
		quotient(b.another, b.grad, root)
		f32.AddScaled(b.value, float32(-rate), b.another)
	})
}
