// Command report trains the report's recipes natively, or those of any plan,
// and writes what came of it.
//
//	go run ./tools/report -data build/data -out docs/report
//
// The output folder then holds the figures as SVG and PNG, the tables in
// Markdown and LaTeX, what became of the eight claims, every curve as CSV, all
// results as JSON, the recipes, and a README that says what they were made
// from. -quick takes 12,000 images and 15 epochs; -scaling, -epochs, -seeds and
// -recipes change what else there is to change, and -plan FILE runs a plan of
// one's own (see atelier/core/experiment.Plan).
//
// Each core trains one run at a time, which all go on from their last epoch
// when the command was interrupted and is given again: the folder state within
// the output holds them. Runs that are over are not trained again.
//
// A plan can be cut into parts that know nothing of each other, on as many
// machines, whose outputs are then put together:
//
//	report -plan plan.json -part 3/20 -out parts/3
//	report -merge -out all parts/*
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/tools/internal/datadir"
	"atelier/tools/internal/marks"

	"atelier/tools/internal/cli"
)

func main() {
	// Whoever runs many of these ends them by SIGTERM.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stderr)
	stop()
	os.Exit(cli.Status("report", err, os.Stderr))
}

var errInterrupted = errors.New("interrupted; the same command goes on from the last epochs")

func run(ctx context.Context, args []string, log io.Writer) error {
	o, err := parse(args, log)
	if err != nil {
		return err
	}
	if o.summary != "" {
		if err := marks.Check(o.summary, summaryMarks); err != nil {
			return err
		}
	}
	if o.merge {
		return mergeParts(o, command(args), log)
	}
	plan, err := o.plan()
	if err != nil {
		return err
	}
	tasks, err := o.tasks(plan)
	if err != nil {
		return err
	}
	set, err := datadir.Open(o.data)
	if err != nil {
		return err
	}
	result := experiment.NewResult(plan, experiment.DataOf(set))
	kept, err := openState(filepath.Join(o.out, stateFolder), result.Data)
	if err != nil {
		return err
	}
	if set.Source == dataset.MadeUpSource {
		fmt.Fprintln(log, "These are made-up garments, not Fashion-MNIST.")
	}
	t := trainer{set: set, state: kept, show: newDisplay(log, o.cores, len(tasks))}
	start := time.Now()
	runs, err := t.train(ctx, tasks, o.cores)
	taken, timeErr := kept.addTime(plan, seconds(time.Since(start)))
	if err := cmp.Or(err, timeErr); err != nil {
		return err
	}
	made := account{Command: command(args), Seconds: taken}
	for _, s := range runs {
		result = result.With(s.Run)
		made.add(s)
	}
	if o.part != "" {
		return writePart(o.out, result, made, log)
	}
	return o.write(result, made, log)
}

// command is what one types to come to the same.
func command(args []string) string {
	words := []string{"go run ./tools/report"}
	for _, a := range args {
		if a == "" || strings.ContainsAny(a, " \t\n\"'\\$`*?[]{}()<>|&;#~!") {
			a = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
		words = append(words, a)
	}
	return strings.Join(words, " ")
}

func seconds(d time.Duration) float64 { return d.Round(time.Millisecond).Seconds() }
