// Package f32 holds functions of float32 numbers and vectors, the same to the
// bit on every platform and in every build.
//
// The functions of vectors work element by element with operations that are
// rounded one by one: a product is never fused with a sum. Where the build has
// SIMD (GOEXPERIMENT=simd) they use it, for the same bits sooner. A
// destination may be a source, but must not overlap one otherwise; sources
// that are shorter than the destination panic, and what they have beyond it
// is left alone. Nothing here allocates.
package f32
