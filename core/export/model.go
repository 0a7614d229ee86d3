package export

import (
	"errors"
	"fmt"

	"atelier/core/nn"
	"atelier/core/train"
)

// The texts that a model's file carries.
const (
	recipeKey  = "recipe"            // as JSON
	sha256Key  = "parameters_sha256" // see nn.Network.SHA256
	classesKey = "classes"           // of ONNX: their names, as a JSON list
	formatKey  = "format"            // of safetensors, where some readers ask
	formatName = "pt"                // for the layout: PyTorch's
)

// Safetensors returns the recipe's network as a safetensors file, with the
// recipe and the SHA-256 over the parameters in its metadata. In PyTorch
//
//	model.load_state_dict(safetensors.torch.load_file("model.safetensors"))
//
// takes it for the nn.Sequential that the script of PyTorch builds.
func Safetensors(recipe train.Recipe, network *nn.Network) []byte {
	return EncodeSafetensors(StateDict(network), map[string]string{
		formatKey: formatName,
		recipeKey: string(Recipe(recipe)),
		sha256Key: network.SHA256(),
	})
}

// ReadModel reads a file that Safetensors wrote: the recipe, and its network
// for batches of at most rows rows. It refuses files without a recipe, whose
// tensors are not that recipe's, or whose parameters have not the SHA-256 they
// claim. To go on training from there, Load the network's StateDict into that of
// a new session.
func ReadModel(file []byte, rows int) (train.Recipe, *nn.Network, error) {
	tensors, metadata, err := DecodeSafetensors(file)
	if err != nil {
		return train.Recipe{}, nil, err
	}
	recipe, network, err := readModel(tensors, metadata, rows)
	if err != nil {
		return train.Recipe{}, nil, fmt.Errorf("safetensors: %w", err)
	}
	return recipe, network, nil
}

func readModel(tensors []Tensor, metadata map[string]string, rows int) (recipe train.Recipe, network *nn.Network, err error) {
	text, ok := metadata[recipeKey]
	if !ok {
		return recipe, nil, errors.New("carries no recipe")
	}
	if recipe, err = train.ParseRecipe([]byte(text)); err != nil {
		return recipe, nil, err
	}
	// Before the network is allocated, which a few bytes of recipe could make
	// large.
	values := 0
	for _, t := range tensors {
		values += len(t.Values)
	}
	if values < recipe.Cost().Parameters {
		return recipe, nil, fmt.Errorf("has %d numbers, its recipe has %d parameters", values, recipe.Cost().Parameters)
	}
	network = train.NewNetwork(recipe, rows)
	if err := Load(network, tensors); err != nil {
		return recipe, nil, err
	}
	if got, want := network.SHA256(), metadata[sha256Key]; got != want {
		return recipe, nil, fmt.Errorf("damaged: the parameters' SHA-256 is %s, not %q", got, want)
	}
	return recipe, network, nil
}
