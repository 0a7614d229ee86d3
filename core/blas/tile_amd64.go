//go:build goexperiment.simd

package blas

// tiles computes so many tiles, one under another: each is the products of
// tileRows rows of A and the strip, added up from 0 or from what is there, and
// what lies in the levels below.
//
// With vectors of 512 and 256 bits it is in assembly: Go source reaches three
// quarters and two fifths of its speed, because the compiler checks slices,
// spills sums and has no multiplication that broadcasts.
func tiles(count int, t task, c []float32, ldc int) {
	if count == 0 {
		return
	}
	switch lanes() {
	case 16:
		w := t.work(count, c, ldc)
		switch t.vectors {
		case 1:
			sixteen1(&w)
		case 2:
			sixteen2(&w)
		case 3:
			sixteen3(&w)
		}
	case 8:
		w := t.work(count, c, ldc)
		switch t.vectors {
		case 1:
			eight1(&w)
		case 2:
			eight2(&w)
		case 3:
			eight3(&w)
		}
	default:
		portable(count, t, c, ldc)
	}
}

// work returns the work of so many tiles, at least one. It panics if they do
// not lie in C, or what they need not in the task: the assembly does not look.
func (t task) work(count int, c []float32, ldc int) work {
	const size = 4 // of a float32, in bytes
	last, columns := count*tileRows-1, t.columns()
	_ = c[last*ldc+columns-1]
	w := work{
		rowStride: size * t.a.rowStride, columnStride: size * t.a.columnStride, k: t.k,
		c: &c[0], cStride: size * ldc, count: count,
	}
	if t.k > 0 {
		_ = t.strip[t.k*columns-1]
		_ = t.a.data[last*t.a.rowStride+(t.k-1)*t.a.columnStride]
		w.a, w.strip = &t.a.data[0], &t.strip[0]
	}
	if t.add {
		w.add = 1
	}
	if l := t.below; l.count > 0 {
		_ = l.data[(l.count-1)*l.stride+last*l.rowStride+columns-1]
		w.level, w.levelRow, w.levelStride, w.levels = &l.data[0], size*l.rowStride, size*l.stride, l.count
	}
	return w
}

//go:noescape
func sixteen1(w *work)

//go:noescape
func sixteen2(w *work)

//go:noescape
func sixteen3(w *work)

//go:noescape
func eight1(w *work)

//go:noescape
func eight2(w *work)

//go:noescape
func eight3(w *work)
