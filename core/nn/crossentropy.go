package nn

import (
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/blas"
	"atelier/core/f32"
)

// CrossEntropy is the softmax cross entropy of logits [B, C] against labels
// 0 to C-1: the mean over the rows of -Σ target·log softmax(logits).
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html
type CrossEntropy struct {
	// LabelSmoothing s, 0 to 1, makes the target 1-s+s/C for the label and s/C
	// for the others; 0, the default, makes it 1 and 0.
	LabelSmoothing float64
}

// Loss returns the sum of the losses of the rows at hand: over the whole batch
// and divided by its rows, it is the mean loss.
//
// If dlogits has Data, it is set to the gradient of the mean loss of the whole
// batch, softmax minus target over B; it may be logits itself. Each row's
// maximum is taken off before exponentiating, so that no finite logits overflow.
func (l CrossEntropy) Loss(logits blas32.General, labels []byte, dlogits blas32.General, pass *Pass) float64 {
	if len(labels) != logits.Rows || pass.Slices.Rows() != logits.Rows {
		panic("nn: as many labels as rows are needed")
	}
	return l.slices(logits, labels, dlogits, pass.Slices, 1/float32(pass.Rows))
}

// slices returns the sum of the losses of some slices, as blas.Slices says.
func (l CrossEntropy) slices(logits blas32.General, labels []byte, dlogits blas32.General, slices blas.Slices, share float32) float64 {
	if half := slices.Count() / 2; half > 0 {
		return l.slices(logits, labels, dlogits, slices[:half+1], share) + l.slices(logits, labels, dlogits, slices[half:], share)
	}
	var sum float64
	for r := slices[0]; r < slices[1]; r++ {
		var d []float32
		if dlogits.Data != nil {
			d = row(dlogits, r)
		}
		sum += l.row(row(logits, r), int(labels[r]), d, share)
	}
	return sum
}

// row returns the loss of one row z of logits, and sets d, unless nil, to its
// gradient times share.
func (l CrossEntropy) row(z []float32, label int, d []float32, share float32) float64 {
	other := l.LabelSmoothing / float64(len(z))
	largest, at := z[argmax(z)], z[label]
	var all float32 // Σ (z-largest)
	if other != 0 {
		for _, v := range z {
			all += v - largest
		}
	}
	total := f32.SumExp(d, z, largest)
	logTotal := f32.Log(total)
	loss := float64(float64(1-l.LabelSmoothing) * float64(logTotal-(at-largest)))
	if other != 0 {
		loss += float64(other * (float64(float64(logTotal)*float64(len(z))) - float64(all)))
	}
	if d != nil {
		atLabel := d[label]/total - float32(other) - float32(1-l.LabelSmoothing)
		for c, e := range d {
			d[c] = (e/total - float32(other)) * share
		}
		d[label] = atLabel * share
	}
	return loss
}

// Predict sets dst[r] to the class whose logit is largest in row r, the first
// one of equals.
func Predict(dst []byte, logits blas32.General) {
	for r := range dst {
		dst[r] = byte(argmax(row(logits, r)))
	}
}

// argmax returns the index of the largest value, the first one of equals.
func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
