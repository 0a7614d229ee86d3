//go:build goexperiment.simd && (amd64 || wasm)

package blas

// work is a task as the assembly reads it, with strides in bytes. It reads no
// element of A, of the strip or of the levels, and writes none of C, that is
// not in a tile.
type work struct {
	a                       *float32
	rowStride, columnStride int
	strip                   *float32
	k                       int
	c                       *float32
	cStride, count, add     int

	level                         *float32
	levelRow, levelStride, levels int
}
