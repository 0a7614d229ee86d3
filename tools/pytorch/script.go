package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"regexp"
	"strconv"

	"atelier/core/experiment"
	"atelier/core/train"
)

// ofTest is what the script says on standard error when it is over.
var ofTest = regexp.MustCompile(`(?m)^test accuracy (\d+\.\d\d) ± (\d+\.\d\d) %, loss (\d+\.\d+)$`)

// parseRun reads what the script of a recipe has printed: the curve, as CSV, and
// the test's results.
func parseRun(recipe train.Recipe, curve, said []byte) (experiment.Run, error) {
	run := experiment.NewRun(recipe)
	rows, err := csv.NewReader(bytes.NewReader(curve)).ReadAll()
	if err != nil {
		return run, fmt.Errorf("the curve: %w", err)
	}
	if len(rows) < 2 {
		return run, fmt.Errorf("printed no epochs")
	}
	lists := map[string]*[]float64{
		"training_loss":                 &run.TrainLoss,
		"validation_loss":               &run.ValidationLoss,
		"validation_accuracy":           &run.ValidationAccuracyMean,
		"validation_accuracy_deviation": &run.ValidationAccuracyStd,
	}
	for column, name := range rows[0] {
		list := lists[name]
		if list == nil {
			continue
		}
		delete(lists, name)
		for _, row := range rows[1:] {
			value, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				return run, fmt.Errorf("the curve: %s: %w", name, err)
			}
			*list = append(*list, value)
		}
	}
	for name := range lists {
		return run, fmt.Errorf("the curve has no column %s", name)
	}
	test := ofTest.FindSubmatch(said)
	if test == nil {
		return run, fmt.Errorf("did not say what the test came to, but %q", said)
	}
	for i, value := range []*float64{&run.TestAccuracyMean, &run.TestAccuracyStd, &run.TestLoss} {
		if *value, err = strconv.ParseFloat(string(test[i+1]), 64); err != nil {
			return run, err
		}
	}
	// Shares with four digits, as the per cent had two.
	run.TestAccuracyMean = math.Round(100*run.TestAccuracyMean) / 1e4
	run.TestAccuracyStd = math.Round(100*run.TestAccuracyStd) / 1e4
	run.Status = experiment.Finished
	return run, nil
}
