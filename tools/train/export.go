package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"atelier/core/export"
	"atelier/core/nn"
	"atelier/core/train"
)

// form is a form in which a run can be taken away.
type form struct {
	name  string // as -export has it
	file  string
	model bool // it holds the network, and not only how the run went
	bytes func(o *output, network *nn.Network) ([]byte, error)
}

// forms returns all forms. The recipe is written beside them whenever there is
// an output.
func forms() []form {
	return []form{
		{"safetensors", "model.safetensors", true, func(o *output, n *nn.Network) ([]byte, error) { return export.Safetensors(o.model(n)), nil }},
		{"onnx", "model.onnx", true, func(o *output, n *nn.Network) ([]byte, error) { return export.ONNX(o.recipe, n), nil }},
		{"pytorch", "train.py", false, func(o *output, _ *nn.Network) ([]byte, error) { return export.PyTorch(o.recipe, o.source) }},
		{"csv", export.CurvesFile, false, func(o *output, _ *nn.Network) ([]byte, error) { return export.Curves([]export.Run{o.run}).CSV(), nil }},
	}
}

func formNames() string {
	var names []string
	for _, f := range forms() {
		names = append(names, f.name)
	}
	return strings.Join(names, ",")
}

const recipeFile = "recipe.json"

// output is a folder that a run's files go to when it is over.
type output struct {
	folder string
	forms  []form
	recipe train.Recipe
	source string // of the data set
	run    export.Run
}

// model returns the network with how far its run came.
func (o *output) model(network *nn.Network) export.Model {
	end := o.run.End
	m := export.Model{Recipe: o.recipe, Network: network, Epoch: end.KeptEpoch}
	if end.Kind == train.Finished {
		m.Epoch, m.Whole = end.Epoch, true
	}
	return m
}

// parseForms returns the forms of a list of names; of an empty one, all.
func parseForms(list string) ([]form, error) {
	if list == "" {
		return forms(), nil
	}
	wanted := strings.Split(list, ",")
	for _, name := range wanted {
		if !slices.ContainsFunc(forms(), func(f form) bool { return f.name == name }) {
			return nil, fmt.Errorf("-export: there is no %q; there are %s", name, formNames())
		}
	}
	return slices.DeleteFunc(forms(), func(f form) bool { return !slices.Contains(wanted, f.name) }), nil
}

// newOutput makes the folder, and finds out before the run whether what only
// needs the recipe can be written.
func newOutput(folder string, forms []form, recipe train.Recipe, source string) (*output, error) {
	o := &output{folder, forms, recipe, source, export.Run{Name: recipe.Name}}
	for _, f := range forms {
		if !f.model {
			if _, err := f.bytes(o, nil); err != nil {
				return nil, err
			}
		}
	}
	return o, os.MkdirAll(folder, 0o755)
}

// write writes all files and returns a sentence about them. A run that diverged
// in its first epoch has no network worth keeping; an older one in its place
// is removed, as it would be taken for this run's.
func (o *output) write(network *nn.Network) (string, error) {
	diverged := o.run.End.Kind == train.Diverged
	kept := o.run.End.KeptEpoch
	written := []string{recipeFile}
	if err := writeWhole(filepath.Join(o.folder, recipeFile), export.Recipe(o.recipe)); err != nil {
		return "", err
	}
	for _, f := range o.forms {
		path := filepath.Join(o.folder, f.file)
		if f.model && diverged && kept == 0 {
			if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
				return "", err
			}
			continue
		}
		content, err := f.bytes(o, network)
		if err != nil {
			return "", err
		}
		if err := writeWhole(path, content); err != nil {
			return "", err
		}
		written = append(written, f.file)
	}
	said := fmt.Sprintf("written        %s to %s", strings.Join(written, ", "), o.folder)
	if diverged && kept > 0 {
		said += fmt.Sprintf(", with the weights after epoch %d", kept)
	}
	return said, nil
}

// writeWhole writes a file beside its place and moves it there, so that nobody
// ever finds half of it.
func writeWhole(path string, content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // fails once it is renamed
	_, err = temporary.Write(content)
	if err := errors.Join(err, temporary.Chmod(0o644), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}
