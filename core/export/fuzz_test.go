package export_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/train"
)

// Whatever recipe a file carries, and whatever numbers: an error, or a network
// that is written and read again as it is. The sum over the parameters is made
// right, so that the fuzzer gets past it.
func FuzzReadModel(f *testing.F) {
	r := small()
	r.Hidden = []int{2, 1}
	f.Add(string(export.Recipe(r)), export.Safetensors(whole(r, train.NewNetwork(r, 1))))
	f.Add(`{"hidden": [2048, 2048, 2048]}`, export.Safetensors(whole(r, train.NewNetwork(r, 1))))
	r.Hidden, r.Dropout = nil, 0
	f.Add(string(export.Recipe(r)), export.Safetensors(whole(r, train.NewNetwork(r, 1))))
	f.Add(`{"hidden": null}`, []byte("{}"))
	sum := regexp.MustCompile(`SHA-256 is ([0-9a-f]{64})`)
	f.Fuzz(func(t *testing.T, recipe string, file []byte) {
		tensors, metadata, err := export.DecodeSafetensors(file)
		if err != nil {
			return
		}
		if metadata == nil {
			metadata = map[string]string{}
		}
		metadata["recipe"] = recipe
		_, err = export.ReadModel(export.EncodeSafetensors(tensors, metadata), 1)
		if err == nil {
			return // with a sum that was right
		}
		found := sum.FindStringSubmatch(err.Error())
		if found == nil {
			return
		}
		metadata["parameters_sha256"] = found[1]
		read, err := export.ReadModel(export.EncodeSafetensors(tensors, metadata), 1)
		require.NoError(t, err)
		written := export.Safetensors(read)
		again, err := export.ReadModel(written, 1)
		require.NoError(t, err)
		require.Equal(t, written, export.Safetensors(again))
	})
}
