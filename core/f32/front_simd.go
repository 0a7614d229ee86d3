//go:build goexperiment.simd

package f32

import (
	"simd"

	"gonum.org/v1/gonum/blas/blas32"
)

// Each loop takes four vectors a turn, because a turn costs WebAssembly more
// than the work on one, then one a turn, and ends where less than a vector is
// left.

func addFront(d, x []float32) (i int) {
	n := lanes()
	for ; i+4*n <= len(d); i += 4 * n {
		d, x := d[i:i+4*n], x[i:i+4*n]
		simd.LoadFloat32s(d).Add(simd.LoadFloat32s(x)).Store(d)
		simd.LoadFloat32s(d[n:]).Add(simd.LoadFloat32s(x[n:])).Store(d[n:])
		simd.LoadFloat32s(d[2*n:]).Add(simd.LoadFloat32s(x[2*n:])).Store(d[2*n:])
		simd.LoadFloat32s(d[3*n:]).Add(simd.LoadFloat32s(x[3*n:])).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Add(simd.LoadFloat32s(x[i:])).Store(d[i:])
	}
	return i
}

func subFront(d, x []float32) (i int) {
	n := lanes()
	for ; i+4*n <= len(d); i += 4 * n {
		d, x := d[i:i+4*n], x[i:i+4*n]
		simd.LoadFloat32s(d).Sub(simd.LoadFloat32s(x)).Store(d)
		simd.LoadFloat32s(d[n:]).Sub(simd.LoadFloat32s(x[n:])).Store(d[n:])
		simd.LoadFloat32s(d[2*n:]).Sub(simd.LoadFloat32s(x[2*n:])).Store(d[2*n:])
		simd.LoadFloat32s(d[3*n:]).Sub(simd.LoadFloat32s(x[3*n:])).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Sub(simd.LoadFloat32s(x[i:])).Store(d[i:])
	}
	return i
}

func mulFront(d, x []float32) (i int) {
	n := lanes()
	for ; i+4*n <= len(d); i += 4 * n {
		d, x := d[i:i+4*n], x[i:i+4*n]
		simd.LoadFloat32s(d).Mul(simd.LoadFloat32s(x)).Store(d)
		simd.LoadFloat32s(d[n:]).Mul(simd.LoadFloat32s(x[n:])).Store(d[n:])
		simd.LoadFloat32s(d[2*n:]).Mul(simd.LoadFloat32s(x[2*n:])).Store(d[2*n:])
		simd.LoadFloat32s(d[3*n:]).Mul(simd.LoadFloat32s(x[3*n:])).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Mul(simd.LoadFloat32s(x[i:])).Store(d[i:])
	}
	return i
}

func divFront(d, x []float32) (i int) {
	n := lanes()
	for ; i+4*n <= len(d); i += 4 * n {
		d, x := d[i:i+4*n], x[i:i+4*n]
		simd.LoadFloat32s(d).Div(simd.LoadFloat32s(x)).Store(d)
		simd.LoadFloat32s(d[n:]).Div(simd.LoadFloat32s(x[n:])).Store(d[n:])
		simd.LoadFloat32s(d[2*n:]).Div(simd.LoadFloat32s(x[2*n:])).Store(d[2*n:])
		simd.LoadFloat32s(d[3*n:]).Div(simd.LoadFloat32s(x[3*n:])).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Div(simd.LoadFloat32s(x[i:])).Store(d[i:])
	}
	return i
}

func addScalarFront(d []float32, a float32) (i int) {
	all := simd.BroadcastFloat32s(a)
	n := all.Len()
	for ; i+4*n <= len(d); i += 4 * n {
		d := d[i : i+4*n]
		simd.LoadFloat32s(d).Add(all).Store(d)
		simd.LoadFloat32s(d[n:]).Add(all).Store(d[n:])
		simd.LoadFloat32s(d[2*n:]).Add(all).Store(d[2*n:])
		simd.LoadFloat32s(d[3*n:]).Add(all).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Add(all).Store(d[i:])
	}
	return i
}

func scaleFront(d []float32, a float32) (i int) {
	all := simd.BroadcastFloat32s(a)
	n := all.Len()
	for ; i+4*n <= len(d); i += 4 * n {
		d := d[i : i+4*n]
		simd.LoadFloat32s(d).Mul(all).Store(d)
		simd.LoadFloat32s(d[n:]).Mul(all).Store(d[n:])
		simd.LoadFloat32s(d[2*n:]).Mul(all).Store(d[2*n:])
		simd.LoadFloat32s(d[3*n:]).Mul(all).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Mul(all).Store(d[i:])
	}
	return i
}

func addScaledFront(d []float32, a float32, x []float32) (i int) {
	all := simd.BroadcastFloat32s(a)
	n := all.Len()
	for ; i+4*n <= len(d); i += 4 * n {
		d, x := d[i:i+4*n], x[i:i+4*n]
		simd.LoadFloat32s(d).Add(simd.LoadFloat32s(x).Mul(all)).Store(d)
		simd.LoadFloat32s(d[n:]).Add(simd.LoadFloat32s(x[n:]).Mul(all)).Store(d[n:])
		simd.LoadFloat32s(d[2*n:]).Add(simd.LoadFloat32s(x[2*n:]).Mul(all)).Store(d[2*n:])
		simd.LoadFloat32s(d[3*n:]).Add(simd.LoadFloat32s(x[3*n:]).Mul(all)).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Add(simd.LoadFloat32s(x[i:]).Mul(all)).Store(d[i:])
	}
	return i
}

func addProductFront(d []float32, a float32, x, y []float32) (i int) {
	all := simd.BroadcastFloat32s(a)
	n := all.Len()
	for ; i+4*n <= len(d); i += 4 * n {
		d, x, y := d[i:i+4*n], x[i:i+4*n], y[i:i+4*n]
		simd.LoadFloat32s(d).Add(simd.LoadFloat32s(x).Mul(all).Mul(simd.LoadFloat32s(y))).Store(d)
		simd.LoadFloat32s(d[n:]).Add(simd.LoadFloat32s(x[n:]).Mul(all).Mul(simd.LoadFloat32s(y[n:]))).Store(d[n:])
		simd.LoadFloat32s(d[2*n:]).Add(simd.LoadFloat32s(x[2*n:]).Mul(all).Mul(simd.LoadFloat32s(y[2*n:]))).Store(d[2*n:])
		simd.LoadFloat32s(d[3*n:]).Add(simd.LoadFloat32s(x[3*n:]).Mul(all).Mul(simd.LoadFloat32s(y[3*n:]))).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(d[i:]).Add(simd.LoadFloat32s(x[i:]).Mul(all).Mul(simd.LoadFloat32s(y[i:]))).Store(d[i:])
	}
	return i
}

func sqrtFront(d, x []float32) (i int) {
	n := lanes()
	for ; i+4*n <= len(d); i += 4 * n {
		d, x := d[i:i+4*n], x[i:i+4*n]
		simd.LoadFloat32s(x).Sqrt().Store(d)
		simd.LoadFloat32s(x[n:]).Sqrt().Store(d[n:])
		simd.LoadFloat32s(x[2*n:]).Sqrt().Store(d[2*n:])
		simd.LoadFloat32s(x[3*n:]).Sqrt().Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(x[i:]).Sqrt().Store(d[i:])
	}
	return i
}

// Not Max, which treats NaN and -0 as each machine pleases.
func reluFront(d, x []float32) (i int) {
	var zero simd.Float32s
	n := zero.Len()
	for ; i+4*n <= len(d); i += 4 * n {
		d, x := d[i:i+4*n], x[i:i+4*n]
		v0 := simd.LoadFloat32s(x)
		zero.IfElse(v0.Less(zero), v0).Store(d)
		v1 := simd.LoadFloat32s(x[n:])
		zero.IfElse(v1.Less(zero), v1).Store(d[n:])
		v2 := simd.LoadFloat32s(x[2*n:])
		zero.IfElse(v2.Less(zero), v2).Store(d[2*n:])
		v3 := simd.LoadFloat32s(x[3*n:])
		zero.IfElse(v3.Less(zero), v3).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		v := simd.LoadFloat32s(x[i:])
		zero.IfElse(v.Less(zero), v).Store(d[i:])
	}
	return i
}

func reluGradFront(d, dy, y []float32) (i int) {
	var zero simd.Float32s
	n := zero.Len()
	for ; i+4*n <= len(d); i += 4 * n {
		d, dy, y := d[i:i+4*n], dy[i:i+4*n], y[i:i+4*n]
		simd.LoadFloat32s(dy).Masked(simd.LoadFloat32s(y).Greater(zero)).Store(d)
		simd.LoadFloat32s(dy[n:]).Masked(simd.LoadFloat32s(y[n:]).Greater(zero)).Store(d[n:])
		simd.LoadFloat32s(dy[2*n:]).Masked(simd.LoadFloat32s(y[2*n:]).Greater(zero)).Store(d[2*n:])
		simd.LoadFloat32s(dy[3*n:]).Masked(simd.LoadFloat32s(y[3*n:]).Greater(zero)).Store(d[3*n:])
	}
	for ; i+n <= len(d); i += n {
		simd.LoadFloat32s(dy[i:]).Masked(simd.LoadFloat32s(y[i:]).Greater(zero)).Store(d[i:])
	}
	return i
}

// Four vectors of columns at a time stay in registers.
func addUpFront(d []float32, m blas32.General) (j int) {
	n := lanes()
	for ; j+4*n <= len(d); j += 4 * n {
		d := d[j : j+4*n]
		s0, s1 := simd.LoadFloat32s(d), simd.LoadFloat32s(d[n:])
		s2, s3 := simd.LoadFloat32s(d[2*n:]), simd.LoadFloat32s(d[3*n:])
		for r, at := 0, j; r < m.Rows; r, at = r+1, at+m.Stride {
			x := m.Data[at : at+4*n]
			s0 = s0.Add(simd.LoadFloat32s(x))
			s1 = s1.Add(simd.LoadFloat32s(x[n:]))
			s2 = s2.Add(simd.LoadFloat32s(x[2*n:]))
			s3 = s3.Add(simd.LoadFloat32s(x[3*n:]))
		}
		s0.Store(d)
		s1.Store(d[n:])
		s2.Store(d[2*n:])
		s3.Store(d[3*n:])
	}
	for ; j+n <= len(d); j += n {
		sum := simd.LoadFloat32s(d[j:])
		for r, at := 0, j; r < m.Rows; r, at = r+1, at+m.Stride {
			sum = sum.Add(simd.LoadFloat32s(m.Data[at : at+n]))
		}
		sum.Store(d[j:])
	}
	return j
}

// lanes returns how many elements a vector has.
func lanes() int {
	var v simd.Float32s
	return v.Len()
}

// A sum of zeros is 0, unless one of them is NaN.
func finiteFront(x []float32) (i int, finite bool) {
	zero := simd.BroadcastFloat32s(0)
	n := zero.Len()
	s0, s1, s2, s3 := zero, zero, zero, zero
	for ; i+4*n <= len(x); i += 4 * n {
		x := x[i : i+4*n]
		s0 = s0.Add(simd.LoadFloat32s(x).Mul(zero))
		s1 = s1.Add(simd.LoadFloat32s(x[n:]).Mul(zero))
		s2 = s2.Add(simd.LoadFloat32s(x[2*n:]).Mul(zero))
		s3 = s3.Add(simd.LoadFloat32s(x[3*n:]).Mul(zero))
	}
	for ; i+n <= len(x); i += n {
		s0 = s0.Add(simd.LoadFloat32s(x[i:]).Mul(zero))
	}
	var sums [16]float32 // vectors have 512 bits at most
	s0.Add(s1).Add(s2.Add(s3)).Store(sums[:])
	finite = true
	for _, sum := range sums {
		finite = finite && sum == 0
	}
	return i, finite
}
