//go:build goexperiment.simd && !wasm

package blas

import "simd"

// maxTileColumns is three vectors of 512 bits.
const maxTileColumns = 48

func tileColumns() int { return 3 * simd.BroadcastFloat32s(0).Len() }

// tile adds the products of tileRows rows of A and a strip to a tile of C, or
// sets the tile to them. Strides count elements.
func tile(a []float32, rowStride, columnStride int, strip []float32, k int, c []float32, cStride int, add bool) {
	var s00, s01, s02, s10, s11, s12, s20, s21, s22 simd.Float32s
	n := s00.Len()
	c0, c1, c2 := c, c[cStride:], c[2*cStride:]
	if add {
		s00, s01, s02 = simd.LoadFloat32s(c0), simd.LoadFloat32s(c0[n:]), simd.LoadFloat32s(c0[2*n:])
		s10, s11, s12 = simd.LoadFloat32s(c1), simd.LoadFloat32s(c1[n:]), simd.LoadFloat32s(c1[2*n:])
		s20, s21, s22 = simd.LoadFloat32s(c2), simd.LoadFloat32s(c2[n:]), simd.LoadFloat32s(c2[2*n:])
	}
	a1, a2 := a[rowStride:], a[2*rowStride:]
	for p, at := 0, 0; p < k; p++ {
		b0, b1, b2 := simd.LoadFloat32s(strip), simd.LoadFloat32s(strip[n:]), simd.LoadFloat32s(strip[2*n:])
		x := simd.BroadcastFloat32s(a[at])
		s00, s01, s02 = s00.Add(x.Mul(b0)), s01.Add(x.Mul(b1)), s02.Add(x.Mul(b2))
		x = simd.BroadcastFloat32s(a1[at])
		s10, s11, s12 = s10.Add(x.Mul(b0)), s11.Add(x.Mul(b1)), s12.Add(x.Mul(b2))
		x = simd.BroadcastFloat32s(a2[at])
		s20, s21, s22 = s20.Add(x.Mul(b0)), s21.Add(x.Mul(b1)), s22.Add(x.Mul(b2))
		strip = strip[3*n:]
		at += columnStride
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
