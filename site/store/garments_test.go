package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/sketch"
	"atelier/site/store"
)

func TestTheViewOfTheGarmentsAsksForWhatItNeeds(t *testing.T) {
	there := store.Show{View: store.Garments}
	rubbed := []store.Action{there, begin, store.ToolChosen{Tool: sketch.Rubber}, store.WidthChosen{Width: 60}, begin}
	for name, c := range map[string]struct {
		actions []store.Action
		want    store.Action // nil for none
	}{
		"elsewhere":                         {[]store.Action{loaded, begin}, nil},
		"before the data is here":           {[]store.Action{there}, nil},
		"first some images":                 {[]store.Action{there, loaded}, store.Browse{}},
		"once":                              {[]store.Action{there, loaded, store.Browse{}}, nil},
		"whatever class they are":           {[]store.Action{there, loaded, store.Browse{Class: 3, Page: 1}}, nil},
		"what a drawing is":                 {[]store.Action{there, begin, grow}, store.Classify{Pixels: after(begin, grow).Drawing.Image()}},
		"once for one image":                {[]store.Action{there, begin, grow, store.Classify{Pixels: after(begin, grow).Drawing.Image()}}, nil},
		"again where it has changed":        {[]store.Action{there, begin, grow, store.Classify{Pixels: after(begin).Drawing.Image()}}, store.Classify{Pixels: after(begin, grow).Drawing.Image()}},
		"what a photo is":                   {[]store.Action{there, photo}, store.Classify{Pixels: photo.Image}},
		"nothing of an empty paper":         {[]store.Action{there, begin, store.DrawingCleared{}}, nil},
		"nothing of what is all rubbed out": {rubbed, nil},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, after(c.actions...).Due())
		})
	}
}

func TestWithTheDrawingGoesWhatWasSaidOfIt(t *testing.T) {
	drawn := []store.Action{begin, grow, store.Classify{Pixels: after(begin, grow).Drawing.Image()}}
	require.NotNil(t, after(drawn...).Trial)
	require.Nil(t, after(append(drawn, store.DrawingCleared{})...).Trial)
	require.Nil(t, after(append(drawn, store.DrawingUndone{})...).Trial)
}
