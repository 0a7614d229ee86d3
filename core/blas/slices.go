package blas

import (
	"math/bits"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// Slices says how the rows of a batch are cut into slices: slice s is rows
// Slices[s] to Slices[s+1]-1. There are 1, 2, 4 or 8 of them; any may be empty.
//
// A sum over the rows is taken slice by slice: the rows of a slice in order,
// beginning with +0, and then the sums of the slices in pairs, pairs of pairs
// and so on. So two who each sum up one half of the slices, and add the two
// sums, get the bits of one who does it all.
type Slices []int

// Count returns the number of slices.
func (s Slices) Count() int { return len(s) - 1 }

// Rows returns the number of rows of all slices together.
func (s Slices) Rows() int { return s[s.Count()] }

// Workspace is memory that products need beside their operands. The zero value
// is ready; it grows to what the largest product so far has needed.
type Workspace struct {
	levels, packed, narrow []float32
	lists                  []list
}

// reserve returns n elements of any content.
func reserve[T any](memory *[]T, n int) []T {
	if cap(*memory) < n {
		*memory = make([]T, n)
	}
	return (*memory)[:n]
}

// GemmSlices sets C to Aᵀ·B, for A [K, M] and B [K, N], with the sums over
// the K rows taken as Slices says. It panics if the shapes do not fit.
func GemmSlices(w *Workspace, a, b blas32.General, slices Slices, c blas32.General) {
	p := newSums(a, b, slices, c)
	p.vectors, p.step, p.depth = tileVectors, 1, depth
	p.reserve(w, slices)
	for s := range slices.Count() {
		for first, block := range blocks(slices[s+1]-slices[s], p.depth) {
			next := p.part(slices, s, first, block)
			next.packed = reserve(&w.packed, block*p.wide)
			p.pack(next.packed, slices[s]+first, block)
			p.add(next)
		}
	}
	p.widen()
}

// newSums returns the pyramid of Aᵀ·B.
func newSums(a, b blas32.General, slices Slices, c blas32.General) pyramid {
	k, m, n := a.Rows, a.Cols, b.Cols
	if b.Rows != k || c.Rows != m || c.Cols != n || slices.Rows() != k || bits.OnesCount(uint(slices.Count())) != 1 {
		panic("blas: shapes do not fit")
	}
	return pyramid{
		a: operand(blas.Trans, m, k, a.Data, a.Stride, "A"),
		b: operand(blas.NoTrans, k, n, b.Data, b.Stride, "B"),
		c: operand(blas.NoTrans, m, n, c.Data, c.Stride, "C"),
		m: m,
		n: n,
	}
}

// pyramid adds up slices as a binary counter counts: after so many slices,
// level l holds the sum of 2ˡ of them if bit l of the number is 1. The next
// slice's sum takes in the full levels up to the first free one and stays
// there, the last of all stays in C. A level is made of strips, m rows each.
type pyramid struct {
	a, b, c matrix
	m, n    int

	vectors, step  int // of a strip, see strips
	depth          int // of a block of the rows of a slice
	wide           int // n, filled up to whole strips
	levels, narrow []float32
}

// levels is where a task finds, under its first tile, what to add to its sums
// in the end.
type levels struct {
	data              []float32 // beginning with the tile of level 0
	rowStride, stride int       // from row to row, and from level to level
	count             int
}

// down returns the levels of the rows from i on.
func (l levels) down(i int) levels {
	if l.count > 0 {
		l.data = l.data[i*l.rowStride:]
	}
	return l
}

// part is a block of a slice, which is added to the sums.
type part struct {
	task
	packed []float32 // its rows of B, in strips
	level  int       // at which the sums stand
	last   bool      // in C instead, because the slice is the last
}

// reserve gets what is needed beside the operands.
func (p *pyramid) reserve(w *Workspace, slices Slices) {
	p.wide = roundUp(p.n, p.step*lanes())
	p.levels = reserve(&w.levels, bits.Len(uint(slices.Count()-1))*p.m*p.wide)
	p.narrow = reserve(&w.narrow, p.m*p.vectors*lanes()) // C's last strip, if C has not all of its columns
}

// part returns the block of slice s from its row first on; B is yet to be packed.
func (p *pyramid) part(slices Slices, s, first, block int) part {
	up := bits.TrailingZeros(^uint(s)) // the levels that are full
	next := part{level: up, last: s == slices.Count()-1}
	next.a, next.k, next.add = p.a.from(slices[s]+first), block, first > 0
	if slices[s]+first+block == slices[s+1] {
		next.below.count = up
	}
	return next
}

// pack copies rows from to from+block-1 of B to strips.
func (p *pyramid) pack(packed []float32, from, block int) {
	for j, vectors := range strips(p.n, p.vectors, p.step) {
		columns := vectors * lanes()
		pack(packed[j*block:][:columns*block], p.b, from, block, j, min(columns, p.n-j), columns)
	}
}

// add adds a part to the sums.
//
// It goes through all strips for a group of rows before the next, so that
// their columns of A stay in the first-level cache.
func (p *pyramid) add(whole part) {
	for i := 0; i < p.m; i += group {
		for j, vectors := range strips(p.n, p.vectors, p.step) {
			t, c, ldc := p.tiles(&whole, i, j, vectors)
			t.strip = whole.packed[j*t.k:][:t.columns()*t.k]
			t.rows(min(group, p.m-i), c, ldc)
		}
	}
}

// tiles returns the task of a part's tiles from row i and column j on, which has
// no strip yet, and where their sums stand.
func (p *pyramid) tiles(whole *part, i, j, vectors int) (t task, c []float32, ldc int) {
	t = whole.task
	t.vectors = vectors
	t.a = t.a.down(i)
	at := j*p.m + i*t.columns() // in a level
	t.below.data, t.below.rowStride, t.below.stride = p.levels[min(at, len(p.levels)):], t.columns(), p.m*p.wide
	switch {
	case !whole.last:
		return t, p.levels[whole.level*p.m*p.wide+at:], t.columns()
	case j+t.columns() > p.n:
		return t, p.narrow[i*t.columns():], t.columns()
	default:
		return t, p.c.data[i*p.c.rowStride+j:], p.c.rowStride
	}
}

// widen copies the last strip to C, if C has not all of its columns.
func (p *pyramid) widen() {
	if p.wide == p.n {
		return
	}
	each := p.vectors * lanes()
	first := (p.n - 1) / each * each
	columns := p.wide - first
	for i := range p.m {
		copy(p.c.data[i*p.c.rowStride+first:][:p.n-first], p.narrow[i*columns:])
	}
}
