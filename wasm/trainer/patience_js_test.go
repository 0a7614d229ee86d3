package trainer

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"
)

// scene is a worker's global object with a network and a clock of the test's.
type scene struct {
	scope  js.Value
	signal chan js.Value // of each fetch
	timers map[int]js.Value
	waits  []int // milliseconds
}

// newScene returns one whose fetches give the answer that answers makes, or none.
func newScene(t *testing.T, answer func() js.Value) *scene {
	s := &scene{scope: js.Global().Get("Object").Call("create", js.Global()), signal: make(chan js.Value, 1), timers: map[int]js.Value{}}
	define := func(name string, f func(args []js.Value) any) {
		function := js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) })
		t.Cleanup(function.Release)
		s.scope.Set(name, function)
	}
	define("setTimeout", func(args []js.Value) any {
		s.waits = append(s.waits, args[1].Int())
		s.timers[len(s.waits)] = args[0]
		return len(s.waits)
	})
	define("clearTimeout", func(args []js.Value) any {
		delete(s.timers, args[0].Int())
		return nil
	})
	define("fetch", func(args []js.Value) any {
		signal := args[1].Get("signal")
		s.signal <- signal
		if answer != nil {
			return js.Global().Get("Promise").Call("resolve", answer())
		}
		return js.Global().Get("Promise").New(rejectedBy(t, signal))
	})
	return s
}

// rejectedBy returns what makes a promise that the signal rejects, as a fetch is.
func rejectedBy(t *testing.T, signal js.Value) js.Func {
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
		reject := args[1]
		abort := js.FuncOf(func(js.Value, []js.Value) any { return reject.Invoke(signal.Get("reason")) })
		t.Cleanup(abort.Release)
		signal.Call("addEventListener", "abort", abort)
		return nil
	})
	t.Cleanup(executor.Release)
	return executor
}

func TestAFetchThatHangsIsGivenUp(t *testing.T) {
	s := newScene(t, nil)
	failed := make(chan error)
	go func() {
		_, err := (&browser{scope: s.scope}).Fetch("train-00.shard", false, 100, nil)
		failed <- err
	}()
	<-s.signal
	require.Equal(t, []int{20_000}, s.waits)
	s.timers[1].Invoke()
	require.EqualError(t, <-failed, "cannot be fetched: nothing came for 20 seconds")
	require.Empty(t, s.timers)
}

// Every piece that comes renews the patience; and when all is there, nothing
// waits any more.
func TestAFetchThatIsSlowIsNotGivenUp(t *testing.T) {
	var controller js.Value
	start := js.FuncOf(func(_ js.Value, args []js.Value) any {
		controller = args[0]
		return nil
	})
	defer start.Release()
	s := newScene(t, func() js.Value {
		stream := js.Global().Get("ReadableStream").New(map[string]any{"start": start})
		return js.Global().Get("Response").New(stream)
	})
	came := make(chan int)
	done := make(chan error)
	go func() {
		d, err := (&browser{scope: s.scope}).Fetch("train-00.shard", false, 100, func(bytes int) { came <- bytes })
		if err == nil && d.Len() != 20 {
			t.Errorf("%d bytes and not 20", d.Len())
		}
		done <- err
	}()
	signal := <-s.signal
	for i := range 2 {
		controller.Call("enqueue", js.Global().Get("Uint8Array").New(10))
		require.Equal(t, 10*(i+1), <-came)
	}
	controller.Call("close")
	require.NoError(t, <-done)
	require.Equal(t, []int{20_000, 20_000, 20_000}, s.waits)
	require.Empty(t, s.timers)
	require.False(t, signal.Get("aborted").Bool())
}
