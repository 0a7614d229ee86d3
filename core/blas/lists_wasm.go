//go:build goexperiment.simd

package blas

// A list says which elements of a row of A, within a block, are not zero: how
// many they are, and then the column of each, in order.
const listLength = 1 + sparseDepth

// list makes the lists of so many rows of A, of k columns each.
func list(lists []uint16, a matrix, rows, k int) {
	listed, from := listFront(lists, a, rows, k)
	for i := range rows {
		list := lists[i*listLength:][:listLength]
		p, n := from, list[0]
		if i >= listed {
			p, n = 0, 0
		}
		for ; p < k; p++ {
			if a.at(i, p) != 0 {
				n++
				list[n] = uint16(p)
			}
		}
		list[0] = n
	}
}

// listFront lists what fills whole vectors: it returns of how many rows, and how
// many columns.
func listFront(lists []uint16, a matrix, rows, k int) (listed, from int) {
	from = k - k%4
	if from == 0 {
		return 0, 0
	}
	w := listing{a: &a.data[0], k: from, list: &lists[0], listStride: 2 * listLength, columns: &columnsOf}
	switch {
	case a.columnStride == 1:
		w.stride, w.count = 4*a.rowStride, rows
		listRows(&w)
		return rows, from
	case a.rowStride == 1 && rows >= 4:
		w.stride, w.count = 4*a.columnStride, rows/4
		listColumns(&w)
		return rows - rows%4, from
	}
	return 0, 0
}

// listing is what the assembly needs to make lists, with strides in bytes. It
// reads no element of A beyond k and the rows that it lists.
type listing struct {
	a                 *float32
	stride, k         int // from row to row of memory; k is a multiple of 4 and not 0
	list              *uint16
	listStride, count int
	columns           *[16]uint64
}

// columnsOf has for four elements, of which bit i of the index says whether
// element i is not zero, the columns of those in order, 16 bits each.
var columnsOf = [16]uint64{
	0, 0, 1, 0x1_0000,
	2, 0x2_0000, 0x2_0001, 0x2_0001_0000,
	3, 0x3_0000, 0x3_0001, 0x3_0001_0000,
	0x3_0002, 0x3_0002_0000, 0x3_0002_0001, 0x3_0002_0001_0000,
}

// listRows makes the lists of count rows that lie in one piece each.
//
//go:noescape
func listRows(w *listing)

// listColumns makes the lists of four times count rows, whose elements lie beside
// one another.
//
//go:noescape
func listColumns(w *listing)
