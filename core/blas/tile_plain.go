//go:build !goexperiment.simd

package blas

const (
	maxTileColumns = 12
	depth          = 256
)

// lanes is as in WebAssembly, where the plain build stands in for the other.
func lanes() int { return 4 }

// tiles computes so many tiles, one under another: each is the products of
// tileRows rows of A and the strip, added up from 0 or from what is there, and
// what lies in the levels below.
func tiles(count int, t task, c []float32, ldc int) {
	for i := range count {
		t.down(i*tileRows).tile(c[i*tileRows*ldc:], ldc)
	}
}

func (t task) tile(c []float32, ldc int) {
	if t.k == 0 {
		t.finish(c, ldc, [tileRows * maxTileColumns]float32{})
		return
	}
	var sums [tileRows * maxTileColumns]float32
	columns := t.columns()
	a0 := t.a.data
	a1, a2 := a0[t.a.rowStride:], a0[2*t.a.rowStride:]
	s0, s1, s2 := sums[:maxTileColumns], sums[maxTileColumns:2*maxTileColumns], sums[2*maxTileColumns:]
	if t.add {
		copy(s0[:columns], c)
		copy(s1[:columns], c[ldc:])
		copy(s2[:columns], c[2*ldc:])
	}
	// Two columns at a time, whose sums stay in registers.
	for j := 0; j < columns; j += 2 {
		s00, s01, s10, s11, s20, s21 := s0[j], s0[j+1], s1[j], s1[j+1], s2[j], s2[j+1]
		for p, at := j, 0; p+1 < len(t.strip); p += columns {
			x0, x1 := t.strip[p], t.strip[p+1]
			y := a0[at]
			s00 += float32(y * x0)
			s01 += float32(y * x1)
			y = a1[at]
			s10 += float32(y * x0)
			s11 += float32(y * x1)
			y = a2[at]
			s20 += float32(y * x0)
			s21 += float32(y * x1)
			at += t.a.columnStride
		}
		s0[j], s0[j+1], s1[j], s1[j+1], s2[j], s2[j+1] = s00, s01, s10, s11, s20, s21
	}
	t.finish(c, ldc, sums)
}

// finish adds the levels below to the sums and puts them into C.
func (t task) finish(c []float32, ldc int, sums [tileRows * maxTileColumns]float32) {
	for r := range tileRows {
		row := sums[r*maxTileColumns:][:t.columns()]
		for l := range t.below.count {
			for j, v := range t.below.data[l*t.below.stride+r*t.below.rowStride:][:len(row)] {
				row[j] = v + row[j]
			}
		}
		copy(c[r*ldc:][:len(row)], row)
	}
}
