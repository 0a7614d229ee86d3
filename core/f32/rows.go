package f32

import "gonum.org/v1/gonum/blas/blas32"

// AddRows adds x [C] to every row of m [R, C].
func AddRows(m blas32.General, x []float32) {
	for r := range m.Rows {
		Add(m.Data[r*m.Stride:][:m.Cols], x)
	}
}
