package store

import (
	"slices"

	"atelier/core/dataset"
	"atelier/site/sketch"
)

// Drawing is what people draw, or the photo that they gave, with what they draw
// with.
type Drawing struct {
	Tool    sketch.Tool
	Width   int     // of lines, sketch.MinWidth to sketch.MaxWidth
	Sheet   *Sheet  // never nil
	Refused Refusal // why the last photo could not be taken

	past []*Sheet // what Undo goes back to, the newest last
}

// Sheet is what lies on the table. It is never changed.
type Sheet struct {
	Strokes []sketch.Stroke
	Photo   *Photo // nil where there are strokes
	Image   []byte // as a network sees it; nil if there is nothing to see

	under *sketch.Paper // with all strokes but the last
}

// Photo is a photo as far as it is shown.
type Photo struct {
	Address string // of a small copy
	Dark    bool   // its background is dark
}

// Refusal says why a photo was not taken.
type Refusal int

// The refusals.
const (
	NotRefused Refusal = iota
	NotAnImage
	TooLarge
	NothingThere
)

// newDrawing returns an empty sheet, and cloth in hand.
func newDrawing() Drawing { return Drawing{Width: 20, Sheet: &Sheet{}} }

// Image returns what lies on the table as a network sees it, nil if there is
// nothing to see. Nobody may change it.
func (d Drawing) Image() []byte { return d.Sheet.Image }

// Undos returns how often Undo can go back.
func (d Drawing) Undos() int { return len(d.past) }

// maxUndo bounds what is kept for Undo.
const maxUndo = 100

// What people do on the table.
type (
	// StrokeBegun says that a stroke begins. A photo goes away then.
	StrokeBegun struct{ At sketch.Point }
	// StrokeGrown says where the stroke went on.
	StrokeGrown struct{ Through []sketch.Point }
	// Placed asks for a silhouette of the class in place of what is there.
	Placed struct{ Class int }
	// PhotoTaken brings a photo, and how a network sees it.
	PhotoTaken struct {
		Photo *Photo
		Image []byte
	}
	// PhotoRefused says why a photo could not be taken.
	PhotoRefused struct{ Why Refusal }
	// DrawingCleared takes everything away.
	DrawingCleared struct{}
	// DrawingUndone takes the last of all these back.
	DrawingUndone struct{}
	// ToolChosen and WidthChosen say what the next stroke is drawn with.
	ToolChosen  struct{ Tool sketch.Tool }
	WidthChosen struct{ Width int }
)

func (StrokeBegun) action()    {}
func (StrokeGrown) action()    {}
func (Placed) action()         {}
func (PhotoTaken) action()     {}
func (PhotoRefused) action()   {}
func (DrawingCleared) action() {}
func (DrawingUndone) action()  {}
func (ToolChosen) action()     {}
func (WidthChosen) action()    {}

func (a StrokeBegun) on(s State) State {
	stroke := sketch.Stroke{Tool: s.Drawing.Tool, Width: s.Drawing.Width}.Grown(a.At)
	return laid(s, s.Drawing.Sheet.with(stroke))
}

func (a StrokeGrown) on(s State) State {
	old := s.Drawing.Sheet
	if len(old.Strokes) == 0 {
		return s // it was cleared under the pen
	}
	last := len(old.Strokes) - 1
	strokes := slices.Clone(old.Strokes)
	strokes[last] = strokes[last].Grown(a.Through...)
	s.Drawing.Sheet = drawn(strokes, old.under)
	return seen(s)
}

func (a Placed) on(s State) State {
	if a.Class < 0 || a.Class >= dataset.Classes {
		return s
	}
	strokes := sketch.Silhouette(a.Class)
	return laid(s, drawn(strokes, sketch.Draw(strokes[:len(strokes)-1])))
}

func (a PhotoTaken) on(s State) State {
	return laid(s, &Sheet{Photo: a.Photo, Image: a.Image})
}

func (a PhotoRefused) on(s State) State {
	s.Drawing.Refused = a.Why
	return s
}

func (DrawingCleared) on(s State) State {
	if len(s.Drawing.Sheet.Strokes) == 0 && s.Drawing.Sheet.Photo == nil {
		return s
	}
	return laid(s, &Sheet{})
}

func (DrawingUndone) on(s State) State {
	past := s.Drawing.past
	if len(past) == 0 {
		return s
	}
	last := len(past) - 1
	s.Drawing.Sheet, s.Drawing.past = past[last], past[:last:last]
	s.Drawing.Refused = NotRefused
	return seen(s)
}

func (a ToolChosen) on(s State) State {
	if slices.Contains(sketch.Tools(), a.Tool) {
		s.Drawing.Tool = a.Tool
	}
	return s
}

func (a WidthChosen) on(s State) State {
	s.Drawing.Width = min(max(a.Width, sketch.MinWidth), sketch.MaxWidth)
	return s
}

// with returns the sheet with one more stroke.
func (t *Sheet) with(stroke sketch.Stroke) *Sheet {
	under := t.under
	if n := len(t.Strokes); n > 0 {
		under = under.With(t.Strokes[n-1])
	}
	return drawn(append(slices.Clip(t.Strokes), stroke), under)
}

// drawn returns the sheet of some strokes, on the paper of all but the last.
func drawn(strokes []sketch.Stroke, under *sketch.Paper) *Sheet {
	// It cannot see what is only rubbed out, and nothing else can be wrong.
	image, _ := sketch.See(under.With(strokes[len(strokes)-1]).Picture())
	return &Sheet{Strokes: strokes, Image: image, under: under}
}

// laid returns the state with another sheet, which Undo takes back.
func laid(s State, sheet *Sheet) State {
	past := append(slices.Clip(s.Drawing.past), s.Drawing.Sheet)
	s.Drawing.past = past[max(0, len(past)-maxUndo):]
	s.Drawing.Sheet, s.Drawing.Refused = sheet, NotRefused
	return seen(s)
}

// seen forgets what the runs said where there is nothing to see any more.
func seen(s State) State {
	if s.Drawing.Image() == nil {
		s.Trial = nil
	}
	return s
}
