package store

import (
	"fmt"
	"slices"

	"atelier/core/train"
	"atelier/wasm/wire"
)

type (
	// TakeRecipe puts a recipe into the panel that was read from a file of that
	// name, as JSON.
	TakeRecipe struct {
		Name string
		Text []byte
	}
	// TakeModel asks for a finished run to be made of a file. Its bytes must be
	// with the pool by then, under ImportID.
	TakeModel struct{}
)

func (TakeRecipe) action() {}
func (TakeModel) action()  {}

// ImportID returns the ID that the run of the next TakeModel will have.
func (s State) ImportID() string { return s.nextID() }

func (a TakeRecipe) on(s State) State {
	recipe, err := train.ParseRecipe(a.Text)
	if err != nil {
		return NotTaken{a.Name, err.Error(), true}.on(s)
	}
	s.View, s.Exports.Failed = Laboratory, nil
	return s.fill(NewDraft(recipe))
}

func (TakeModel) order(s State) (State, []wire.Command) {
	id := s.ImportID()
	s.started++
	s.Exports.Reading++
	s.Exports.Failed = nil
	if s.Data.Phase == Unknown {
		s.Data.Phase = Fetching
	}
	return s, []wire.Command{{Kind: wire.Import, Run: id}}
}

// imported applies the answer to TakeModel: the run is there as one that is
// finished, only that nothing is known of how it came about.
func imported(s State, m wire.Report) State {
	s.Exports.Reading = max(0, s.Exports.Reading-1)
	if m.Kind == wire.NotImported || m.Recipe == nil || m.Event == nil {
		return NotTaken{"", m.Message, true}.on(s)
	}
	recipe := *m.Recipe
	recipe.Name = freshName(s, recipe.Name)
	r := &Run{
		ID: m.Run, Group: m.Run, Repeats: 1, Recipe: recipe, Style: freshStyle(s), SIMD: s.SIMD, Cores: 1,
		Curve: &Curve{}, Imported: true, Partial: !m.Whole, Kept: true, Phase: Waiting, Data: dataOf(m.Data),
	}
	fmt.Sscanf(m.Run, "run-%d", &r.number) // as runID wrote it
	happened(r, *m.Event)
	s.Runs = append(slices.Clip(s.Runs), r)
	s.Selected, s.Ended, s.Deleted = r.Group, r.ID, nil
	return s
}
