package dataset

import (
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
)

// Scaling says how a pixel, a byte, becomes a number.
type Scaling string

// The scalings. Standard takes the mean and the deviation of Fashion-MNIST's
// pixels, whatever the data set.
const (
	Unit     Scaling = "unit"     // x/255, in [0, 1]
	Signed   Scaling = "signed"   // 2x/255 - 1, in [-1, 1]
	Standard Scaling = "standard" // (x/255 - 0.2860)/0.3530
)

// Scalings returns all scalings.
func Scalings() []Scaling { return []Scaling{Unit, Signed, Standard} }

// Valid reports whether s is one of Scalings.
func (s Scaling) Valid() bool { return slices.Contains(Scalings(), s) }

// Normalisation returns the scaling as (x/255 - mean)/deviation, which is
// what torchvision's ToTensor and Normalize do, rounding each operation to
// float32. It panics if s is not valid.
func (s Scaling) Normalisation() (mean, deviation float32) {
	switch s {
	case Unit:
		return 0, 1
	case Signed:
		return 0.5, 0.5
	case Standard:
		return 0.2860, 0.3530
	}
	panic("dataset: unknown scaling " + string(s))
}

// Black returns what a black pixel becomes.
func (s Scaling) Black() float32 {
	mean, deviation := s.Normalisation()
	return (0 - mean) / deviation
}

// Gather writes the given images, scaled, into the rows of dst [B, 784] and
// their labels into labels [B]; there are B indices.
//
// Of every number Black is left off, as by a scaling whose mean is 0: what is
// written is (x/255)/deviation, both divisions rounded to float32. So half of
// the numbers of Fashion-MNIST are 0, which makes sparse products of them. Who
// reads them adds Black: see nn.Dense.Shift.
func Gather(dst blas32.General, labels []byte, from Images, indices []int, scaling Scaling) {
	_, deviation := scaling.Normalisation()
	normalisation := f32.NewNormalisation(0, deviation)
	for row, i := range indices {
		normalisation.Apply(dst.Data[row*dst.Stride:][:Pixels], from.Image(i))
		labels[row] = from.Labels[i]
	}
}
