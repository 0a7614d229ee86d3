package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
)

// trainer trains runs, one on each core: separate runs need not wait for each
// other, as the members of a crew do.
type trainer struct {
	set   dataset.Set
	state *state
	show  display
}

// train returns what becomes of the tasks, in their order. The first error ends
// all; what was trained up to then is kept.
func (t *trainer) train(ctx context.Context, tasks []experiment.Task, cores int) ([]saved, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer t.show.end()
	runs := make([]saved, len(tasks))
	next := make(chan int)
	var all sync.WaitGroup
	for core := range cores {
		all.Go(func() {
			for i := range next {
				var err error
				if runs[i], err = t.run(ctx, core, tasks[i].Recipe); err != nil {
					cancel(err)
				}
			}
		})
	}
	for i := range tasks {
		next <- i
	}
	close(next)
	all.Wait()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return runs, cause
	}
	return runs, errInterrupted
}

// run trains one run, from where it was left, and keeps it after every epoch.
func (t *trainer) run(ctx context.Context, core int, recipe train.Recipe) (saved, error) {
	if ctx.Err() != nil {
		return saved{}, errInterrupted
	}
	kept, session, err := t.resume(recipe)
	if err != nil || kept.Run.Over() {
		t.show.kept(recipe, kept.Run)
		return kept, err
	}
	kept.Machine = thisMachine()
	t.show.begin(core, recipe, kept.Run.Epochs())
	before, start := kept.Seconds, time.Now()
	for !session.Done() {
		if ctx.Err() != nil {
			return kept, errInterrupted
		}
		e := session.Step()
		kept.Run.Add(e)
		t.show.event(core, e)
		switch e.Kind {
		case train.Epoch:
			kept.snapshot = session.Snapshot()
		case train.Finished, train.Diverged:
			kept.snapshot = nil
		default:
			continue
		}
		kept.Seconds = before + seconds(time.Since(start))
		if err := t.state.save(kept); err != nil {
			return kept, err
		}
	}
	t.show.over(core, kept)
	return kept, nil
}

// resume returns what is kept of a run and, unless it is over, the session that
// goes on with it. What is damaged starts over.
func (t *trainer) resume(recipe train.Recipe) (saved, *train.Session, error) {
	kept, damage, err := t.state.load(recipe)
	if err != nil || kept.Run.Over() {
		return kept, nil, err
	}
	if len(kept.snapshot) > 0 {
		session, err := train.Restore(kept.snapshot, t.set)
		if err == nil {
			return kept, session, nil
		}
		damage = err
	}
	if damage != nil {
		t.show.startsOver(recipe, damage)
	}
	session, err := train.NewSession(recipe, t.set)
	return saved{Run: experiment.NewRun(recipe)}, session, err
}
