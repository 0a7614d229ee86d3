package f32

import "gonum.org/v1/gonum/blas/blas32"

// AddRows adds x [C] to every row of m [R, C].
func AddRows(m blas32.General, x []float32) {
	var several [1024]float32
	times := len(several) / max(1, m.Cols)
	if m.Stride != m.Cols || times < 2 {
		for r := range m.Rows {
			Add(m.Data[r*m.Stride:][:m.Cols], x)
		}
		return
	}
	// The rows lie in one piece: several are added at once, since each call takes
	// as long as some dozen elements.
	for i := range min(times, m.Rows) {
		copy(several[i*m.Cols:], x[:m.Cols])
	}
	for r := 0; r < m.Rows; r += times {
		rows := min(times, m.Rows-r) * m.Cols
		Add(m.Data[r*m.Cols:][:rows], several[:rows])
	}
}

// AddUp adds every row of m [R, C] to d [C], one after the other.
func AddUp(d []float32, m blas32.General) {
	d = d[:m.Cols]
	for j := addUpFront(d, m); j < len(d); j++ {
		sum := d[j]
		for r := range m.Rows {
			sum += m.Data[r*m.Stride+j]
		}
		d[j] = sum
	}
}
