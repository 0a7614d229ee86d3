package blas

// The product is made of tiles: tileRows rows of C and three vectors of columns,
// or one or two at the right edge, whose sums stay in registers while k runs over a block of at most depth.
// The block's part of B is packed first, one strip for a column of tiles, so
// that it lies in the first-level cache in the order in which it is read.
// Blocks follow one another in the order of k: a sum that goes on in the next
// block comes from C and goes back to it, which changes no bit.
const (
	tileRows    = 3
	tileVectors = 3
)

// group is how many rows are done at once where what is beside them, or under
// them, should stay in the first-level cache.
const group = 16 * tileRows

// strip holds a block of B: depth rows of a tile's columns, zeros in those that
// B does not have.
type strip [depth * maxTileColumns]float32

// multiply sets C to A·B; k is at least 1.
func multiply(m, n, k int, a, b matrix, c []float32, ldc int) {
	var packed strip
	for first, block := range blocks(k, depth) {
		for j, vectors := range strips(n, tileVectors, 1) {
			t := task{a: a.from(first), k: block, vectors: vectors, add: first > 0}
			t.strip = packed[:block*t.columns()]
			width := min(t.columns(), n-j)
			pack(t.strip, b, first, block, j, width, t.columns())
			t.column(m, c[j:], ldc, width)
		}
	}
}

// strips cuts n columns into strips of so many vectors, and a last one of as
// many as it takes, which is a multiple of step. It yields where each begins,
// and its vectors.
func strips(n, most, step int) func(yield func(first, vectors int) bool) {
	return func(yield func(first, vectors int) bool) {
		for first := 0; first < n; first += most * lanes() {
			if !yield(first, min(most, roundUp(n-first, step*lanes())/lanes())) {
				return
			}
		}
	}
}

// roundUp returns the least multiple of step that is n or more.
func roundUp(n, step int) int { return (n + step - 1) / step * step }

// blocks cuts k into as few blocks of at most depth as it takes, at least one,
// of nearly the same length. It yields where each begins, and its length.
func blocks(k, depth int) func(yield func(first, length int) bool) {
	n := max(1, (k+depth-1)/depth)
	return func(yield func(first, length int) bool) {
		for i := range n {
			first := i * k / n
			if !yield(first, (i+1)*k/n-first) {
				return
			}
		}
	}
}

// pack copies rows first to first+block-1 and columns j to j+width-1 of B to a
// strip.
func pack(strip []float32, b matrix, first, block, j, width, columns int) {
	for p := range block {
		row := strip[p*columns : (p+1)*columns]
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

// task is what the tiles of a column have in common: the block of A, beginning
// with their first row, and the strip of B that meets it.
type task struct {
	a       matrix
	strip   []float32
	k       int  // length of the block, 0 or more
	vectors int  // in a row of the strip and of a tile, 1 to 3
	add     bool // go on with the sums in C, instead of from 0
	below   levels
}

// columns returns the columns of a tile.
func (t task) columns() int { return t.vectors * lanes() }

// down returns the task of the rows from i on.
func (t task) down(i int) task {
	t.a = t.a.down(i)
	t.below = t.below.down(i)
	return t
}

// column computes m rows of the column of tiles that begins at c, of which
// only width columns exist.
func (t task) column(m int, c []float32, ldc, width int) {
	done := 0
	if width == t.columns() {
		done = m - m%tileRows
		tiles(done/tileRows, t, c, ldc)
	}
	for i := done; i < m; i += group {
		t.down(i).beside(min(group, m-i), c[i*ldc:], ldc, width)
	}
}

// beside computes the rows of a group beside C, and copies the columns that
// exist.
func (t task) beside(rows int, c []float32, ldc, width int) {
	var sums [group * maxTileColumns]float32
	columns := t.columns()
	if t.add {
		for r := range rows {
			copy(sums[r*columns:][:width], c[r*ldc:])
		}
	}
	t.rows(rows, sums[:], columns)
	for r := range rows {
		copy(c[r*ldc:][:width], sums[r*columns:])
	}
}

// rows computes so many rows of all columns.
func (t task) rows(rows int, c []float32, ldc int) {
	whole := rows - rows%tileRows
	tiles(whole/tileRows, t, c, ldc)
	// The rest one by one, each as all rows of a tile: there is no further row
	// of A to read.
	for r := whole; r < rows; r++ {
		one := t.down(r)
		one.a.rowStride, one.below.rowStride = 0, 0
		tiles(1, one, c[r*ldc:], 0)
	}
}
