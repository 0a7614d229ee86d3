package dataset_test

import (
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
	"atelier/core/rng"
)

// The report's batch, of images in a random order.
func BenchmarkGather(b *testing.B) {
	const batch, images = 512, 6000
	from := dataset.NewImages(images)
	dst := blas32.General{Rows: batch, Cols: dataset.Pixels, Stride: dataset.Pixels, Data: make([]float32, batch*dataset.Pixels)}
	labels, indices := make([]byte, batch), make([]int, batch)
	for i, s := 0, rng.New(1, "bench"); i < batch; i++ {
		indices[i] = s.IntN(images)
	}
	for b.Loop() {
		dataset.Gather(dst, labels, from, indices, dataset.Standard)
	}
	b.ReportMetric(float64(batch)*float64(b.N)/b.Elapsed().Seconds(), "images/s")
}
