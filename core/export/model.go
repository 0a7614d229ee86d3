package export

import (
	"errors"
	"fmt"
	"strconv"

	"atelier/core/nn"
	"atelier/core/train"
)

// Model is a network that was trained, as a file of weights has it.
type Model struct {
	Recipe  train.Recipe
	Network *nn.Network
	// Epoch is how many epochs the network was trained, at most the recipe's.
	Epoch int
	// Whole says that the run came to its end by its recipe alone, so that what
	// the network can do is what the recipe comes to. It may have ended early, by
	// the recipe's patience.
	Whole bool
}

// The texts that a model's file carries.
const (
	recipeKey  = "recipe"            // as JSON
	sha256Key  = "parameters_sha256" // see nn.Network.SHA256
	epochKey   = "epoch"             // of safetensors: Model.Epoch
	wholeKey   = "whole"             // of safetensors: "true" or "false"
	classesKey = "classes"           // of ONNX: their names, as a JSON list
	formatKey  = "format"            // of safetensors, where some readers ask
	formatName = "pt"                // for the layout: PyTorch's
)

// Safetensors returns the model as a safetensors file, with all but its network
// in the metadata, and the SHA-256 over the parameters. In PyTorch
//
//	model.load_state_dict(safetensors.torch.load_file("model.safetensors"))
//
// takes it for the nn.Sequential that the script of PyTorch builds.
func Safetensors(m Model) []byte {
	return EncodeSafetensors(StateDict(m.Network), map[string]string{
		formatKey: formatName,
		recipeKey: string(Recipe(m.Recipe)),
		sha256Key: m.Network.SHA256(),
		epochKey:  strconv.Itoa(m.Epoch),
		wholeKey:  strconv.FormatBool(m.Whole),
	})
}

// ReadModel reads a file that Safetensors wrote, with the network for batches of
// at most rows rows. It refuses files without a recipe, whose tensors are not
// that recipe's, or whose parameters have not the SHA-256 they claim. A file that
// does not say how far its run came is taken for one of all epochs, and not for
// whole. To train on from there, see train.NewSessionFrom.
func ReadModel(file []byte, rows int) (Model, error) {
	tensors, metadata, err := DecodeSafetensors(file)
	if err != nil {
		return Model{}, err
	}
	m, err := readModel(tensors, metadata, rows)
	if err != nil {
		return Model{}, fmt.Errorf("safetensors: %w", err)
	}
	return m, nil
}

func readModel(tensors []Tensor, metadata map[string]string, rows int) (Model, error) {
	text, ok := metadata[recipeKey]
	if !ok {
		return Model{}, errors.New("carries no recipe")
	}
	recipe, err := train.ParseRecipe([]byte(text))
	if err != nil {
		return Model{}, err
	}
	m := Model{Recipe: recipe, Epoch: recipe.Epochs, Whole: metadata[wholeKey] == "true"}
	if text, ok := metadata[epochKey]; ok {
		if m.Epoch, err = strconv.Atoi(text); err != nil || m.Epoch < 0 || m.Epoch > recipe.Epochs {
			return Model{}, fmt.Errorf("epoch: %.20q, not in 0 to %d", text, recipe.Epochs)
		}
	}
	// Before the network is allocated, which a few bytes of recipe could make
	// large.
	values := 0
	for _, t := range tensors {
		values += len(t.Values)
	}
	if values < recipe.Cost().Parameters {
		return Model{}, fmt.Errorf("has %d numbers, its recipe has %d parameters", values, recipe.Cost().Parameters)
	}
	m.Network = train.NewNetwork(recipe, rows)
	if err := Load(m.Network, tensors); err != nil {
		return Model{}, err
	}
	if got, want := m.Network.SHA256(), metadata[sha256Key]; got != want {
		return Model{}, fmt.Errorf("damaged: the parameters' SHA-256 is %s, not %q", got, want)
	}
	return m, nil
}
