package ui

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
	"atelier/site/store"
)

func TestANewerVersionIsOfferedOnlyWhenNothingTrains(t *testing.T) {
	found := []store.Action{store.UpdateFound{}}
	for name, c := range map[string]struct {
		actions []store.Action
		says    string
		offers  bool
	}{
		"none":         {nil, "", false},
		"ready":        {found, "Using it loads this page anew", true},
		"while trains": {append(found, store.Train{}), "once the trainings are over", false},
		"held":         {append(found, store.UseUpdate{}, store.UpdateRefused{}), "Another tab", true},
		"wanted":       {append(found, store.UseUpdate{}), "being loaded", false},
	} {
		t.Run(name, func(t *testing.T) {
			place := page(state(c.actions...)).All(headless.Is("div", "update"))
			require.Len(t, place, 1)
			require.Equal(t, "status", place[0].Attributes["role"])
			if c.says == "" {
				require.Empty(t, place[0].Children)
			} else {
				require.Contains(t, place[0].Content(), c.says)
			}
			offers := place[0].All(headless.Is("button"))
			if !c.offers {
				require.Empty(t, offers)
				return
			}
			require.Len(t, offers, 1)
			require.Equal(t, store.UseUpdate{}, deed(offers[0].Attributes["data-do"], "", 0))
		})
	}
}
