//go:build goexperiment.simd

package blas

// A sparse product is made of single rows: what is zero in one row of A is not
// in the next. So its tiles are of one row and up to eight vectors; with the
// elements of B that each step of k reads for them alone, memory is as busy as
// arithmetic. The columns of a tile are a multiple of sparseStep vectors.
const (
	sparseVectors = 8
	sparseStep    = 4
	sparseDepth   = 200                // 25.6 kB a strip
	stripRow      = 16 * sparseVectors // of such a strip, in bytes
)

// skipZeros computes the product without what is multiplied by a zero in A, and
// reports whether it has.
func (p *pyramid) skipZeros(w *Workspace, slices Slices) bool {
	p.vectors, p.step, p.depth = sparseVectors, sparseStep, sparseDepth
	p.reserve(w, slices)
	lists := reserve(&w.lists, group)
	for s := range slices.Count() {
		for first, block := range blocks(slices[s+1]-slices[s], p.depth) {
			p.addSparse(p.part(w, slices, s, first, block), lists)
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
		makeLists(lists, whole.a.down(i), whole.k)
		for j, vectors := range strips(p.n, p.vectors, p.step) {
			t, c, ldc := p.strip(&whole, i, j, vectors)
			t.sparse(lists, c, ldc)
		}
	}
}

// sparseWork is the work of a sparse task as the assembly reads it.
type sparseWork struct {
	work
	list *list // of the first row
}

// sparse computes as many tiles of one row each, one under another, as there are
// lists.
func (t task) sparse(lists []list, c []float32, ldc int) {
	w := sparseWork{work: t.work(len(lists), c, ldc), list: &lists[0]}
	if t.vectors == 4 {
		sparse4(&w)
	} else {
		sparse8(&w)
	}
}

//go:noescape
func sparse4(w *sparseWork)

//go:noescape
func sparse8(w *sparseWork)
