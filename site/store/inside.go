package store

import (
	"fmt"
	"slices"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// Looked is what is to be seen inside the run that is looked at.
type Looked struct {
	Run     string        // its ID
	Insight *wire.Insight // nil until it is here
	Message string        // why it cannot be seen; "" if it can
	Cell    *Cell         // of the confusions, whose images are asked for; nil if none

	asked   string // how the run stood when it was last asked for
	pending bool   // the answer is under way
}

// Cell is the images of one class that were taken for another.
type Cell struct {
	Truth, Said int
	All         int            // how many there are
	Images      []wire.Garment // of these, as many as are shown; nil until they are here

	asked bool
}

// cellImages is how many images of a cell are shown.
const cellImages = 60

// LookAt asks for the inside of a run.
type LookAt struct{ Run string }

// PickCell asks for the images of one class that were taken for another; of
// the cell that is picked already, for none.
type PickCell struct{ Truth, Said int }

// ShowGradients says whether the histograms are of the gradients, or else of
// the weights.
type ShowGradients struct{ On bool }

func (LookAt) action()        {}
func (PickCell) action()      {}
func (ShowGradients) action() {}

func (a ShowGradients) on(s State) State {
	s.Gradients = a.On
	return s
}

func (a LookAt) on(s State) State {
	if r := s.Run(a.Run); r != nil {
		s.looking = r.ID
		s.Selected = r.Group
	}
	return s
}

func (a PickCell) on(s State) State {
	if s.Looked == nil || s.Looked.Insight == nil {
		return s
	}
	looked := *s.Looked
	looked.Cell = looked.cell(a.Truth, a.Said)
	if old := s.Looked.Cell; old != nil && old.Truth == a.Truth && old.Said == a.Said {
		looked.Cell = nil
	}
	s.Looked = &looked
	return s
}

// cell returns a cell of the confusions, nil if no image was taken so.
func (l *Looked) cell(truth, said int) *Cell {
	wrong := l.Insight.Judgement.Wrong
	if truth < 0 || truth >= len(wrong) || said < 0 || said >= len(wrong[truth]) || len(wrong[truth][said]) == 0 {
		return nil
	}
	return &Cell{Truth: truth, Said: said, All: len(wrong[truth][said])}
}

// wish says which images the cell wants.
func (l *Looked) wish() wire.Wish {
	part := wire.TrainingImages // of which those of validation are some
	if l.Insight.Part == train.TestPart {
		part = wire.TestImages
	}
	all := l.Insight.Judgement.Wrong[l.Cell.Truth][l.Cell.Said]
	return wire.Wish{Part: part, Images: all[:min(len(all), cellImages)]}
}

// Seen reports whether the run can be looked into.
func (r *Run) Seen() bool {
	return r.Kept || (r.Phase == Training || r.Phase == Paused) && r.Parameters > 0
}

// Subject returns the run that is looked at: the one that was asked for, while
// its group is selected, or else the group's first that can be. Where none of it
// can, as of one that waits, it is the newest run that can; nil if there is none.
func (s State) Subject() *Run {
	var first *Run
	for _, r := range s.Group(s.Selected).Runs {
		if !r.Seen() {
			continue
		}
		if r.ID == s.looking {
			return r
		}
		if first == nil {
			first = r
		}
	}
	if first != nil {
		return first
	}
	for _, r := range slices.Backward(s.Runs) {
		if r.Seen() {
			return r
		}
	}
	return nil
}

// standing says how far a run is, as far as its inside goes.
func (r *Run) standing() string { return fmt.Sprint(r.Phase.Over(), len(r.Curve.Points)) }

// look returns the commands for what is to be seen in the view of the inside
// and is not here yet.
func look(s State) (State, []wire.Command) {
	r := s.Subject()
	if s.View != Inside || r == nil {
		return s, nil
	}
	looked := Looked{Run: r.ID}
	if s.Looked != nil && s.Looked.Run == r.ID {
		looked = *s.Looked
	}
	var commands []wire.Command
	if standing := r.standing(); !looked.pending && looked.asked != standing {
		looked.pending, looked.asked = true, standing
		commands = append(commands, wire.Command{Kind: wire.Look, Run: r.ID})
	}
	if c := looked.Cell; c != nil && !c.asked {
		cell := *c
		cell.asked = true
		looked.Cell = &cell
		wish := looked.wish()
		commands = append(commands, wire.Command{Kind: wire.Fetch, Wish: &wish})
	}
	if commands != nil || s.Looked == nil || s.Looked.Run != r.ID {
		s.Looked = &looked
	}
	return s, commands
}

// saw applies an answer about the inside of a run. Those about another than is
// looked at come too late.
func saw(s State, m wire.Report) State {
	if s.Looked == nil || s.Looked.Run != m.Run || !s.Looked.pending {
		return s
	}
	looked := *s.Looked
	looked.pending = false
	switch m.Kind {
	case wire.Looked:
		looked.Insight, looked.Message = m.Insight, ""
		if c := looked.Cell; c != nil { // it may have other images now
			looked.Cell = looked.cell(c.Truth, c.Said)
			if looked.Cell != nil {
				looked.Cell.Images = c.Images // until the others are here
			}
		}
	case wire.Unseen:
		looked.Message = m.Message
	}
	s.Looked = &looked
	return s
}

// picked applies the images of a cell.
func picked(s State, g *wire.Garments) State {
	if s.Looked == nil || s.Looked.Cell == nil || !slices.Equal(s.Looked.wish().Images, g.Wish.Images) || s.Looked.wish().Part != g.Wish.Part {
		return s
	}
	looked, cell := *s.Looked, *s.Looked.Cell
	cell.Images = g.Garments
	looked.Cell = &cell
	s.Looked = &looked
	return s
}

// forsaken lets what was under way be asked for again, because a worker is gone
// and maybe the answer with it. Files are not among that: the pool says which of
// them will not come.
func forsaken(s State) State {
	if s.Looked != nil && s.Looked.pending {
		looked := *s.Looked
		looked.pending, looked.asked = false, ""
		s.Looked = &looked
	}
	if s.Trial != nil {
		trial := *s.Trial
		trial.asked = nil
		s.Trial = &trial
	}
	if s.Garments != nil && s.Garments.Images == nil {
		s.Garments = nil
	}
	return s
}
