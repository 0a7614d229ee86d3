package web_test

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/internal/web"
)

func promise(kind string, value any) js.Value { return js.Global().Get("Promise").Call(kind, value) }

func TestOneOfTwoFunctionsIsCalledWithWhatAPromiseComesTo(t *testing.T) {
	for _, kind := range []string{"resolve", "reject"} {
		said := make(chan string, 2)
		say := func(how string) func(js.Value) { return func(v js.Value) { said <- how + " " + v.String() } }
		web.Then(promise(kind, "seven"), say("resolve"), say("reject"))
		require.Equal(t, kind+" seven", <-said)
		require.Empty(t, said)
	}
}

func TestAPromiseThatNobodyWaitsForMayBeBroken(t *testing.T) {
	broken := promise("reject", "why")
	web.Then(broken, nil, nil)
	over := make(chan bool, 1)
	web.Then(broken, nil, func(js.Value) { over <- true })
	require.True(t, <-over)
}

func TestABrokenPromiseIsAnError(t *testing.T) {
	_, err := web.Await(promise("reject", js.Global().Get("Error").New("no room")))
	require.EqualError(t, err, "Error: no room")
	value, err := web.Await(promise("resolve", 7))
	require.NoError(t, err)
	require.Equal(t, 7, value.Int())
}
