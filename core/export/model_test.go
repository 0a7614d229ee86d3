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
	for _, of := range []export.Model{whole(small(), network), {Recipe: small(), Network: network}} {
		file := export.Safetensors(of)
		read, err := export.ReadModel(file, 10)
		require.NoError(t, err)
		require.Equal(t, small(), read.Recipe)
		require.Equal(t, of.Epoch, read.Epoch)
		require.Equal(t, of.Whole, read.Whole)
		require.Equal(t, export.StateDict(network), export.StateDict(read.Network))
		require.Equal(t, file, export.Safetensors(read))
	}
}

// Such a file may be of a run that was stopped.
func TestAModelThatDoesNotSayHowFarItIsIsNotWhole(t *testing.T) {
	network := trained(t, small())
	tensors, metadata, err := export.DecodeSafetensors(export.Safetensors(whole(small(), network)))
	require.NoError(t, err)
	delete(metadata, "epoch")
	delete(metadata, "whole")
	read, err := export.ReadModel(export.EncodeSafetensors(tensors, metadata), 1)
	require.NoError(t, err)
	require.Equal(t, small().Epochs, read.Epoch)
	require.False(t, read.Whole)
}

// A run whose learning rate moves no weight ends with the weights it was given.
func TestAModelGoesOnInANewSession(t *testing.T) {
	network := trained(t, small())
	read, err := export.ReadModel(export.Safetensors(whole(small(), network)), 1)
	require.NoError(t, err)
	read.Recipe.Optimizer.LearningRate = 1e-30
	s, err := train.NewSessionFrom(read.Recipe, garments(), read.Network)
	require.NoError(t, err)
	var last train.Event
	for !s.Done() {
		last = s.Step()
	}
	require.Equal(t, network.SHA256(), last.ParametersSHA256)
}

func TestAModelThatIsNotWhatItClaimsIsRefused(t *testing.T) {
	network := trained(t, small())
	tensors, metadata, err := export.DecodeSafetensors(export.Safetensors(whole(small(), network)))
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
		"no such epoch":    {with("epoch", "2"), `safetensors: epoch: "2", not in 0 to 1`},
		"no epoch at all":  {with("epoch", ""), `safetensors: epoch: "", not in 0 to 1`},
		"another SHA-256":  {with("parameters_sha256", "0"), "safetensors: damaged: the parameters' SHA-256 is " + network.SHA256()},
	} {
		t.Run(name, func(t *testing.T) {
			read, err := export.ReadModel(export.EncodeSafetensors(tensors, c.metadata), 1)
			require.ErrorContains(t, err, c.want)
			require.Zero(t, read)
		})
	}
	_, err = export.ReadModel([]byte("no file"), 1)
	require.EqualError(t, err, "safetensors: cut short before the header")
}

func TestARecipeIsWrittenAsItIsRead(t *testing.T) {
	text := export.Recipe(small())
	require.True(t, bytes.HasPrefix(text, []byte("{\n  \"name\": \"Small\",\n")))
	got, err := train.ParseRecipe(text)
	require.NoError(t, err)
	require.Equal(t, small(), got)
}
