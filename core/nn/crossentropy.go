package nn

import (
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
)

// CrossEntropy is the softmax cross entropy of logits [B, C] against labels
// 0 to C-1: the mean over the rows of -Σ target·log softmax(logits).
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html
type CrossEntropy struct{}

// Loss returns the sum over the rows of their losses: divided by the rows, it
// is the mean loss.
//
// If dlogits has Data, it is set to the gradient of the mean loss; it may be
// logits itself. Each row's maximum is taken off before exponentiating, so
// that no finite logits overflow.
func (CrossEntropy) Loss(logits blas32.General, labels []byte, dlogits blas32.General) float64 {
	if len(labels) != logits.Rows {
		panic("nn: as many labels as rows are needed")
	}
	var sum float64
	for r, label := range labels {
		row := logits.Data[r*logits.Stride:][:logits.Cols]
		largest, at := row[argmax(row)], row[label]
		var total float32
		for _, v := range row {
			total += f32.Exp(v - largest)
		}
		sum += float64(f32.Log(total) - (at - largest))
		if dlogits.Data == nil {
			continue
		}
		d := dlogits.Data[r*dlogits.Stride:][:dlogits.Cols]
		for c, v := range row {
			target := float32(0)
			if c == int(label) {
				target = 1
			}
			d[c] = (f32.Exp(v-largest)/total - target) / float32(len(labels))
		}
	}
	return sum
}

// Predict sets dst[r] to the class whose logit is largest in row r, the first
// one of equals.
func Predict(dst []byte, logits blas32.General) {
	for r := range dst {
		dst[r] = byte(argmax(logits.Data[r*logits.Stride:][:logits.Cols]))
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
