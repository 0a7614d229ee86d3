package train

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
	"atelier/core/f32"
	"atelier/core/nn"
	"atelier/core/stats"
)

// Looking inside a run between two steps. Nothing here changes what the run
// does next: it reads parameters, and passes images through the network in
// evaluation mode.

// Part is a part of the data set, as a run uses it.
type Part string

// The parts: those of Phase, by the images they work on.
const (
	ValidationPart Part = "validation"
	TestPart       Part = "test"
)

// Mistake is an image that was classified wrongly.
type Mistake struct {
	Image         int       `json:"image"` // its index in the training or test images
	Label         int       `json:"label"`
	Predicted     int       `json:"predicted"`
	Probabilities []float32 `json:"probabilities"` // by class; they add up to 1
}

// Judgement is how the network classifies a part of the data set.
type Judgement struct {
	Confusion stats.Confusion `json:"confusion"`
	// Wrong[t][p] are the images of class t that were taken for class p, in the
	// order of the part; none where t is p. They are indices as in Mistake.
	Wrong [][][]int `json:"wrong"`
	// Mistakes are the most confidently wrong images, by the probability of
	// the wrong class; of equals the first in the part. Of each pair of a class
	// and what it was taken for there are at most MistakesAlike.
	Mistakes []Mistake `json:"mistakes"`
}

// MistakesAlike is the most Mistakes of one kind: else the worst kind would
// hide all others.
const MistakesAlike = 2

// Judge classifies all images of a part, ValidationPart or TestPart, and returns
// at most the given number of mistakes, which must not be negative.
func (s *Session) Judge(part Part, mistakes int) Judgement {
	from, batches := s.data.Train, s.validation
	if part == TestPart {
		from, batches = s.data.Test, s.test
	}
	j := Judgement{Confusion: stats.NewConfusion(dataset.Classes), Wrong: make([][][]int, dataset.Classes)}
	for t := range j.Wrong {
		j.Wrong[t] = make([][]int, dataset.Classes)
	}
	for b := range batches.Count() {
		images := batches.Batch(b)
		logits, labels := s.look(from, images)
		predictions := s.predictions[:len(images)]
		nn.Predict(predictions, logits)
		j.Confusion.Add(labels, predictions)
		for r, p := range predictions {
			if t := labels[r]; p != t {
				j.Wrong[t][p] = append(j.Wrong[t][p], images[r])
				j.Mistakes = append(j.Mistakes, Mistake{images[r], int(t), int(p), Probabilities(logits.Data[r*logits.Stride:][:logits.Cols])})
			}
		}
	}
	j.Mistakes = mostConfident(j.Mistakes, mistakes)
	return j
}

// mostConfident returns the given number of mistakes, or fewer, as Judgement
// has them.
func mostConfident(all []Mistake, most int) []Mistake {
	slices.SortStableFunc(all, func(a, b Mistake) int {
		return -cmp.Compare(a.Probabilities[a.Predicted], b.Probabilities[b.Predicted])
	})
	var list []Mistake
	var alike [dataset.Classes][dataset.Classes]int
	for _, m := range all {
		if len(list) == most {
			break
		}
		if n := &alike[m.Label][m.Predicted]; *n < MistakesAlike {
			*n++
			list = append(list, m)
		}
	}
	return list
}

// Classify returns the probabilities of the classes for one image, as the network
// stands. It panics unless the pixels are dataset.Pixels bytes.
func (s *Session) Classify(pixels []byte) []float32 {
	logits, _ := s.look(dataset.Images{Pixels: pixels, Labels: []byte{0}}, []int{0})
	return Probabilities(logits.Data[:logits.Cols])
}

// look passes all of the images through the network, also in a team.
func (s *Session) look(from dataset.Images, indices []int) (logits blas32.General, labels []byte) {
	s.network.Join(nil)
	defer s.network.Join(s.team)
	return s.forward(from, indices, nn.Evaluation)
}

// Probabilities returns the softmax of logits: what they say of each class.
func Probabilities(logits []float32) []float32 {
	p := slices.Clone(logits)
	f32.AddScalar(p, -slices.Max(logits))
	f32.ExpTo(p, p)
	var total float32
	for _, v := range p {
		total += v
	}
	f32.Scale(p, 1/total)
	return p
}

// Distribution is how a parameter's values, and their gradients in the last
// training batch, are spread.
type Distribution struct {
	Name      string          `json:"name"` // as in PyTorch: "0.weight"
	Values    stats.Histogram `json:"values"`
	Gradients stats.Histogram `json:"gradients"`
}

// Distributions returns a histogram of so many bins, at least one, for every
// parameter.
func (s *Session) Distributions(bins int) []Distribution {
	var list []Distribution
	for _, p := range s.network.Parameters() {
		list = append(list, Distribution{p.Name, stats.NewHistogram(p.Value, bins), stats.NewHistogram(p.Grad, bins)})
	}
	return list
}

// GradientNorm returns the Euclidean norm of all gradients together in the last
// training batch, after clipping; 0 before the first.
func (s *Session) GradientNorm() float64 {
	var sum float64
	for _, p := range s.network.Parameters() {
		sum += f32.SumSquares(p.Grad)
	}
	return math.Sqrt(sum)
}

// DeadUnits returns, for every ReLU layer from the input on, the share of
// units that are 0 for all validation images: no image can teach them. It calls
// between, unless nil, after every batch of these.
func (s *Session) DeadUnits(between func()) []float64 {
	var alive [][]bool
	for b := range s.validation.Count() {
		s.look(s.data.Train, s.validation.Batch(b))
		layer := 0
		for i, l := range s.network.Layers {
			if _, ok := l.(nn.ReLU); !ok {
				continue
			}
			if layer == len(alive) {
				alive = append(alive, make([]bool, l.Outputs()))
			}
			markAlive(alive[layer], s.network.Output(i))
			layer++
		}
		if between != nil {
			between()
		}
	}
	shares := make([]float64, len(alive))
	for i, units := range alive {
		dead := 0
		for _, a := range units {
			if !a {
				dead++
			}
		}
		shares[i] = float64(dead) / float64(len(units))
	}
	return shares
}

func markAlive(alive []bool, output blas32.General) {
	for r := range output.Rows {
		for c, v := range output.Data[r*output.Stride:][:output.Cols] {
			if v > 0 {
				alive[c] = true
			}
		}
	}
}

// RunningStatistics is a buffer of batch normalisation: the running mean or
// variance of each unit.
type RunningStatistics struct {
	Name   string    `json:"name"` // as in PyTorch: "1.running_mean"
	Values []float32 `json:"values"`
}

// RunningStatistics returns copies of all buffers of batch normalisation.
func (s *Session) RunningStatistics() []RunningStatistics {
	var list []RunningStatistics
	for _, b := range s.network.Buffers() {
		list = append(list, RunningStatistics{b.Name, slices.Clone(b.Values)})
	}
	return list
}

// FirstLayer returns the weights of the first layer as images, one of 784
// pixels for each of its units: -1 to 1, divided by the largest of all in
// size.
func (s *Session) FirstLayer() [][]float32 {
	p := s.network.Parameters()[0]
	units, inputs := p.Shape[0], p.Shape[1]
	weights := make([]float32, len(p.Value))
	p.PyTorch(weights, p.Value)
	var largest float32
	for _, w := range weights {
		largest = max(largest, float32(math.Abs(float64(w))))
	}
	if largest > 0 {
		f32.Scale(weights, 1/largest)
	}
	images := make([][]float32, units)
	for u := range images {
		images[u] = weights[u*inputs : (u+1)*inputs]
	}
	return images
}
