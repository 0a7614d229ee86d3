package train_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
)

// trajectory is a training run that PyTorch recorded, as testdata/README.md
// says.
type trajectory struct {
	Format string          `json:"format"`
	Input  int             `json:"input"`
	Layers []recordedLayer `json:"layers"`
	Loss   struct {
		LabelSmoothing float64 `json:"label_smoothing"`
	} `json:"loss"`
	Optimizer map[string]any               `json:"optimizer"`
	Schedule  *recordedSchedule            `json:"schedule"`
	Initial   map[string]tensor            `json:"initial"`
	Steps     []recordedStep               `json:"steps"`
	State     map[string]map[string]tensor `json:"optimizer_state"`
	Eval      recordedEvaluation           `json:"eval"`
	Tolerance map[string]float64           `json:"tolerance"`
}

type recordedLayer struct {
	Type     string  `json:"type"`
	In       int     `json:"in"`
	Out      int     `json:"out"`
	Features int     `json:"features"`
	Epsilon  float64 `json:"eps"`
	Momentum float64 `json:"momentum"`
	P        float64 `json:"p"`
}

type recordedSchedule struct {
	Type     string  `json:"type"`
	Every    string  `json:"every"` // "step" is a batch
	StepSize int     `json:"step_size"`
	Gamma    float64 `json:"gamma"`
	Length   int     `json:"T_max"`
	Minimum  float64 `json:"eta_min"`
}

type recordedStep struct {
	Epoch        int               `json:"epoch"`
	LearningRate float64           `json:"lr"`
	X            tensor            `json:"x"`
	Y            []int             `json:"y"`
	Masks        map[string]tensor `json:"masks"`
	Loss         float64           `json:"loss"`
	Correct      float64           `json:"correct"`
	Logits       *tensor           `json:"logits"`
	DLogits      *tensor           `json:"dlogits"`
	Grads        map[string]tensor `json:"grads"`
	After        map[string]tensor `json:"after"`
}

type recordedEvaluation struct {
	X        tensor  `json:"x"`
	Y        []int   `json:"y"`
	Logits   tensor  `json:"logits"`
	Loss     float64 `json:"loss"`
	Correct  float64 `json:"correct"`
	Accuracy float64 `json:"accuracy"`
}

// tensor is an array, or a number: then shape is nil.
type tensor struct {
	shape []int
	data  []float32
}

func (t *tensor) UnmarshalJSON(text []byte) error {
	var number float32
	if json.Unmarshal(text, &number) == nil {
		t.data = []float32{number}
		return nil
	}
	var array struct {
		Shape []int     `json:"shape"`
		Data  []float32 `json:"data"`
	}
	if err := json.Unmarshal(text, &array); err != nil {
		return err
	}
	t.shape, t.data = array.Shape, array.Data
	return nil
}

func (t tensor) matrix() blas32.General {
	return blas32.General{Rows: t.shape[0], Cols: t.shape[1], Stride: t.shape[1], Data: t.data}
}

// replay is a trajectory being run again.
type replay struct {
	t       *testing.T
	want    trajectory
	network *nn.Network
	loss    nn.CrossEntropy
	stepper optim.Optimizer
	config  optim.Config
	shift   float32
}

// input returns the input of a batch, less the shift that the first layer adds
// to it.
func (r *replay) input(x tensor) blas32.General {
	m := x.matrix()
	if r.shift != 0 {
		m.Data = slices.Clone(m.Data)
		for i := range m.Data {
			m.Data[i] -= r.shift
		}
	}
	return m
}

// close requires got to be within the recorded tolerance.
func (r *replay) close(quantity string, want, got []float32) {
	r.t.Helper()
	tolerance, ok := r.want.Tolerance[quantity]
	require.True(r.t, ok, "no tolerance for %s", quantity)
	require.Len(r.t, got, len(want), quantity)
	for i := range want {
		if difference := math.Abs(float64(want[i]) - float64(got[i])); !(difference <= tolerance) {
			require.Failf(r.t, "not PyTorch's value", "%s[%d]: want %v, got %v: %.3g apart, tolerance %.3g",
				quantity, i, want[i], got[i], difference, tolerance)
		}
	}
}

func (r *replay) closeNumber(quantity string, want, got float64) {
	r.t.Helper()
	r.close(quantity, []float32{float32(want)}, []float32{float32(got)})
}

func newReplay(t *testing.T, file string, shift float32) *replay {
	r := &replay{t: t, shift: shift}
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &r.want))
	require.Equal(t, "mlp-trajectory/1", r.want.Format)

	rows := len(r.want.Eval.Y)
	for _, s := range r.want.Steps {
		rows = max(rows, len(s.Y))
	}
	layers := layersOf(t, r.want)
	first := layers[0].(*nn.Dense)
	first.Sparse, first.Shift = shift != 0, shift
	r.network = nn.New(rows, layers...)
	r.loss = nn.CrossEntropy{LabelSmoothing: r.want.Loss.LabelSmoothing}
	r.initialise()
	r.config = configOf(t, r.want.Optimizer)
	r.stepper = optim.New(r.config, r.network.Parameters())
	return r
}

func layersOf(t *testing.T, want trajectory) []nn.Layer {
	var layers []nn.Layer
	features := want.Input
	for _, l := range want.Layers {
		switch l.Type {
		case "linear":
			require.Equal(t, features, l.In)
			layers = append(layers, nn.NewDense(l.In, l.Out))
			features = l.Out
		case "batchnorm1d":
			layers = append(layers, nn.NewBatchNorm(l.Features, l.Momentum, l.Epsilon))
		case "dropout":
			layers = append(layers, nn.NewDropout(features, l.P))
		default:
			a, ok := nn.ActivationByName(l.Type)
			require.True(t, ok, "unknown layer %q", l.Type)
			layers = append(layers, a.New(features))
		}
	}
	return layers
}

// initialise sets all parameters and buffers, and requires that there are just
// those that PyTorch has.
func (r *replay) initialise() {
	left := maps.Clone(r.want.Initial)
	for _, p := range r.network.Parameters() {
		initial, ok := left[p.Name]
		require.True(r.t, ok, "PyTorch has no %s", p.Name)
		require.Equal(r.t, initial.shape, p.Shape, p.Name)
		p.FromPyTorch(p.Value, initial.data)
		delete(left, p.Name)
	}
	for _, b := range r.network.Buffers() {
		initial, ok := left[b.Name]
		require.True(r.t, ok, "PyTorch has no %s", b.Name)
		copy(b.Values, initial.data)
		delete(left, b.Name)
	}
	require.Empty(r.t, left)
}

// configOf reads PyTorch's names for hyperparameters.
func configOf(t *testing.T, recorded map[string]any) optim.Config {
	flat := map[string]any{}
	for name, v := range recorded {
		switch name {
		case "type":
			flat["method"] = v
		case "lr":
			flat["learning_rate"] = v
		case "betas":
			flat["beta1"], flat["beta2"] = v.([]any)[0], v.([]any)[1]
		default:
			flat[name] = v
		}
	}
	text, err := json.Marshal(flat)
	require.NoError(t, err)
	var c optim.Config
	require.NoError(t, json.Unmarshal(text, &c))
	require.Nil(t, c.Validate())
	return c
}

func labelsOf(y []int) []byte {
	labels := make([]byte, len(y))
	for i, c := range y {
		labels[i] = byte(c)
	}
	return labels
}

func correct(logits blas32.General, labels []byte) float64 {
	predictions := make([]byte, len(labels))
	nn.Predict(predictions, logits)
	n := 0
	for i, p := range predictions {
		if p == labels[i] {
			n++
		}
	}
	return float64(n)
}

func (r *replay) step(k int) {
	s := r.want.Steps[k]
	for i, l := range r.network.Layers {
		if d, ok := l.(*nn.Dropout); ok {
			d.UseMask(s.Masks[strconv.Itoa(i)].data)
		}
	}
	labels := labelsOf(s.Y)
	logits := r.network.Forward(r.input(s.X), nn.Training)
	if s.Logits != nil {
		r.close("logits", s.Logits.data, logits.Data)
	}
	r.closeNumber("correct", s.Correct, correct(logits, labels))
	gradient := r.network.LogitsGradient()
	loss := r.loss.Loss(logits, labels, gradient, r.network.Pass()) / float64(len(labels))
	r.closeNumber("loss", s.Loss, loss)
	if s.DLogits != nil {
		r.close("dlogits", s.DLogits.data, gradient.Data)
	}
	r.network.Backward()
	for _, p := range r.network.Parameters() {
		if s.Grads != nil {
			r.close("grads/"+p.Name, s.Grads[p.Name].data, inPyTorchsOrder(p, p.Grad))
		}
	}
	r.stepper.Step(r.rate(k))
	if s.After != nil {
		r.compareParameters(s.After)
	}
}

func inPyTorchsOrder(p *nn.Parameter, array []float32) []float32 {
	values := make([]float32, len(array))
	p.PyTorch(values, array)
	return values
}

func (r *replay) compareParameters(want map[string]tensor) {
	for _, p := range r.network.Parameters() {
		r.close("after/"+p.Name, want[p.Name].data, inPyTorchsOrder(p, p.Value))
	}
	for _, b := range r.network.Buffers() {
		r.close("after/"+b.Name, want[b.Name].data, b.Values)
	}
}

// rate returns the schedule's learning rate of step k, having compared it with
// the recorded one.
func (r *replay) rate(k int) float64 {
	recorded := r.want.Steps[k]
	if r.want.Schedule == nil {
		require.Equal(r.t, r.config.LearningRate, recorded.LearningRate)
		return recorded.LearningRate
	}
	w := r.want.Schedule
	schedule := optim.Constant()
	schedule.Kind, schedule.Every = w.Type, w.Every
	schedule.StepSize, schedule.Gamma = w.StepSize, w.Gamma
	schedule.Length, schedule.Minimum = w.Length, w.Minimum
	if w.Every == "step" {
		schedule.Every = "batch"
	}
	batch, perEpoch := 0, 0
	for i, s := range r.want.Steps {
		if s.Epoch == 0 {
			perEpoch++
		}
		if i < k && s.Epoch == recorded.Epoch {
			batch++
		}
	}
	epochs := r.want.Steps[len(r.want.Steps)-1].Epoch + 1
	rate := schedule.Rate(r.config.LearningRate, recorded.Epoch, batch, perEpoch, epochs)
	require.InEpsilon(r.t, 1+recorded.LearningRate, 1+rate, 1e-12)
	return rate
}

func (r *replay) compareState() {
	arrays := map[string][]float32{}
	for _, a := range r.stepper.Arrays() {
		arrays[a.Parameter.Name+"/"+a.Name] = inPyTorchsOrder(a.Parameter, a.Values)
	}
	numbers := map[string]float64{}
	for _, n := range r.stepper.Numbers() {
		numbers[n.Name] = *n.Value
	}
	for parameter, states := range r.want.State {
		for name, want := range states {
			quantity := fmt.Sprintf("optimizer_state/%s/%s", parameter, name)
			if got, ok := arrays[parameter+"/"+name]; ok {
				r.close(quantity, want.data, got)
				continue
			}
			got, ok := numbers[name]
			require.True(r.t, ok, "no state %s", quantity)
			r.closeNumber(quantity, float64(want.data[0]), got)
		}
	}
}

func (r *replay) evaluate() {
	e := r.want.Eval
	labels := labelsOf(e.Y)
	logits := r.network.Forward(r.input(e.X), nn.Evaluation)
	r.close("eval/logits", e.Logits.data, logits.Data)
	right := correct(logits, labels)
	r.closeNumber("eval/correct", e.Correct, right)
	loss := nn.CrossEntropy{}.Loss(logits, labels, blas32.General{}, r.network.Pass()) / float64(len(labels))
	r.closeNumber("eval/loss", e.Loss, loss)
	require.InDelta(r.t, e.Accuracy, right/float64(len(labels)), (r.want.Tolerance["eval/correct"]+1e-6)/float64(len(labels)))
}

// trajectoryFiles lists the files in the folder's trajectories/.
func trajectoryFiles(t *testing.T, folder string) []string {
	files, err := filepath.Glob(filepath.Join(folder, "trajectories", "*.json"))
	require.NoError(t, err)
	slices.Sort(files)
	return files
}

// Every step of every recorded run, within the tolerances that PyTorch's own
// other orders of summation ask for: in testdata, and in the larger collection
// that PYTORCH_REFERENCE names.
func TestPyTorchTrajectories(t *testing.T) {
	files := trajectoryFiles(t, "testdata")
	require.NotEmpty(t, files)
	reference, set := os.LookupEnv("PYTORCH_REFERENCE")
	if !set {
		reference = "../../../shared/pytorch-reference"
	}
	more := trajectoryFiles(t, reference)
	if set {
		require.NotEmpty(t, more, "PYTORCH_REFERENCE has no trajectories/*.json")
	}
	if len(more) == 0 {
		t.Logf("only the trajectories in testdata are replayed: there are none in %s; PYTORCH_REFERENCE names another folder", reference)
	}
	for _, file := range append(files, more...) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			// As recorded, and as sessions train: sparse, and shifted by what
			// black becomes.
			for _, shift := range []float32{0, dataset.Standard.Black()} {
				r := newReplay(t, file, shift)
				for k := range r.want.Steps {
					r.step(k)
				}
				r.compareState()
				r.evaluate()
			}
		})
	}
}
