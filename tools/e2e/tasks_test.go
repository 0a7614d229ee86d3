package e2e_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// tracedTask is a task of a thread as the browser's trace has it.
type tracedTask struct {
	Name    string  `json:"name"`
	Process int     `json:"pid"`
	Thread  int     `json:"tid"`
	CPU     float64 `json:"tdur"` // microseconds of the processor's time
	Args    struct {
		Name string `json:"name"`
	} `json:"args"`
}

// traceTasks begins to trace the tasks of the page. The returned function ends
// that, and returns how long the longest task of the main thread occupied the
// processor, in ms. Unlike the time on the clock, which PerformanceObserver
// has, that does not depend on what else the machine is doing: here two
// workers that leave no core free, and other tests.
func (v *visitor) traceTasks(t *testing.T) (longest func() float64) {
	var mu sync.Mutex
	var events []json.RawMessage
	complete := make(chan struct{})
	require.NoError(t, chromedp.Listen(v.Context(), func(e any) {
		switch e := e.(type) {
		case *tracing.EventDataCollected:
			mu.Lock()
			defer mu.Unlock()
			for _, value := range e.Value {
				text, err := json.Marshal(value)
				require.NoError(t, err)
				events = append(events, text)
			}
		case *tracing.EventTracingComplete:
			close(complete)
		}
	}))
	v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, tracing.Start, tracing.StartParams{
			TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"toplevel"}},
		})
		return err
	}))
	return func() float64 {
		v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, tracing.End, cdp.Empty{})
			return err
		}))
		<-complete
		mu.Lock()
		defer mu.Unlock()
		return longestTask(t, events)
	}
}

// longestTask returns the time of the longest task of any page's main thread,
// in ms.
func longestTask(t *testing.T, events []json.RawMessage) float64 {
	type thread struct{ process, thread int }
	longest := map[thread]float64{}
	var mains []thread
	for _, text := range events {
		var task tracedTask
		if json.Unmarshal(text, &task) != nil {
			continue // an event of another kind
		}
		of := thread{task.Process, task.Thread}
		switch {
		case task.Name == "thread_name" && task.Args.Name == "CrRendererMain":
			mains = append(mains, of)
		case task.Name == "ThreadControllerImpl::RunTask":
			longest[of] = max(longest[of], task.CPU/1000)
		}
	}
	most := 0.0
	for _, main := range mains {
		most = max(most, longest[main])
	}
	require.Positive(t, most, "the trace has no tasks")
	return most
}
