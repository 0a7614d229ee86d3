package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/sketch"
	"atelier/site/store"
	"atelier/wasm/wire"
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

// The answer about a drawing that was cleared comes when the next one is asked
// about.
func TestAnAnswerAboutAnotherDrawingIsNoAnswer(t *testing.T) {
	kept := reported(wire.Report{Kind: wire.Kept, Run: "run-1"})
	said := func(image []byte, p float32) store.Action {
		return reported(wire.Report{Kind: wire.Classified, Run: "run-1", Pixels: image, Probabilities: []float32{p}})
	}
	s := after(loaded, store.Train{}, begun1, kept, store.Show{View: store.Garments}, store.Placed{Class: 1})
	old := s.Drawing.Image()
	s, _ = reduce(s, s.Due(), store.DrawingCleared{}, store.Placed{Class: 8})
	s, commands := reduce(s, s.Due())
	require.Equal(t, []wire.Command{{Kind: wire.Classify, Run: "run-1", Pixels: s.Drawing.Image()}}, commands)
	s, _ = reduce(s, said(old, 0.25))
	require.Empty(t, s.Trial.Said)
	s, _ = reduce(s, said(s.Drawing.Image(), 0.75))
	require.Equal(t, []float32{0.75}, s.Trial.Said["run-1"])
}

func TestAPageThatWentWithItsWorkerIsAskedForAgain(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, store.Show{View: store.Garments}, store.Browse{Class: 3}, crashed)
	require.Equal(t, store.Browse{}, s.Due())
}
