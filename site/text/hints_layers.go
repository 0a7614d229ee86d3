package text

import (
	"strings"

	"atelier/core/nn"
	"atelier/core/train"
)

// explainLayers explains what the hidden layers are made of.
func explainLayers(field string, r train.Recipe) Hint {
	switch field {
	case "activation":
		a, _ := nn.ActivationByName(r.Activation)
		return Hint{
			"The function that bends each hidden unit’s sum. Without it, any number of layers would be worth no more than one.",
			a.Formula,
			"ReLU is quick and the usual choice. Far from 0, sigmoid and tanh are nearly flat, so that their gradients fade from layer to layer.",
			"PyTorch, " + a.Label, a.Source,
		}
	case "initialiser":
		i, _ := nn.InitialiserByName(r.Initialiser)
		return Hint{
			"How the weights are drawn before training, for a layer of I inputs and O outputs. Their size decides how strongly signals and gradients pass through.",
			i.Formula,
			"Mostly another start. Xavier is made for activations that are nearly linear around 0, Kaiming for ReLU; the deeper the network, the more it tells.",
			"PyTorch, " + i.Label, i.Source,
		}
	case "dropout":
		return Hint{
			"The probability p with which, in training, each hidden unit is set to 0; the others are scaled up to make up for it. Evaluation uses all of them.",
			"y = mask·x / (1 − p)",
			"Less overfitting where there is some. The training loss is higher than without, as it is measured on the thinned network.",
			"Srivastava et al., Dropout, 2014", "https://jmlr.org/papers/v15/srivastava14a.html",
		}
	}
	if strings.HasPrefix(field, "batch_norm") {
		return explainBatchNorm(field)
	}
	return Hint{
		"The layers between pixels and classes. Each unit takes a weighted sum of all outputs before it, adds its bias b, and bends the result by the activation f.",
		"y = f(W·x + b)",
		"More units fit more and cost more. A deeper, narrower network may need fewer weights, but begins more slowly. Drag a bar, or press the up and down keys in a width, with Shift for single units.",
		"PyTorch, Linear", pytorch + "generated/torch.nn.Linear.html",
	}
}

func explainBatchNorm(field string) Hint {
	const address = pytorch + "generated/torch.nn.BatchNorm1d.html"
	switch field {
	case "batch_norm.momentum":
		return Hint{
			"How fast the running mean and variance, which evaluation uses, follow those of the batches.",
			"running = (1 − momentum)·running + momentum·batch",
			"At 0.1 they look back over some ten batches. Larger values follow faster and are noisier. The weights that are learnt do not depend on it.",
			"PyTorch, BatchNorm1d", address,
		}
	case "batch_norm.epsilon":
		return Hint{
			"Added to the variance, so that a unit that hardly varies is not divided by 0.",
			"y = γ·(x − mean) / √(variance + ε) + β",
			"Nothing, while it is far below the variances.",
			"PyTorch, BatchNorm1d", address,
		}
	}
	return Hint{
		"Brings each hidden unit to mean 0 and variance 1 over the batch, and then to a scale γ and a mean β that are learnt. Evaluation uses running averages of the batches’ statistics.",
		"y = γ·(x − mean) / √(variance + ε) + β",
		"Faster training, and larger learning rates become possible. Small batches make it noisy. Before the activation is where its authors put it.",
		"Ioffe and Szegedy, Batch Normalization, 2015", arxiv + "1502.03167",
	}
}
