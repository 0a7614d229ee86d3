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

// Workspace is memory that GemmSlices needs beside its operands. The zero
// value is ready; it grows to what the largest product so far has needed.
type Workspace struct{ levels, packed, narrow []float32 }

// reserve returns n elements of any content.
func reserve(memory *[]float32, n int) []float32 {
	if cap(*memory) < n {
		*memory = make([]float32, n)
	}
	return (*memory)[:n]
}

// GemmSlices sets C to Aᵀ·B, for A [K, M] and B [K, N], with the sums over
// the K rows taken as Slices says. It panics if the shapes do not fit.
func GemmSlices(w *Workspace, a, b blas32.General, slices Slices, c blas32.General) {
	k, m, n := a.Rows, a.Cols, b.Cols
	if b.Rows != k || c.Rows != m || c.Cols != n || slices.Rows() != k || bits.OnesCount(uint(slices.Count())) != 1 {
		panic("blas: shapes do not fit")
	}
	p := pyramid{
		a:    operand(blas.Trans, m, k, a.Data, a.Stride, "A"),
		b:    operand(blas.NoTrans, k, n, b.Data, b.Stride, "B"),
		c:    operand(blas.NoTrans, m, n, c.Data, c.Stride, "C"),
		m:    m,
		n:    n,
		wide: (n + lanes() - 1) / lanes() * lanes(),
	}
	p.levels = reserve(&w.levels, bits.Len(uint(slices.Count()-1))*m*p.wide)
	p.narrow = reserve(&w.narrow, m*maxTileColumns) // C's last strip, if C has not all of its columns
	for s := range slices.Count() {
		up := bits.TrailingZeros(^uint(s)) // the levels that are full
		last := s == slices.Count()-1
		for first, block := range blocks(slices[s+1] - slices[s]) {
			from := slices[s] + first
			t := task{a: p.a.from(from), k: block, add: first > 0}
			if from+block == slices[s+1] {
				t.below.count = up
			}
			packed := reserve(&w.packed, block*p.wide)
			p.pack(packed, from, block)
			p.add(t, packed, up, last)
		}
	}
	if p.wide > n {
		p.widen()
	}
}

// pyramid adds up slices as a binary counter counts: after so many slices,
// level l holds the sum of 2ˡ of them if bit l of the number is 1. The next
// slice's sum takes in the full levels up to the first free one and stays
// there, the last of all stays in C. A level is made of strips, m rows each.
type pyramid struct {
	a, b, c        matrix
	m, n           int
	wide           int // n, filled up to whole vectors
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

// pack copies rows from to from+block-1 of B to strips.
func (p *pyramid) pack(packed []float32, from, block int) {
	for j, vectors := range strips(p.n) {
		columns := vectors * lanes()
		pack(packed[j*block:][:columns*block], p.b, from, block, j, min(columns, p.n-j), columns)
	}
}

// add adds a block of a slice to the sums, which stand at the given level, or
// in C if the slice is the last.
//
// It goes through all strips for a group of rows before the next, so that
// their columns of A stay in the first-level cache.
func (p *pyramid) add(t task, packed []float32, level int, last bool) {
	for i := 0; i < p.m; i += group {
		for j, vectors := range strips(p.n) {
			t := t
			t.vectors = vectors
			t.strip = packed[j*t.k:][:t.columns()*t.k]
			t.a = t.a.down(i)
			at := j*p.m + i*t.columns() // in a level
			t.below.data, t.below.rowStride, t.below.stride = p.levels[min(at, len(p.levels)):], t.columns(), p.m*p.wide
			c, ldc := p.levels, t.columns()
			switch {
			case !last:
				c = c[level*p.m*p.wide+at:]
			case j+t.columns() > p.n:
				c = p.narrow[i*t.columns():]
			default:
				c, ldc = p.c.data[i*p.c.rowStride+j:], p.c.rowStride
			}
			t.rows(min(group, p.m-i), c, ldc)
		}
	}
}

// widen copies the last strip to C, which has not all of its columns.
func (p *pyramid) widen() {
	each := tileVectors * lanes()
	first := (p.n - 1) / each * each
	columns := p.wide - first
	for i := range p.m {
		copy(p.c.data[i*p.c.rowStride+first:][:p.n-first], p.narrow[i*columns:])
	}
}
