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
	// worker, and the snapshot that came beside it or nil; and failed if it is
	// gone without a word, or could not be started; neither before Launch has
	// returned.
	Launch(received func(text string, snapshot Snapshot), failed func(text string)) Worker
	// Channel returns the two ends of a new channel.
	Channel() (a, b Port)
}

// Worker is a worker as the pool sees it.
type Worker interface {
	// Post sends a message, hands over a port with it unless that is nil, and
	// lets the worker have a copy of the snapshot, unless that is. Messages sent
	// before the worker runs are kept for it.
	Post(message string, p Port, s Snapshot)
	// Terminate ends the worker, whatever it is doing.
	Terminate()
}

// Port is one end of a channel between two workers. The pool only carries it
// from its place to a worker.
type Port any

// Snapshot is the bytes of a run's snapshot, or of a file of it. The pool only
// hands them on.
type Snapshot any

// Archive keeps snapshots.
type Archive interface {
	// Keep takes a snapshot in place of the run's former one; nil is none.
	Keep(run string, s Snapshot)
	// Snapshot hands over what was kept of a run last; nil if that is nothing.
	// It does so now or later.
	Snapshot(run string, have func(Snapshot))
}

// Pool is the pool of workers. It belongs to one goroutine.
type Pool struct {
	place   Place
	archive Archive
	report  func(wire.Report)
	members []*member // in the order of their starts; the first fetches the data
	started int
	took    func(r wire.Report, file Snapshot)
	loaded  bool // the present members have, or will get, data that was seen to be sound
}

// member is a worker of the pool.
type member struct {
	Worker
	number int            // from 1, never used again
	run    string         // what it trains; "" if nothing
	rank   int            // in the run's team; 0 is the one that reports, and that listens to Pause
	files  []wire.Command // Export and Import that it has not answered
}

// New returns a pool without workers. report is called with all that the
// workers say; that a worker is gone, for whatever reason, is said by a report
// of kind wire.Crashed about the run that it had. By then a start of the same
// run finds another worker.
func New(place Place, archive Archive, report func(wire.Report)) *Pool {
	return &Pool{place: place, archive: archive, report: report}
}

// Send hands a command to the worker that it is for. A start goes to as many as
// it asks for that have no run, and to new ones if too few have none; commands
// that steer a run which no worker has crossed the report of its end and go
// nowhere. Looking at a run is for the worker that trains it, or else, as is
// looking at the data, for one that has least to do.
func (p *Pool) Send(c wire.Command) {
	switch c.Kind {
	case wire.Load:
		p.first().post(c)
	case wire.Start:
		p.begin(c)
	case wire.Look, wire.Classify, wire.Export, wire.Import:
		m := p.head(c.Run)
		if m == nil {
			m = p.leastBusy()
		}
		if c.Kind == wire.Export || c.Kind == wire.Import {
			m.files = append(m.files, c)
		}
		m.post(c)
	case wire.Fetch:
		p.leastBusy().post(c)
	default:
		if m := p.head(c.Run); m != nil {
			m.post(c)
		}
	}
}

// head returns the worker that speaks for a run's team; nil if there is none.
func (p *Pool) head(run string) *member {
	for _, m := range p.team(run) {
		if m.rank == 0 {
			return m
		}
	}
	return nil
}

// leastBusy returns a worker without a run, if there is one, or else the first.
func (p *Pool) leastBusy() *member {
	if free := p.team(""); len(free) > 0 {
		return free[0]
	}
	return p.first()
}

func (m *member) post(c wire.Command) { m.Post(string(c.Encode()), nil, nil) }

// begin has a run trained, by a team if it asks for one.
func (p *Pool) begin(c wire.Command) {
	var team []*member
	for rank := range max(c.Members, 1) {
		m := p.idle()
		m.run, m.rank = c.Run, rank
		for _, other := range team {
			p.connect(
				m, wire.Command{Purpose: wire.TeamUp, Run: c.Run, Peer: other.rank},
				other, wire.Command{Purpose: wire.TeamUp, Run: c.Run, Peer: rank})
		}
		team = append(team, m)
	}
	for rank, m := range team {
		c.Rank = rank
		m.post(c)
	}
}

// team returns the workers that have a run.
func (p *Pool) team(run string) []*member {
	var team []*member
	for _, m := range p.members {
		if m.run == run {
			team = append(team, m)
		}
	}
	return team
}

// release lets the workers of a run be free for others. All have ended it, or
// only one has, for whatever reason, and the others are told to leave it.
func (p *Pool) release(run string, only *member) {
	for _, m := range p.team(run) {
		if only != nil && m != only {
			m.post(wire.Command{Kind: wire.Leave, Run: run})
		}
		m.run, m.rank = "", 0
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
	if free := p.team(""); len(free) > 0 {
		return free[0]
	}
	return p.start()
}

// start starts a worker and sees to it that it gets the data.
func (p *Pool) start() *member {
	p.started++
	m := &member{number: p.started}
	m.Worker = p.place.Launch(
		func(message string, snapshot Snapshot) {
			if slices.Contains(p.members, m) {
				p.received(m, message, snapshot)
			}
		},
		func(reason string) {
			if slices.Contains(p.members, m) {
				p.crashed(m, reason, false)
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
	p.connect(
		from, wire.Command{Purpose: wire.GiveData, Peer: to.number},
		to, wire.Command{Purpose: wire.TakeData, Peer: from.number})
}

// connect gives two workers a port to each other, with what it is for on
// either side.
func (p *Pool) connect(a *member, forA wire.Command, b *member, forB wire.Command) {
	portA, portB := p.place.Channel()
	forA.Kind, forB.Kind = wire.Connect, wire.Connect
	a.Post(string(forA.Encode()), portA, nil)
	b.Post(string(forB.Encode()), portB, nil)
}

func (p *Pool) received(m *member, message string, snapshot Snapshot) {
	r, err := wire.DecodeReport([]byte(message))
	switch {
	case err != nil:
		p.crashed(m, fmt.Sprintf("a message of the worker cannot be read: %v", err), false)
		return
	case r.Kind == wire.Crashed:
		p.crashed(m, r.Message, r.Run != "")
		return
	case r.Kind == wire.Lacking:
		p.supply(m, r)
		return
	case r.Answers():
		p.answered(m, r, snapshot)
		return
	case r.Run != "" && r.Run != m.run:
		return // it has another run by now
	case r.Run != "" && m.rank > 0 && r.Kind != wire.Failed:
		return // the first of the team says the same
	case r.Kind == wire.Kept:
		p.archive.Keep(r.Run, snapshot)
	case r.Kind == wire.Loaded:
		p.loaded = true
	case r.Run != "" && r.Ends():
		only := m
		if r.Event != nil { // all of the team have come to the same end
			only = nil
		}
		p.release(m.run, only) // before anybody hears of it and sends the next
	}
	p.report(r)
}

// supply sends a command again, with the snapshot that the worker lacks for it: of
// the run itself or, where that begins with the weights of another, of that one. A
// run of which nothing was kept begins anew, but cannot be looked at.
func (p *Pool) supply(m *member, r wire.Report) {
	if r.Command == nil {
		return
	}
	c := *r.Command
	starts, whose := c.Kind == wire.Start, r.Run
	if starts && !c.Continue && c.From != "" {
		whose = c.From
	}
	p.archive.Snapshot(whose, func(s Snapshot) {
		switch {
		case !slices.Contains(p.members, m) || starts && m.run != r.Run:
			// The worker, or its run, is gone meanwhile.
		case s != nil:
			m.Post(string(c.Encode()), nil, s)
		case starts && c.Continue:
			c.Continue, c.Seconds = false, 0
			m.post(c)
			if m.rank == 0 {
				p.report(wire.Report{Kind: wire.Restored, Run: r.Run, Message: nothingKept})
			}
		case starts: // without the weights it fails, and says so
			c.From = ""
			m.post(c)
		default:
			p.answered(m, unanswerable(c, nothingKept), nil)
		}
	})
}

// crashed lets go of a worker, and has another fetch the data in its place,
// before anybody hears of it, because the next command follows at once.
//
// Where it was the only one and the data was never here, the next one would
// fare no better: that is reported as a failure of the data, on which nothing
// is started by itself. It is none where the worker says that its run was its
// end.
func (p *Pool) crashed(m *member, reason string, ofItsRun bool) {
	wasFirst := p.members[0] == m
	p.members = slices.DeleteFunc(p.members, func(other *member) bool { return other == m })
	m.Terminate()
	run := m.run
	if run != "" {
		p.release(run, m)
	}
	if wasFirst {
		p.succeed()
	}
	if len(p.members) == 0 {
		if !p.loaded && !ofItsRun {
			p.report(wire.Report{Kind: wire.LoadFailed, Message: reason})
		}
		p.loaded = false
	}
	files := m.files
	m.files = nil
	for _, c := range files {
		p.answered(m, unanswerable(c, "the worker is gone: "+reason), nil)
	}
	p.report(wire.Report{Kind: wire.Crashed, Run: run, Message: reason})
}

// succeed has the worker that now is the first fetch the data, what it lacks
// of it, and the others take it from there.
func (p *Pool) succeed() {
	if len(p.members) == 0 {
		return
	}
	first := p.members[0]
	first.post(wire.Command{Kind: wire.Load})
	for _, other := range p.members[1:] {
		p.share(first, other)
	}
}
