//go:build !goexperiment.simd

package f32

import "gonum.org/v1/gonum/blas/blas32"

func addFront(d, x []float32) int                                { return 0 }
func subFront(d, x []float32) int                                { return 0 }
func mulFront(d, x []float32) int                                { return 0 }
func divFront(d, x []float32) int                                { return 0 }
func addScalarFront(d []float32, a float32) int                  { return 0 }
func scaleFront(d []float32, a float32) int                      { return 0 }
func addScaledFront(d []float32, a float32, x []float32) int     { return 0 }
func addProductFront(d []float32, a float32, x, y []float32) int { return 0 }
func sqrtFront(d, x []float32) int                               { return 0 }
func reluFront(d, x []float32) int                               { return 0 }
func reluGradFront(d, dy, y []float32) int                       { return 0 }
func addUpFront(d []float32, m blas32.General) int               { return 0 }
func finiteFront(x []float32) (i int, finite bool)               { return 0, true }
