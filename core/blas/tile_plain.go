//go:build !goexperiment.simd

package blas

const maxTileColumns = 12

func tileColumns() int { return maxTileColumns }

// tile adds the products of tileRows rows of A and a strip to a tile of C, or
// sets the tile to them. Strides count elements.
func tile(a []float32, rowStride, columnStride int, strip []float32, k int, c []float32, cStride int, add bool) {
	a1, a2 := a[rowStride:], a[2*rowStride:]
	c0, c1, c2 := c[:maxTileColumns], c[cStride:][:maxTileColumns], c[2*cStride:][:maxTileColumns]
	for j := 0; j < maxTileColumns; j += 2 {
		var s00, s01, s10, s11, s20, s21 float32
		if add {
			s00, s01 = c0[j], c0[j+1]
			s10, s11 = c1[j], c1[j+1]
			s20, s21 = c2[j], c2[j+1]
		}
		for p, at := j, 0; p+1 < len(strip); p += maxTileColumns {
			x0, x1 := strip[p], strip[p+1]
			y := a[at]
			s00 += float32(y * x0)
			s01 += float32(y * x1)
			y = a1[at]
			s10 += float32(y * x0)
			s11 += float32(y * x1)
			y = a2[at]
			s20 += float32(y * x0)
			s21 += float32(y * x1)
			at += columnStride
		}
		c0[j], c0[j+1] = s00, s01
		c1[j], c1[j+1] = s10, s11
		c2[j], c2[j+1] = s20, s21
	}
}
