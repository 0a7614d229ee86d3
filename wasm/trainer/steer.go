package trainer

import (
	"errors"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// steer carries out a command about the present run.
func (w *worker) steer(c wire.Command) {
	r := w.run
	switch c.Kind {
	case wire.Pause:
		w.pause(r)
	case wire.Resume:
		w.resume(r, "")
	case wire.Batch, wire.Epoch:
		if r.paused {
			w.resume(r, c.Kind)
		}
	case wire.Retune:
		w.between(func() { w.retune(r, c.LearningRate) })
	case wire.Stop:
		w.between(func() { w.stop(r) })
	case wire.Leave:
		w.leave()
	}
}

// between does something between two steps of the run, which is at once unless
// the worker is in the middle of one.
func (w *worker) between(task func()) {
	if w.stepping {
		w.later = append(w.later, task)
		return
	}
	task()
}

// errLeft unwinds a step whose run has been left meanwhile.
var errLeft = errors.New("the run was left")

// listen does what the inbox says next, in the middle of a step of the run, and
// waits for that if wait says so; it reports whether there was anything. It
// panics if the run is left by it.
func (w *worker) listen(r *run, wait bool) bool {
	var task func()
	open := true
	if wait {
		task, open = <-w.inbox
	} else {
		select {
		case task, open = <-w.inbox:
		default:
			return false
		}
	}
	if open {
		task()
	}
	if !open || w.run != r {
		panic(errLeft)
	}
	return true
}

// breathe lets in what the page has sent, in the middle of a step of the run.
func (w *worker) breathe(r *run) {
	if w.Quiet() {
		return
	}
	w.Yield()
	for w.listen(r, false) {
	}
}

// catchUp does what was left for later. What still cannot be done is left
// again.
func (w *worker) catchUp() {
	tasks := w.later
	w.later = nil
	for _, task := range tasks {
		task()
	}
	if w.store.complete() {
		errands := w.errands
		w.errands = nil
		for _, e := range errands {
			e.do()
		}
	}
}

// errand is something that needs all of the data.
type errand struct {
	do     func()
	refuse func(why string)
}

func (w *worker) pause(r *run) {
	r.paused, r.until = true, ""
	w.post(wire.Report{Kind: wire.Paused, Run: r.id})
}

func (w *worker) resume(r *run, until wire.CommandKind) {
	r.paused, r.until = false, until
	w.post(wire.Report{Kind: wire.Resumed, Run: r.id})
}

// reached reports whether the event is what a run that was to train a batch, or
// to the end of the epoch, was to go on until.
func (r *run) reached(e *train.Event) bool {
	switch r.until {
	case wire.Batch:
		return e.Kind == train.Step && e.Phase == train.Training
	case wire.Epoch:
		return e.Kind == train.Epoch
	}
	return false
}

// stop ends the run between two steps.
func (w *worker) stop(r *run) {
	if w.run != r {
		return // it has ended by itself meanwhile
	}
	if r.session != nil {
		w.keep(r)
	}
	w.leave()
	w.post(wire.Report{Kind: wire.Stopped, Run: r.id})
}

// retune changes the learning rate. In a team all must do so at the same step:
// with the next sum all of them hear what the first one wishes.
func (w *worker) retune(r *run, rate float64) {
	switch {
	case w.run != r || r.session == nil:
	case r.team != nil:
		r.team.wish = rate
	default:
		w.setRate(r, rate)
	}
}

// heed changes the learning rate to what the team's first member has wished.
func (w *worker) heed(r *run) {
	if r.team == nil || r.team.heard == 0 {
		return
	}
	rate := r.team.heard
	r.team.heard = 0
	w.setRate(r, rate)
}

func (w *worker) setRate(r *run, rate float64) {
	if r.session.SetLearningRate(rate) == nil && r.speaks() {
		w.post(wire.Report{Kind: wire.Retuned, Run: r.id, LearningRate: rate, Images: r.session.Images()})
		w.keep(r) // no recipe would bring the change back
	}
}
