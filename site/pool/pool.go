// Package pool owns the workers: it starts them, hands each the commands about
// its run, and hands back what they report. Which runs are trained, and when,
// is for the store to say; the pool has a worker for each.
//
// The worker that has lived longest fetches the data, and the others take it
// from that one through ports. When it dies, the next one takes its place.
package pool

import (
	"fmt"
	"slices"

	"atelier/wasm/wire"
)

// Place is where workers live: the browser, or a test.
type Place interface {
	// Launch starts a worker. It calls received with every message of the
	// worker, and failed if it is gone without a word, or could not be
	// started; neither before Launch has returned.
	Launch(received, failed func(text string)) Worker
	// Channel returns the two ends of a new channel.
	Channel() (a, b Port)
}

// Worker is a worker as the pool sees it.
type Worker interface {
	// Post sends a message, and hands over a port with it unless that is nil.
	// Those sent before the worker runs are kept for it.
	Post(message string, p Port)
	// Terminate ends the worker, whatever it is doing.
	Terminate()
}

// Port is one end of a channel between two workers. The pool only carries it
// from its place to a worker.
type Port any

// Pool is the pool of workers. It belongs to one goroutine.
type Pool struct {
	place   Place
	report  func(wire.Report)
	members []*member // in the order of their starts; the first fetches the data
	started int
	loaded  bool // the present members have, or will get, data that was seen to be sound
}

// member is a worker of the pool.
type member struct {
	Worker
	number int    // from 1, never used again
	run    string // what it trains; "" if nothing
}

// New returns a pool without workers. report is called with all that the
// workers say; that a worker is gone, for whatever reason, is said by a report
// of kind wire.Crashed about the run that it had.
func New(place Place, report func(wire.Report)) *Pool {
	return &Pool{place: place, report: report}
}

// Send hands a command to the worker that it is for. A start goes to one that
// has no run, and a new worker if all have; commands about a run that no
// worker has crossed the report of its end and go nowhere.
func (p *Pool) Send(c wire.Command) {
	var m *member
	switch c.Kind {
	case wire.Load:
		m = p.first()
	case wire.Start:
		m = p.idle()
		m.run = c.Run
	default:
		m = p.with(c.Run)
	}
	if m != nil {
		m.Post(string(c.Encode()), nil)
	}
}

// first returns the worker that fetches the data.
func (p *Pool) first() *member {
	if len(p.members) == 0 {
		return p.start()
	}
	return p.members[0]
}

// idle returns a worker without a run.
func (p *Pool) idle() *member {
	if m := p.with(""); m != nil {
		return m
	}
	return p.start()
}

// with returns the worker that has a run, nil if none has.
func (p *Pool) with(run string) *member {
	i := slices.IndexFunc(p.members, func(m *member) bool { return m.run == run })
	if i < 0 {
		return nil
	}
	return p.members[i]
}

// start starts a worker and sees to it that it gets the data.
func (p *Pool) start() *member {
	p.started++
	m := &member{number: p.started}
	m.Worker = p.place.Launch(
		func(message string) {
			if slices.Contains(p.members, m) {
				p.received(m, message)
			}
		},
		func(reason string) {
			if slices.Contains(p.members, m) {
				p.crashed(m, reason)
			}
		},
	)
	p.members = append(p.members, m)
	if first := p.members[0]; first != m {
		p.share(first, m)
	}
	return m
}

// share has one worker take the data from another.
func (p *Pool) share(from, to *member) {
	p.connect(from, wire.GiveData, to, wire.TakeData)
}

// connect gives two workers a port to each other, with what it is for on
// either side.
func (p *Pool) connect(a *member, forA wire.Purpose, b *member, forB wire.Purpose) {
	portA, portB := p.place.Channel()
	a.Post(string(wire.Command{Kind: wire.Connect, Purpose: forA, Peer: b.number}.Encode()), portA)
	b.Post(string(wire.Command{Kind: wire.Connect, Purpose: forB, Peer: a.number}.Encode()), portB)
}

func (p *Pool) received(m *member, message string) {
	r, err := wire.DecodeReport([]byte(message))
	switch {
	case err != nil:
		p.crashed(m, fmt.Sprintf("a message of the worker cannot be read: %v", err))
		return
	case r.Kind == wire.Crashed:
		p.crashed(m, r.Message)
		return
	case r.Run != "" && r.Run != m.run:
		return // it has another run by now
	case r.Kind == wire.Loaded:
		p.loaded = true
	case r.Run != "" && r.Ends():
		m.run = "" // before anybody hears of it and sends the next
	}
	p.report(r)
}

// crashed lets go of a worker, and has another fetch the data in its place,
// before anybody hears of it, because the next command follows at once.
//
// Where it was the only one and the data was never here, the next one would
// fare no better: that is reported as a failure of the data, on which nothing
// is started by itself.
func (p *Pool) crashed(m *member, reason string) {
	wasFirst := p.members[0] == m
	p.members = slices.DeleteFunc(p.members, func(other *member) bool { return other == m })
	m.Terminate()
	if wasFirst {
		p.succeed()
	}
	if len(p.members) == 0 {
		if !p.loaded {
			p.report(wire.Report{Kind: wire.LoadFailed, Message: reason})
		}
		p.loaded = false
	}
	p.report(wire.Report{Kind: wire.Crashed, Run: m.run, Message: reason})
}

// succeed has the worker that now is the first fetch the data, what it lacks
// of it, and the others take it from there.
func (p *Pool) succeed() {
	if len(p.members) == 0 {
		return
	}
	first := p.members[0]
	first.Post(string(wire.Command{Kind: wire.Load}.Encode()), nil)
	for _, other := range p.members[1:] {
		p.share(first, other)
	}
}
