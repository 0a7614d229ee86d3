// Package export turns runs into files that other programs read: weights as
// safetensors and ONNX, a script that repeats the run in PyTorch, curves and
// results as CSV, Markdown and LaTeX.
//
// It returns bytes and text, and knows no file and no clock: the same run gives
// the same bytes everywhere.
//
//	model    Safetensors, ReadModel, ONNX     a network with its recipe
//	script   PyTorch, Recipe                  a recipe alone
//	tables   Curves, Results, Table           what runs measured
//	archive  ZIP                              several files as one
package export

import (
	"encoding/json"

	"atelier/core/train"
)

// Recipe returns the recipe as indented JSON, which train.ParseRecipe reads.
func Recipe(recipe train.Recipe) []byte {
	text, err := json.MarshalIndent(recipe, "", "  ")
	if err != nil {
		panic(err) // a valid recipe has only numbers that JSON has
	}
	return append(text, '\n')
}
