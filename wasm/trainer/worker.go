// Package trainer is what a worker of the browser does: it gets the data set,
// trains the run it is told to, tells the page how it goes, and listens in
// between. site/static/worker.js starts it and delivers the page's messages.
package trainer

import (
	"fmt"
	"runtime"
	"slices"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// port is one end of a channel to another worker, for messages of a text and
// any number of arrays of bytes.
type port interface {
	// Listen has f called with every message, from those on that came before.
	// It is called once.
	Listen(f func(text []byte, arrays []array))
	// Send sends a message. The bytes are copied, once.
	Send(text []byte, arrays ...[]byte)
	// Lend lets the other end have a memory, which it gets by Borrow.
	Lend(m memory)
	// Borrow has f called with every memory that is lent. It is called once,
	// before Listen.
	Borrow(f func(m memory))
	// Close ends the channel.
	Close()
}

// array is an array of bytes outside the program's memory.
type array interface {
	Len() int
	// CopyTo copies it into a slice of the same length.
	CopyTo(slice []byte)
}

// download is the content of a file. What it does blocks only the calling
// goroutine.
type download interface {
	array
	// SHA256 returns the sum of it, in hexadecimal.
	SHA256() string
	// Inflate undoes gzip, and returns how many bytes it has put into the slice.
	// More than that is an error.
	Inflate(into []byte) (int, error)
}

// memory is a stretch of bytes that several workers see, with a counter.
type memory interface {
	Len() int
	// Write and Read copy bytes to and from a place.
	Write(at int, bytes []byte)
	Read(at int, bytes []byte)
	// Announce sets the counter and wakes who waits for it.
	Announce(count int)
	// Await returns whether the counter is what it should be, after at most
	// the given seconds. Unlike all else it blocks the worker.
	Await(count int, seconds float64) bool
}

// host is what the worker needs of the place it runs in: the browser, or a
// test.
type host interface {
	// Post sends a message to the page, with arrays of bytes beside it. These
	// are copied, once.
	Post(message []byte, arrays ...[]byte)
	// Fetch returns the content of a file of the data set, which may have at
	// most limit bytes. It calls progress, unless nil, with the bytes that
	// have come so far. fresh asks not to be given a stored copy. It blocks
	// only the calling goroutine, as do all that follow.
	Fetch(name string, fresh bool, limit int, progress func(bytes int)) (download, error)
	// Now returns the seconds since some fixed moment.
	Now() float64
	// Yield returns after the messages that are waiting have been received.
	Yield()
	// Quiet reports whether the page is known to have sent nothing since the
	// last Yield.
	Quiet() bool
	// Sleep returns after the given number of seconds.
	Sleep(seconds float64)
	// Online reports whether there is a network, as far as is known.
	Online() bool
	// AwaitOnline returns when there is one.
	AwaitOnline()
	// SharesMemory reports whether workers can share memory here.
	SharesMemory() bool
	// NewMemory returns a memory of so many bytes, with its counter at 0.
	NewMemory(bytes int) memory
}

const (
	sliceSeconds   = 0.010 // of training between two yields
	quietSeconds   = 0.100 // the same while the page is quiet
	reportSeconds  = 0.050 // between two step events at the least
	collectSeconds = 1.0   // between two rounds of the collector at the least
)

// worker trains one run at a time, in slices, and listens in between.
type worker struct {
	host
	inbox chan func() // what the loop has to do besides training, in order
	store *store
	run   *run    // nil when there is none
	peers []*peer // of the run, or of the next one; see team.go
	seen  seen    // runs of the past that are looked at

	adoptions []adoption // networks that were brought in and are not tested yet

	stepping bool     // in the middle of a step, which listens while it waits for its team
	later    []func() // what must wait for the end of the step, or for the data
	errands  []errand // what waits for all of the data, and is refused if that does not come

	collected float64 // when the collector last went round for collect
}

// run is what the worker is training.
type run struct {
	id        string
	recipe    train.Recipe
	session   *train.Session // nil until the data is here
	paused    bool
	until     wire.CommandKind // Batch, Epoch: to be paused after that; else ""
	team      *team            // nil if the worker trains alone
	seconds   float64          // spent on training and evaluation
	evaluated float64          // of these, spent on evaluation
	reported  float64          // when the last step event went out
	snapshot  array            // what it goes on from; nil if it begins anew, and once it is used
	lacks     bool             // that, so far
	weights   string           // the SHA-256 of what it begins with; "" if that is initialised
	kept      checkpoint       // the last
}

// newWorker returns a worker in the given place.
func newWorker(h host) *worker {
	// The page sends a handful of commands; the bound only has to be out of
	// its reach, because a full channel would block the browser's callback.
	w := &worker{host: h, inbox: make(chan func(), 1024)}
	w.store = &store{
		host: h, do: func(task func()) { w.inbox <- task },
		tell: w.post, changed: w.dataCame, failed: w.noData,
	}
	return w
}

// receive takes a message from the page, to be obeyed by loop. With Connect
// comes a port, otherwise it is nil; with a snapshot its bytes, else nil.
func (w *worker) receive(message []byte, p port, snapshot array) {
	w.inbox <- func() {
		c, err := wire.DecodeCommand(message)
		if err != nil {
			w.post(wire.Report{Kind: wire.Crashed, Message: err.Error()})
			return
		}
		w.obey(c, p, snapshot)
	}
}

// loop does what the inbox says, and trains and tests while it says nothing. It
// ends when the inbox is closed.
func (w *worker) loop() {
	w.post(wire.Report{Kind: wire.Ready})
	for {
		trains := w.run != nil && w.run.session != nil && !w.run.paused
		if trains || len(w.adoptions) > 0 {
			select {
			case task, open := <-w.inbox:
				if !open {
					return
				}
				task()
			default:
				if trains {
					w.guard(w.slice)
					w.catchUp()
				}
				if len(w.adoptions) > 0 {
					w.test()
				}
				w.collect()
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

// obey carries out one command. Those that steer another run than the present
// one crossed the report of that run's end and mean nothing any more.
func (w *worker) obey(c wire.Command, p port, snapshot array) {
	switch c.Kind {
	case wire.Look, wire.Classify:
		w.between(func() { w.see(c, snapshot) })
		return
	case wire.Fetch:
		w.between(func() { w.fetch(c) })
		return
	case wire.Export:
		w.between(func() { w.export(c, snapshot) })
		return
	case wire.Import:
		w.between(func() { w.adopt(c, snapshot) })
		return
	case wire.Load:
		w.store.loadAlone()
		return
	case wire.Connect:
		w.connect(c, p)
		return
	case wire.Start:
		w.start(c, snapshot)
		return
	}
	if w.run == nil || w.run.id != c.Run {
		return
	}
	w.steer(c)
}

// start makes the command's run the present one. Where that lacks its snapshot
// it waits for the same command with it, and can be paused or stopped meanwhile.
func (w *worker) start(c wire.Command, snapshot array) {
	r := &run{id: c.Run, recipe: c.Recipe, snapshot: snapshot, lacks: (c.Continue || c.From != "") && snapshot == nil, weights: c.Weights, seconds: c.Seconds}
	if w.run != nil && w.run.id == c.Run {
		r.paused = w.run.paused
	}
	w.run = r
	w.seen, _ = w.seen.without(c.Run)
	if c.Members > 1 {
		r.team = w.teamOf(c)
	}
	if r.lacks {
		w.post(wire.Report{Kind: wire.Lacking, Run: c.Run, Command: &c})
	}
	w.store.load()
	w.guard(w.begin)
}

// connect puts a port to another worker to its use.
func (w *worker) connect(c wire.Command, p port) {
	switch c.Purpose {
	case wire.GiveData:
		w.store.giveTo(p)
	case wire.TakeData:
		w.store.takeFrom(p)
	case wire.TeamUp:
		w.meet(c.Run, c.Peer, p)
	}
}

// leave forgets the run, and its team with it: should it start again, others
// may be in that.
func (w *worker) leave() {
	r := w.run
	if r.team != nil {
		r.team.close()
		w.peers = slices.DeleteFunc(w.peers, func(q *peer) bool { return slices.Contains(r.team.peers, q) })
	}
	w.run = nil
}

// dataCame begins the run that was waiting for the data, and does what else
// was.
func (w *worker) dataCame() {
	if w.run != nil && w.run.session == nil {
		w.guard(w.begin)
	}
	if !w.stepping {
		w.catchUp()
	}
}

// noData fails the run that was waiting for the data, and refuses the files that
// were.
func (w *worker) noData(reason string) {
	errands := w.errands
	w.errands = nil
	for _, e := range errands {
		e.refuse(reason)
	}
	if w.run != nil && w.run.session == nil {
		w.fail(reason)
	}
}

// begin sets up the run if what it needs is here: the data, and the snapshot if
// it goes on from one.
func (w *worker) begin() {
	r := w.run
	data, ok := w.store.first(r.recipe.TrainingImages)
	if !ok || r.lacks {
		return
	}
	if r.weights != "" {
		w.beginFrom(r)
		return
	}
	var session *train.Session
	if r.snapshot != nil {
		session = w.restore(r, data)
	}
	if session == nil {
		var err error
		if session, err = train.NewSession(r.recipe, data); err != nil {
			w.fail(err.Error())
			return
		}
	}
	w.take(r, session)
}

// take has the session be what the run trains.
func (w *worker) take(r *run, session *train.Session) {
	if r.team != nil {
		session.Join(r.team)
	}
	r.session = session
	r.kept.at = w.Now()
}

// slice trains for about sliceSeconds, or while the page is quiet for up to
// quietSeconds, or until it is told to pause. A yield costs a good quarter of a
// millisecond, and who waits for nobody's messages but the page's can do without.
func (w *worker) slice() {
	r := w.run
	alone := r.team == nil && w.store.complete()
	start := w.Now()
	for now, end := start, start+sliceSeconds; !r.paused; {
		if now >= end {
			if now-start >= quietSeconds || !alone || !w.Quiet() {
				return
			}
			end = now + sliceSeconds
		}
		w.stepping = true
		e := r.session.Step()
		w.stepping = false
		then := now
		now = w.Now()
		spent := awake(r.recipe, now-then)
		r.seconds += spent
		if e.Evaluated() {
			r.evaluated += spent
		}
		if w.after(r, &e, now) {
			now = w.Now()
		}
		if r.session.Done() {
			w.leave()
			return
		}
		if len(w.later) > 0 {
			return // which comes first
		}
	}
}

// after does what follows from an event of the run: reports it, unless it is a
// step too soon after the last, and pauses if that was asked for. It returns
// whether it took time.
func (w *worker) after(r *run, e *train.Event, now float64) bool {
	w.heed(r)
	reached := r.reached(e)
	if e.Kind == train.Step && now-r.reported < reportSeconds && !reached {
		return false
	}
	r.reported = now
	if r.session.Done() {
		w.keep(r) // before the page hears of the end
	}
	w.tell(r, e)
	w.observe(r, e)
	if e.Kind == train.Epoch {
		w.checkpoint(r, now)
	}
	if reached {
		w.pause(r)
	}
	return true
}

// collect runs the collector, which takes a millisecond. By itself it would wait
// for the heap to double, with the images in it. What messages leave behind in a
// second is little, but in minutes the worker's memory would grow by megabytes,
// and what has grown never shrinks.
func (w *worker) collect() {
	if now := w.Now(); now-w.collected >= collectSeconds {
		w.collected = now
		runtime.GC()
	}
}

// tell reports an event of the run, for the whole team.
func (w *worker) tell(r *run, e *train.Event) {
	if !r.speaks() {
		return
	}
	report := wire.Report{Kind: wire.Trained, Run: r.id, Event: e,
		Seconds: r.seconds, EvaluationSeconds: r.evaluated, Images: r.session.Images()}
	if e.Kind == train.Started {
		report.Data = w.store.provenance()
	}
	w.post(report)
}

// speaks reports whether the worker reports about the run: in a team, one does
// for all.
func (r *run) speaks() bool { return r.team == nil || r.team.rank == 0 }

func (w *worker) fail(message string) {
	w.post(wire.Report{Kind: wire.Failed, Run: w.run.id, Message: message})
	w.leave()
}

// guard runs a piece of work on the run. After a panic in it the program cannot
// be trusted any more: the page is told that the worker is gone, and puts another
// in its place, which goes on from the run's last snapshot.
func (w *worker) guard(work func()) {
	defer func() {
		cause := recover()
		w.stepping = false
		if cause == nil || cause == errLeft {
			return
		}
		r := wire.Report{Kind: wire.Crashed, Message: fmt.Sprintf("the training program failed: %v", cause)}
		if w.run != nil {
			r.Run = w.run.id
			w.leave()
		}
		w.post(r)
	}()
	work()
}
