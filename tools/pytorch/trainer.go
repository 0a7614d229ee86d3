package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/export"
	"atelier/core/train"
	"atelier/tools/internal/datadir"
	"atelier/tools/internal/wholefile"
)

// trainer trains recipes in PyTorch, one on each core.
type trainer struct {
	python  string
	version string // of PyTorch
	images  string // folder of the images, as they are published
	kept    string // folder of what is over
	cores   int

	mu   sync.Mutex
	log  io.Writer
	done int
	busy map[string]*sync.Mutex // by script: results may have a run twice
}

// pair is one run in both.
type pair struct{ atelier, pytorch experiment.Run }

// compared is a result with each of its runs in both.
type compared struct {
	experiment.Result
	pairs []pair // in the order of Runs
}

// newTrainer writes the images to where the scripts find them.
func newTrainer(ctx context.Context, o options, set dataset.Set, log io.Writer) (*trainer, error) {
	version, err := exec.CommandContext(ctx, o.python, "-c", "import torch; print(torch.__version__)").Output()
	if err != nil {
		return nil, fmt.Errorf("%s: importing torch: %w", o.python, told(err))
	}
	t := &trainer{
		python: o.python, version: strings.TrimSpace(string(version)),
		images: filepath.Join(o.kept, "images"), kept: o.kept, cores: o.cores, log: log, busy: map[string]*sync.Mutex{},
	}
	return t, datadir.WriteIDX(t.images, set)
}

// again trains every run of the results in PyTorch. The first error ends all;
// what was over by then is kept.
func (t *trainer) again(ctx context.Context, results []experiment.Result) ([]compared, error) {
	all := make([]compared, len(results))
	var pairs []*pair
	for i, r := range results {
		all[i] = compared{r, make([]pair, len(r.Runs))}
		for j, run := range r.Runs {
			all[i].pairs[j].atelier = run
			pairs = append(pairs, &all[i].pairs[j])
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan *pair)
	var cores sync.WaitGroup
	for range t.cores {
		cores.Go(func() {
			for p := range next {
				if ctx.Err() != nil {
					continue
				}
				run, err := t.train(ctx, p.atelier.Recipe)
				if err != nil {
					cancel(fmt.Errorf("%s, seed %d: %w", p.atelier.Recipe.Name, p.atelier.Seed, err))
					continue
				}
				p.pytorch = run
				t.say(run, len(pairs))
			}
		})
	}
	for _, p := range pairs {
		next <- p
	}
	close(next)
	cores.Wait()
	return all, context.Cause(ctx)
}

func (t *trainer) say(run experiment.Run, of int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done++
	fmt.Fprintf(t.log, "%d of %d: %s, seed %d: test accuracy %.2f %%\n", t.done, of, run.Recipe.Name, run.Seed, 100*run.TestAccuracyMean)
}

// train returns what becomes of the recipe, with its seed, in PyTorch.
func (t *trainer) train(ctx context.Context, recipe train.Recipe) (experiment.Run, error) {
	script, err := export.PyTorch(recipe, dataset.FashionMNIST)
	if err != nil {
		return experiment.Run{}, err
	}
	sum := sha256.Sum256(append([]byte(t.version+"\n"), script...))
	path := filepath.Join(t.kept, hex.EncodeToString(sum[:12]))
	defer t.alone(path)()
	if run, err := load(path + ".json"); !errors.Is(err, fs.ErrNotExist) {
		return run, err
	}
	if err := os.WriteFile(path+".py", script, 0o644); err != nil {
		return experiment.Run{}, err
	}
	command := exec.CommandContext(ctx, t.python, path+".py", t.images)
	command.Env = onOneCore()
	var said bytes.Buffer
	command.Stderr = &said
	curve, err := command.Output()
	if err != nil {
		return experiment.Run{}, fmt.Errorf("%s.py: %w: %s", path, err, bytes.TrimSpace(said.Bytes()))
	}
	run, err := parseRun(recipe, curve, said.Bytes())
	if err != nil {
		return run, fmt.Errorf("%s.py: %w", path, err)
	}
	if err := save(path+".json", run); err != nil {
		return run, err
	}
	return run, os.Remove(path + ".py")
}

// alone waits until nobody else trains the script, and returns what lets the
// next one.
func (t *trainer) alone(path string) (over func()) {
	t.mu.Lock()
	if t.busy[path] == nil {
		t.busy[path] = new(sync.Mutex)
	}
	mine := t.busy[path]
	t.mu.Unlock()
	mine.Lock()
	return mine.Unlock
}

// save writes the run, whole or not at all.
func save(path string, run experiment.Run) error {
	text, err := json.Marshal(run)
	if err != nil {
		return err
	}
	return wholefile.Write(path, text)
}

// onOneCore is the environment in which PyTorch keeps to one core.
func onOneCore() []string {
	return append(os.Environ(), "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1")
}

func load(path string) (run experiment.Run, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return run, err
	}
	if err := json.Unmarshal(text, &run); err != nil {
		return run, fmt.Errorf("%s: %w; remove it to train anew", path, err)
	}
	return run, nil
}

// told adds to the error of a program what it said.
func told(err error) error {
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(exit.Stderr))
	}
	return err
}
