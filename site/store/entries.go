package store

import "slices"

// Entry is what people see as one in the queue: the runs of one group that
// stand together there.
type Entry []*Run

// Entries returns the queue, the next entry first.
func (s State) Entries() []Entry {
	var list []Entry
	for _, r := range s.Queue() {
		if n := len(list); n > 0 && list[n-1][0].Group == r.Group {
			list[n-1] = append(list[n-1], r)
			continue
		}
		list = append(list, Entry{r})
	}
	return list
}

// Advance moves an entry of the queue by so many places, to the front if they
// are negative. Run is any of its runs.
type Advance struct {
	Run string
	By  int
}

// Unqueue takes an entry out of the queue. Run is any of its runs.
type Unqueue struct{ Run string }

func (Advance) action() {}
func (Unqueue) action() {}

func (a Advance) on(s State) State {
	_, from := entryOf(s.Entries(), a.Run)
	if from < 0 {
		return s
	}
	return requeue(s, a.Run, from+a.By)
}

func (a Unqueue) on(s State) State {
	e, _ := entryOf(s.Entries(), a.Run)
	return remove(s, func(r *Run) bool { return slices.Contains(e, r) })
}

// entryOf returns the entry that holds a run, with its place, which is -1 if
// there is none.
func entryOf(list []Entry, id string) (Entry, int) {
	i := slices.IndexFunc(list, func(e Entry) bool {
		return slices.ContainsFunc(e, func(r *Run) bool { return r.ID == id })
	})
	if i < 0 {
		return nil, -1
	}
	return list[i], i
}

// requeue moves the entry that holds a run to another place among the entries.
func requeue(s State, id string, place int) State {
	list := s.Entries()
	e, from := entryOf(list, id)
	if from < 0 {
		return s
	}
	list = slices.Delete(list, from, from+1)
	list = slices.Insert(list, min(max(place, 0), len(list)), e)
	s.waiting = nil
	for _, e := range list {
		for _, r := range e {
			s.waiting = append(s.waiting, r.ID)
		}
	}
	return s
}
