// Package pool owns the workers: it starts them, hands them the store's
// commands, and hands back what they report. At present there is one.
package pool

import (
	"fmt"

	"atelier/wasm/wire"
)

// Worker is a worker as the pool sees it.
type Worker interface {
	// Post sends a message; those sent before the worker runs are kept for it.
	Post(message string)
	// Terminate ends the worker, whatever it is doing.
	Terminate()
}

// Launch starts a worker. It calls received with every message of the worker,
// and failed, at most once, if the worker could not be started; neither
// before it has returned.
type Launch func(received, failed func(text string)) Worker

// Pool is the pool of workers. It belongs to one goroutine.
type Pool struct {
	launch Launch
	report func(wire.Report)
	worker Worker // nil before the first command and after a crash
}

// New returns a pool without workers. report is called with all that the
// workers say; that a worker is gone, for whatever reason, is said by a report
// of kind wire.Crashed.
func New(launch Launch, report func(wire.Report)) *Pool {
	return &Pool{launch: launch, report: report}
}

// Send hands a command to the worker. If there is none, or none any more, it
// starts one.
func (p *Pool) Send(c wire.Command) {
	if p.worker == nil {
		p.start()
	}
	p.worker.Post(string(c.Encode()))
}

func (p *Pool) start() {
	var w Worker
	current := func() bool { return w != nil && p.worker == w }
	w = p.launch(
		func(message string) {
			if current() {
				p.received(message)
			}
		},
		func(reason string) {
			if current() {
				p.crashed(reason)
			}
		},
	)
	p.worker = w
}

func (p *Pool) received(message string) {
	r, err := wire.DecodeReport([]byte(message))
	switch {
	case err != nil:
		p.crashed(fmt.Sprintf("a message of the worker cannot be read: %v", err))
	case r.Kind == wire.Crashed:
		p.crashed(r.Message)
	default:
		p.report(r)
	}
}

// crashed lets go of the worker before anybody hears of it, because the next
// command must go to a new one.
func (p *Pool) crashed(reason string) {
	p.worker.Terminate()
	p.worker = nil
	p.report(wire.Report{Kind: wire.Crashed, Message: reason})
}
