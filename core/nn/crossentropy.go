package nn

import (
	"gonum.org/v1/gonum/blas/blas32"

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

// Loss returns the sum over the rows of their losses: divided by the rows, it
// is the mean loss.
//
// If dlogits has Data, it is set to the gradient of the mean loss, softmax
// minus target over B; it may be logits itself. Each row's maximum is taken
// off before exponentiating, so that no finite logits overflow.
func (l CrossEntropy) Loss(logits blas32.General, labels []byte, dlogits blas32.General) float64 {
	if len(labels) != logits.Rows {
		panic("nn: as many labels as rows are needed")
	}
	other := l.LabelSmoothing / float64(logits.Cols)
	var sum float64
	for r, label := range labels {
		z := row(logits, r)
		largest, at := z[argmax(z)], z[label]
		var total, all float32 // Σ e^(z-largest) and Σ (z-largest)
		for _, v := range z {
			total += f32.Exp(v - largest)
			all += v - largest
		}
		logTotal := f32.Log(total)
		sum += float64(float64(1-l.LabelSmoothing) * float64(logTotal-(at-largest)))
		if other != 0 {
			sum += float64(other * (float64(float64(logTotal)*float64(len(z))) - float64(all)))
		}
		if dlogits.Data == nil {
			continue
		}
		d := row(dlogits, r)
		for c, v := range z {
			d[c] = f32.Exp(v-largest)/total - float32(other)
		}
		d[label] -= float32(1 - l.LabelSmoothing)
		f32.Scale(d, 1/float32(len(labels)))
	}
	return sum
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
