//go:build goexperiment.simd

package measure

func lanes() int { return 4 }

// spin makes so many turns and returns the sum over the chains of the first
// lane. In assembly, because Go's loops cost WebAssembly more than they should.
//
//go:noescape
func spin(turns int) float32
