package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/store"
	"atelier/wasm/wire"
)

func TestANewerVersionWaitsUntilNothingTrains(t *testing.T) {
	stopped := reported(wire.Report{Kind: wire.Stopped, Run: "run-1"})
	for name, c := range map[string]struct {
		actions []store.Action
		want    store.Update
	}{
		"none":                       {nil, store.NoUpdate},
		"none to use":                {[]store.Action{store.UseUpdate{}}, store.NoUpdate},
		"found":                      {[]store.Action{store.UpdateFound{}}, store.UpdateReady},
		"wanted":                     {[]store.Action{store.UpdateFound{}, store.UseUpdate{}}, store.UpdateWanted},
		"found again meanwhile":      {[]store.Action{store.UpdateFound{}, store.UseUpdate{}, store.UpdateFound{}}, store.UpdateWanted},
		"another tab holds it":       {[]store.Action{store.UpdateFound{}, store.UseUpdate{}, store.UpdateRefused{}}, store.UpdateHeld},
		"wanted once more":           {[]store.Action{store.UpdateFound{}, store.UseUpdate{}, store.UpdateRefused{}, store.UseUpdate{}}, store.UpdateWanted},
		"refused what nobody wanted": {[]store.Action{store.UpdateFound{}, store.UpdateRefused{}}, store.UpdateReady},
		"while a run begins":         {[]store.Action{store.UpdateFound{}, store.Train{}, store.UseUpdate{}}, store.UpdateReady},
		"while a run trains":         {[]store.Action{store.UpdateFound{}, store.Train{}, begun1, store.UseUpdate{}}, store.UpdateReady},
		"when it is over":            {[]store.Action{store.UpdateFound{}, store.Train{}, begun1, stopped, store.UseUpdate{}}, store.UpdateWanted},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.want, after(c.actions...).Update) })
	}
}
