package pool_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/pool"
	"atelier/wasm/wire"
)

// fakeWorker notes what it is told and says what the test has it say.
type fakeWorker struct {
	got              []string // kinds of the commands
	gone             bool
	received, failed func(string)
}

func (w *fakeWorker) Post(message string) {
	c, err := wire.DecodeCommand([]byte(message))
	if err != nil {
		panic(err)
	}
	w.got = append(w.got, string(c.Kind))
}

func (w *fakeWorker) Terminate() { w.gone = true }

func (w *fakeWorker) say(r wire.Report) { w.received(string(r.Encode())) }

// office makes a pool of fake workers and notes all workers and reports.
type office struct {
	*pool.Pool
	workers []*fakeWorker
	reports []wire.Report
}

func newOffice() *office {
	o := &office{}
	o.Pool = pool.New(
		func(received, failed func(string)) pool.Worker {
			w := &fakeWorker{received: received, failed: failed}
			o.workers = append(o.workers, w)
			return w
		},
		func(r wire.Report) { o.reports = append(o.reports, r) },
	)
	return o
}

func TestTheFirstCommandStartsTheWorkerThatGetsAll(t *testing.T) {
	o := newOffice()
	require.Empty(t, o.workers)
	o.Send(wire.Command{Kind: wire.Load})
	o.Send(wire.Command{Kind: wire.Stop, Run: "run-1"})
	require.Len(t, o.workers, 1)
	require.Equal(t, []string{"load", "stop"}, o.workers[0].got)
}

func TestReportsArePassedOn(t *testing.T) {
	o := newOffice()
	o.Send(wire.Command{Kind: wire.Load})
	o.workers[0].say(wire.Report{Kind: wire.Paused, Run: "run-1"})
	require.Equal(t, []wire.Report{{Version: wire.Version, Kind: wire.Paused, Run: "run-1"}}, o.reports)
}

func TestAWorkerThatIsGoneIsReportedAndReplaced(t *testing.T) {
	tests := map[string]struct {
		happens func(*fakeWorker)
		message string
	}{
		"it says so":           {func(w *fakeWorker) { w.say(wire.Report{Kind: wire.Crashed, Message: "out of memory"}) }, "out of memory"},
		"it cannot be started": {func(w *fakeWorker) { w.failed("no script") }, "no script"},
		"it is of another build": {
			func(w *fakeWorker) { w.received(`{"version": 999}`) },
			"a message of the worker cannot be read: wire: message of version 999, want 1: the page and its worker are from different builds; reload the page",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			o := newOffice()
			o.Send(wire.Command{Kind: wire.Load})
			first := o.workers[0]
			test.happens(first)
			require.Len(t, o.reports, 1)
			require.Equal(t, wire.Crashed, o.reports[0].Kind)
			require.Equal(t, test.message, o.reports[0].Message)
			require.True(t, first.gone)

			first.say(wire.Report{Kind: wire.Ready})
			first.failed("again")
			require.Len(t, o.reports, 1, "what a worker says that is gone is not heard")

			require.Len(t, o.workers, 1, "none is started before it has something to do")
			o.Send(wire.Command{Kind: wire.Load})
			require.Len(t, o.workers, 2)
			require.Equal(t, []string{"load"}, o.workers[1].got)
		})
	}
}

func TestACommandSentWhileACrashIsReportedGoesToANewWorker(t *testing.T) {
	var p *pool.Pool
	var workers []*fakeWorker
	p = pool.New(
		func(received, failed func(string)) pool.Worker {
			workers = append(workers, &fakeWorker{received: received, failed: failed})
			return workers[len(workers)-1]
		},
		func(wire.Report) { p.Send(wire.Command{Kind: wire.Load}) },
	)
	p.Send(wire.Command{Kind: wire.Load})
	workers[0].failed("no script")
	require.Len(t, workers, 2)
	require.Equal(t, []string{"load"}, workers[1].got)
}

func Example() {
	var worker *fakeWorker
	p := pool.New(
		func(received, failed func(string)) pool.Worker {
			worker = &fakeWorker{received: received, failed: failed}
			return worker
		},
		func(r wire.Report) { fmt.Println("the worker says:", r.Kind) },
	)
	p.Send(wire.Command{Kind: wire.Load})
	fmt.Println("the worker got:", worker.got)
	worker.say(wire.Report{Kind: wire.Ready})
	// Output:
	// the worker got: [load]
	// the worker says: ready
}
