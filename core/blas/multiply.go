package blas

// The product is made of tiles: tileRows rows and tileColumns columns of C,
// whose sums stay in registers while k runs over a block of at most depth.
// The block's part of B is packed first, one strip for a column of tiles, so
// that it lies in the first-level cache in the order in which it is read.
// Blocks follow one another in the order of k: a sum that goes on in the next
// block comes from C and goes back to it, which changes no bit.
const (
	tileRows = 3
	depth    = 256
)

// strip holds a block of B, depth rows of tileColumns, zeros in columns that B
// does not have.
type strip [depth * maxTileColumns]float32

// multiply sets C to A·B; k is at least 1.
func multiply(m, n, k int, a, b matrix, c []float32, ldc int) {
	columns := tileColumns()
	var packed strip
	for first := 0; first < k; first += depth {
		block := min(depth, k-first)
		left := matrix{a.data[first*a.columnStride:], a.rowStride, a.columnStride}
		for j := 0; j < n; j += columns {
			width := min(columns, n-j)
			packed.pack(b, first, block, j, width, columns)
			t := tiler{left, packed[:block*columns], block, first > 0}
			whole := 0
			if width == columns {
				whole = m - m%tileRows
			}
			for i := 0; i < whole; i += tileRows {
				tile(left.data[i*left.rowStride:], left.rowStride, left.columnStride, t.strip, block, c[i*ldc+j:], ldc, t.add)
			}
			for i := whole; i < m; i += tileRows {
				t.edge(i, min(tileRows, m-i), c[i*ldc+j:], ldc, width)
			}
		}
	}
}

// pack copies rows first to first+block-1 and columns j to j+width-1 of B.
func (s *strip) pack(b matrix, first, block, j, width, columns int) {
	for p := range block {
		row := s[p*columns : (p+1)*columns]
		from := b.data[(first+p)*b.rowStride+j*b.columnStride:]
		if b.columnStride == 1 {
			copy(row, from[:width])
		} else {
			for q := range width {
				row[q] = from[q*b.columnStride]
			}
		}
		clear(row[width:])
	}
}

// tiler is what the tiles of a strip have in common.
type tiler struct {
	a     matrix
	strip []float32
	block int
	add   bool // go on with the sums in C
}

// edge computes a tile of which only some rows and columns exist, beside C.
func (t *tiler) edge(i, rows int, c []float32, ldc, width int) {
	var sums [tileRows * maxTileColumns]float32
	columns := tileColumns()
	if t.add {
		for r := range rows {
			copy(sums[r*columns:][:width], c[r*ldc:])
		}
	}
	stride := t.a.rowStride
	if rows == tileRows {
		tile(t.a.data[i*stride:], stride, t.a.columnStride, t.strip, t.block, sums[:], columns, t.add)
	} else {
		// One by one, each as all rows of a tile: there is no further row to read.
		for r := range rows {
			tile(t.a.data[(i+r)*stride:], 0, t.a.columnStride, t.strip, t.block, sums[r*columns:], 0, t.add)
		}
	}
	for r := range rows {
		copy(c[r*ldc:][:width], sums[r*columns:])
	}
}
