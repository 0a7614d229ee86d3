package browser

import (
	"context"
	"encoding/json"
	"errors"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// A Task is how long the browser was busy with a task of a page's main thread,
// in milliseconds: on the clock, and with the processor, which does not depend
// on what else the machine is doing.
type Task struct{ Clock, Processor float64 }

// TraceTasks begins to trace the tasks of all pages' main threads. The returned
// function ends that, and returns the longest there was: of Clock and Processor
// each the greatest, which may be of two tasks.
func (p *Page) TraceTasks() (longest func() (Task, error), err error) {
	t := &trace{tasks: map[thread]Task{}, complete: make(chan struct{})}
	if err := chromedp.Listen(p.ctx, t.hear); err != nil {
		return nil, err
	}
	err = p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, tracing.Start, tracing.StartParams{
			TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"toplevel"}},
		})
		return err
	}))
	return func() (Task, error) { return t.end(p) }, err
}

// trace is what is known of the tasks so far.
type trace struct {
	mu       sync.Mutex
	tasks    map[thread]Task // the longest
	mains    []thread
	complete chan struct{}
}

type thread struct{ process, thread int }

// traced is an event of a trace: a task, or the name of a thread.
type traced struct {
	Name      string  `json:"name"`
	Process   int     `json:"pid"`
	Thread    int     `json:"tid"`
	Clock     float64 `json:"dur"`  // in microseconds, as is
	Processor float64 `json:"tdur"` // this
	Args      struct {
		Name string `json:"name"`
	} `json:"args"`
}

func (t *trace) hear(event any) {
	switch e := event.(type) {
	case *tracing.EventDataCollected:
		t.mu.Lock()
		defer t.mu.Unlock()
		for _, value := range e.Value {
			text, err := json.Marshal(value)
			if err != nil {
				continue
			}
			var event traced
			if json.Unmarshal(text, &event) == nil { // else it is of another kind
				t.add(event)
			}
		}
	case *tracing.EventTracingComplete:
		close(t.complete)
	}
}

func (t *trace) add(event traced) {
	of := thread{event.Process, event.Thread}
	switch {
	case event.Name == "thread_name" && event.Args.Name == "CrRendererMain":
		t.mains = append(t.mains, of)
	case event.Name == "ThreadControllerImpl::RunTask":
		known := t.tasks[of]
		t.tasks[of] = Task{max(known.Clock, event.Clock/1000), max(known.Processor, event.Processor/1000)}
	}
}

func (t *trace) end(p *Page) (longest Task, err error) {
	err = p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, tracing.End, cdp.Empty{})
		return err
	}))
	if err != nil {
		return longest, err
	}
	select {
	case <-t.complete:
	case <-p.ctx.Done():
		return longest, p.ctx.Err()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, main := range t.mains {
		task := t.tasks[main]
		longest = Task{max(longest.Clock, task.Clock), max(longest.Processor, task.Processor)}
	}
	if longest.Clock == 0 {
		return longest, errors.New("the trace has no tasks of a page")
	}
	return longest, nil
}
