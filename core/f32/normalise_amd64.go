//go:build goexperiment.simd

package f32

import "simd/archsimd"

// A program that uses vectors of 16 numbers has AVX-512, and one of 8 AVX2.
func normaliseFront(d []float32, x []byte, mean, deviation float32) int {
	switch lanes() {
	case 16:
		return normalise16(d, x, mean, deviation)
	case 8:
		return normalise8(d, x, mean, deviation)
	}
	return 0
}

func normalise16(d []float32, x []byte, mean, deviation float32) (i int) {
	m, s := archsimd.BroadcastFloat32x16(mean), archsimd.BroadcastFloat32x16(deviation)
	a, b := archsimd.BroadcastFloat32x16(over255), archsimd.BroadcastFloat32x16(over255Rest)
	for ; i+16 <= len(d); i += 16 {
		v := archsimd.LoadUint8x16Array((*[16]byte)(x[i:])).ExtendToUint32().ConvertToFloat32()
		v.Mul(a).Add(v.Mul(b)).Sub(m).Div(s).StoreArray((*[16]float32)(d[i:]))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

// Of the 16 bytes that it loads at a time it takes 8.
func normalise8(d []float32, x []byte, mean, deviation float32) (i int) {
	m, s := archsimd.BroadcastFloat32x8(mean), archsimd.BroadcastFloat32x8(deviation)
	a, b := archsimd.BroadcastFloat32x8(over255), archsimd.BroadcastFloat32x8(over255Rest)
	for ; i+16 <= len(d); i += 8 {
		v := archsimd.LoadUint8x16Array((*[16]byte)(x[i:])).ExtendLo8ToUint32().ConvertToInt32().ConvertToFloat32()
		v.Mul(a).Add(v.Mul(b)).Sub(m).Div(s).StoreArray((*[8]float32)(d[i:]))
	}
	archsimd.ClearAVXUpperBits()
	return i
}
