//go:build goexperiment.simd && !wasm

package measure

import "simd"

func lanes() int { return simd.BroadcastFloat32s(0).Len() }

// spin makes so many turns and returns the sum over the chains of the first
// lane.
func spin(turns int) float32 {
	m, c := simd.BroadcastFloat32s(factor), simd.BroadcastFloat32s(summand)
	// They begin differently, or the compiler would take all of them for one.
	a0, a1, a2, a3 := simd.BroadcastFloat32s(0), simd.BroadcastFloat32s(1), simd.BroadcastFloat32s(2), simd.BroadcastFloat32s(3)
	a4, a5, a6, a7 := simd.BroadcastFloat32s(4), simd.BroadcastFloat32s(5), simd.BroadcastFloat32s(6), simd.BroadcastFloat32s(7)
	a8, a9, a10, a11 := simd.BroadcastFloat32s(8), simd.BroadcastFloat32s(9), simd.BroadcastFloat32s(10), simd.BroadcastFloat32s(11)
	for ; turns > 0; turns-- { // Go 1.27.4 cannot compile a range over a number here
		a0, a1, a2 = a0.Mul(m).Add(c), a1.Mul(m).Add(c), a2.Mul(m).Add(c)
		a3, a4, a5 = a3.Mul(m).Add(c), a4.Mul(m).Add(c), a5.Mul(m).Add(c)
		a6, a7, a8 = a6.Mul(m).Add(c), a7.Mul(m).Add(c), a8.Mul(m).Add(c)
		a9, a10, a11 = a9.Mul(m).Add(c), a10.Mul(m).Add(c), a11.Mul(m).Add(c)

		a0, a1, a2 = a0.Mul(m).Add(c), a1.Mul(m).Add(c), a2.Mul(m).Add(c)
		a3, a4, a5 = a3.Mul(m).Add(c), a4.Mul(m).Add(c), a5.Mul(m).Add(c)
		a6, a7, a8 = a6.Mul(m).Add(c), a7.Mul(m).Add(c), a8.Mul(m).Add(c)
		a9, a10, a11 = a9.Mul(m).Add(c), a10.Mul(m).Add(c), a11.Mul(m).Add(c)

		a0, a1, a2 = a0.Mul(m).Add(c), a1.Mul(m).Add(c), a2.Mul(m).Add(c)
		a3, a4, a5 = a3.Mul(m).Add(c), a4.Mul(m).Add(c), a5.Mul(m).Add(c)
		a6, a7, a8 = a6.Mul(m).Add(c), a7.Mul(m).Add(c), a8.Mul(m).Add(c)
		a9, a10, a11 = a9.Mul(m).Add(c), a10.Mul(m).Add(c), a11.Mul(m).Add(c)

		a0, a1, a2 = a0.Mul(m).Add(c), a1.Mul(m).Add(c), a2.Mul(m).Add(c)
		a3, a4, a5 = a3.Mul(m).Add(c), a4.Mul(m).Add(c), a5.Mul(m).Add(c)
		a6, a7, a8 = a6.Mul(m).Add(c), a7.Mul(m).Add(c), a8.Mul(m).Add(c)
		a9, a10, a11 = a9.Mul(m).Add(c), a10.Mul(m).Add(c), a11.Mul(m).Add(c)
	}
	a0, a3, a6, a9 = a0.Add(a1).Add(a2), a3.Add(a4).Add(a5), a6.Add(a7).Add(a8), a9.Add(a10).Add(a11)
	var sums [64]float32 // as wide as any vector
	a0.Add(a3).Add(a6).Add(a9).Store(sums[:])
	return sums[0]
}
