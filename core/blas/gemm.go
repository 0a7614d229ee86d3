// Package blas holds the matrix product of training in gonum's calling
// convention, with SIMD where the build has it.
//
// Every product is the same to the bit in every build: an element of the
// result is the sum, over k in order, of products that are rounded before
// they are added. The lanes of a vector run over columns of the result, so
// their number does not matter, and multiplication and addition are never
// fused.
package blas

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

// Gemm computes
//
//	C = alpha·op(A)·op(B) + beta·C
//
// as gonum's blas32.Gemm, where op is the identity or the transpose. It
// panics if the shapes do not fit. With a beta of 0, C is not read.
func Gemm(tA, tB blas.Transpose, alpha float32, a, b blas32.General, beta float32, c blas32.General) {
	m, k := a.Rows, a.Cols
	if tA != blas.NoTrans {
		m, k = k, m
	}
	inner, n := b.Rows, b.Cols
	if tB != blas.NoTrans {
		inner, n = n, inner
	}
	if inner != k || c.Rows != m || c.Cols != n {
		panic("blas: shapes do not fit")
	}
	Sgemm(tA, tB, m, n, k, alpha, a.Data, a.Stride, b.Data, b.Stride, beta, c.Data, c.Stride)
}

// Sgemm is Gemm with the calling convention and the panics of gonum's
// blas.Float32Level3: A is m×k and B k×n, after transposing, and C is m×n.
//
// Let s be the sum over k, in order and beginning with +0, of a·b, each
// product rounded. The result is s for an alpha of 1 and a beta of 0, which
// is the fast way; else it is alpha·s (and + beta·c, unless beta is 0), with
// each operation rounded. Zeros are not skipped: 0·NaN is NaN.
func Sgemm(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int) {
	left := operand(tA, m, k, a, lda, "A")
	right := operand(tB, k, n, b, ldb, "B")
	operand(blas.NoTrans, m, n, c, ldc, "C")
	switch {
	case m == 0 || n == 0:
	case alpha == 1 && beta == 0 && k > 0:
		multiply(m, n, k, left, right, c, ldc)
	default:
		combine(m, n, k, alpha, left, right, beta, c, ldc)
	}
}

// matrix is an operand as it is to be read: element i, j is
// data[i·rowStride + j·columnStride].
type matrix struct {
	data                    []float32
	rowStride, columnStride int
}

// from returns the columns from j on.
func (m matrix) from(j int) matrix {
	m.data = m.data[min(j*m.columnStride, len(m.data)):]
	return m
}

// down returns the rows from i on.
func (m matrix) down(i int) matrix {
	m.data = m.data[min(i*m.rowStride, len(m.data)):]
	return m
}

func (m matrix) at(i, j int) float32 { return m.data[i*m.rowStride+j*m.columnStride] }

// operand checks an operand that is rows×columns after transposing.
func operand(t blas.Transpose, rows, columns int, data []float32, stride int, name string) matrix {
	m := matrix{data: data, rowStride: stride, columnStride: 1}
	switch t {
	case blas.NoTrans:
	case blas.Trans, blas.ConjTrans:
		m.rowStride, m.columnStride = 1, stride
		rows, columns = columns, rows
	default:
		panic("blas: illegal transpose")
	}
	switch {
	case rows < 0 || columns < 0:
		panic("blas: negative size of " + name)
	case stride < max(1, columns):
		panic("blas: bad leading dimension of " + name)
	case rows > 0 && columns > 0 && len(data) < (rows-1)*stride+columns:
		panic("blas: insufficient length of " + name)
	}
	return m
}

// combine is Sgemm for any alpha and beta, at leisure.
func combine(m, n, k int, alpha float32, a, b matrix, beta float32, c []float32, ldc int) {
	for i := range m {
		for j := range n {
			var sum float32
			for p := range k {
				sum += float32(a.at(i, p) * b.at(p, j))
			}
			sum = float32(alpha * sum)
			if beta != 0 {
				sum += float32(beta * c[i*ldc+j])
			}
			c[i*ldc+j] = sum
		}
	}
}
