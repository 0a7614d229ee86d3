package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// The bounds of a record, beside those of its recipe.
const (
	MaxRecordBytes  = 8 << 20
	maxID           = 64
	maxNumber       = 1 << 40
	maxRepeats      = 10_000
	maxRetuned      = 10_000
	maxObservations = 200
	maxBins         = 1000
	maxMessage      = 4096
)

// check returns the first thing that cannot be.
func (c record) check(recipe train.Recipe) error {
	all := recipe.Epochs * recipe.TrainingImages
	for _, n := range []struct {
		field           string
		value, from, to int
	}{
		{"number", c.Number, 1, maxNumber}, {"repeats", c.Repeats, 0, maxRepeats}, {"place", c.Place, 0, maxNumber},
		{"style", c.Style, 1, Styles}, {"cores", c.Cores, 1, MaxWorkers},
		{"parameters", c.Parameters, 0, math.MaxInt32}, {"training_images", c.TrainingImages, 0, recipe.TrainingImages},
		{"validation_images", c.ValidationImages, 0, recipe.TrainingImages}, {"epoch", c.Epoch, 0, recipe.Epochs},
		{"batch", c.Batch, 0, recipe.TrainingImages}, {"batches", c.Batches, 0, recipe.TrainingImages}, {"images", c.Images, 0, all},
		{"message", len(c.Message), 0, maxMessage}, {"retuned", len(c.Retuned), 0, maxRetuned},
	} {
		if n.value < n.from || n.value > n.to {
			return fmt.Errorf("%s: %d, not in %d to %d", n.field, n.value, n.from, n.to)
		}
	}
	switch {
	case !isID(c.ID):
		return fmt.Errorf("id: %.80q is not one", c.ID)
	case !isID(c.Group):
		return fmt.Errorf("group: %.80q is not one", c.Group)
	case c.Begin != nil && (!isID(c.Begin.Run) || !isSum(c.Begin.SHA256) || c.Begin.SHA256 == "" || utf8.RuneCountInString(c.Begin.Name) > train.MaxNameLength):
		return errors.New("begin: not the weights of a run")
	case len(c.Owner) > maxID:
		return errors.New("owner: too long")
	case !(c.Seconds >= 0) || !isSum(c.SHA256) || !isAccuracy(c.TestAccuracy):
		return errors.New("seconds, parameters_sha256 or test_accuracy: cannot be")
	}
	if p := c.Checkpoint; p != nil && (p.Epoch < 0 || p.Epoch > recipe.Epochs || p.Images < 0 || p.Images > all || !(p.Seconds >= 0)) {
		return errors.New("checkpoint: stands at a place that the recipe does not have")
	}
	if d := c.Data; d != nil && (d.Source == "" || len(d.Source) > maxID || !isSum(d.SHA256) ||
		min(d.TrainingImages, d.TestImages) < 0 || max(d.TrainingImages, d.TestImages) > math.MaxInt32) {
		return errors.New("data: is no data set")
	}
	if _, ok := phaseNamed(c.Phase); !ok {
		return fmt.Errorf("phase: %.80q is none", c.Phase)
	}
	return errors.Join(c.checkCurve(recipe), checkConfusion(c.Confusion), checkObserved(c.Observed, recipe))
}

func (c record) checkCurve(recipe train.Recipe) error {
	last := 0.0
	for i, p := range c.Curve {
		if !(p[0] > last) || p[0] > float64(recipe.Epochs) || p[0] != math.Trunc(p[0]) || !isAccuracy(train.Accuracy{Mean: p[3], Deviation: p[4]}) || p[5] < 0 {
			return fmt.Errorf("curve: point %d cannot be", i+1)
		}
		last = p[0]
	}
	for i, t := range c.Retuned {
		if t[0] < 0 || t[0] > float64(recipe.Epochs) || t[1] <= 0 {
			return fmt.Errorf("retuned: change %d cannot be", i+1)
		}
	}
	return nil
}

func checkConfusion(confusion [][]int) error {
	bad := len(confusion) != 0 && len(confusion) != dataset.Classes
	for _, counts := range confusion {
		bad = bad || len(counts) != dataset.Classes
		for _, n := range counts {
			bad = bad || n < 0 || n > math.MaxInt32
		}
	}
	if bad {
		return errors.New("confusion: not ten rows of ten counts")
	}
	return nil
}

func checkObserved(observed []wire.Observation, recipe train.Recipe) error {
	if len(observed) > maxObservations {
		return fmt.Errorf("observed: %d, more than %d", len(observed), maxObservations)
	}
	last := -1
	for i, o := range observed {
		bad := o.Epoch <= last || o.Epoch > recipe.Epochs || len(o.Distributions) > 4*(train.MaxHidden+1) || len(o.DeadUnits) > train.MaxHidden
		for _, d := range o.Distributions {
			bad = bad || len(d.Values.Counts) > maxBins || len(d.Gradients.Counts) > maxBins || len(d.Name) > maxID
		}
		if bad {
			return fmt.Errorf("observed: number %d cannot be", i+1)
		}
		last = o.Epoch
	}
	return nil
}

// isID reports whether a text may name a run: in attributes and selectors of the
// page, too.
func isID(s string) bool {
	return s != "" && len(s) <= maxID && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func isSum(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && (len(s) == 0 || len(s) == 64)
}

func isAccuracy(a train.Accuracy) bool {
	return a.Mean >= 0 && a.Mean <= 1 && a.Deviation >= 0 && a.Deviation <= 1
}
