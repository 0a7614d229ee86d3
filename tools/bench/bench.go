package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"

	"atelier/core/dataset"
	"atelier/tools/internal/host"
)

// options is what the command is asked to do.
type options struct {
	root         string // the repository
	data         string // folder of the data set
	only         string // dotted names, with commas between; "" is all
	images       int    // to train and validate on; 0 is all
	epochs       int    // that are timed
	warmUp       int    // that are not
	memoryEpochs int    // after how many a worker's memory is looked at
	peers        bool
}

// bench measures the parts that are wanted, one after the other.
type bench struct {
	options
	log     io.Writer // progress
	set     dataset.Set
	result  Result
	chrome  *chrome              // nil before the first part that needs it
	started time.Time            // for the native clock
	roofs   map[string][]float64 // of one worker or core, all so far; by "browser" and "native"
}

// part is something that can be measured by itself.
type part struct {
	name    string // dotted, as in the JSON
	measure func(*bench, context.Context) error
}

// parts lists them in the order in which they are measured.
func parts() []part {
	list := []part{{"browser.roof_gflops", func(b *bench, ctx context.Context) error {
		_, err := b.browserRoof(ctx, 1)
		return err
	}}}
	each := func(name string, measure func(*bench, context.Context, string) (Training, error), into func(*Result) *Kinds) {
		for _, kind := range kinds {
			list = append(list, part{name + "." + kind, func(b *bench, ctx context.Context) error {
				t, err := measure(b, ctx, kind)
				if err != nil {
					return err
				}
				all := into(&b.result)
				if *all == nil {
					*all = Kinds{}
				}
				(*all)[kind] = t
				return nil
			}})
		}
	}
	each("browser.one_worker", (*bench).oneWorker, func(r *Result) *Kinds { return &r.Browser.OneWorker })
	list = append(list, part{"peers", (*bench).comparePeers}) // right after what they are compared with
	each("browser.all_workers", (*bench).allWorkers, func(r *Result) *Kinds { return &r.Browser.AllWorkers })
	each("browser.one_run_all_workers", (*bench).oneRunAllWorkers, func(r *Result) *Kinds { return &r.Browser.OneRunAllWorkers })
	list = append(list,
		part{"browser.first_batch_seconds", (*bench).firstBatch},
		part{"browser.longest_task_ms", (*bench).longestTask},
		part{"browser.pause_ms", (*bench).pauses},
		part{"browser.worker_memory_mb", (*bench).workerMemory},
		part{"native.roof_gflops", func(b *bench, _ context.Context) error { b.nativeRoof(1); return nil }},
	)
	each("native.one_core", (*bench).oneCore, func(r *Result) *Kinds { return &r.Native.OneCore })
	each("native.all_cores", (*bench).allCores, func(r *Result) *Kinds { return &r.Native.AllCores })
	return append(list, part{"sizes", (*bench).sizes})
}

// wanted returns the parts that a list of dotted names asks for: all that begin
// with one of them, and the part of which one is a value.
func wanted(all []part, only string) ([]part, error) {
	if only == "" {
		return all, nil
	}
	var list []part
	for name := range strings.SplitSeq(only, ",") {
		found := false
		for _, p := range all {
			if p.name == name || strings.HasPrefix(p.name, name+".") || strings.HasPrefix(name, p.name+".") {
				found = true
				if !slices.ContainsFunc(list, func(q part) bool { return q.name == p.name }) {
					list = append(list, p)
				}
			}
		}
		if !found {
			return nil, fmt.Errorf("-only %s: there is no such part", name)
		}
	}
	return list, nil
}

// run measures what the options ask for.
func run(ctx context.Context, o options, log io.Writer) (Result, error) {
	list, err := wanted(parts(), o.only)
	if err != nil {
		return Result{}, err
	}
	b := &bench{options: o, log: log, started: time.Now(), roofs: map[string][]float64{}}
	defer b.closeChrome()
	if b.set, err = o.dataset(ctx, log); err != nil {
		return Result{}, err
	}
	if b.images == 0 || b.images > b.set.Train.Len() {
		b.images = b.set.Train.Len()
	}
	b.result.Machine = Machine{
		Processor: host.Processor(), Cores: runtime.NumCPU(), Go: runtime.Version(), NativeSIMD: host.SIMD,
		Data: b.set.Source, Images: b.images,
	}
	if !host.SIMD {
		fmt.Fprintln(log, "Without GOEXPERIMENT=simd: the native figures are those of the plain build.")
	}
	for _, p := range list {
		begin := time.Now()
		fmt.Fprintf(log, "%-36s", p.name)
		err := p.measure(b, ctx)
		if errors.Is(err, errLeftOut) {
			fmt.Fprintf(log, "left out: %v\n", err)
			continue
		}
		if err != nil {
			fmt.Fprintln(log)
			return b.result, fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Fprintf(log, "took %.1f s\n", time.Since(begin).Seconds())
	}
	return b.result, nil
}

// errLeftOut says why a part cannot be measured here, which is no failure.
var errLeftOut = errors.New("")
