package train_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
)

// started returns a snapshot on the data of garments.
func started(t testing.TB) []byte {
	s, err := train.NewSession(small(), garments())
	require.NoError(t, err)
	s.Step()
	return s.Snapshot()
}

func TestASnapshotKnowsItsDataSet(t *testing.T) {
	snapshot := started(t)
	for name, change := range map[string]func(*dataset.Set){
		"another source":            func(d *dataset.Set) { d.Source = dataset.FashionMNIST },
		"another seed":              func(d *dataset.Set) { *d = dataset.MadeUp(2, 1000, 300) }, // with the same labels
		"another seed, of the test": func(d *dataset.Set) { d.Test = dataset.MadeUp(2, 1000, 300).Test },
		"a training label":          func(d *dataset.Set) { d.Train.Labels[567] ^= 1 },
		"a test label":              func(d *dataset.Set) { d.Test.Labels[299] ^= 1 },
		"a pixel of the first":      func(d *dataset.Set) { d.Train.Image(0)[400] ^= 1 },
		"a pixel of the last":       func(d *dataset.Set) { d.Train.Image(999)[400] ^= 1 },
		"a test image less":         func(d *dataset.Set) { d.Test = d.Test.Slice(0, 299) },
		"a training image less":     func(d *dataset.Set) { d.Train = d.Train.Slice(0, 999) },
		"a label less in the one and one more in the other": func(d *dataset.Set) {
			d.Train = d.Train.Slice(0, 999)
			d.Test = dataset.MadeUp(1, 0, 301).Test
		},
		"no images": func(d *dataset.Set) { d.Train, d.Test = dataset.Images{}, dataset.Images{} },
	} {
		t.Run(name, func(t *testing.T) {
			data := garments()
			change(&data)
			_, err := train.Restore(snapshot, data)
			require.EqualError(t, err, "snapshot: of a run on another data set")
		})
	}
}

// As in the browser, where a run starts on the first shards: its snapshot goes
// on when all are there.
func TestASnapshotDoesNotMindMoreImagesThanItsRecipeAsksFor(t *testing.T) {
	few, all := garments(), dataset.MadeUp(1, 1500, 300)
	r := small()
	r.Epochs = 1
	for _, order := range [][2]dataset.Set{{few, all}, {all, few}} {
		s, err := train.NewSession(r, order[0])
		require.NoError(t, err)
		s.Step()
		restored, err := train.Restore(s.Snapshot(), order[1])
		require.NoError(t, err)
		require.Equal(t, finish(s), finish(restored))
	}
}

// The fingerprint is what takes the time on a whole data set.
func BenchmarkSnapshot(b *testing.B) {
	data := dataset.Set{Source: dataset.FashionMNIST, Train: dataset.NewImages(60_000), Test: dataset.NewImages(10_000)}
	r := small()
	r.Hidden, r.TrainingImages = nil, 60_000
	s, err := train.NewSession(r, data)
	require.NoError(b, err)
	for b.Loop() {
		s.Snapshot()
	}
}
