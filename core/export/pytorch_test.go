package export_test

import (
	"encoding/base64"
	"encoding/binary"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/export"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
)

// That the script gives the same curve under PyTorch, make check-exports
// shows; here is what can be seen without Python.

func script(t *testing.T, r train.Recipe) string {
	t.Helper()
	require.Nil(t, r.Validate())
	text, err := export.PyTorch(r, dataset.FashionMNIST)
	require.NoError(t, err)
	require.NotRegexp(t, `__[A-Z_]+__`, text, "all places are filled in")
	return string(text)
}

// The calls are written by hand from PyTorch's reference.
func TestTheScriptBuildsTheRecipeWithPyTorchsClasses(t *testing.T) {
	r := small()
	r.Seed = 5
	r.GradientClipping, r.LabelSmoothing, r.Patience = 1, 0.1, 3
	text := script(t, r)
	require.Contains(t, text, `    return nn.Sequential(
        nn.Linear(784, 12),
        nn.BatchNorm1d(12, eps=1e-05, momentum=0.1),
        nn.ReLU(),
        nn.Dropout(0.25),
        nn.Linear(12, 8),
        nn.BatchNorm1d(8, eps=1e-05, momentum=0.1),
        nn.ReLU(),
        nn.Dropout(0.25),
        nn.Linear(8, 10),
    )
`)
	require.Contains(t, text, "    return torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.0, dampening=0.0, nesterov=False, weight_decay=0.0)\n")
	require.Contains(t, text, "    return images.float().div(255).sub(0.286).div(0.353)\n")
	require.Contains(t, text, "nn.CrossEntropyLoss(label_smoothing=0.1)")
	require.Contains(t, text, "        loss.backward()\n        nn.utils.clip_grad_norm_(model.parameters(), 1.0)\n        optimizer.step()\n")
	for _, line := range []string{`NAME = "Small"`, "SEED = 5", "BATCH_SIZE = 50", "EPOCHS = 1", "TRAINING_IMAGES = 400  # before the split", "VALIDATION_SHARE = 0.1"} {
		require.Contains(t, text, "\n"+line+"\n")
	}
	require.Contains(t, text, "\nPATIENCE = 3  #")
	require.Contains(t, text, `COLUMNS = ["run", "epoch", "learning_rate", "training_loss", "validation_loss", "validation_accuracy", "validation_accuracy_deviation"]`)

	r.GradientClipping = 0
	require.NotContains(t, script(t, r), "clip_grad_norm_")
}

func TestTheScriptHasEveryOptimizerThatPyTorchHas(t *testing.T) {
	want := map[string]string{
		"sgd":      "torch.optim.SGD(model.parameters(), lr=0.5, momentum=0.0, dampening=0.0, nesterov=False, weight_decay=0.0)",
		"adagrad":  "torch.optim.Adagrad(model.parameters(), lr=0.5, lr_decay=0.0, initial_accumulator_value=0.0, eps=1e-10, weight_decay=0.0)",
		"rmsprop":  "torch.optim.RMSprop(model.parameters(), lr=0.5, alpha=0.99, eps=1e-08, momentum=0.0, centered=False, weight_decay=0.0)",
		"adadelta": "torch.optim.Adadelta(model.parameters(), lr=0.5, rho=0.9, eps=1e-06, weight_decay=0.0)",
		"adam":     "torch.optim.Adam(model.parameters(), lr=0.5, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0)",
		"adamw":    "torch.optim.AdamW(model.parameters(), lr=0.5, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01)",
		"nadam":    "torch.optim.NAdam(model.parameters(), lr=0.5, betas=(0.9, 0.999), eps=1e-08, momentum_decay=0.004, weight_decay=0.0, foreach=True)",
	}
	for _, m := range optim.Methods() {
		r := small()
		r.Optimizer = optim.Config{Method: m.Name, LearningRate: 0.5}
		if !strings.Contains(m.Source, "torch.optim.") {
			_, err := export.PyTorch(r, dataset.FashionMNIST)
			require.EqualError(t, err, "export: PyTorch has no optimizer "+m.Label)
			continue
		}
		require.Contains(t, want, m.Name)
		require.Contains(t, script(t, r), "    return "+want[m.Name]+"\n")
	}
	r := small()
	r.Optimizer.Hyperparameters = map[string]float64{"momentum": 0.9, "nesterov": 1}
	require.Contains(t, script(t, r), "momentum=0.9, dampening=0.0, nesterov=True")
}

func TestTheScriptHasEveryActivationAndSchedule(t *testing.T) {
	classes := map[string]string{"relu": "ReLU", "leaky_relu": "LeakyReLU", "tanh": "Tanh", "sigmoid": "Sigmoid", "gelu": "GELU"}
	for _, a := range nn.Activations() {
		r := small()
		r.Activation = a.Name
		require.Contains(t, script(t, r), "        nn."+classes[a.Name]+"(),\n")
	}
	for want, s := range map[string]optim.Schedule{
		"    return lr_scheduler.ConstantLR(optimizer, factor=1.0, total_iters=0)\n":                          {},
		"    return lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.5)\n":                                 {Kind: "step", Every: "epoch", StepSize: 3, Gamma: 0.5},
		"    return lr_scheduler.CosineAnnealingLR(optimizer, T_max=7, eta_min=0.001)\n":                      {Kind: "cosine", Every: "batch", StepSize: 1, Gamma: 1, Length: 7, Minimum: 0.001},
		"    return lr_scheduler.CosineAnnealingLR(optimizer, T_max=max(1, 1 - 0), eta_min=0.0)\n":            {Kind: "cosine", Every: "epoch", StepSize: 1, Gamma: 1},
		"    after = lr_scheduler.CosineAnnealingLR(optimizer, T_max=max(1, 1 * batches - 4), eta_min=0.0)\n": {Kind: "cosine", Every: "batch", StepSize: 1, Gamma: 1, Warmup: 4},
		"    warmup = lr_scheduler.LinearLR(optimizer, start_factor=1 / 5, total_iters=4)\n":                  {Kind: "step", Every: "batch", StepSize: 1, Gamma: 1, Warmup: 4},
		"    return lr_scheduler.SequentialLR(optimizer, [warmup, after], milestones=[4])\n":                  {Kind: "constant", Every: "batch", StepSize: 1, Gamma: 1, Warmup: 4},
	} {
		r := small()
		r.Schedule = s
		text := script(t, r)
		require.Contains(t, text, want)
		every := "epoch"
		if s.Every == "batch" {
			every = "batch"
		}
		require.Contains(t, text, "\nSCHEDULE_EVERY = \""+every+"\"\n")
	}
}

// The values are read back as the script does it: all parameters one after the
// other, in PyTorch's order.
func TestTheScriptCarriesTheInitialWeights(t *testing.T) {
	text := regexp.MustCompile(`(?s)WEIGHTS = """\n(.*?)"""`).FindStringSubmatch(script(t, small()))[1]
	raw, err := base64.StdEncoding.DecodeString(text)
	require.NoError(t, err)
	s, err := train.NewSession(small(), garments())
	require.NoError(t, err)
	for _, p := range s.Network().Parameters() {
		want := make([]float32, len(p.Value))
		p.PyTorch(want, p.Value)
		for _, w := range want {
			require.Equal(t, w, math.Float32frombits(binary.LittleEndian.Uint32(raw)), p.Name)
			raw = raw[4:]
		}
	}
	require.Empty(t, raw)
	for _, line := range strings.Split(text, "\n") {
		require.LessOrEqual(t, len(line), 76)
	}
}

func TestTheScriptSaysWhyItsCurveIsAnother(t *testing.T) {
	plain := small()
	plain.Dropout = 0
	require.NotContains(t, script(t, plain), "the curve is")
	require.NotContains(t, script(t, plain), "its curve is another one")
	require.Contains(t, script(t, small()), "\n# PyTorch draws the dropout masks, which are others than Atelier's: the curve is\n")

	text, err := export.PyTorch(plain, dataset.MadeUpSource)
	require.NoError(t, err)
	require.Contains(t, string(text), "\n# Atelier's run was on other images than Fashion-MNIST (\"made-up\"):\n# its curve is another one.\n")
}

// Recipes come with links from strangers. The name must stay within a comment
// and a literal, whatever it is.
func TestANameCannotBecomeCode(t *testing.T) {
	r := small()
	r.Name = "\"\"\"\n\r\u2028\\\x00print('#')\n__WEIGHTS__"
	text, err := export.PyTorch(r, dataset.FashionMNIST)
	require.NoError(t, err)
	const literal = `"\"\"\"\n\r\u2028\\\u0000print('#')\n__WEIGHTS__"`
	require.Contains(t, string(text), "\nNAME = "+literal+"\n")
	require.Contains(t, string(text), "\n#   \"name\": "+literal+",\n")
	require.Equal(t, 2, strings.Count(string(text), "print('#')"))
}
