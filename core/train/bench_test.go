package train_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
)

// A step of the report's network, 784-128-10 with batches of 512; an epoch has
// 106 of them.
func BenchmarkStep(b *testing.B) {
	data := dataset.MadeUp(1, 6000, 100)
	for _, c := range []struct {
		name   string
		change func(*train.Recipe)
	}{
		{"sgd", func(*train.Recipe) {}},
		{"adam", func(r *train.Recipe) { r.Optimizer.Method = "adam" }},
		{"sgd with batch norm", func(r *train.Recipe) { r.BatchNorm.Enabled = true }},
		{"sgd with dropout", func(r *train.Recipe) { r.Dropout = 0.5 }},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := train.Default()
			r.TrainingImages, r.ValidationShare, r.Epochs = 6000, 0.01, train.MaxEpochs
			c.change(&r)
			s, err := train.NewSession(r, data)
			require.NoError(b, err)
			images := 0
			for b.Loop() {
				if s.Done() {
					b.Fatal("over too soon")
				}
				s.Step()
			}
			images = s.Images()
			b.ReportMetric(float64(images)/b.Elapsed().Seconds(), "images/s")
			b.ReportMetric(54000*b.Elapsed().Seconds()/float64(images), "s/epoch")
		})
	}
}
