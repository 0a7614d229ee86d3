package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
)

// watcher counts what is trained, and interrupts it after so many epochs.
type watcher struct {
	lines
	mutex     sync.Mutex
	interrupt func()
	after     int // epochs; 0 for never
	begun     int // runs
	epochs    int
}

func (w *watcher) begin(int, train.Recipe, int) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.begun++
}

func (w *watcher) event(_ int, e train.Event) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if e.Kind != train.Epoch {
		return
	}
	if w.epochs++; w.epochs == w.after {
		w.interrupt()
	}
}

// sitting trains the plan's tasks in a state folder, up to so many epochs.
func sitting(t *testing.T, folder string, tasks []experiment.Task, cores, after int) (*watcher, []saved, error) {
	t.Helper()
	state, err := openState(folder, experiment.DataOf(garments()))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w := &watcher{lines: lines{out: io.Discard}, interrupt: cancel, after: after}
	runs, err := (&trainer{set: garments(), state: state, show: w}).train(ctx, tasks, cores)
	return w, runs, err
}

func runsOf(list []saved) []experiment.Run {
	var runs []experiment.Run
	for _, s := range list {
		runs = append(runs, s.Run)
	}
	return runs
}

// The plan has ten epochs that end well: 2·3 of narrow and 2·2 of dropout, and
// wild diverges in its first. One core is interrupted after each of them, and
// trains none twice.
func TestAnInterruptedPlanGoesOnFromItsLastEpochs(t *testing.T) {
	whole := trained(t, small)
	tasks := whole.Plan.Tasks()
	for after := 1; after <= 9; after++ {
		folder := t.TempDir()
		first, _, err := sitting(t, folder, tasks, 1, after)
		require.ErrorIs(t, err, errInterrupted)
		require.Equal(t, after, first.epochs)
		second, runs, err := sitting(t, folder, tasks, 1, 0)
		require.NoError(t, err)
		require.Equal(t, 10-after, second.epochs, "no epoch is trained twice")
		require.Equal(t, whole.Runs, runsOf(runs), "interrupted after %d", after)

		third, runs, err := sitting(t, folder, tasks, 1, 0)
		require.NoError(t, err)
		require.Zero(t, third.begun, "what is over is kept")
		require.Equal(t, whole.Runs, runsOf(runs))
	}
}

func TestAPlanInterruptedOnAllCoresEndsWithTheSameSums(t *testing.T) {
	whole := trained(t, small)
	folder := t.TempDir()
	for range 4 {
		_, _, err := sitting(t, folder, whole.Plan.Tasks(), 3, 2)
		require.ErrorIs(t, err, errInterrupted)
	}
	_, runs, err := sitting(t, folder, whole.Plan.Tasks(), 3, 0)
	require.NoError(t, err)
	require.Equal(t, whole.Runs, runsOf(runs))
}

// Other names, more recipes, fewer seeds: what is known is known by what is
// trained.
func TestOtherPlansFindTheSameRuns(t *testing.T) {
	p := trained(t, small).Plan
	folder := t.TempDir()
	_, _, err := sitting(t, folder, p.Tasks(), 2, 0)
	require.NoError(t, err)
	p.Recipes[0].Name, p.Seeds = "another name", []uint64{0}
	p.Recipes[1].Epochs++
	w, runs, err := sitting(t, folder, p.Tasks(), 2, 0)
	require.NoError(t, err)
	require.Equal(t, 1, w.begun, "the one with another epoch")
	require.Equal(t, "another name", runs[0].Run.Recipe.Name)
}

// Two sittings of one plan, and one of another.
func TestTheTimeOfAllSittingsIsTaken(t *testing.T) {
	p := trained(t, small).Plan
	other := p
	other.Seeds = []uint64{5}
	state, err := openState(t.TempDir(), experiment.DataOf(garments()))
	require.NoError(t, err)
	for _, sitting := range []struct {
		plan      experiment.Plan
		add, want float64
	}{{p, 2.5, 2.5}, {p, 1, 3.5}, {other, 7, 7}, {p, 0, 3.5}} {
		got, err := state.addTime(sitting.plan, sitting.add)
		require.NoError(t, err)
		require.Equal(t, sitting.want, got)
	}
}

func TestDamagedRunsStartOver(t *testing.T) {
	whole := trained(t, small)
	tasks := whole.Plan.Tasks()[:1]
	for name, damage := range map[string]func([]byte) []byte{
		"no JSON":              func(b []byte) []byte { return b[1:] },
		"empty":                func(b []byte) []byte { return nil },
		"half a snapshot":      func(b []byte) []byte { return b[:len(b)-1000] },
		"a bit of the weights": func(b []byte) []byte { b[len(b)-1000] ^= 1; return b },
	} {
		folder := t.TempDir()
		_, _, err := sitting(t, folder, tasks, 1, 2)
		require.ErrorIs(t, err, errInterrupted)
		files, err := filepath.Glob(filepath.Join(folder, "*.run"))
		require.NoError(t, err)
		require.Len(t, files, 1)
		content, err := os.ReadFile(files[0])
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(files[0], damage(content), 0o644))

		state, err := openState(folder, experiment.DataOf(garments()))
		require.NoError(t, err)
		var said bytes.Buffer
		runs, err := (&trainer{set: garments(), state: state, show: &lines{out: &said, runs: 1}}).train(t.Context(), tasks, 1)
		require.NoError(t, err)
		require.Equal(t, whole.Runs[:1], runsOf(runs), name)
		require.Contains(t, said.String(), "narrow, seed 3 starts over: ", name)
	}
}

func TestRunsOfAnotherDataSetAreNotMixedIn(t *testing.T) {
	out := t.TempDir()
	report(t, "-plan", planFile(t, small), "-data", folder(t, garments()), "-out", out)
	other := folder(t, dataset.MadeUp(2, 300, 100))
	err := run(t.Context(), []string{"-plan", planFile(t, small), "-data", other, "-out", out}, io.Discard)
	require.ErrorContains(t, err, "state holds runs on another data set, made-up (400 images, sha-256 ")
	require.ErrorContains(t, err, "; choose another -out, or remove that folder")
}

func TestAFolderThatCannotBeWrittenToEndsTheTraining(t *testing.T) {
	tasks := trained(t, small).Plan.Tasks()
	state, err := openState(t.TempDir(), experiment.DataOf(garments()))
	require.NoError(t, err)
	require.NoError(t, os.RemoveAll(state.folder))
	_, err = (&trainer{set: garments(), state: state, show: &lines{out: io.Discard}}).train(t.Context(), tasks, 2)
	require.ErrorIs(t, err, os.ErrNotExist)
}
