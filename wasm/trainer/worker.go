package main

import (
	"fmt"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// host is what the worker needs of the place it runs in: the browser, or a
// test.
type host interface {
	// Post sends a message to the page.
	Post(message []byte)
	// Fetch returns the content of a file of the data set, which may have at
	// most limit bytes. It calls progress, unless nil, with the bytes that
	// have come so far. fresh asks not to be given a stored copy. It blocks
	// only the calling goroutine, as do all that follow.
	Fetch(name string, fresh bool, limit int, progress func(bytes int)) ([]byte, error)
	// Inflate undoes gzip; the result may have at most limit bytes.
	Inflate(data []byte, limit int) ([]byte, error)
	// Now returns the seconds since some fixed moment.
	Now() float64
	// Yield returns after the messages that are waiting have been received.
	Yield()
	// Sleep returns after the given number of seconds.
	Sleep(seconds float64)
}

const (
	sliceSeconds  = 0.010 // of training between two yields
	reportSeconds = 0.050 // between two step events at the least
)

// worker trains one run at a time, in slices, and listens in between.
type worker struct {
	host
	inbox chan func() // what the loop has to do besides training, in order
	store *store
	run   *run // nil when there is none
}

// run is what the worker is training.
type run struct {
	id        string
	recipe    train.Recipe
	session   *train.Session // nil until the data is here
	paused    bool
	seconds   float64 // spent on training and evaluation
	evaluated float64 // of these, spent on evaluation
	reported  float64 // when the last step event went out
}

// newWorker returns a worker in the given place.
func newWorker(h host) *worker {
	// The page sends a handful of commands; the bound only has to be out of
	// its reach, because a full channel would block the browser's callback.
	w := &worker{host: h, inbox: make(chan func(), 1024)}
	w.store = &store{host: h, do: func(task func()) { w.inbox <- task }, notify: w.arrived}
	return w
}

// receive takes a message from the page, to be obeyed by loop.
func (w *worker) receive(message []byte) {
	w.inbox <- func() {
		c, err := wire.DecodeCommand(message)
		if err != nil {
			w.post(wire.Report{Kind: wire.Crashed, Message: err.Error()})
			return
		}
		w.obey(c)
	}
}

// loop does what the inbox says, and trains while it says nothing. It ends
// when the inbox is closed.
func (w *worker) loop() {
	w.post(wire.Report{Kind: wire.Ready})
	for {
		if w.run != nil && w.run.session != nil && !w.run.paused {
			select {
			case task, open := <-w.inbox:
				if !open {
					return
				}
				task()
			default:
				w.guard(w.slice)
				w.Yield()
			}
			continue
		}
		task, open := <-w.inbox
		if !open {
			return
		}
		task()
	}
}

func (w *worker) post(r wire.Report) { w.Post(r.Encode()) }

// obey carries out one command. Those about another run than the present one
// crossed the report of that run's end and mean nothing any more.
func (w *worker) obey(c wire.Command) {
	switch c.Kind {
	case wire.Load:
		w.store.load()
		return
	case wire.Start:
		w.run = &run{id: c.Run, recipe: c.Recipe}
		w.store.load()
		w.guard(w.begin)
		return
	}
	if w.run == nil || w.run.id != c.Run {
		return
	}
	switch c.Kind {
	case wire.Pause:
		w.run.paused = true
		w.post(wire.Report{Kind: wire.Paused, Run: c.Run})
	case wire.Resume:
		w.run.paused = false
		w.post(wire.Report{Kind: wire.Resumed, Run: c.Run})
	case wire.Stop:
		w.run = nil
		w.post(wire.Report{Kind: wire.Stopped, Run: c.Run})
	}
}

// arrived passes on what happened to the data, and begins the run that was
// waiting for it.
func (w *worker) arrived(r wire.Report) {
	w.post(r)
	if w.run == nil || w.run.session != nil {
		return
	}
	if r.Kind == wire.LoadFailed {
		w.fail(r.Message)
		return
	}
	w.guard(w.begin)
}

// begin sets up the run if the data it needs is here.
func (w *worker) begin() {
	data, ok := w.store.first(w.run.recipe.TrainingImages)
	if !ok {
		return
	}
	session, err := train.NewSession(w.run.recipe, data)
	if err != nil {
		w.fail(err.Error())
		return
	}
	w.run.session = session
}

// slice trains for about sliceSeconds.
func (w *worker) slice() {
	r := w.run
	start := w.Now()
	for now := start; now-start < sliceSeconds; {
		e := r.session.Step()
		spent := w.Now() - now
		now += spent
		r.seconds += spent
		if e.Evaluated() {
			r.evaluated += spent
		}
		if e.Kind != train.Step || now-r.reported >= reportSeconds {
			r.reported = now
			w.post(wire.Report{Kind: wire.Trained, Run: r.id, Event: &e,
				Seconds: r.seconds, EvaluationSeconds: r.evaluated, Images: r.session.Images()})
			now = w.Now()
		}
		if r.session.Done() {
			w.run = nil
			return
		}
	}
}

func (w *worker) fail(message string) {
	w.post(wire.Report{Kind: wire.Failed, Run: w.run.id, Message: message})
	w.run = nil
}

// guard runs a piece of work on the run. A panic in it fails the run, and the
// worker lives on.
func (w *worker) guard(work func()) {
	defer func() {
		if cause := recover(); cause != nil && w.run != nil {
			w.fail(fmt.Sprintf("the training program failed: %v", cause))
		}
	}()
	work()
}
