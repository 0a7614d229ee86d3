//go:build goexperiment.simd

package blas

const maxTileColumns = 12

func tileColumns() int { return maxTileColumns }

// tile adds the products of tileRows rows of A and a strip to a tile of C, or
// sets the tile to them. Strides count elements.
func tile(a []float32, rowStride, columnStride int, strip []float32, k int, c []float32, cStride int, add bool) {
	const size = 4 // of a float32, in bytes
	switch {
	case columnStride == 1:
		alongRows(&a[0], size*rowStride, size, &strip[0], k, &c[0], size*cStride, add)
	case rowStride == 1:
		alongColumns(&a[0], size, size*columnStride, &strip[0], k, &c[0], size*cStride, add)
	default:
		anyhow(&a[0], size*rowStride, size*columnStride, &strip[0], k, &c[0], size*cStride, add)
	}
}

// The tiles in assembly, with strides in bytes: of an A whose rows lie in one
// piece, as in X·W; of one whose columns do, as in Xᵀ·dY; and of any. Go source
// reaches three quarters of their speed: the compiler hoists loads and
// dispatches at every back edge.

//go:noescape
func alongRows(a *float32, rowStride, columnStride int, strip *float32, k int, c *float32, cStride int, add bool)

//go:noescape
func alongColumns(a *float32, rowStride, columnStride int, strip *float32, k int, c *float32, cStride int, add bool)

//go:noescape
func anyhow(a *float32, rowStride, columnStride int, strip *float32, k int, c *float32, cStride int, add bool)
