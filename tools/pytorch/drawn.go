package main

import (
	"bufio"
	"bytes"
	"context"
	_ "embed" // for the program
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"atelier/core/dataset"
	"atelier/core/export"
	"atelier/core/train"
	"atelier/tools/internal/drawn"
)

// precision trains scripts in both of PyTorch's precisions.
//
//go:embed precision.py
var precision []byte

// curve is the training and the validation loss of each epoch.
type curve [][2]float64

// triple is a recipe's run in Atelier, and in PyTorch in both precisions.
type triple struct {
	recipe                  train.Recipe
	atelier, single, double curve
}

// ofDrawn draws recipes that PyTorch can train too, and returns their runs.
func (t *trainer) ofDrawn(ctx context.Context, count int, set dataset.Set) ([]triple, error) {
	folder := filepath.Join(t.kept, "drawn")
	if err := os.RemoveAll(folder); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	byName := map[string]int{}
	var list []triple
	for c := drawn.New(1, 1); len(list) < count && ctx.Err() == nil; {
		recipe, err := c.Valid(set)
		if err != nil {
			return nil, err
		}
		// Masks are random, and where it stops early may hang on a rounding.
		recipe.Dropout, recipe.Patience = 0, 0
		script, err := export.PyTorch(recipe, set.Source)
		if err != nil {
			continue // what PyTorch has not
		}
		curve, err := trained(recipe, set)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("%04d", len(list))
		if err := os.WriteFile(filepath.Join(folder, name+".py"), script, 0o644); err != nil {
			return nil, err
		}
		byName[name] = len(list)
		list = append(list, triple{recipe: recipe, atelier: curve})
	}
	told := 0
	err := t.inBothPrecisions(ctx, folder, func(name string, single, double curve) {
		if told++; told%50 == 0 || told == len(list) {
			fmt.Fprintf(t.log, "%d of %d drawn recipes\n", told, len(list))
		}
		i := byName[name]
		list[i].single, list[i].double = single, double
	})
	if err == nil && told != len(list) {
		err = fmt.Errorf("precision.py told of %d of %d recipes", told, len(list))
	}
	return list, err
}

// trained returns the losses of a run in Atelier, up to where it diverged.
func trained(recipe train.Recipe, set dataset.Set) (curve, error) {
	session, err := train.NewSession(recipe, set)
	if err != nil {
		return nil, err
	}
	var losses curve
	for !session.Done() {
		if e := session.Step(); e.Kind == train.Epoch {
			losses = append(losses, [2]float64{e.TrainingLoss, e.ValidationLoss})
		}
	}
	return losses, nil
}

// inBothPrecisions runs the scripts of the folder, and hands over what each
// came to.
func (t *trainer) inBothPrecisions(ctx context.Context, folder string, over func(name string, single, double curve)) error {
	command := exec.CommandContext(ctx, t.python, "-", folder, t.images)
	command.Stdin = bytes.NewReader(precision)
	command.Env = onOneCore()
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	var wrong error
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var line struct {
			Name           string
			Single, Double curve
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			wrong = fmt.Errorf("precision.py printed %q: %w", lines.Text(), err)
			continue
		}
		over(line.Name, line.Single, line.Double)
	}
	if err := command.Wait(); err != nil {
		return fmt.Errorf("precision.py: %w: %s", err, bytes.TrimSpace(said.Bytes()))
	}
	return wrong
}

// agreement is how far runs are from those in float64.
type agreement struct {
	runs            int       // that came to their end everywhere
	atelier, single []float64 // sorted
}

// agree leaves out the runs that came to no end somewhere: those that diverge do
// so by numbers that are not comparable.
func agree(list []triple) (agreement, error) {
	var a agreement
	for _, t := range list {
		if n := t.recipe.Epochs; len(t.atelier) < n || len(t.single) < n || len(t.double) < n {
			continue
		}
		a.runs++
		a.atelier = append(a.atelier, t.atelier.from(t.double))
		a.single = append(a.single, t.single.from(t.double))
	}
	if a.runs == 0 {
		return a, errors.New("no drawn recipe came to its end")
	}
	slices.Sort(a.atelier)
	slices.Sort(a.single)
	return a, nil
}

// from returns the largest difference of a loss, relative to what it should be.
func (c curve) from(right curve) float64 {
	most := 0.0
	for i, losses := range right {
		for j, loss := range losses {
			if apart := math.Abs(c[i][j] - loss); apart > 0 { // of 0 by 0, nothing
				most = max(most, apart/loss)
			}
		}
	}
	return most
}

// shares of the recipes, in per cent.
var shares = []int{25, 50, 75, 90, 95}

// table returns how close shares of the recipes are.
func (a agreement) table() export.Table {
	label := export.Column{Label: "recipes"}
	here := export.Column{Label: "Atelier", Right: true}
	there := export.Column{Label: "PyTorch in float32", Right: true}
	for _, share := range shares {
		i := (a.runs*share+99)/100 - 1
		label.Texts = append(label.Texts, fmt.Sprintf("the closest %d %%", share))
		here.Texts = append(here.Texts, fmt.Sprintf("%.0e", a.atelier[i]))
		there.Texts = append(there.Texts, fmt.Sprintf("%.0e", a.single[i]))
	}
	return export.Table{Columns: []export.Column{label, here, there}}
}

func drawnDocument(list []triple, version string) ([]byte, error) {
	a, err := agree(list)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Write(a.table().Markdown())
	fmt.Fprintf(&b, "\nPyTorch %s. %d recipes were drawn, of which %d came to their end in all three; the others diverged in at least one, "+
		"as a recipe at random may.\n", version, len(list), a.runs)
	return b.Bytes(), nil
}
