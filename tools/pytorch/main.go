// Command pytorch trains recipes a second time in PyTorch, from the same initial
// weights and on the same images in the same order, and writes how the two
// agree.
//
//	go run ./tools/pytorch -data build/data -drawn 300 -into docs/PYTORCH.md docs/report/results.json
//
// The recipes are those of results, and with -drawn as many that are drawn at
// random from all that can be set. In PyTorch each run is the script that
// atelier/core/export writes of its recipe, on one core. Runs of results that
// are over are kept, for the same script in the same PyTorch, in the folder of
// -kept. make check-pytorch runs this, and installs PyTorch.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/tools/internal/cli"
	"atelier/tools/internal/datadir"
	"atelier/tools/internal/marks"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stderr)
	stop()
	os.Exit(cli.Status("pytorch", err, os.Stderr))
}

var errInterrupted = errors.New("interrupted; the same command goes on with the runs of results that are not over")

type options struct {
	data, into, csv, kept, python string
	cores, drawn                  int
	results                       []string
}

func parse(args []string, log io.Writer) (options, error) {
	o := options{}
	flags := flag.NewFlagSet("pytorch", flag.ContinueOnError)
	flags.SetOutput(log)
	flags.StringVar(&o.data, "data", "build/data", "`folder` of the data set")
	flags.StringVar(&o.into, "into", "", "write the tables into this `document`, between its marks (default: to standard error)")
	flags.StringVar(&o.csv, "csv", "", "write what every run came to, in both, to this `file`")
	flags.StringVar(&o.kept, "kept", "build/pytorch", "`folder` for what is over, and for the images as they are published")
	flags.StringVar(&o.python, "python", "python3", "the `program` that has PyTorch")
	flags.IntVar(&o.drawn, "drawn", 0, "draw a `number` of recipes at random too, of two short epochs")
	flags.IntVar(&o.cores, "cores", runtime.NumCPU(), "train on so many `cores`, a run on each")
	flags.Usage = func() {
		fmt.Fprintln(log, "usage: pytorch [flags] [RESULTS.JSON...]")
		flags.PrintDefaults()
	}
	if err := cli.Parse(flags, args); err != nil {
		return o, err
	}
	o.results = flags.Args()
	switch {
	case o.drawn < 0:
		return o, fmt.Errorf("-drawn %d: must not be negative", o.drawn)
	case len(o.results) == 0 && o.drawn == 0:
		return o, errors.New("neither results nor -drawn given; make report writes docs/report/results.json")
	case o.cores < 1:
		return o, fmt.Errorf("-cores %d: at least 1 is needed", o.cores)
	}
	return o, nil
}

func run(ctx context.Context, args []string, log io.Writer) error {
	o, err := parse(args, log)
	if err == nil {
		err = o.run(ctx, log)
	}
	if err != nil && ctx.Err() != nil { // whatever was going on then
		return errInterrupted
	}
	return err
}

func (o options) run(ctx context.Context, log io.Writer) error {
	set, err := datadir.Open(o.data)
	if err != nil {
		return err
	}
	results, err := readResults(o.results, experiment.DataOf(set))
	if err != nil {
		return err
	}
	if err := o.checkOutputs(); err != nil {
		return err
	}
	t, err := newTrainer(ctx, o, set, log)
	if err != nil {
		return err
	}
	if o.drawn > 0 {
		list, err := t.ofDrawn(ctx, o.drawn, set)
		if err != nil {
			return err
		}
		text, err := drawnDocument(list, t.version)
		if err != nil {
			return err
		}
		if err := o.write(drawnMarks, text, log); err != nil {
			return err
		}
	}
	if len(results) == 0 {
		return nil
	}
	all, err := t.again(ctx, results)
	if err != nil {
		return err
	}
	if o.csv != "" {
		if err := os.WriteFile(o.csv, everyRun(all).CSV(), 0o644); err != nil {
			return err
		}
	}
	return o.write(resultsMarks, document(all, t.version), log)
}

// The names of the marks in the document.
const drawnMarks, resultsMarks = "drawn", "results"

// checkOutputs finds what could not be written at the end of hours.
func (o options) checkOutputs() error {
	if o.csv != "" {
		if _, err := os.Stat(filepath.Dir(o.csv)); err != nil {
			return fmt.Errorf("-csv %s: %w", o.csv, err)
		}
	}
	if o.into == "" {
		return nil
	}
	var names []string
	if o.drawn > 0 {
		names = append(names, drawnMarks)
	}
	if len(o.results) > 0 {
		names = append(names, resultsMarks)
	}
	return marks.Check(o.into, names...)
}

// write writes the part of the document that has this name, or tells it.
func (o options) write(name string, text []byte, log io.Writer) error {
	if o.into == "" {
		_, err := log.Write(text)
		return err
	}
	return marks.Replace(o.into, name, text)
}

// readResults refuses results of other images, and those with runs that have
// nothing to compare.
func readResults(names []string, data experiment.Data) ([]experiment.Result, error) {
	if data.Source != dataset.FashionMNIST {
		return nil, fmt.Errorf("the images are %v: exported scripts are for Fashion-MNIST alone", data)
	}
	var list []experiment.Result
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		r, err := experiment.ParseResult(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if r.Data != data {
			return nil, fmt.Errorf("%s: was made on %v, but the images are %v", name, r.Data, data)
		}
		if len(r.Runs) == 0 {
			return nil, fmt.Errorf("%s: has no runs", name)
		}
		for _, run := range r.Runs {
			if run.Status != experiment.Finished {
				return nil, fmt.Errorf("%s: %s, seed %d, is %s; only finished runs can be compared", name, run.Recipe.Name, run.Seed, run.Status)
			}
		}
		list = append(list, r)
	}
	return list, nil
}
