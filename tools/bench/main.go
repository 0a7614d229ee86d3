// Command bench measures how fast Atelier trains, in Chromium and natively,
// against the roof of the machine, and prints a table. docs/PERFORMANCE.md says
// what each figure means.
//
//	go run ./tools/bench                                  all of it, some minutes
//	go run ./tools/bench -only browser.one_worker.sgd     one part of it
//	go run ./tools/bench -json | jq .browser.roof_gflops
//
// Run it in the root of the repository, with GOEXPERIMENT=simd, on a machine
// that does nothing else. It builds the site by itself and, if the folder of
// -data is empty, gets the data as make data does. Progress goes to standard
// error.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"atelier/core/train"
	"atelier/tools/internal/cli"
	"atelier/tools/internal/marks"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := command(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(cli.Status("bench", err, os.Stderr))
}

func command(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := options{}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.root, "root", ".", "the repository's `folder`")
	flags.StringVar(&o.data, "data", "build/data", "`folder` of the shards; filled if it has none")
	flags.StringVar(&o.only, "only", "", "dotted `name`s, with commas between: measure these alone, such as browser.one_worker.sgd or native")
	flags.IntVar(&o.images, "images", 0, "how many to train and validate on; 0 is all")
	flags.IntVar(&o.epochs, "epochs", 5, "to time, of each run")
	flags.IntVar(&o.warmUp, "warm-up", 2, "epochs before those")
	flags.IntVar(&o.memoryEpochs, "memory-epochs", 20, "after which a worker's memory is looked at")
	flags.BoolVar(&o.peers, "peers", false, "have "+peer+" measured too, where ../shared/peers is there")
	asJSON := flags.Bool("json", false, "print one JSON object")
	asMarkdown := flags.Bool("markdown", false, "print the tables as Markdown")
	into := flags.String("into", "", "write the tables into this `document`, between its marks")
	summary := flags.String("summary", "", "write the figures that matter most into this `document`, between its marks")
	if err := cli.Parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	for name, count := range map[string]int{"epochs": o.epochs, "warm-up": o.warmUp, "memory-epochs": o.memoryEpochs} {
		if count < 1 {
			return fmt.Errorf("-%s %d: at least 1 is needed", name, count)
		}
	}
	if o.images != 0 && o.images < train.MinTrainingImages {
		return fmt.Errorf("-images %d: at least %d are needed, or 0 for all", o.images, train.MinTrainingImages)
	}
	if o.peers && o.only != "" {
		o.only += ",peers"
	}
	for name, document := range map[string]string{"bench": *into, "speed": *summary} {
		if document == "" {
			continue
		}
		if err := marks.Check(document, name); err != nil {
			return err
		}
	}
	result, err := run(ctx, o, stderr)
	if err != nil {
		return err
	}
	switch {
	case *asJSON:
		text, err := json.MarshalIndent(result, "", "  ")
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s\n", text)
	case *asMarkdown:
		result.writeMarkdown(stdout)
	default:
		result.writeText(stdout)
	}
	if *into != "" {
		if err := result.writeInto(*into, "bench", result.writeMarkdown); err != nil {
			return err
		}
	}
	if *summary != "" {
		return result.writeInto(*summary, "speed", result.writeSummary)
	}
	return nil
}
