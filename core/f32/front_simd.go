//go:build goexperiment.simd

package f32

import "simd"

// Each loop ends where less than a vector is left.

func addFront(d, x []float32) (i int) {
	for n := lanes(); i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Add(simd.LoadFloat32s(x[i:])).Store(d[i:])
	}
	return i
}

func subFront(d, x []float32) (i int) {
	for n := lanes(); i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Sub(simd.LoadFloat32s(x[i:])).Store(d[i:])
	}
	return i
}

func mulFront(d, x []float32) (i int) {
	for n := lanes(); i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Mul(simd.LoadFloat32s(x[i:])).Store(d[i:])
	}
	return i
}

func divFront(d, x []float32) (i int) {
	for n := lanes(); i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Div(simd.LoadFloat32s(x[i:])).Store(d[i:])
	}
	return i
}

func addScalarFront(d []float32, a float32) (i int) {
	all := simd.BroadcastFloat32s(a)
	for n := all.Len(); i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Add(all).Store(d[i:])
	}
	return i
}

func scaleFront(d []float32, a float32) (i int) {
	all := simd.BroadcastFloat32s(a)
	for n := all.Len(); i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Mul(all).Store(d[i:])
	}
	return i
}

func addScaledFront(d []float32, a float32, x []float32) (i int) {
	all := simd.BroadcastFloat32s(a)
	for n := all.Len(); i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Add(simd.LoadFloat32s(x[i:]).Mul(all)).Store(d[i:])
	}
	return i
}

func addProductFront(d []float32, a float32, x, y []float32) (i int) {
	all := simd.BroadcastFloat32s(a)
	for n := all.Len(); i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Add(simd.LoadFloat32s(x[i:]).Mul(all).Mul(simd.LoadFloat32s(y[i:]))).Store(d[i:])
	}
	return i
}

func sqrtFront(d, x []float32) (i int) {
	for n := lanes(); i+n <= len(d); i += n {
		simd.LoadFloat32s(x[i:]).Sqrt().Store(d[i:])
	}
	return i
}

func reluFront(d, x []float32) (i int) {
	var zero simd.Float32s
	for n := zero.Len(); i+n <= len(d); i += n {
		v := simd.LoadFloat32s(x[i:])
		// Not Max, which treats NaN and -0 as each machine pleases.
		zero.IfElse(v.Less(zero), v).Store(d[i:])
	}
	return i
}

func reluGradFront(d, dy, y []float32) (i int) {
	var zero simd.Float32s
	for n := zero.Len(); i+n <= len(d); i += n {
		simd.LoadFloat32s(dy[i:]).Masked(simd.LoadFloat32s(y[i:]).Greater(zero)).Store(d[i:])
	}
	return i
}

// lanes returns how many elements a vector has.
func lanes() int {
	var v simd.Float32s
	return v.Len()
}
