//go:build goexperiment.simd

package blas

const (
	maxTileColumns = 12
	depth          = 400 // 19 kB a strip
)

func tileColumns() int { return maxTileColumns }

// tiles computes so many tiles, one under another: each is the products of
// tileRows rows of A and the strip, added up from 0 or from what is there, and
// what lies in the levels below.
func tiles(count int, t task, c []float32, ldc int) {
	if count == 0 {
		return
	}
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
	switch {
	case t.a.columnStride == 1:
		alongRows(&w)
	case t.a.rowStride == 1:
		alongColumns(&w)
	default:
		anyhow(&w)
	}
}

// work is a task as the assembly reads it, with strides in bytes. What it
// points to is in bounds: the rows of A, the strip, C and the levels are
// indexed by whoever fills it in, and have the sizes that the fields say.
type work struct {
	a                             *float32
	rowStride, columnStride       int
	strip                         *float32
	k                             int
	c                             *float32
	cStride, count, add           int
	level                         *float32
	levelRow, levelStride, levels int
}

// The tiles in assembly: of an A whose rows lie in one piece, as in X·W; of
// one whose columns do, as in Xᵀ·dY; and of any. Go source reaches three
// quarters of their speed: the compiler hoists loads and dispatches at every
// back edge.

//go:noescape
func alongRows(w *work)

//go:noescape
func alongColumns(w *work)

//go:noescape
func anyhow(w *work)
