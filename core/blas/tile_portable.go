//go:build goexperiment.simd && !amd64 && !wasm

package blas

// tiles computes so many tiles, one under another: each is the products of
// tileRows rows of A and the strip, added up from 0 or from what is there, and
// what lies in the levels below.
func tiles(count int, t task, c []float32, ldc int) { portable(count, t, c, ldc) }
