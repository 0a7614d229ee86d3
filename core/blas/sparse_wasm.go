//go:build goexperiment.simd

package blas

import "atelier/core/f32"

// A sparse product is made of single rows: what is zero in one row of A is not
// in the next. So its tiles are of one row and up to eight vectors; with the
// elements of B that each step of k reads for them alone, memory is as busy as
// arithmetic. The columns of a tile are a multiple of sparseStep vectors.
//
// All strips have rows of sparseVectors, and so many bytes lie between them: what
// lists have of a row of the first strip is right for the others too.
const (
	sparseVectors = 8
	sparseStep    = 4
	sparseDepth   = 200
	stripRow      = 16 * sparseVectors     // in bytes
	stripSize     = stripRow * sparseDepth // 25.6 kB
)

// skipZeros computes the product without what is multiplied by a zero in A, and
// reports whether it has. It gives up where B has what is not finite.
func (p *pyramid) skipZeros(w *Workspace, slices Slices) bool {
	if p.n == 0 {
		return false // there is no strip
	}
	p.vectors, p.step, p.depth = sparseVectors, sparseStep, sparseDepth
	p.reserve(w, slices)
	lists := reserve(&w.lists, group)
	const columns = stripRow / 4
	packed := reserve(&w.packed, (p.n+columns-1)/columns*(stripSize/4))
	for s := range slices.Count() {
		for first, block := range blocks(slices[s+1]-slices[s], p.depth) {
			next := p.part(slices, s, first, block)
			next.packed = packed
			if !p.packFinite(packed, slices[s]+first, block) {
				return false
			}
			p.addSparse(next, lists)
		}
	}
	p.widen()
	return true
}

// addSparse is add for a sparse product. A group of rows is looked through for
// zeros once, for all strips.
func (p *pyramid) addSparse(whole part, lists []list) {
	for i := 0; i < p.m; i += group {
		lists := lists[:min(group, p.m-i)]
		makeLists(lists, whole.a.down(i), whole.k, &whole.packed[0])
		for j, vectors := range strips(p.n, p.vectors, p.step) {
			t, c, ldc := p.tiles(&whole, i, j, vectors)
			t.strip = whole.packed
			t.sparse(lists, j/(stripRow/4), c, ldc)
		}
	}
}

// sparseWork is the work of a sparse task as the assembly reads it.
type sparseWork struct {
	work
	list     *list // of the first row
	distance int   // of the strip from the first one, in bytes
}

// sparse computes as many tiles of one row each, one under another, as there are
// lists, with a strip.
func (t task) sparse(lists []list, strip int, c []float32, ldc int) {
	w := sparseWork{work: t.work(len(lists), c, ldc), list: &lists[0], distance: strip * stripSize}
	switch {
	case t.vectors == 4:
		sparse4(&w)
	case strip == 0:
		sparse8at0(&w)
	case strip == 1:
		sparse8at1(&w)
	case strip == 2:
		sparse8at2(&w)
	case strip == 3:
		sparse8at3(&w)
	default:
		sparse8(&w)
	}
}

//go:noescape
func sparse4(w *sparseWork)

//go:noescape
func sparse8(w *sparseWork)

// sparse8at0 to sparse8at3 do what sparse8 does, for the first four strips, and
// need an instruction less a step.
//
//go:noescape
func sparse8at0(w *sparseWork)

//go:noescape
func sparse8at1(w *sparseWork)

//go:noescape
func sparse8at2(w *sparseWork)

//go:noescape
func sparse8at3(w *sparseWork)

// packFinite packs rows from to from+block-1 of B, and reports whether all that
// they have is finite.
func (p *pyramid) packFinite(packed []float32, from, block int) bool {
	const columns = stripRow / 4
	for j := range strips(p.n, p.vectors, p.step) {
		strip := packed[j/columns*(stripSize/4):][:columns*block]
		if p.b.columnStride != 1 || p.n-j < columns || block == 0 {
			pack(strip, p.b, from, block, j, min(columns, p.n-j), columns)
			if !f32.Finite(strip) {
				return false
			}
			continue
		}
		w := packing{from: &p.b.data[from*p.b.rowStride+j], stride: 4 * p.b.rowStride, rows: block, to: &strip[0]}
		packRows(&w)
		if w.zeros != [4]float32{} {
			return false
		}
	}
	return true
}

// packing is the work of packRows: as many rows as there are, at least one, of
// as many columns as a strip has. It leaves zeros in zeros, or NaN in one if an
// element is not finite.
type packing struct {
	from   *float32
	stride int // in bytes
	rows   int
	to     *float32
	zeros  [4]float32
}

//go:noescape
func packRows(w *packing)
