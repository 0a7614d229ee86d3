package text

import (
	"fmt"
	"strings"
)

// What a link brought.
const (
	LinksLabel     = "Links"
	LinkInPanel    = "The link’s recipe is in the panel. Nothing trains before you press Train."
	LinkHasNote    = "Read its note"
	LinkPromises   = "When it is finished, the page says whether the result is the sender’s."
	LinkPutAside   = "Put aside"
	LinkDamaged    = "The link is damaged"
	LinkDamagedWhy = "It was cut off or changed on its way, so that its recipe cannot be read. Ask for it again, as a whole; everything else works on."
	LinkTooNew     = "The link is newer than this page"
	LinkTooNewWhy  = "Reload the page to get its present version; everything else works on."
	LinkUnfit      = "The link’s recipes cannot be trained here"
	LinkUnfitWhy   = "Everything else works on."
)

// LinkBrings heads what a link of several runs offers.
func LinkBrings(recipes, runs int) string {
	if recipes == runs {
		return fmt.Sprintf("The link brings %s to compare", plural(recipes, "recipe", "recipes"))
	}
	return fmt.Sprintf("The link brings %s, %s in all", plural(recipes, "recipe", "recipes"), plural(runs, "run", "runs"))
}

// LinkNames lists the recipes that a link brings.
func LinkNames(names []string) string {
	return strings.Join(names, ", ") + ". Nothing trains before you say so."
}

// TrainThese is the button that trains what a link brings.
func TrainThese(runs int) string {
	if runs == 1 {
		return "Train this run"
	}
	return fmt.Sprintf("Train these %d runs", runs)
}

// How results compare with those of a link. The names of the runs follow.
const (
	SameAsSender    = "Same result as the sender’s, to the bit"
	DiffersFromIt   = "Not the sender’s result"
	DiffersHint     = "The recipe is the same; the page’s version or the data must differ."
	OtherDataSender = "Not comparable with the sender’s result"
	OtherDataHint   = "The sender trained on another data set."
	ByHandSender    = "Not comparable with the sender’s result"
	ByHandHint      = "The learning rate was changed by hand."
)

// A link that was made.
const (
	CopyLink        = "Copy link"
	CopyLinkToThese = "Copy link to these runs"
	MadeCopied      = "It is copied."
	MadeToCopy      = "Copy it from here:"
	LinkTooLong     = "So many runs do not fit into a link. Tick fewer of them, or save the recipes as files."
	CloseLink       = "Close"
	NotSentHint     = "The recipe travels in the link itself: nothing is sent anywhere."
	TeachingWord    = "Teaching link"
)

// MadeLink says what the link is of.
func MadeLink(runs int) string {
	if runs == 1 {
		return "A link to one run, with its seed."
	}
	return fmt.Sprintf("A link to %d runs, with their seeds.", runs)
}

// The form of a teaching link, and what one shows.
const (
	TeachingNote   = "Whoever opens the link finds the recipe of the panel, your note, and only the controls that you leave free."
	NoteLabel      = "Note"
	TeachingMake   = "Copy teaching link"
	LessonLabel    = "Note of the link"
	LessonFixed    = "Some controls are fixed by this link."
	LessonFree     = "Free all controls"
	ControlFree    = "free"
	ControlFixed   = "fixed"
	ControlHidden  = "hidden"
	RareControls   = "All under More"
	TeachingNeeded = "Write a note, or fix a control."
)

// LessonHidden says what a lesson hides, and what it is: what is trained must not
// be a secret.
func LessonHidden(fields []string) string { return "Hidden: " + strings.Join(fields, ", ") + "." }

// NoteLeft says how much room a note has left.
func NoteLeft(n int) string {
	if n < 0 {
		return fmt.Sprintf("%s too many.", plural(-n, "character", "characters"))
	}
	return fmt.Sprintf("%s left. Plain text.", plural(n, "character", "characters"))
}

// MatchOf says behind a word on results which runs it is about.
func MatchOf(names []string, hint string) string {
	words := ": " + strings.Join(names, ", ") + "."
	if hint != "" {
		words += " " + hint
	}
	return words
}

// Permission names what people may do with a control.
func Permission(permission string) string {
	switch permission {
	case "fixed":
		return ControlFixed
	case "hidden":
		return ControlHidden
	}
	return ControlFree
}
