// Csv trains on pictures of your own, with nothing but Atelier's core.
//
//	go run ./docs/examples/csv -csv garments.csv
//
// Each line of the file is a picture: its class, 0 to 9, and then its 28 times
// 28 pixels, 0 for the background to 255, row by row from the top. A first line
// of names may stand before them. The last tenth of the lines is the test set.
// With GOEXPERIMENT=simd it is fast.
package main

import (
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"

	"atelier/core/dataset"
	"atelier/core/train"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "csv:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("csv", flag.ContinueOnError)
	name := flags.String("csv", "garments.csv", "the pictures")
	epochs := flags.Int("epochs", 5, "how often to go through them")
	if err := flags.Parse(args); err != nil {
		return err
	}
	file, err := os.Open(*name)
	if err != nil {
		return err
	}
	defer file.Close()
	images, err := read(file)
	if err != nil {
		return fmt.Errorf("%s: %w", *name, err)
	}
	return learn(split(images), *epochs, out)
}

// read reads all pictures of a file.
func read(r io.Reader) (dataset.Images, error) {
	var images dataset.Images
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = 1 + dataset.Pixels
	lines.ReuseRecord = true
	for number := 1; ; number++ {
		fields, err := lines.Read()
		if err == io.EOF {
			return images, nil
		}
		if err != nil {
			return images, err
		}
		label, err := strconv.Atoi(fields[0])
		if err != nil && number == 1 {
			continue // the names of the columns
		}
		if err != nil || label < 0 || label >= dataset.Classes {
			return images, fmt.Errorf("line %d: the class is %q, want 0 to %d", number, fields[0], dataset.Classes-1)
		}
		images.Labels = append(images.Labels, byte(label))
		for i, field := range fields[1:] {
			pixel, err := strconv.ParseUint(field, 10, 8)
			if err != nil {
				return images, fmt.Errorf("line %d: pixel %d is %q, want 0 to 255", number, i, field)
			}
			images.Pixels = append(images.Pixels, byte(pixel))
		}
	}
}

// split takes the last tenth as the test set, and mixes the classes of the rest
// evenly, as a recipe that trains on fewer images expects.
func split(images dataset.Images) dataset.Set {
	n := images.Len() - images.Len()/10
	return dataset.Set{
		Source: "my own",
		Train:  dataset.Interleave(images.Slice(0, n)),
		Test:   images.Slice(n, images.Len()),
	}
}

// learn trains a recipe and says how it goes.
func learn(set dataset.Set, epochs int, out io.Writer) error {
	recipe := train.Default() // change what you like; Validate says what it may be
	recipe.Hidden = []int{128, 64}
	recipe.Optimizer.LearningRate = 0.05
	recipe.Optimizer.Hyperparameters = map[string]float64{"momentum": 0.9}
	recipe.BatchSize = 50
	recipe.Epochs = epochs
	recipe.TrainingImages = set.Train.Len()

	session, err := train.NewSession(recipe, set)
	if err != nil {
		return err
	}
	for !session.Done() {
		switch e := session.Step(); e.Kind {
		case train.Epoch:
			fmt.Fprintf(out, "epoch %d: training loss %.3f, validation accuracy %.1f %%\n", e.Epoch, e.TrainingLoss, 100*e.ValidationAccuracy.Mean)
		case train.Finished:
			fmt.Fprintf(out, "test accuracy %.1f %%\n", 100*e.TestAccuracy.Mean)
		case train.Diverged:
			return errors.New("the loss left all bounds; try a smaller learning rate")
		}
	}
	return nil
}
