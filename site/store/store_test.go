package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/store"
	"atelier/wasm/wire"
)

func TestListenersHearOfTheStateAfterTheCommandsAreSent(t *testing.T) {
	var order []string
	s := store.New(store.Initial(), func(c wire.Command) { order = append(order, string(c.Kind)) })
	s.Listen(func(state store.State) { order = append(order, fmt.Sprint("runs: ", len(state.Runs))) })
	s.Dispatch(store.Train{})
	require.Equal(t, []string{"start", "runs: 1"}, order)
	require.Len(t, s.State().Runs, 1)
}

func TestAPanicBecomesAFaultAndThePageLivesOn(t *testing.T) {
	s := store.New(store.Initial(), func(wire.Command) { panic("no worker") })
	heard := ""
	s.Listen(func(state store.State) { heard = state.Fault })
	s.Dispatch(store.Train{})
	require.Equal(t, "no worker", heard)
	s.Dispatch(store.NextTheme{})
	require.Equal(t, store.Light, s.State().Theme)
}

func Example() {
	s := store.New(store.Initial(), func(c wire.Command) { fmt.Println("to the worker:", c.Kind, c.Recipe.Epochs, "epochs") })
	s.Dispatch(store.Typed{Field: store.Epochs, Text: "1001"})
	fmt.Println(store.Epochs, s.State().Draft.Errors.For(store.Epochs))
	s.Dispatch(store.Typed{Field: store.Epochs, Text: "10"})
	s.Dispatch(store.Train{})
	// Output:
	// epochs must be 1 to 1000
	// to the worker: start 10 epochs
}
