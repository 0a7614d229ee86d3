//go:build goexperiment.simd && !wasm

package blas

import (
	"simd"
	"unsafe"
)

const (
	maxTileColumns = 48  // three vectors of 512 bits
	depth          = 128 // 24 kB a strip of as many

	size = 4 // of a float32, in bytes
)

func lanes() int { return simd.BroadcastFloat32s(0).Len() }

// portable is tiles with vectors of any width.
func portable(count int, t task, c []float32, ldc int) {
	for i := 0; i < count*tileRows; i += tileRows {
		to := c[i*ldc:]
		if t.k > 0 {
			// A and the strip are then read without checks, which would take
			// longer than the arithmetic.
			_ = t.strip[t.k*t.columns()-1]
			_ = t.a.data[(i+2)*t.a.rowStride+(t.k-1)*t.a.columnStride]
		}
		switch t.vectors {
		case 1:
			tile1(&t, i, to, ldc)
		case 2:
			tile2(&t, i, to, ldc)
		case 3:
			tile3(&t, i, to, ldc)
		}
	}
}

// tile3 is the tile of row i, of three vectors a row.
func tile3(t *task, i int, c []float32, ldc int) {
	var s00, s01, s02, s10, s11, s12, s20, s21, s22 simd.Float32s
	n := s00.Len()
	c0, c1, c2 := c, c[ldc:], c[2*ldc:]
	if t.add {
		s00, s01, s02 = simd.LoadFloat32s(c0), simd.LoadFloat32s(c0[n:]), simd.LoadFloat32s(c0[2*n:])
		s10, s11, s12 = simd.LoadFloat32s(c1), simd.LoadFloat32s(c1[n:]), simd.LoadFloat32s(c1[2*n:])
		s20, s21, s22 = simd.LoadFloat32s(c2), simd.LoadFloat32s(c2[n:]), simd.LoadFloat32s(c2[2*n:])
	}
	if t.k > 0 {
		a0, strip := unsafe.Pointer(&t.a.data[i*t.a.rowStride]), unsafe.Pointer(&t.strip[0])
		row, column := size*t.a.rowStride, size*t.a.columnStride
		for p, at, next := 0, 0, 0; p < t.k; p++ {
			b := unsafe.Slice((*float32)(unsafe.Add(strip, next)), 3*n)
			b0, b1, b2 := simd.LoadFloat32s(b), simd.LoadFloat32s(b[n:]), simd.LoadFloat32s(b[2*n:])
			x := simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at)))
			s00, s01, s02 = s00.Add(x.Mul(b0)), s01.Add(x.Mul(b1)), s02.Add(x.Mul(b2))
			x = simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at+row)))
			s10, s11, s12 = s10.Add(x.Mul(b0)), s11.Add(x.Mul(b1)), s12.Add(x.Mul(b2))
			x = simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at+2*row)))
			s20, s21, s22 = s20.Add(x.Mul(b0)), s21.Add(x.Mul(b1)), s22.Add(x.Mul(b2))
			next += size * 3 * n
			at += column
		}
	}
	for l := 0; l < t.below.count; l++ {
		l0 := t.below.data[l*t.below.stride+i*t.below.rowStride:]
		l1, l2 := l0[t.below.rowStride:], l0[2*t.below.rowStride:]
		s00, s01, s02 = simd.LoadFloat32s(l0).Add(s00), simd.LoadFloat32s(l0[n:]).Add(s01), simd.LoadFloat32s(l0[2*n:]).Add(s02)
		s10, s11, s12 = simd.LoadFloat32s(l1).Add(s10), simd.LoadFloat32s(l1[n:]).Add(s11), simd.LoadFloat32s(l1[2*n:]).Add(s12)
		s20, s21, s22 = simd.LoadFloat32s(l2).Add(s20), simd.LoadFloat32s(l2[n:]).Add(s21), simd.LoadFloat32s(l2[2*n:]).Add(s22)
	}
	s00.Store(c0)
	s01.Store(c0[n:])
	s02.Store(c0[2*n:])
	s10.Store(c1)
	s11.Store(c1[n:])
	s12.Store(c1[2*n:])
	s20.Store(c2)
	s21.Store(c2[n:])
	s22.Store(c2[2*n:])
}

// tile2 is the tile of row i, of two vectors a row.
func tile2(t *task, i int, c []float32, ldc int) {
	var s00, s01, s10, s11, s20, s21 simd.Float32s
	n := s00.Len()
	c0, c1, c2 := c, c[ldc:], c[2*ldc:]
	if t.add {
		s00, s01 = simd.LoadFloat32s(c0), simd.LoadFloat32s(c0[n:])
		s10, s11 = simd.LoadFloat32s(c1), simd.LoadFloat32s(c1[n:])
		s20, s21 = simd.LoadFloat32s(c2), simd.LoadFloat32s(c2[n:])
	}
	if t.k > 0 {
		a0, strip := unsafe.Pointer(&t.a.data[i*t.a.rowStride]), unsafe.Pointer(&t.strip[0])
		row, column := size*t.a.rowStride, size*t.a.columnStride
		for p, at, next := 0, 0, 0; p < t.k; p++ {
			b := unsafe.Slice((*float32)(unsafe.Add(strip, next)), 2*n)
			b0, b1 := simd.LoadFloat32s(b), simd.LoadFloat32s(b[n:])
			x := simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at)))
			s00, s01 = s00.Add(x.Mul(b0)), s01.Add(x.Mul(b1))
			x = simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at+row)))
			s10, s11 = s10.Add(x.Mul(b0)), s11.Add(x.Mul(b1))
			x = simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at+2*row)))
			s20, s21 = s20.Add(x.Mul(b0)), s21.Add(x.Mul(b1))
			next += size * 2 * n
			at += column
		}
	}
	for l := 0; l < t.below.count; l++ {
		l0 := t.below.data[l*t.below.stride+i*t.below.rowStride:]
		l1, l2 := l0[t.below.rowStride:], l0[2*t.below.rowStride:]
		s00, s01 = simd.LoadFloat32s(l0).Add(s00), simd.LoadFloat32s(l0[n:]).Add(s01)
		s10, s11 = simd.LoadFloat32s(l1).Add(s10), simd.LoadFloat32s(l1[n:]).Add(s11)
		s20, s21 = simd.LoadFloat32s(l2).Add(s20), simd.LoadFloat32s(l2[n:]).Add(s21)
	}
	s00.Store(c0)
	s01.Store(c0[n:])
	s10.Store(c1)
	s11.Store(c1[n:])
	s20.Store(c2)
	s21.Store(c2[n:])
}

// tile1 is the tile of row i, of one vector a row.
func tile1(t *task, i int, c []float32, ldc int) {
	var s00, s10, s20 simd.Float32s
	n := s00.Len()
	c0, c1, c2 := c, c[ldc:], c[2*ldc:]
	if t.add {
		s00 = simd.LoadFloat32s(c0)
		s10 = simd.LoadFloat32s(c1)
		s20 = simd.LoadFloat32s(c2)
	}
	if t.k > 0 {
		a0, strip := unsafe.Pointer(&t.a.data[i*t.a.rowStride]), unsafe.Pointer(&t.strip[0])
		row, column := size*t.a.rowStride, size*t.a.columnStride
		for p, at, next := 0, 0, 0; p < t.k; p++ {
			b := unsafe.Slice((*float32)(unsafe.Add(strip, next)), n)
			b0 := simd.LoadFloat32s(b)
			x := simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at)))
			s00 = s00.Add(x.Mul(b0))
			x = simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at+row)))
			s10 = s10.Add(x.Mul(b0))
			x = simd.BroadcastFloat32s(*(*float32)(unsafe.Add(a0, at+2*row)))
			s20 = s20.Add(x.Mul(b0))
			next += size * n
			at += column
		}
	}
	for l := 0; l < t.below.count; l++ {
		l0 := t.below.data[l*t.below.stride+i*t.below.rowStride:]
		l1, l2 := l0[t.below.rowStride:], l0[2*t.below.rowStride:]
		s00 = simd.LoadFloat32s(l0).Add(s00)
		s10 = simd.LoadFloat32s(l1).Add(s10)
		s20 = simd.LoadFloat32s(l2).Add(s20)
	}
	s00.Store(c0)
	s10.Store(c1)
	s20.Store(c2)
}
