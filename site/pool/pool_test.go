package pool_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/pool"
	"atelier/wasm/wire"
)

// fakeWorker notes what it is told and says what the test has it say.
type fakeWorker struct {
	got      []string // kinds of the commands, with runs, or purposes and peers
	ports    []pool.Port
	gone     bool
	received func(string, pool.Snapshot)
	failed   func(string)
	given    []pool.Snapshot
	last     wire.Command
}

func (w *fakeWorker) Post(message string, p pool.Port, s pool.Snapshot) {
	if s != nil {
		w.given = append(w.given, s)
	}
	c, err := wire.DecodeCommand([]byte(message))
	if err != nil {
		panic(err)
	}
	w.last = c
	told := string(c.Kind)
	switch {
	case c.Kind == wire.Connect:
		told = fmt.Sprintf("%s, worker %d", c.Purpose, c.Peer)
		w.ports = append(w.ports, p)
	case p != nil:
		panic("a port that nobody asked for")
	case c.Run != "":
		told += " " + c.Run
	}
	w.got = append(w.got, told)
}

func (w *fakeWorker) Terminate() { w.gone = true }

func (w *fakeWorker) say(r wire.Report) { w.received(string(r.Encode()), nil) }

// hears returns what the worker was told since the last look.
func (w *fakeWorker) hears() []string {
	got := w.got
	w.got = nil
	return got
}

// office is a place of fake workers, with a pool of them; it notes all workers
// and reports. Ports are numbers: 1 and -1 are the ends of the first channel.
type office struct {
	*pool.Pool
	archive
	workers  []*fakeWorker
	channels int
	reports  []wire.Report
	react    func(wire.Report) // if not nil
}

func newOffice() *office {
	o := &office{archive: archive{kept: map[string]pool.Snapshot{}}}
	o.Pool = pool.New(o, &o.archive, func(r wire.Report) {
		r.Version = 0
		o.reports = append(o.reports, r)
		if o.react != nil {
			o.react(r)
		}
	})
	return o
}

// archive keeps snapshots, and hands them over at once, or when the test says
// so.
type archive struct {
	kept  map[string]pool.Snapshot
	slow  bool
	asked []func()
}

func (a *archive) Keep(run string, s pool.Snapshot) { a.kept[run] = s }

func (a *archive) Snapshot(run string, have func(pool.Snapshot)) {
	s := a.kept[run]
	if a.slow {
		a.asked = append(a.asked, func() { have(s) })
		return
	}
	have(s)
}

func (o *office) Launch(received func(string, pool.Snapshot), failed func(string)) pool.Worker {
	w := &fakeWorker{received: received, failed: failed}
	o.workers = append(o.workers, w)
	return w
}

func (o *office) Channel() (pool.Port, pool.Port) {
	o.channels++
	return o.channels, -o.channels
}

func (o *office) start(run string) { o.Send(wire.Command{Kind: wire.Start, Run: run}) }

// busy is an office with so many workers, each with a run: "1", "2", ….
func busy(workers int) *office {
	o := newOffice()
	for n := range workers {
		o.start(fmt.Sprint(n + 1))
	}
	for _, w := range o.workers {
		w.hears()
	}
	return o
}

var (
	loaded   = wire.Report{Kind: wire.Loaded}
	finished = wire.Report{Kind: wire.Trained, Run: "1", Event: &train.Event{Kind: train.Finished}}
)

func TestTheFirstCommandStartsTheFirstWorker(t *testing.T) {
	o := newOffice()
	require.Empty(t, o.workers)
	o.Send(wire.Command{Kind: wire.Load})
	o.start("1")
	require.Len(t, o.workers, 1)
	require.Equal(t, []string{"load", "start 1"}, o.workers[0].got)
}

func TestEachRunHasAWorkerThatGetsItsCommands(t *testing.T) {
	o := busy(2)
	require.Len(t, o.workers, 2)
	o.Send(wire.Command{Kind: wire.Pause, Run: "2"})
	o.Send(wire.Command{Kind: wire.Stop, Run: "1"})
	o.Send(wire.Command{Kind: wire.Stop, Run: "of long ago"})
	require.Equal(t, []string{"stop 1"}, o.workers[0].got)
	require.Equal(t, []string{"pause 2"}, o.workers[1].got)
	require.Len(t, o.workers, 2)
}

func TestFurtherWorkersTakeTheDataFromTheFirst(t *testing.T) {
	o := newOffice()
	for n := range 3 {
		o.start(fmt.Sprint(n + 1))
	}
	require.Equal(t, []string{"start 1", "give data, worker 2", "give data, worker 3"}, o.workers[0].got)
	require.Equal(t, []string{"take data, worker 1", "start 2"}, o.workers[1].got, "it knows where the data comes from before it needs it")
	require.Equal(t, []string{"take data, worker 1", "start 3"}, o.workers[2].got)
	require.Equal(t, []pool.Port{1, 2}, o.workers[0].ports)
	require.Equal(t, []pool.Port{-1}, o.workers[1].ports)
	require.Equal(t, []pool.Port{-2}, o.workers[2].ports)
}

func TestAWorkerWhoseRunIsOverGetsTheNext(t *testing.T) {
	for name, end := range map[string]wire.Report{
		"finished": finished,
		"diverged": {Kind: wire.Trained, Run: "1", Event: &train.Event{Kind: train.Diverged}},
		"stopped":  {Kind: wire.Stopped, Run: "1"},
		"failed":   {Kind: wire.Failed, Run: "1"},
	} {
		t.Run(name, func(t *testing.T) {
			o := busy(2)
			o.react = func(wire.Report) { o.start("3") } // at once
			o.workers[0].say(end)
			require.Equal(t, []wire.Report{end}, o.reports)
			require.Len(t, o.workers, 2)
			require.Equal(t, []string{"start 3"}, o.workers[0].got)
		})
	}
}

func TestWhatAWorkerSaysOfARunThatItNoLongerHasIsNotHeard(t *testing.T) {
	o := busy(1)
	o.workers[0].say(finished)
	o.start("2")
	o.workers[0].say(wire.Report{Kind: wire.Stopped, Run: "1"})
	require.Equal(t, []wire.Report{finished}, o.reports)
	o.Send(wire.Command{Kind: wire.Pause, Run: "2"})
	require.Contains(t, o.workers[0].got, "pause 2", "the worker is not thought free")
}

func TestAWorkerThatIsGoneFailsItsRunOnlyAndIsReplacedWhenThereIsWork(t *testing.T) {
	tests := map[string]struct {
		happens func(*fakeWorker)
		message string
	}{
		"it says so":           {func(w *fakeWorker) { w.say(wire.Report{Kind: wire.Crashed, Message: "out of memory"}) }, "out of memory"},
		"it cannot be started": {func(w *fakeWorker) { w.failed("no script") }, "no script"},
		"it is of another build": {
			func(w *fakeWorker) { w.received(`{"version": 999}`, nil) },
			"a message of the worker cannot be read: wire: message of version 999, want 1: the page and its worker are from different builds; reload the page",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			o := busy(2)
			o.workers[0].say(loaded)
			second := o.workers[1]
			test.happens(second)
			crash := wire.Report{Kind: wire.Crashed, Run: "2", Message: test.message}
			require.Equal(t, []wire.Report{loaded, crash}, o.reports)
			require.True(t, second.gone)
			require.Empty(t, o.workers[0].hears(), "the others go on")

			second.say(wire.Report{Kind: wire.Ready})
			second.failed("again")
			require.Len(t, o.reports, 2, "what a worker says that is gone is not heard")

			require.Len(t, o.workers, 2, "none is started before it has something to do")
			o.start("3")
			require.Len(t, o.workers, 3)
			require.Equal(t, []string{"give data, worker 3"}, o.workers[0].got)
			require.Equal(t, []string{"take data, worker 1", "start 3"}, o.workers[2].got)
		})
	}
}

// Whether it had been given everything or not: a worker that has it all
// fetches nothing.
func TestWhenTheFirstWorkerIsGoneTheNextFetchesForTheOthers(t *testing.T) {
	for name, ahead := range map[string]bool{"before the data was here": false, "after": true} {
		t.Run(name, func(t *testing.T) {
			o := busy(3)
			if ahead {
				o.workers[0].say(loaded)
				o.reports = nil
			}
			o.workers[0].failed("out of memory")
			require.Equal(t, []string{"load", "give data, worker 3"}, o.workers[1].got)
			require.Equal(t, []string{"take data, worker 2"}, o.workers[2].got)
			require.Equal(t, []wire.Report{{Kind: wire.Crashed, Run: "1", Message: "out of memory"}}, o.reports)
		})
	}
}

func TestTheNextWorkerFetchesBeforeAnybodyHearsOfTheCrash(t *testing.T) {
	o := busy(2)
	o.workers[0].say(loaded)
	o.react = func(wire.Report) { o.start("3") }
	o.workers[0].failed("out of memory")
	require.Equal(t, []string{"load", "give data, worker 3"}, o.workers[1].got)
	require.Equal(t, []string{"take data, worker 2", "start 3"}, o.workers[2].got)
}

// The store starts nothing by itself where the data has failed.
func TestTheLastWorkersCrashBeforeTheDataIsHereFailsTheDataFirst(t *testing.T) {
	o := busy(1)
	o.workers[0].failed("no script")
	require.Equal(t, []wire.Report{
		{Kind: wire.LoadFailed, Message: "no script"},
		{Kind: wire.Crashed, Run: "1", Message: "no script"},
	}, o.reports)
}

func TestTheLastWorkersCrashAfterThatIsACrashOnlyTheFirstTime(t *testing.T) {
	o := busy(1)
	o.workers[0].say(loaded)
	o.workers[0].failed("out of memory")
	require.Equal(t, []wire.Report{loaded, {Kind: wire.Crashed, Run: "1", Message: "out of memory"}}, o.reports)
	o.start("2")
	require.Equal(t, []string{"start 2"}, o.workers[1].got, "the first again, so it fetches")
	o.workers[1].failed("out of memory")
	require.Equal(t, wire.LoadFailed, o.reports[2].Kind, "else a queue would be lost on it run by run")
}

// The training begins before all images are here.
func TestAWorkerThatDiesOfItsRunBeforeTheDataIsHereDoesNotFailTheData(t *testing.T) {
	o := busy(1)
	o.workers[0].say(wire.Report{Kind: wire.Crashed, Run: "1", Message: "index out of range"})
	require.Equal(t, []wire.Report{{Kind: wire.Crashed, Run: "1", Message: "index out of range"}}, o.reports)
}

func TestAnIdleWorkerThatCrashesTakesNoRunWithIt(t *testing.T) {
	o := newOffice()
	o.Send(wire.Command{Kind: wire.Load})
	o.workers[0].say(loaded)
	o.workers[0].failed("out of memory")
	require.Equal(t, []wire.Report{loaded, {Kind: wire.Crashed, Message: "out of memory"}}, o.reports)
}

func Example() {
	o := &office{}
	p := pool.New(o, &o.archive, func(r wire.Report) { fmt.Println("a worker says:", r.Kind, r.Run) })
	p.Send(wire.Command{Kind: wire.Start, Run: "a"})
	p.Send(wire.Command{Kind: wire.Start, Run: "b"})
	p.Send(wire.Command{Kind: wire.Pause, Run: "b"})
	fmt.Println("the first worker got:", o.workers[0].got)
	fmt.Println("the second worker got:", o.workers[1].got)
	o.workers[1].say(wire.Report{Kind: wire.Paused, Run: "b"})
	// Output:
	// the first worker got: [start a give data, worker 2]
	// the second worker got: [take data, worker 1 start b pause b]
	// a worker says: paused b
}
