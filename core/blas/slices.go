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
		a:       operand(blas.Trans, m, k, a.Data, a.Stride, "A"),
		b:       operand(blas.NoTrans, k, n, b.Data, b.Stride, "B"),
		c:       operand(blas.NoTrans, m, n, c.Data, c.Stride, "C"),
		m:       m,
		n:       n,
		columns: tileColumns(),
	}
	if m == 0 || n == 0 {
		return
	}
	p.strips = (n + p.columns - 1) / p.columns
	p.size = p.strips * p.columns * m
	p.levels = reserve(&w.levels, bits.Len(uint(slices.Count()-1))*p.size)
	p.narrow = reserve(&w.narrow, m*p.columns)
	for s := range slices.Count() {
		up := bits.TrailingZeros(^uint(s)) // the levels that are full
		last := s == slices.Count()-1
		for first, block := range blocks(slices[s+1] - slices[s]) {
			packed := reserve(&w.packed, p.strips*p.columns*block)
			from := slices[s] + first
			p.pack(packed, from, block)
			t := task{a: p.a.from(from), k: block, add: first > 0}
			if from+block == slices[s+1] {
				t.below.count = up
			}
			p.add(t, packed, up, last)
		}
	}
}

// pyramid adds up slices as a binary counter counts: after so many slices,
// level l holds the sum of 2ˡ of them if bit l of the number is 1. The next
// slice's sum takes in the full levels up to the first free one and stays
// there, the last of all stays in C. A level is made of strips, m rows each.
type pyramid struct {
	a, b, c         matrix
	m, n            int
	columns, strips int
	size            int // of a level
	levels          []float32
	narrow          []float32 // C's last strip, if C has not all of its columns
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
	for j := range p.strips {
		at := j * p.columns
		pack(p.strip(packed, j, block), p.b, from, block, at, min(p.columns, p.n-at), p.columns)
	}
}

// strip returns strip j of some that are rows long.
func (p *pyramid) strip(strips []float32, j, rows int) []float32 {
	return strips[j*rows*p.columns : (j+1)*rows*p.columns]
}

// add adds a block of a slice to the sums, which stand at the given level, or
// in C if the slice is the last.
//
// It goes through all strips for a group of rows before the next, so that
// their columns of A stay in the first-level cache.
func (p *pyramid) add(t task, packed []float32, level int, last bool) {
	t.below.rowStride, t.below.stride = p.columns, p.size
	for i := 0; i < p.m; i += group {
		rows := min(group, p.m-i)
		for j := range p.strips {
			t := t
			t.strip = p.strip(packed, j, t.k)
			t.a = t.a.down(i)
			if t.below.count > 0 {
				t.below.data = p.levels[(j*p.m+i)*p.columns:]
			}
			c, ldc := p.place(i, j, level, last)
			t.rows(rows, c, ldc)
		}
	}
	if last && p.n < p.strips*p.columns {
		p.widen()
	}
}

// place returns where the tiles of row i and strip j belong.
func (p *pyramid) place(i, j, level int, last bool) (c []float32, ldc int) {
	switch {
	case !last:
		return p.levels[level*p.size+(j*p.m+i)*p.columns:], p.columns
	case (j+1)*p.columns > p.n:
		return p.narrow[i*p.columns:], p.columns
	}
	return p.c.data[i*p.c.rowStride+j*p.columns:], p.c.rowStride
}

// widen copies the last strip to C, as far as C has its columns.
func (p *pyramid) widen() {
	first := (p.strips - 1) * p.columns
	for i := range p.m {
		copy(p.c.data[i*p.c.rowStride+first:][:p.n-first], p.narrow[i*p.columns:])
	}
}
