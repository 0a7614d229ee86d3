//go:build goexperiment.simd

package f32

import "simd/archsimd"

func normaliseFront(d []float32, x []byte, mean, deviation float32) (i int) {
	m, s := archsimd.BroadcastFloat32x4(mean), archsimd.BroadcastFloat32x4(deviation)
	a, b := archsimd.BroadcastFloat32x4(over255), archsimd.BroadcastFloat32x4(over255Rest)
	for ; i+16 <= len(d); i += 16 {
		to, from := (*[16]float32)(d[i:]), archsimd.LoadUint8x16Array((*[16]byte)(x[i:]))
		lo, hi := from.ExtendLo8ToUint16(), from.ExtendHi8ToUint16()
		// As signed numbers, which processors convert in one instruction.
		v0 := lo.ExtendLo4ToUint32().ConvertToInt32().ConvertToFloat32()
		v1 := lo.ExtendHi4ToUint32().ConvertToInt32().ConvertToFloat32()
		v2 := hi.ExtendLo4ToUint32().ConvertToInt32().ConvertToFloat32()
		v3 := hi.ExtendHi4ToUint32().ConvertToInt32().ConvertToFloat32()
		v0.Mul(a).Add(v0.Mul(b)).Sub(m).Div(s).StoreArray((*[4]float32)(to[0:]))
		v1.Mul(a).Add(v1.Mul(b)).Sub(m).Div(s).StoreArray((*[4]float32)(to[4:]))
		v2.Mul(a).Add(v2.Mul(b)).Sub(m).Div(s).StoreArray((*[4]float32)(to[8:]))
		v3.Mul(a).Add(v3.Mul(b)).Sub(m).Div(s).StoreArray((*[4]float32)(to[12:]))
	}
	return i
}
