package store

import (
	"slices"

	"atelier/core/train"
)

// Again asks for a group's recipe to be trained once more, under as many
// seeds, as a new group.
type Again struct{ Group string }

// Repeat asks for further seeds of all groups that are compared, until each
// has RepeatsToJudge in common with the others. They join their groups.
type Repeat struct{}

// RepeatsToJudge is under how many seeds recipes are repeated for a comparison:
// the fewest that show a spread worth the name.
const RepeatsToJudge = 3

func (Again) action()  {}
func (Repeat) action() {}

func (a Again) on(s State) State {
	if !s.has(a.Group) {
		return s
	}
	s.Table.Menu = ""
	recipe := s.Group(a.Group).Runs[0].Recipe
	recipe.Name = freshName(s, recipe.Name)
	s.Selected = s.nextID()
	return join(s, s.Selected, freshStyle(s), recipe, s.Group(a.Group).Runs[0].Begin, s.Group(a.Group).seeds())
}

func (Repeat) on(s State) State {
	groups := s.Compared()
	seeds := commonSeeds(groups)
	for _, g := range groups {
		missing := slices.DeleteFunc(slices.Clone(seeds), func(seed uint64) bool { return g.under(seed) != nil })
		s = join(s, g.ID, g.Style(), g.Runs[0].Recipe, g.Runs[0].Begin, missing)
	}
	return s
}

// enqueue adds runs of the recipe, one for each of so many seeds from its own
// on, as a new group.
func enqueue(s State, recipe train.Recipe, begin *Begin, repeats int) State {
	seeds := make([]uint64, repeats)
	for i := range seeds {
		seeds[i] = recipe.Seed + uint64(i)
	}
	recipe.Name = freshName(s, recipe.Name)
	s.Selected = s.nextID()
	return join(s, s.Selected, freshStyle(s), recipe, begin, seeds)
}

// join adds runs of the recipe to a group, one for each of the seeds; begin is
// whose weights they begin with, or nil. What went wrong with the data is worth
// another try then.
func join(s State, group string, style int, recipe train.Recipe, begin *Begin, seeds []uint64) State {
	s.Runs, s.waiting = slices.Clip(s.Runs), slices.Clip(s.waiting)
	for _, seed := range seeds {
		recipe.Seed = seed
		id := s.nextID()
		s.started++
		r := &Run{
			ID:     id,
			number: s.started,
			Group:  group,
			Recipe: recipe,
			Style:  style,
			SIMD:   s.SIMD,
			Cores:  s.cores(),
			Begin:  begin,
			Curve:  &Curve{},
		}
		s.Runs = append(s.Runs, r)
		s.waiting = append(s.waiting, r.ID)
	}
	repeats := len(s.Group(group).Runs)
	for _, r := range s.Group(group).Runs {
		s = changed(s, r.ID, func(r *Run) { r.Repeats = repeats })
	}
	s.Deleted = nil
	if s.Data.Phase == DataFailed {
		s.Data = Data{Phase: Fetching, Loading: s.Data.Loading}
	}
	return s
}

// commonSeeds returns RepeatsToJudge seeds that all groups could have a result
// under, those first that some have already. What did not come to its end
// under a seed would not come to it again.
func commonSeeds(groups []Group) []uint64 {
	var seeds []uint64
	consider := func(seed uint64) {
		unfit := func(g Group) bool {
			r := g.under(seed)
			return r != nil && r.Phase.Over() && r.Phase != Finished
		}
		if len(seeds) < RepeatsToJudge && seed <= train.MaxSeed && !slices.Contains(seeds, seed) && !slices.ContainsFunc(groups, unfit) {
			seeds = append(seeds, seed)
		}
	}
	highest := uint64(0)
	for _, g := range groups {
		for _, r := range g.Runs {
			consider(r.Recipe.Seed)
			highest = max(highest, r.Recipe.Seed)
		}
	}
	for i := range uint64(RepeatsToJudge) {
		consider(highest + 1 + i)
	}
	return seeds
}

// seeds returns those of the group's runs.
func (g Group) seeds() []uint64 {
	list := make([]uint64, len(g.Runs))
	for i, r := range g.Runs {
		list[i] = r.Recipe.Seed
	}
	return list
}

// under returns the group's run of a seed, nil if there is none.
func (g Group) under(seed uint64) *Run {
	i := slices.IndexFunc(g.Runs, func(r *Run) bool { return r.Recipe.Seed == seed })
	if i < 0 {
		return nil
	}
	return g.Runs[i]
}
