package store

import (
	"errors"
	"slices"
	"strconv"

	"atelier/core/link"
)

// Links is what links brought, and the one that was made last. It is never
// changed in place.
type Links struct {
	Opened string     // the text of the link that was opened last
	Offer  *link.Link // what it brought, until it is trained or put aside; nil if nothing
	Fault  LinkFault  // what was wrong with it
	Why    string     // Unfit: in the words of an error

	Made    *Made // the link that was made last, until it is put aside; nil if there is none
	Refused bool  // no link could be made, because it would be too long

	Lesson *link.Lesson // what holds for the panel; nil if there is none
	Plan   link.Lesson  // what stands in the form that makes a teaching link

	promised []link.Link // all that were opened and have results
	resumed  string      // the text of the link that had been opened before the page was reloaded
}

// LinkFault says why a link could not be opened.
type LinkFault string

// The faults.
const (
	NoFault LinkFault = ""
	Damaged LinkFault = "damaged"
	TooNew  LinkFault = "too new"
	Unfit   LinkFault = "unfit" // of recipes that cannot be trained here
)

// Made is a link that was made.
type Made struct {
	Text string // behind the # of an address
	Runs int    // how many it is of
	// What the browser made of it.
	Address string // the whole; "" until that is known
	Copied  bool   // it is in the clipboard
}

type (
	// OpenLink opens a link, which is the part of an address behind its #.
	OpenLink struct{ Text string }
	// TrainLink asks for all runs of the link to be trained.
	TrainLink struct{}
	// LinkDone puts aside what a link brought, or the fault of one.
	LinkDone struct{}
	// ShareRecipe asks for a link to the recipe in the panel, ShareGroup to a
	// group, and ShareGroups to those that are ticked, or else to all.
	ShareRecipe struct{}
	ShareGroup  struct{ Group string }
	ShareGroups struct{}
	// LinkCopied says what the browser made of the link.
	LinkCopied struct {
		Address string
		Copied  bool
	}
	// MadeDone puts the link that was made aside.
	MadeDone struct{}
)

func (OpenLink) action()    {}
func (TrainLink) action()   {}
func (LinkDone) action()    {}
func (ShareRecipe) action() {}
func (ShareGroup) action()  {}
func (ShareGroups) action() {}
func (LinkCopied) action()  {}
func (MadeDone) action()    {}

// Opening the same link again changes nothing, so that the browser's way back
// to its address does not undo what was done to the panel since; nor does it
// after a reload, but for what its lesson fixes.
func (a OpenLink) on(s State) State {
	s.View = Laboratory
	if a.Text == s.Links.Opened {
		return s
	}
	resumed := a.Text == s.Links.resumed
	s.Links.Opened, s.Links.Offer, s.Links.Fault, s.Links.Why, s.Links.resumed = a.Text, nil, NoFault, "", ""
	l, err := link.Decode(a.Text)
	switch {
	case errors.Is(err, link.ErrNewer):
		s.Links.Fault = TooNew
		return s
	case errors.Is(err, link.ErrDamaged):
		s.Links.Fault = Damaged
		return s
	case err != nil:
		s.Links.Fault, s.Links.Why = Unfit, err.Error()
		return s
	}
	for i := range l.Entries { // as the panel would write it, so that it is found again
		l.Entries[i].Recipe = NewDraft(l.Entries[i].Recipe).Recipe
	}
	s.Links.Offer, s.Links.Lesson = &l, nil
	if !l.Lesson.Empty() {
		s.Links.Lesson = &l.Lesson
		s.Design.Panel = Closed // which may offer what the lesson fixes
	}
	if slices.ContainsFunc(l.Entries, func(e link.Entry) bool { return e.Results != nil }) {
		s.Links.promised = append(slices.Clip(s.Links.promised), l)
	}
	if l.Single() && len(l.Entries[0].Seeds) <= MaxRepeats {
		d := NewDraft(l.Entries[0].Recipe).Typed(Repeats, strconv.Itoa(len(l.Entries[0].Seeds)))
		if !resumed {
			return s.fill(d)
		}
		s.Draft = s.Draft.bound(l.Lesson, d)
	}
	return s
}

// InPanel reports whether what the link brought is in the panel, so that Train
// is all that it needs.
func (l Links) InPanel() bool {
	return l.Offer != nil && l.Offer.Single() && l.Offer.Runs() <= MaxRepeats
}

func (TrainLink) on(s State) State {
	if s.Links.Offer == nil {
		return s
	}
	for _, r := range s.Troubles() {
		s = heeded(s, r.ID)
	}
	first := s.nextID()
	for _, e := range s.Links.Offer.Entries {
		recipe := e.Recipe
		recipe.Name = freshName(s, recipe.Name)
		s = join(s, s.nextID(), freshStyle(s), recipe, nil, e.Seeds)
	}
	s.Selected = first
	return LinkDone{}.on(s)
}

func (LinkDone) on(s State) State {
	s.Links.Offer, s.Links.Fault, s.Links.Why = nil, NoFault, ""
	return s
}

func (ShareRecipe) on(s State) State {
	if s.Draft.Errors != nil {
		return s
	}
	return share(s, link.Link{Entries: []link.Entry{s.Draft.entry()}})
}

// entry is the draft's recipe under its seeds.
func (d *Draft) entry() link.Entry {
	e := link.Entry{Recipe: d.Recipe}
	for i := range d.Repeats {
		e.Seeds = append(e.Seeds, d.Recipe.Seed+uint64(i))
	}
	return e
}

func (a ShareGroup) on(s State) State {
	s.Table.Menu = ""
	if !s.has(a.Group) {
		return s
	}
	return share(s, s.linkOf([]Group{s.Group(a.Group)}))
}

func (ShareGroups) on(s State) State {
	if groups := s.Chosen(); len(groups) > 0 {
		return share(s, s.linkOf(groups))
	}
	return s
}

// Chosen returns the groups that are ticked, or else all, the oldest first.
// Those that have not begun are not among them.
func (s State) Chosen() []Group {
	if ticked := s.Compared(); len(ticked) > 0 {
		return ticked
	}
	return s.Begun()
}

// linkOf returns the link to groups, with the results of those runs that are
// their recipe's: one whose rate was changed by hand is not, nor one that began
// with the weights of another. As a link is of one data set, they are those of
// the set that is known of the newest run.
func (s State) linkOf(groups []Group) link.Link {
	var l link.Link
	var all []*Run
	for _, g := range groups {
		all = append(all, slices.DeleteFunc(slices.Clone(g.Runs), func(r *Run) bool { return !r.repeatable() })...)
	}
	data := newestData(all)
	for _, g := range groups {
		e := link.Entry{Recipe: g.Runs[0].Recipe}
		known := false
		for _, r := range g.inOrder() {
			sum := ""
			if r.repeatable() && r.Data == data && data.Source != "" {
				sum = r.ParametersSHA256
			}
			known = known || sum != ""
			e.Seeds, e.Results = append(e.Seeds, r.Recipe.Seed), append(e.Results, sum)
		}
		e.Recipe.Seed = e.Seeds[0]
		if !known {
			e.Results = nil
		} else {
			l.Data = data.Source
		}
		l.Entries = append(l.Entries, e)
	}
	return l
}

// repeatable reports whether the run has a result that its recipe gives anyone.
func (r *Run) repeatable() bool {
	return r.Whole() && !r.Imported
}

// inOrder returns the group's runs with their seeds ascending; of those of one
// seed the first.
func (g Group) inOrder() []*Run {
	runs := slices.Clone(g.Runs)
	slices.SortStableFunc(runs, func(a, b *Run) int {
		switch {
		case a.Recipe.Seed < b.Recipe.Seed:
			return -1
		case a.Recipe.Seed > b.Recipe.Seed:
			return 1
		}
		return 0
	})
	return slices.CompactFunc(runs, func(a, b *Run) bool { return a.Recipe.Seed == b.Recipe.Seed })
}

// share makes the link.
func share(s State, l link.Link) State {
	text, err := link.Encode(l)
	s.Links.Refused = err != nil
	s.Links.Made = nil
	if err == nil {
		s.Links.Made = &Made{Text: text, Runs: l.Runs()}
	}
	return s
}

func (a LinkCopied) on(s State) State {
	if s.Links.Made != nil {
		made := *s.Links.Made
		made.Address, made.Copied = a.Address, a.Copied
		s.Links.Made = &made
	}
	return s
}

func (MadeDone) on(s State) State {
	s.Links.Made, s.Links.Refused = nil, false
	return s
}
