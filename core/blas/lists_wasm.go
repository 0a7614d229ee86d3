//go:build goexperiment.simd

package blas

// A list says which elements of a row of A, within a block, are not zero, in
// order: of each its value, and the address of the first strip's row that it
// meets. It is filled up to a multiple of four with zeros, which meet the first
// row: they add zeros to sums and so change nothing.
type list struct {
	values [sparseDepth + 4]float32
	rows   [sparseDepth + 4]uint32
	fours  int // a fourth of how many there are
}

// makeLists makes the lists of as many rows of A, of k columns each, for such a
// strip.
func makeLists(lists []list, a matrix, k int, strip *float32) {
	w := listing{
		rowStride: 4 * a.rowStride, columnStride: 4 * a.columnStride, k: k,
		list: &lists[0], count: len(lists), strip: strip, compress: &compress, masks: &masks,
	}
	if k > 0 {
		w.a = &a.data[0]
	}
	switch {
	case a.columnStride == 1:
		listRows(&w)
	case a.rowStride == 1 && w.count%4 == 0:
		w.count /= 4
		listFours(&w)
	default:
		listColumns(&w)
	}
}

// listing is what the assembly needs to make lists, with strides in bytes. No
// element of A is read beyond k and the rows that are listed.
type listing struct {
	a                          *float32
	rowStride, columnStride, k int
	list                       *list
	count                      int
	strip                      *float32
	compress                   *[16]compression
	masks                      *[3][16]uint8
}

// A compression brings the lanes of a vector to its front that are not to be
// left out.
type compression struct {
	bytes [16]uint8 // of the vector, in the new order
	rows  [4]uint32 // how far the lanes' rows are from that of the first lane
}

// compress has the compressions by which lanes stay, lane i if bit i of the
// index is 1.
var compress = compressions()

func compressions() (all [16]compression) {
	for bits := range all {
		c, to := &all[bits], 0
		for lane := range 4 {
			if bits>>lane&1 == 1 {
				for b := range 4 {
					c.bytes[4*to+b] = uint8(4*lane + b)
				}
				c.rows[to] = uint32(lane * stripRow)
				to++
			}
		}
	}
	return all
}

// masks are what the assembly needs to transpose: the lower half of a vector,
// and what brings that up, or the upper half down, with zeros behind.
var masks = halves()

func halves() (all [3][16]uint8) {
	const zero = 0x80 // out of a vector's bytes
	for i := range uint8(8) {
		all[0][i] = 0xff
		all[1][i], all[1][8+i] = zero, i
		all[2][i], all[2][8+i] = 8+i, zero
	}
	return all
}

// listRows makes the lists of rows whose elements lie in one piece.
//
//go:noescape
func listRows(w *listing)

// listFours makes the lists of four times count rows, whose elements lie beside
// one another.
//
//go:noescape
func listFours(w *listing)

// listColumns makes the lists of any rows.
//
//go:noescape
func listColumns(w *listing)
