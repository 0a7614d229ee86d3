package text_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/optim"
	"atelier/core/train"
	"atelier/site/text"
	"atelier/wasm/wire"
)

func Example() {
	r := train.Default()
	r.Hidden = []int{64, 64}
	r.Optimizer.LearningRate = 0.1
	fmt.Println(text.Plan(r))
	fmt.Println(text.Differences(r))
	fmt.Println(text.Accuracy(train.Accuracy{Mean: 0.8534, Deviation: 0.0221}))
	// Output:
	// Hidden layers of 64, 64 units, 50 epochs, 60,000 images.
	// hidden 64, 64, rate 0.1
	// 85.3 ± 2.2
}

func TestNumbersHaveACommaEveryThreeDigits(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 101770: "101,770", 1234567: "1,234,567", -1234: "−1,234"} {
		require.Equal(t, want, text.Count(n))
	}
}

func TestDurationsAreWrittenAsOnAStopwatch(t *testing.T) {
	for seconds, want := range map[float64]string{0: "0:00", 41.4: "0:41", 59.6: "1:00", 725: "12:05", 3723: "1:02:03"} {
		require.Equal(t, want, text.Duration(seconds))
	}
}

func TestASingleBatchHasNoDeviation(t *testing.T) {
	require.Equal(t, "58.5", text.Accuracy(train.Accuracy{Mean: 0.585}))
}

func TestARecipeIsToldByWhatDiffersFromTheBaseline(t *testing.T) {
	tests := map[string]func(*train.Recipe){
		"baseline":             func(*train.Recipe) {},
		"no hidden layer":      func(r *train.Recipe) { r.Hidden = nil },
		"hidden 64, 64":        func(r *train.Recipe) { r.Hidden = []int{64, 64} },
		"rate 0.05":            func(r *train.Recipe) { r.Optimizer.LearningRate = 0.05 },
		"scaling unit":         func(r *train.Recipe) { r.InputScaling = "unit" },
		"batch 32, 1 epoch":    func(r *train.Recipe) { r.BatchSize, r.Epochs = 32, 1 },
		"1,000 images, seed 7": func(r *train.Recipe) { r.TrainingImages, r.Seed = 1000, 7 },
		"validation share 0.2": func(r *train.Recipe) { r.ValidationShare = 0.2 },
		"Adam":                 func(r *train.Recipe) { r.Optimizer.Method = "adam" },
		"AdaDelta, ρ 0.8": func(r *train.Recipe) {
			r.Optimizer = optim.Config{Method: "adadelta", LearningRate: 0.01, Hyperparameters: map[string]float64{"rho": 0.8, "eps": 1e-6}}
		},
		"momentum 0.9, Nesterov": func(r *train.Recipe) {
			r.Optimizer.Hyperparameters = map[string]float64{"momentum": 0.9, "nesterov": 1}
		},
		"Tanh, Xavier normal": func(r *train.Recipe) { r.Activation, r.Initialiser = "tanh", "xavier_normal" },
		"batch norm":          func(r *train.Recipe) { r.BatchNorm.Enabled = true },
		"batch norm after activation, its momentum 0.2, its ε 0.001": func(r *train.Recipe) {
			r.BatchNorm = train.BatchNorm{Enabled: true, AfterActivation: true, Momentum: 0.2, Epsilon: 1e-3}
		},
		"step rate, times 0.1 after 10 epochs": func(r *train.Recipe) { r.Schedule.Kind = "step" },
		"dropout 0.5":                          func(r *train.Recipe) { r.Dropout = 0.5 },
		"cosine rate to 0, clipped at 1, smoothing 0.1, patience 5": func(r *train.Recipe) {
			r.Schedule.Kind, r.GradientClipping, r.LabelSmoothing, r.Patience = "cosine", 1, 0.1, 5
		},
	}
	for want, change := range tests {
		r := train.Default()
		r.Name = "a name is no difference"
		change(&r)
		require.Equal(t, want, text.Differences(r))
	}
}

func TestTheRecipeIsToldInFull(t *testing.T) {
	r := train.Default()
	r.BatchNorm.Enabled, r.Dropout, r.Initialiser = true, 0.5, "xavier_normal"
	r.Optimizer = optim.Config{Method: "adam", LearningRate: 0.01, Hyperparameters: map[string]float64{"beta1": 0.8}}
	r.LabelSmoothing = 0.1
	require.Equal(t, "One hidden layer of 128 units, Xavier normal, batch norm, dropout 0.5; Adam 0.01, β₁ 0.8, smoothing 0.1; standard scaling; batches of 512; 50 epochs; seed 0.", text.RecipeLine(r, 1))
}

func TestOneIsSingular(t *testing.T) {
	require.Equal(t, "Mend 1 field before this can train.", text.MendFields(1))
	r := train.Default()
	r.Hidden, r.Epochs = []int{1}, 1
	require.Equal(t, "One hidden layer of 1 unit, 1 epoch, 60,000 images.", text.Plan(r))
	r.Hidden = nil
	require.Equal(t, "No hidden layer, 1 epoch, 60,000 images.", text.Plan(r))
}

func TestVerdictsAreCounted(t *testing.T) {
	require.Equal(t, "2 hold, 1 does not, 5 cannot be told yet", text.VerdictCounts(2, 1, 5))
	require.Equal(t, "1 holds, 0 do not, 7 cannot be told yet", text.VerdictCounts(1, 0, 7))
}

func TestARunThatNeverBeganIsInNoEpoch(t *testing.T) {
	require.Equal(t, "stopped in epoch 1", text.StoppedIn(1))
	require.Equal(t, "stopped before it began", text.StoppedIn(0))
}

func TestSeveralRunsAreCounted(t *testing.T) {
	require.Equal(t, " on 2 of 8 cores", text.OnOf(2, 8))
	require.Equal(t, " on 1 core", text.OnOf(1, 1))
	require.Equal(t, "2 training", text.Working(2, 0))
	require.Equal(t, "2 training, 1 queued", text.Working(2, 1))
	require.Equal(t, []string{"next", "number 2"}, []string{text.Place(1), text.Place(2)})
	require.Equal(t, "1 run training, 2 queued, 30 per cent done.", text.AllGoing(1, 2, 30))
	require.Equal(t, "34 % of 3 runs", text.TitleOfAll(34, 3))
}

func TestAMessageBecomesASentence(t *testing.T) {
	require.Equal(t, "Must be 1 to 1000.", text.FieldMessage("must be 1 to 1000"))
	require.Empty(t, text.FieldMessage(""))
}

func TestMadeUpDataIsNeverCalledFashionMNIST(t *testing.T) {
	d := &wire.Data{Source: "made-up", TrainingImages: 60000, TestImages: 10000}
	require.Equal(t, "Made-up garments, 70,000 images, checked", text.DataStatus(d))
	d.Source = "fashion-mnist"
	require.Equal(t, "Fashion-MNIST, 70,000 images, checked", text.DataStatus(d))
}

func TestBeforeTheManifestIsHereNoPartsAreCounted(t *testing.T) {
	require.Equal(t, "Asking for the list of parts.", text.Shards(wire.Loading{}))
	require.Equal(t, "Part 5 of 14 checked.", text.Shards(wire.Loading{Shards: 5, TotalShards: 14}))
}

func TestAReasonKeepsTheNameOfItsFile(t *testing.T) {
	require.Equal(t, "Reason: manifest.json is of version 9.", text.Reason("manifest.json is of version 9"))
	require.Equal(t, "Reason: done.", text.Reason("done."))
	require.Empty(t, text.Reason(""))
}

func TestOnlyARunOnSeveralCoresSaysSo(t *testing.T) {
	require.Equal(t, "", text.OnCores(0))
	require.Equal(t, "", text.OnCores(1))
	require.Equal(t, ", on 4 cores", text.OnCores(4))
}

func TestEstimatesAreCoarse(t *testing.T) {
	for seconds, want := range map[float64]string{
		0: "a moment", 4.9: "a moment", 17: "15 s", 57: "55 s", 58: "1 min", 110: "1 min 50 s", 594: "9 min 50 s", 596: "10 min", 3590: "1 h 0 min", 7500: "2 h 5 min",
	} {
		require.Equal(t, want, text.About(seconds), seconds)
	}
	require.Equal(t, "starts in about 15 s", text.StartsIn(text.About(15)))
	require.Equal(t, "starts in a moment", text.StartsIn(text.About(1)))
}

func TestDifferencesAreInPointsWithTheirSign(t *testing.T) {
	for difference, want := range map[float64]string{0.02: "+2.0", -0.0153: "−1.5", 0: "0.0", -0.0001: "0.0"} {
		require.Equal(t, want, text.Points(difference))
	}
	require.Equal(t, "= 0.003", text.PValue(0.0031))
	require.Equal(t, "< 0.001", text.PValue(0.0004))
}

func TestTwoRecipesAreToldApartEitherWay(t *testing.T) {
	a, b := train.Default(), train.Default()
	require.Equal(t, "the same recipe", text.DifferencesFrom(a, b))
	b.Seed = 3
	require.Equal(t, "seed 3", text.DifferencesFrom(b, a))
	b.Hidden, b.BatchNorm.Enabled, b.Dropout, b.Epochs = nil, true, 0.5, 10
	b.Optimizer = optim.Config{Method: "adam", LearningRate: 0.001}
	b.Schedule = optim.Schedule{Kind: "step", Every: "epoch", StepSize: 5, Gamma: 0.5, Warmup: 1}
	require.Equal(t, "no hidden layer, batch norm, dropout 0.5, Adam, rate 0.001, step rate, times 0.5 after 5 epochs, warmed up over 1 epoch, 10 epochs", text.DifferencesFrom(b, a))
	require.Equal(t, "hidden 128, no batch norm, dropout 0, SGD, rate 0.01, constant rate, 50 epochs", text.DifferencesFrom(a, b))

	b = train.Default()
	b.Optimizer.Hyperparameters = map[string]float64{"momentum": 0.9, "nesterov": 1}
	require.Equal(t, "momentum 0.9, Nesterov", text.DifferencesFrom(b, a))
	require.Equal(t, "momentum 0, no Nesterov", text.DifferencesFrom(a, b))
}

func TestAMissingNetworkIsSaid(t *testing.T) {
	coming := wire.Loading{Shards: 1, TotalShards: 3}
	require.Equal(t, "Fetching the images", text.DataComing(coming))
	require.Equal(t, "Part 1 of 3 checked.", text.Shards(coming))
	coming.Offline = true
	require.Equal(t, "No network at the moment", text.DataComing(coming))
	require.Contains(t, text.Shards(coming), "no network now")
}
