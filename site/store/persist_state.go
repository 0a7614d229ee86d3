package store

// Storage is how the page stands with what it keeps beyond its life.
type Storage struct {
	Keeping Keeping
	Why     string // what the browser said, where it does not work

	Used, Quota float64 // bytes that the site takes of those that it may; both 0 if unknown
	Persistent  bool    // the browser has promised not to clear it by itself
	NotPromised bool    // though it was asked to

	Skipped    int    // records that could not be read
	SkippedWhy string // the first of these
	Elsewhere  int    // runs that another page trains

	Clearing bool // people are asked whether they mean it
	Wish     Wish // what was asked for and is under way
	next     Wish // what follows it
	File     Outcome
}

// Keeping says whether the page keeps what it has.
type Keeping int

// The ways of it. In all but Working the page works on in memory.
const (
	Opening Keeping = iota
	Working
	Full    // no more room; what was kept is there
	Refused // by the browser: private windows, settings
	Newer   // a newer version of the page has written there
	Blocked // an older version of the page is open
	Lost    // by the browser, or by a newer version of the page
)

// Wish is what people ask of the storage.
type Wish string

// The wishes.
const (
	NoWish  Wish = ""
	Persist Wish = "persist"
	Export  Wish = "export"
	Clear   Wish = "clear"
)

// Outcome is what became of a file of runs.
type Outcome struct {
	Exported, Imported, Already int    // runs
	Files                       int    // that the exported ones make
	Why                         string // it could not be used, or not to its end; "" if it could
}

// What happens to the storage.
type (
	// Stored says how the page stands with its storage.
	Stored struct {
		Keeping Keeping
		Why     string
	}
	// Read says what was found there, besides the runs of Opened.
	Read struct {
		Skipped    int
		SkippedWhy string
		Elsewhere  int
	}
	// Weighed says how much there is, and whether it stays.
	Weighed struct {
		Used, Quota float64
		Persistent  bool
	}
	// Granted says that a wish is over; Refused is about Persist.
	Granted struct{ Refused bool }
	// Filed says what became of a file of runs.
	Filed struct{ Outcome }
)

// What people ask of the storage.
type (
	// Ask asks for Persist or Export, unless something is under way.
	Ask struct{ Wish Wish }
	// ClearAsked asks whether all runs that are over should go, ClearLeft leaves
	// them, and ClearDone forgets them for good, with all else that is kept.
	ClearAsked struct{}
	ClearLeft  struct{}
	ClearDone  struct{}
)

func (Stored) action()     {}
func (Read) action()       {}
func (Weighed) action()    {}
func (Granted) action()    {}
func (Filed) action()      {}
func (Ask) action()        {}
func (ClearAsked) action() {}
func (ClearLeft) action()  {}
func (ClearDone) action()  {}

func (a Stored) on(s State) State {
	s.Storage.Keeping, s.Storage.Why = a.Keeping, a.Why
	return s
}

func (a Read) on(s State) State {
	s.Storage.Skipped, s.Storage.SkippedWhy, s.Storage.Elsewhere = a.Skipped, a.SkippedWhy, a.Elsewhere
	return s
}

func (a Weighed) on(s State) State {
	s.Storage.Used, s.Storage.Quota, s.Storage.Persistent = a.Used, a.Quota, a.Persistent
	return s
}

func (a Granted) on(s State) State {
	s.Storage.Wish, s.Storage.next, s.Storage.NotPromised = s.Storage.next, NoWish, a.Refused
	return s
}

func (a Filed) on(s State) State {
	s.Storage.File = a.Outcome
	return s
}

func (a Ask) on(s State) State {
	if s.Storage.Wish == NoWish && (a.Wish == Persist || a.Wish == Export) {
		s.Storage.Wish = a.Wish
	}
	return s
}

func (ClearAsked) on(s State) State {
	s.Storage.Clearing = true
	return s
}

func (ClearLeft) on(s State) State {
	s.Storage.Clearing = false
	return s
}

func (ClearDone) on(s State) State {
	s = remove(s, func(r *Run) bool { return r.Phase.Over() })
	s.Deleted = nil
	s.Storage.Clearing, s.Storage.File = false, Outcome{}
	s.Storage.Skipped, s.Storage.SkippedWhy = 0, ""
	if s.Storage.Wish == NoWish {
		s.Storage.Wish = Clear
	} else {
		s.Storage.next = Clear
	}
	return s
}
