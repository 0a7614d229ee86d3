//go:build goexperiment.simd

package blas

const maxTileColumns = 12

func tileColumns() int { return maxTileColumns }

// tile adds the products of tileRows rows of A and a strip to a tile of C, or
// sets the tile to them. Strides count elements.
func tile(a []float32, rowStride, columnStride int, strip []float32, k int, c []float32, cStride int, add bool) {
	tile3x12(&a[0], 4*rowStride, 4*columnStride, &strip[0], k, &c[0], 4*cStride, add)
}

// tile3x12 is tile with strides in bytes. Go source reaches three quarters of
// its speed: the compiler hoists loads and dispatches at every back edge.
//
//go:noescape
func tile3x12(a *float32, rowStride, columnStride int, strip *float32, k int, c *float32, cStride int, add bool)
