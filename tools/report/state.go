package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/tools/internal/wholefile"
)

// stateFolder is where, within the output, runs are kept.
const stateFolder = "state"

// dataFile says, within the state folder, what data set its runs are of.
const dataFile = "data.json"

// state is a folder that keeps runs, those that are over and those that are
// not. A run is known by its recipe without its name, with its seed, so that
// other plans find it too.
type state struct{ folder string }

// saved is what is kept of a run.
type saved struct {
	Run     experiment.Run `json:"run"`
	Seconds float64        `json:"seconds"` // of training, over all sittings
	Machine machine        `json:"machine"` // the last one

	snapshot []byte // from which it goes on; none before the first epoch and when it is over
}

// openState makes the folder, or goes on with one of the same data set.
func openState(folder string, data experiment.Data) (*state, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	name := filepath.Join(folder, dataFile)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &state{folder}, writeJSON(name, data)
	}
	if err != nil {
		return nil, err
	}
	var before experiment.Data
	if err := json.Unmarshal(text, &before); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if before != data {
		return nil, fmt.Errorf("%s holds runs on another data set, %v: this is %v; choose another -out, or remove that folder", folder, before, data)
	}
	return &state{folder}, nil
}

// path returns the file of a recipe's run.
func (s *state) path(recipe train.Recipe) (string, error) {
	recipe.Name = ""
	text, err := json.Marshal(recipe)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return filepath.Join(s.folder, hex.EncodeToString(sum[:12])+".run"), nil
}

// load returns what is kept of a recipe's run. A run that is not there, or that
// cannot be read, is one of which nothing is known; damage is told.
func (s *state) load(recipe train.Recipe) (run saved, damage error, err error) {
	none := saved{Run: experiment.NewRun(recipe)}
	name, err := s.path(recipe)
	if err != nil {
		return none, nil, err
	}
	file, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return none, nil, nil
	}
	if err != nil {
		return none, nil, err
	}
	head, snapshot, _ := bytes.Cut(file, []byte("\n"))
	if err := json.Unmarshal(head, &run); err != nil {
		return none, fmt.Errorf("%s is damaged: %w", name, err), nil
	}
	run.Run.Recipe, run.Run.Seed = recipe, recipe.Seed
	run.snapshot = snapshot
	return run, nil, nil
}

// save keeps a run, whole or not at all.
func (s *state) save(run saved) error {
	name, err := s.path(run.Run.Recipe)
	if err != nil {
		return err
	}
	head, err := json.Marshal(run)
	if err != nil {
		return err
	}
	return wholefile.Write(name, append(append(head, '\n'), run.snapshot...))
}

// addTime adds seconds by the clock to those that the plan has taken so far, and
// returns the sum.
func (s *state) addTime(p experiment.Plan, seconds float64) (float64, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(text)
	name := filepath.Join(s.folder, hex.EncodeToString(sum[:12])+".seconds")
	var before float64
	text, err = os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(text, &before)
	} else if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	return before + seconds, writeJSON(name, before+seconds)
}

func writeJSON(path string, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	return wholefile.Write(path, append(text, '\n'))
}
