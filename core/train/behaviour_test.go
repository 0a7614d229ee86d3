package train_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/train"
)

func epochs(events []train.Event) []train.Event {
	var list []train.Event
	for _, e := range events {
		if e.Kind == train.Epoch {
			list = append(list, e)
		}
	}
	return list
}

func TestEveryOptimizerAndLayerLearns(t *testing.T) {
	recipes := everyMethod()
	for _, a := range nn.ActivationNames() {
		r := small()
		r.Name, r.Activation = a, a
		r.Optimizer.Method = "adam"
		r.Optimizer.LearningRate = 0.01
		recipes = append(recipes, r)
	}
	for _, i := range nn.InitialiserNames() {
		r := small()
		r.Name, r.Initialiser = i, i
		recipes = append(recipes, r)
	}
	after := small()
	after.Name, after.BatchNorm.Enabled, after.BatchNorm.AfterActivation = "batch norm after", true, true
	for _, r := range append(recipes, after) {
		t.Run(r.Name, func(t *testing.T) {
			r.Epochs = 6
			r.Schedule.Kind = "constant"
			if r.Optimizer.Method == "adadelta" {
				r.Optimizer.LearningRate = 1
			}
			e := epochs(run(t, r, garments()))
			require.Less(t, e[5].TrainingLoss, 0.9*e[0].TrainingLoss)
		})
	}
}

// The report's baseline of dropout: it acts in training only, so that two runs
// differ from the first batch on, and evaluation draws nothing.
func TestWhatIsTurnedOffLeavesTheOthersStreamsAlone(t *testing.T) {
	first := func(change func(*train.Recipe)) train.Event {
		r := small()
		change(&r)
		return run(t, r, garments())[1]
	}
	plain := first(func(*train.Recipe) {})
	require.Equal(t, plain.TrainingLoss, first(func(r *train.Recipe) { r.Optimizer.Method = "adam" }).TrainingLoss, "the first batch comes before the first step")
	require.NotEqual(t, plain.TrainingLoss, first(func(r *train.Recipe) { r.Dropout = 0.5 }).TrainingLoss)
	require.NotEqual(t, plain.TrainingLoss, first(func(r *train.Recipe) { r.Initialiser = "xavier_normal" }).TrainingLoss)
}

func TestTheScheduleSetsTheLearningRate(t *testing.T) {
	r := small()
	r.Schedule.Kind, r.Schedule.StepSize, r.Schedule.Gamma = "step", 1, 0.5
	e := epochs(run(t, r, garments()))
	require.Equal(t, []float64{0.1, 0.05, 0.025}, []float64{e[0].LearningRate, e[1].LearningRate, e[2].LearningRate})
}

func TestTheLearningRateCanBeChangedWhileRunning(t *testing.T) {
	s, err := train.NewSession(small(), garments())
	require.NoError(t, err)
	s.Step()
	require.Equal(t, 0.1, s.Step().LearningRate)
	require.NoError(t, s.SetLearningRate(0.02))
	require.Equal(t, 0.02, s.Step().LearningRate)
	require.ErrorContains(t, s.SetLearningRate(0), "learning_rate must be above 0")
	require.Error(t, s.SetLearningRate(math.NaN()))
	require.Equal(t, 0.02, s.Step().LearningRate)

	restored, err := train.Restore(s.Snapshot(), garments())
	require.NoError(t, err)
	require.Equal(t, finish(s), finish(restored))
}

func TestPatienceEndsARunThatNoLongerImproves(t *testing.T) {
	r := small()
	r.Optimizer.LearningRate = 1e-9 // nothing improves, but for rounding
	r.Epochs, r.Patience = 50, 2
	events := run(t, r, garments())
	e := last(events)
	require.Equal(t, train.Finished, e.Kind)
	require.True(t, e.StoppedEarly)
	require.Less(t, e.Epoch, 50)

	// It is as the losses say: none of the last two is lower than all before.
	list := epochs(events)
	lowest := math.Inf(1)
	for _, e := range list[:len(list)-2] {
		lowest = min(lowest, e.ValidationLoss)
	}
	for _, e := range list[len(list)-2:] {
		require.GreaterOrEqual(t, e.ValidationLoss, lowest)
	}
	r.Patience = 0
	r.Epochs = 5
	require.False(t, last(run(t, r, garments())).StoppedEarly)
}

func TestADivergedRunKeepsTheLastGoodEpoch(t *testing.T) {
	r := small()
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	sum := s.Network().SHA256()
	for {
		e := s.Step()
		if e.Kind == train.Epoch {
			sum = s.Network().SHA256()
			require.NoError(t, s.SetLearningRate(100))
		}
		if s.Done() {
			require.Equal(t, train.Diverged, e.Kind)
			require.Equal(t, 1, e.KeptEpoch)
			require.Greater(t, e.Epoch, 1)
			require.Equal(t, sum, s.Network().SHA256())
			return
		}
	}
}

// With batch normalisation a last batch of one image has no variance; PyTorch
// refuses it in the middle of the epoch, we before the run.
func TestALastBatchOfOneImageIsRefusedWithBatchNorm(t *testing.T) {
	r := small()
	r.BatchSize = 899 // of 900
	run(t, r, garments())
	r.BatchNorm.Enabled = true
	_, err := train.NewSession(r, garments())
	require.ErrorContains(t, err, "batch_size leaves one of the 900 training images for the last batch")
	r.BatchSize = 1
	require.Equal(t, "must be at least 2 with batch normalisation", r.Validate().For("batch_size"))
	r.Hidden, r.BatchSize = nil, 899
	run(t, r, garments())
}

// By hand: 784·32 + 32 + 2·32 for the first layer with batch norm, and so on.
// A step's products: 2·128·784·32 twice, and 2·128·(32·16 + 16·10) three times.
func TestCostIsKnownBeforehand(t *testing.T) {
	r := small()
	r.BatchNorm.Enabled = true
	c := r.Cost()
	require.Equal(t, (784+1)*32+2*32+(32+1)*16+2*16+(16+1)*10, c.Parameters)
	require.Equal(t, 2*2*128*784*32+3*2*128*(32*16+16*10), c.Operations)
	require.Greater(t, c.Memory, 4*3*c.Parameters)
	adam := r
	adam.Optimizer.Method = "adam"
	require.Equal(t, 2*4*c.Parameters, adam.Cost().Memory-c.Memory, "Adam keeps two arrays")
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	require.Equal(t, c.Parameters, s.Step().Parameters)
}

// By hand, for two hidden layers with all that a layer can have.
func TestTheLayersAreThoseOfTheNetwork(t *testing.T) {
	r := small()
	r.Hidden, r.Dropout = []int{32, 16}, 0.5
	r.BatchNorm = train.BatchNorm{Enabled: true, AfterActivation: true, Momentum: 0.1, Epsilon: 1e-5}
	want := []train.Layer{
		{train.LinearLayer, 784, 32}, {train.ActivationLayer, 32, 32}, {train.BatchNormLayer, 32, 32}, {train.DropoutLayer, 32, 32},
		{train.LinearLayer, 32, 16}, {train.ActivationLayer, 16, 16}, {train.BatchNormLayer, 16, 16}, {train.DropoutLayer, 16, 16},
		{train.LinearLayer, 16, 10},
	}
	require.Equal(t, want, r.Layers())
	parameters := 0
	for _, l := range want {
		parameters += l.Parameters()
	}
	require.Equal(t, r.Cost().Parameters, parameters)
	r.BatchNorm.AfterActivation = false
	require.Equal(t, train.BatchNormLayer, r.Layers()[1].Kind)
	r.Hidden = nil
	require.Equal(t, []train.Layer{{train.LinearLayer, 784, 10}}, r.Layers())
}

func TestTheMostConfidentMistakesComeFirst(t *testing.T) {
	data := garments()
	s, err := train.NewSession(small(), data)
	require.NoError(t, err)
	e := last(finish(s))
	j := s.Judge(train.TestPart, 10)
	require.Equal(t, e.Confusion, [][]int(j.Confusion))
	require.Len(t, j.Mistakes, 10)
	alike := map[[2]int]int{}
	for i, m := range j.Mistakes {
		kind := [2]int{m.Label, m.Predicted}
		alike[kind]++
		require.LessOrEqual(t, alike[kind], train.MistakesAlike)
		require.Contains(t, j.Wrong[m.Label][m.Predicted], m.Image)
		require.Equal(t, m.Probabilities, s.Classify(data.Test.Image(m.Image)), "by itself as in its batch")
		require.Equal(t, int(data.Test.Labels[m.Image]), m.Label)
		require.NotEqual(t, m.Label, m.Predicted)
		var sum float32
		for _, p := range m.Probabilities {
			require.LessOrEqual(t, p, m.Probabilities[m.Predicted])
			sum += p
		}
		require.InDelta(t, 1, sum, 1e-5)
		if i > 0 {
			before := j.Mistakes[i-1]
			require.GreaterOrEqual(t, before.Probabilities[before.Predicted], m.Probabilities[m.Predicted])
		}
	}
	for truth, row := range j.Wrong {
		for said, images := range row {
			if truth == said {
				require.Empty(t, images)
				continue
			}
			require.Len(t, images, j.Confusion[truth][said])
			for _, i := range images {
				require.Equal(t, truth, int(data.Test.Labels[i]))
			}
		}
	}
	images, _ := s.Judge(train.ValidationPart, 0).Confusion.Count()
	require.Equal(t, 100, images)
}

func TestLookingInsideChangesNothing(t *testing.T) {
	r := everyMethod()[4]
	want := run(t, r, garments())
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	var got []train.Event
	for !s.Done() {
		got = append(got, s.Step())
		s.Judge(train.ValidationPart, 3)
		s.Distributions(10)
		s.GradientNorm()
		s.Classify(make([]byte, dataset.Pixels))
		s.DeadUnits(nil)
		s.RunningStatistics()
		s.FirstLayer()
		s.Snapshot()
	}
	require.Equal(t, want, got)
}

func TestTheInsideIsThatOfTheNetwork(t *testing.T) {
	r := small()
	r.BatchNorm.Enabled = true
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	for range 4 {
		s.Step()
	}
	parameters := s.Network().Parameters()
	distributions := s.Distributions(20)
	require.Len(t, distributions, len(parameters))
	for i, d := range distributions {
		require.Equal(t, parameters[i].Name, d.Name)
		values, gradients := 0, 0
		for b := range 20 {
			values += d.Values.Counts[b]
			gradients += d.Gradients.Counts[b]
		}
		require.Equal(t, len(parameters[i].Value), values)
		require.Equal(t, len(parameters[i].Value), gradients)
	}
	sum := 0.0
	for _, p := range parameters {
		for _, g := range p.Grad {
			sum += float64(g) * float64(g)
		}
	}
	require.InEpsilon(t, math.Sqrt(sum), s.GradientNorm(), 1e-6)
	statistics := s.RunningStatistics()
	require.Equal(t, "1.running_mean", statistics[0].Name)
	require.Len(t, statistics[0].Values, 32)
	require.Equal(t, []float32{3}, statistics[2].Values, "batches tracked")

	weights := s.FirstLayer()
	require.Len(t, weights, 32)
	require.Len(t, weights[0], dataset.Pixels)
	var largest float64
	for _, w := range weights {
		for _, v := range w {
			largest = max(largest, math.Abs(float64(v)))
		}
	}
	require.InDelta(t, 1, largest, 1e-6)
	// Of one sign with the weights: the first unit's first column.
	require.Equal(t, parameters[0].Value[0] > 0, weights[0][0] > 0)
	_, err = json.Marshal(distributions)
	require.NoError(t, err)
}

// A bias of -1000 before ReLU kills a unit for every image; two of four do a
// half.
func TestDeadUnitsAreCounted(t *testing.T) {
	r := small()
	r.Hidden = []int{4, 8}
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	require.Less(t, s.DeadUnits(nil)[0], 0.5)
	bias := s.Network().Parameters()[1].Value
	bias[1], bias[3] = -1000, -1000
	require.GreaterOrEqual(t, s.DeadUnits(nil)[0], 0.5)
	bias[0], bias[2] = 1000, 1000
	require.Equal(t, 0.5, s.DeadUnits(nil)[0])
}
