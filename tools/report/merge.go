package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"atelier/core/experiment"
)

// The files that parts leave and merging reads.
const (
	resultsFile = "results.json"
	machineFile = "machine.json"
)

// mergeParts puts together what parts have written.
func mergeParts(o options, command string, log io.Writer) error {
	var results []experiment.Result
	made := account{Command: command}
	for _, folder := range o.parts {
		r, a, err := readPart(folder)
		if errors.Is(err, fs.ErrNotExist) && isUnfinished(folder) {
			fmt.Fprintf(log, "%s: not over yet, left out\n", folder)
			continue
		}
		if err != nil {
			return err
		}
		results = append(results, r)
		made.Parts = append(made.Parts, a.Command)
		made.Runs = append(made.Runs, a.Runs...)
	}
	if len(results) == 0 {
		return errors.New("no part is over yet")
	}
	merged, err := experiment.Merge(results...)
	if err != nil {
		return err
	}
	made.tidy(merged)
	return o.write(merged, made, log)
}

// tidy puts the parts and the runs in an order that does not depend on that in
// which they came, each run once.
func (a *account) tidy(merged experiment.Result) {
	slices.Sort(a.Parts)
	place := map[string]int{}
	for i, run := range merged.Runs {
		place[titleOf(run.Recipe)] = i
	}
	of := func(r runTime) int { return place[fmt.Sprintf("%s, seed %d", r.Recipe, r.Seed)] }
	slices.SortFunc(a.Runs, func(x, y runTime) int {
		return cmp.Or(of(x)-of(y), cmp.Compare(x.Seconds, y.Seconds))
	})
	a.Runs = slices.CompactFunc(a.Runs, func(x, y runTime) bool { return of(x) == of(y) })
}

// isUnfinished reports whether a part that was not over has left the folder: there
// are kept runs, but no results.
func isUnfinished(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, stateFolder))
	return err == nil
}

func readPart(folder string) (experiment.Result, account, error) {
	var a account
	name := filepath.Join(folder, resultsFile)
	text, err := os.ReadFile(name)
	if err != nil {
		return experiment.Result{}, a, err
	}
	r, err := experiment.ParseResult(text)
	if err != nil {
		return r, a, fmt.Errorf("%s: %w", name, err)
	}
	name = filepath.Join(folder, machineFile)
	if text, err = os.ReadFile(name); err != nil {
		return r, a, err
	}
	if err := json.Unmarshal(text, &a); err != nil {
		return r, a, fmt.Errorf("%s: %w", name, err)
	}
	return r, a, nil
}
