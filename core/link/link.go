// Package link writes recipes, and comparisons of several, as short texts for
// the part of an address behind its #, and reads them back. With the seeds in
// it, and for finished runs the SHA-256 of the parameters, such a text lets
// somebody else train the same networks and see whether they came out the same.
//
//	r=1.…  one recipe, for the panel
//	c=1.…  a comparison: several recipes, or one under seeds that do not ascend
//	       by one
//
// What follows the version is in base64url: JSON of what differs from the
// recipe that all links of that version begin with, and a checksum of it.
// Links are kept in lecture notes and mails for years: what one version means
// never changes, and every version stays readable.
package link

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"atelier/core/train"
)

// Link is what an address says besides a view.
type Link struct {
	Entries []Entry // at least one, at most MaxEntries
	Data    string  // the Source of the data set that the results are of; "" if there are none
	Lesson  Lesson
}

// Entry is a recipe under one or more seeds.
type Entry struct {
	Recipe train.Recipe // its seed is the first
	Seeds  []uint64     // at least one, ascending
	// Results holds, for each seed, the SHA-256 of the parameters after the run,
	// in hexadecimal; "" where it is not known. Nil if none is.
	Results []string
}

// Lesson is what a teacher has decided about the panel. The zero value is none.
type Lesson struct {
	Note   string   // plain text; at most MaxNote characters
	Fixed  []string // the controls that can be seen and not changed
	Hidden []string // the controls that cannot be seen
}

// The bounds of a link.
const (
	MaxBytes    = 24 << 10 // of its text
	MaxEntries  = 24
	MaxSeeds    = 120 // of all entries together
	MaxNote     = 500
	MaxControls = 60 // fixed and hidden together
	maxName     = 64 // of a control or of a data set
)

// ErrNewer says that a link is of a version that this program does not know.
var ErrNewer = errors.New("link: of a newer version than this program")

// ErrDamaged says that a link is not as it was written: cut off, or changed on
// its way.
var ErrDamaged = errors.New("link: damaged")

// Single reports whether the link is one recipe under seeds that ascend by one:
// what the panel can show as a whole.
func (l Link) Single() bool {
	if len(l.Entries) != 1 {
		return false
	}
	for i, seed := range l.Entries[0].Seeds {
		if seed != l.Entries[0].Seeds[0]+uint64(i) {
			return false
		}
	}
	return true
}

// Runs returns how many runs the link is of.
func (l Link) Runs() int {
	n := 0
	for _, e := range l.Entries {
		n += len(e.Seeds)
	}
	return n
}

// Empty reports whether the lesson says nothing.
func (l Lesson) Empty() bool { return l.Note == "" && len(l.Fixed) == 0 && len(l.Hidden) == 0 }

// check reports what is wrong with a link, as far as its recipes are valid.
func (l Link) check() error {
	switch {
	case len(l.Entries) == 0 || len(l.Entries) > MaxEntries:
		return fmt.Errorf("link: %d recipes, must be 1 to %d", len(l.Entries), MaxEntries)
	case l.Runs() > MaxSeeds:
		return fmt.Errorf("link: %d runs, more than %d", l.Runs(), MaxSeeds)
	case !plain(l.Data, true):
		return errors.New("link: the data set has no proper name")
	}
	for i, e := range l.Entries {
		if err := e.check(); err != nil {
			return fmt.Errorf("link: recipe %d: %w", i+1, err)
		}
	}
	return l.Lesson.check()
}

func (e Entry) check() error {
	switch {
	case len(e.Seeds) == 0 || e.Seeds[0] != e.Recipe.Seed:
		return errors.New("must have its own seed first")
	case e.Results != nil && len(e.Results) != len(e.Seeds):
		return errors.New("must have a result for each seed")
	}
	for i, seed := range e.Seeds {
		if i > 0 && seed <= e.Seeds[i-1] || seed > train.MaxSeed {
			return errors.New("must have seeds that ascend, up to the greatest that there is")
		}
	}
	for _, sum := range e.Results {
		if raw, err := hex.DecodeString(sum); err != nil || len(raw) != 0 && len(raw) != sha256.Size || strings.ToLower(sum) != sum {
			return errors.New("must have results that are SHA-256")
		}
	}
	if errs := e.Recipe.Validate(); errs != nil {
		return errs
	}
	return nil
}

func (l Lesson) check() error {
	controls := slices.Concat(l.Fixed, l.Hidden)
	switch {
	case len([]rune(l.Note)) > MaxNote:
		return fmt.Errorf("link: the note has more than %d characters", MaxNote)
	case len(controls) > MaxControls:
		return fmt.Errorf("link: %d controls, more than %d", len(controls), MaxControls)
	}
	for i, name := range controls {
		if !plain(name, false) || slices.Contains(controls[:i], name) {
			return fmt.Errorf("link: %q is no control, or is there twice", name)
		}
	}
	return nil
}

// plain reports whether a name is short and of small letters, digits and what
// joins them.
func plain(name string, empty bool) bool {
	if len(name) > maxName || name == "" && !empty {
		return false
	}
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_.-") == ""
}
