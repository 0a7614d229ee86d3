//go:build goexperiment.simd

package blas

const (
	maxTileColumns = 12
	depth          = 400 // 19 kB a strip
)

func lanes() int { return 4 }

// tiles computes so many tiles, one under another: each is the products of
// tileRows rows of A and the strip, added up from 0 or from what is there, and
// what lies in the levels below.
func tiles(count int, t task, c []float32, ldc int) {
	if count == 0 {
		return
	}
	w := t.work(count, c, ldc)
	switch {
	case t.a.columnStride == 1:
		alongRows(&w, t.vectors)
	case t.a.rowStride == 1:
		alongColumns(&w, t.vectors)
	default:
		anyhow(&w, t.vectors)
	}
}

// work returns the work of so many tiles.
func (t task) work(count int, c []float32, ldc int) work {
	const size = 4 // of a float32, in bytes
	w := work{
		rowStride: size * t.a.rowStride, columnStride: size * t.a.columnStride, k: t.k,
		c: &c[0], cStride: size * ldc, count: count,
	}
	if t.k > 0 {
		w.a, w.strip = &t.a.data[0], &t.strip[0]
	}
	if t.add {
		w.add = 1
	}
	if t.below.count > 0 {
		w.level, w.levelRow, w.levelStride, w.levels = &t.below.data[0], size*t.below.rowStride, size*t.below.stride, t.below.count
	}
	return w
}

// The tiles are in assembly, for one to three vectors a row: Go source reaches
// three quarters of its speed, because the compiler hoists loads and dispatches
// at every back edge.

// alongRows is for an A whose rows lie in one piece, as in X·W.
func alongRows(w *work, vectors int) {
	switch vectors {
	case 1:
		rows1(w)
	case 2:
		rows2(w)
	case 3:
		rows3(w)
	}
}

// alongColumns is for an A whose columns lie in one piece, as in Xᵀ·dY.
func alongColumns(w *work, vectors int) {
	switch vectors {
	case 1:
		columns1(w)
	case 2:
		columns2(w)
	case 3:
		columns3(w)
	}
}

// anyhow is for any A.
func anyhow(w *work, vectors int) {
	switch vectors {
	case 1:
		any1(w)
	case 2:
		any2(w)
	case 3:
		any3(w)
	}
}

//go:noescape
func rows1(w *work)

//go:noescape
func rows2(w *work)

//go:noescape
func rows3(w *work)

//go:noescape
func columns1(w *work)

//go:noescape
func columns2(w *work)

//go:noescape
func columns3(w *work)

//go:noescape
func any1(w *work)

//go:noescape
func any2(w *work)

//go:noescape
func any3(w *work)
