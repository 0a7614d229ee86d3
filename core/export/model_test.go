package export_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/train"
)

func TestAModelReadsBackWithItsRecipe(t *testing.T) {
	network := trained(t, small())
	file := export.Safetensors(small(), network)
	recipe, read, err := export.ReadModel(file, 10)
	require.NoError(t, err)
	require.Equal(t, small(), recipe)
	require.Equal(t, export.StateDict(network), export.StateDict(read))
	require.Equal(t, file, export.Safetensors(recipe, read))
}

// A run whose learning rate moves no weight ends with the weights it was given.
func TestAModelGoesOnInANewSession(t *testing.T) {
	network := trained(t, small())
	recipe, read, err := export.ReadModel(export.Safetensors(small(), network), 1)
	require.NoError(t, err)
	recipe.Optimizer.LearningRate = 1e-30
	s, err := train.NewSession(recipe, garments())
	require.NoError(t, err)
	require.NoError(t, export.Load(s.Network(), export.StateDict(read)))
	var last train.Event
	for !s.Done() {
		last = s.Step()
	}
	require.Equal(t, network.SHA256(), last.ParametersSHA256)
}

func TestAModelThatIsNotWhatItClaimsIsRefused(t *testing.T) {
	network := trained(t, small())
	tensors, metadata, err := export.DecodeSafetensors(export.Safetensors(small(), network))
	require.NoError(t, err)
	with := func(key, value string) map[string]string {
		changed := map[string]string{key: value}
		for k, v := range metadata {
			if k != key {
				changed[k] = v
			}
		}
		return changed
	}
	for name, c := range map[string]struct {
		metadata map[string]string
		want     string
	}{
		"no recipe":        {nil, "safetensors: carries no recipe"},
		"a spoiled recipe": {with("recipe", `{"epochs": 0}`), "safetensors: recipe: epochs must be 1 to 1000"},
		"a larger recipe":  {with("recipe", `{"hidden": [2048, 2048, 2048]}`), "safetensors: has 9"},
		"another recipe":   {with("recipe", `{"hidden": [8]}`), `safetensors: tensor "0.weight" has the shape [12 784], want [8 784]`},
		"another SHA-256":  {with("parameters_sha256", "0"), "safetensors: damaged: the parameters' SHA-256 is " + network.SHA256()},
	} {
		t.Run(name, func(t *testing.T) {
			_, read, err := export.ReadModel(export.EncodeSafetensors(tensors, c.metadata), 1)
			require.ErrorContains(t, err, c.want)
			require.Nil(t, read)
		})
	}
	_, _, err = export.ReadModel([]byte("no file"), 1)
	require.EqualError(t, err, "safetensors: cut short before the header")
}

func TestARecipeIsWrittenAsItIsRead(t *testing.T) {
	text := export.Recipe(small())
	require.True(t, bytes.HasPrefix(text, []byte("{\n  \"name\": \"Small\",\n")))
	got, err := train.ParseRecipe(text)
	require.NoError(t, err)
	require.Equal(t, small(), got)
}
