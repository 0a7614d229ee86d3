//go:build !goexperiment.simd

package measure

func lanes() int { return 1 }

// spin makes so many turns and returns the sum over the chains.
func spin(turns int) float32 {
	var a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11 float32 = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
	for range turns * unroll {
		a0, a1, a2 = float32(a0*factor)+summand, float32(a1*factor)+summand, float32(a2*factor)+summand
		a3, a4, a5 = float32(a3*factor)+summand, float32(a4*factor)+summand, float32(a5*factor)+summand
		a6, a7, a8 = float32(a6*factor)+summand, float32(a7*factor)+summand, float32(a8*factor)+summand
		a9, a10, a11 = float32(a9*factor)+summand, float32(a10*factor)+summand, float32(a11*factor)+summand
	}
	return a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11
}
