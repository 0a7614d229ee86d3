package text

import (
	"fmt"

	"atelier/core/optim"
)

// explainMethod explains an optimizer. In the formulas w is a weight, g its
// gradient and lr the learning rate.
func explainMethod(c optim.Config) Hint {
	m, ok := optim.ByName(c.Method)
	if !ok {
		return Hint{}
	}
	const what = "How a weight w is changed by its gradient g, at the learning rate lr. "
	h := Hint{Source: m.Paper, Address: paper(m)}
	switch m.Name {
	case "sgd":
		h.What = what + "SGD steps straight down the gradient."
		h.Formula = "w = w − lr·g"
		h.Expect = "Slow and steady at 0.01. Momentum, or a rate of 0.1, takes it much further in the same epochs."
	case "adagrad":
		h.What = what + "Adagrad divides each gradient by the root of the sum s of all its squares so far."
		h.Formula = "s = s + g²,  w = w − lr·g / (√s + ε)"
		h.Expect = "Large first steps that shrink for good, as s only grows."
	case "rmsprop":
		h.What = what + "RMSprop divides each gradient by the root of a running average v of its squares."
		h.Formula = "v = α·v + (1 − α)·g²,  w = w − lr·g / (√v + ε)"
		h.Expect = "Steps of about lr whatever the gradient’s size, so it wants a smaller rate than SGD."
	case "adadelta":
		h.What = what + "AdaDelta scales each gradient by two running averages: a, of its squared steps, and v, of its squares."
		h.Formula = "d = √(a + ε) / √(v + ε)·g,  w = w − lr·d"
		h.Expect = "Made for a rate of 1. At 0.01, as in the report, it takes a hundredth of its steps and is about as fast as SGD."
	case "adam":
		h.What = what + "Adam divides a running average m of the gradient by the root of one of its square, v, both corrected for having begun at 0."
		h.Formula = "w = w − lr·m̂ / (√v̂ + ε)"
		h.Expect = "The fastest start of the report’s three. Its usual rate is 0.001; at 0.01 the curve is quick and restless."
	case "adamw":
		h.What = what + "AdamW is Adam whose weight decay λ acts on the weights themselves and not through the gradient."
		h.Formula = "w = w − lr·λ·w − lr·m̂ / (√v̂ + ε)"
		h.Expect = "As Adam, with a decay that keeps its meaning at any size of gradient."
	case "nadam":
		h.What = what + "NAdam is Adam with Nesterov’s momentum: it looks one step ahead, with a momentum μ that grows from step to step."
		h.Formula = "w = w − lr·((1 − μₜ)·g / (1 − μ₁⋯μₜ) + μₜ₊₁·m / (1 − μ₁⋯μₜ₊₁)) / (√v̂ + ε)"
		h.Expect = "Much like Adam, a little quicker at first."
	}
	return h
}

// paper is the address of where a method was published.
func paper(m optim.Method) string {
	switch m.Name {
	case "sgd":
		return "https://proceedings.mlr.press/v28/sutskever13.html"
	case "adagrad":
		return "https://jmlr.org/papers/v12/duchi11a.html"
	case "rmsprop":
		return "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf"
	case "adadelta":
		return arxiv + "1212.5701"
	case "adam":
		return arxiv + "1412.6980"
	case "adamw":
		return arxiv + "1711.05101"
	case "nadam":
		return "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ"
	}
	return m.Source
}

func explainRate(c optim.Config) Hint {
	m, ok := optim.ByName(c.Method)
	if !ok {
		return Hint{}
	}
	return Hint{
		"How far each step goes. It is the setting that matters most.",
		"w = w − lr·step",
		fmt.Sprintf("Too small is slow, too large makes the loss jump, or diverge. Try factors of 3 or 10. %s usually begins at %g.", m.Label, m.LearningRate),
		"PyTorch, " + m.Label, m.Source,
	}
}

// explainHyperparameter explains one setting of a method.
func explainHyperparameter(name string, c optim.Config) Hint {
	m, ok := optim.ByName(c.Method)
	if !ok {
		return Hint{}
	}
	h := Hint{Source: "PyTorch, " + m.Label, Address: m.Source}
	switch name {
	case "momentum":
		h.What = "How much of the last step’s direction b is kept. Gradients that agree add up, those that change their sign cancel."
		h.Formula, h.Expect = "b = μ·b + g,  w = w − lr·b", "At 0.9, ten times the step in a lasting direction, so faster, and less of a learning rate is needed."
		if m.Name == "rmsprop" {
			h.Formula = "b = μ·b + g / (√v + ε),  w = w − lr·b"
		}
	case "dampening":
		h.What = "Takes a part off each new gradient that is added to the momentum, but for the first."
		h.Formula, h.Expect = "b = μ·b + (1 − τ)·g", "With momentum μ, a dampening of μ makes b an average, so that steps stay as long as without momentum. Without momentum it does nothing."
	case "nesterov":
		h.What = "Steps as if the momentum had been followed once more already. Needs a momentum, and no dampening."
		h.Formula, h.Expect = "w = w − lr·(g + μ·b)", "A little steadier than plain momentum."
	case "weight_decay":
		h = explainDecay(h, m)
	case "eps":
		h = explainEpsilon(h, m)
	default:
		h = explainAverage(name, h, m)
	}
	return h
}

func explainDecay(h Hint, m optim.Method) Hint {
	h.What = "Pulls every weight towards 0 by adding λ times the weight to its gradient."
	h.Formula = "g = g + λ·w"
	h.Expect = "Smaller weights and less overfitting. 0.0001 is mild; 0.01 and more can keep it from learning."
	if m.Name == "adamw" {
		h.What = "Pulls every weight towards 0 by a share of itself at each step, beside the gradient."
		h.Formula = "w = w − lr·λ·w"
		h.Expect = "Smaller weights and less overfitting. 0.01 is PyTorch’s default here."
	}
	return h
}

func explainEpsilon(h Hint, m optim.Method) Hint {
	h.What = "Keeps the step from being divided by 0 where a gradient was always tiny."
	h.Formula = "lr·g / (√v + ε)"
	h.Expect = "Nothing while it is small. A large one makes the method more like SGD."
	switch m.Name {
	case "adagrad":
		h.Formula = "lr·g / (√s + ε)"
	case "adam", "adamw", "nadam":
		h.Formula = "lr·m̂ / (√v̂ + ε)"
	case "adadelta":
		h.What = "Keeps the step from being divided by 0, and sets the size of the first steps, when there are none to go by."
		h.Formula = "d = √(a + ε) / √(v + ε)·g"
		h.Expect = "A larger one starts faster."
	}
	return h
}

// explainAverage explains what only one or a few methods have.
func explainAverage(name string, h Hint, m optim.Method) Hint {
	switch name {
	case "rho":
		h.What, h.Formula = "How much the two running averages keep from step to step.", "v = ρ·v + (1 − ρ)·g²"
		h.Expect = "At 0.9 they look back over some 10 steps, at 0.99 over some 100: smoother, slower to follow."
	case "alpha":
		h.What, h.Formula = "How much the running average of squared gradients keeps from step to step.", "v = α·v + (1 − α)·g²"
		h.Expect = "At 0.99 it looks back over some 100 steps. Smaller values follow faster and are noisier."
	case "beta1":
		h.What, h.Formula = "How much the running average of the gradient keeps from step to step: a kind of momentum.", "m = β₁·m + (1 − β₁)·g"
		h.Expect = "At 0.9 it looks back over some 10 steps. 0 goes by the present batch alone."
	case "beta2":
		h.What, h.Formula = "How much the running average of the squared gradient keeps from step to step.", "v = β₂·v + (1 − β₂)·g²"
		h.Expect = "At 0.999 it looks back over some 1,000 steps. Smaller values let steps follow sudden changes, and make them less even."
	case "centered":
		h.What, h.Formula = "Takes the square of the average gradient a off v, so that steps are divided by the gradient’s deviation.", "lr·g / (√(v − a²) + ε)"
		h.Expect = "Longer steps where the gradient is steady, and with them more risk."
	case "lr_decay":
		h.What, h.Formula = "Lets the learning rate fall with the step t, besides what the sum of squares does.", "lr / (1 + (t − 1)·η)"
		h.Expect = "At 0.01 the rate is half after 100 steps, about one epoch of batches of 512."
	case "initial_accumulator_value":
		h.What, h.Formula = "What the sum of squared gradients begins with.", "s₀"
		h.Expect = "A larger one makes the first steps shorter."
	case "momentum_decay":
		h.What, h.Formula = "How quickly the momentum grows to β₁ over the steps t.", "μₜ = β₁·(1 − 0.96^(t·ψ) / 2)"
		h.Expect = "At 0.004 it begins at half of β₁ and is nearly there after some 20,000 steps. 0 keeps it at half."
	default:
		return Hint{}
	}
	return h
}
