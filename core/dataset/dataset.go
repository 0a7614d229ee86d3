// Package dataset holds pictures of garments in the form of Fashion-MNIST:
// reading its published files, cutting it into shards, splitting it, and
// gathering batches. Where the real set cannot be had, MadeUp draws one.
//
// Images stay bytes until a batch is gathered: 47 MB for 60,000 images.
//
// Reference: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset
// for Benchmarking Machine Learning Algorithms", arXiv:1708.07747.
package dataset

import "fmt"

// The form of every image.
const (
	Rows    = 28
	Columns = 28
	Pixels  = Rows * Columns
	Classes = 10
)

// The values of Manifest.Source.
const (
	FashionMNIST = "fashion-mnist"
	MadeUpSource = "made-up"
)

// ClassNames returns the names of the classes, by label.
func ClassNames() []string {
	return []string{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"}
}

// Images is a list of labelled images. Image i is Pixels[i*784:(i+1)*784],
// row by row from the top, 0 the background and 255 the brightest; its class
// is Labels[i], 0 to 9.
type Images struct {
	Pixels []byte
	Labels []byte
}

// NewImages returns n black images of class 0.
func NewImages(n int) Images {
	return Images{Pixels: make([]byte, n*Pixels), Labels: make([]byte, n)}
}

// Len returns the number of images.
func (m Images) Len() int { return len(m.Labels) }

// Image returns the pixels of image i, which stay the list's own.
func (m Images) Image(i int) []byte { return m.Pixels[i*Pixels : (i+1)*Pixels] }

// Slice returns images i to j-1, which stay the list's own.
func (m Images) Slice(i, j int) Images {
	return Images{Pixels: m.Pixels[i*Pixels : j*Pixels], Labels: m.Labels[i:j]}
}

// Set is a whole data set. Its training images are interleaved: see
// Interleave.
type Set struct {
	Source      string // FashionMNIST or MadeUpSource; Build takes no other
	Train, Test Images
}

// Interleave returns the images in rounds of the classes, the n-th image of
// each class in the n-th round, so that any first part of the list holds the
// classes in nearly equal shares. Within a class the order stays.
func Interleave(m Images) Images {
	var byClass [Classes][]int
	for i, label := range m.Labels {
		byClass[label] = append(byClass[label], i)
	}
	result := Images{Pixels: make([]byte, 0, len(m.Pixels)), Labels: make([]byte, 0, len(m.Labels))}
	for round := 0; result.Len() < m.Len(); round++ {
		for _, of := range byClass {
			if round < len(of) {
				result.Pixels = append(result.Pixels, m.Image(of[round])...)
				result.Labels = append(result.Labels, m.Labels[of[round]])
			}
		}
	}
	return result
}

// checkLabels returns an error that names the first label out of range.
func checkLabels(labels []byte) error {
	for i, label := range labels {
		if label >= Classes {
			return fmt.Errorf("label %d at index %d, want 0 to %d", label, i, Classes-1)
		}
	}
	return nil
}
