//go:build goexperiment.simd

package host

// SIMD is whether the program was built with SIMD.
const SIMD = true
