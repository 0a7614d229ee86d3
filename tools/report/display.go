package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"atelier/core/experiment"
	"atelier/core/train"
)

// display shows how far the runs are. Its methods may be called by several
// cores at once; core counts from 0.
type display interface {
	kept(recipe train.Recipe, run experiment.Run)    // over before this command, or nothing
	startsOver(recipe train.Recipe, damage error)    // what was kept cannot be read
	begin(core int, recipe train.Recipe, epochs int) // goes on after so many
	event(core int, e train.Event)
	over(core int, run saved)
	end()
}

// newDisplay returns bars on a terminal, and elsewhere a line for each run that
// is over.
func newDisplay(log io.Writer, cores, runs int) display {
	l := &lines{out: log, runs: runs}
	if f, ok := log.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &bars{lines: l, cores: make([]progress, min(cores, runs)), start: time.Now(), now: time.Now}
	}
	return l
}

// lines prints what is over, and what is kept of an earlier command.
type lines struct {
	mutex      sync.Mutex
	out        io.Writer
	runs, done int
}

func (l *lines) kept(recipe train.Recipe, run experiment.Run) {
	if run.Over() {
		l.say("%s, kept", outcomeOf(run))
	}
}

func (l *lines) startsOver(recipe train.Recipe, damage error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	fmt.Fprintf(l.out, "%s starts over: %v\n", titleOf(recipe), damage)
}

func (l *lines) over(_ int, s saved) { l.say("%s, in %.1f s", outcomeOf(s.Run), s.Seconds) }

// say tells of a run that is over.
func (l *lines) say(format string, args ...any) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.done++
	fmt.Fprintf(l.out, "%d of %d: %s\n", l.done, l.runs, fmt.Sprintf(format, args...))
}

func (*lines) begin(int, train.Recipe, int) {}
func (*lines) event(int, train.Event)       {}
func (*lines) end()                         {}

func titleOf(r train.Recipe) string { return fmt.Sprintf("%s, seed %d", r.Name, r.Seed) }

func outcomeOf(run experiment.Run) string {
	if run.Status == experiment.Diverged {
		return titleOf(run.Recipe) + " diverged: " + run.Reason
	}
	return fmt.Sprintf("%s: test accuracy %s %%", titleOf(run.Recipe), plusMinus(run.TestAccuracyMean, run.TestAccuracyStd))
}

// bars draws a bar for each core beneath the lines.
type bars struct {
	*lines
	cores []progress
	start time.Time
	now   func() time.Time

	drawn int       // lines of bars that stand on the screen
	last  time.Time // when they were drawn
	ended bool
}

// progress is how far the run of a core is.
type progress struct {
	title string // "" if the core has nothing to do
	event train.Event
}

func (b *bars) kept(recipe train.Recipe, run experiment.Run) {
	b.clear()
	b.lines.kept(recipe, run)
	b.draw(true)
}

func (b *bars) startsOver(recipe train.Recipe, damage error) {
	b.clear()
	b.lines.startsOver(recipe, damage)
	b.draw(true)
}

func (b *bars) begin(core int, recipe train.Recipe, epochs int) {
	b.mutex.Lock()
	b.cores[core] = progress{title: titleOf(recipe), event: train.Event{Epoch: epochs, Epochs: recipe.Epochs}}
	b.mutex.Unlock()
	b.draw(true)
}

func (b *bars) event(core int, e train.Event) {
	b.mutex.Lock()
	if e.Kind != train.Started {
		b.cores[core].event = e
	}
	b.mutex.Unlock()
	b.draw(false)
}

func (b *bars) over(core int, s saved) {
	b.mutex.Lock()
	b.cores[core] = progress{}
	b.mutex.Unlock()
	b.clear()
	b.lines.over(core, s)
	b.draw(true)
}

// end takes the bars off the screen.
func (b *bars) end() {
	b.clear()
	b.mutex.Lock()
	b.ended = true
	b.mutex.Unlock()
}

const (
	toStartOfLine = "\r"
	lineUp        = "\x1b[A"
	clearToEnd    = "\x1b[J"
)

// clear takes the bars off the screen, until they are drawn again.
func (b *bars) clear() {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	fmt.Fprint(b.out, toStartOfLine+strings.Repeat(lineUp, b.drawn)+clearToEnd)
	b.drawn = 0
}

// draw draws the bars anew, not more often than ten times a second unless it is
// urgent.
func (b *bars) draw(urgent bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	now := b.now()
	if b.ended || !urgent && now.Sub(b.last) < 100*time.Millisecond {
		return
	}
	b.last = now
	var text strings.Builder
	text.WriteString(toStartOfLine + strings.Repeat(lineUp, b.drawn) + clearToEnd)
	b.drawn = 0
	for _, p := range b.cores {
		if p.title != "" {
			text.WriteString(p.line() + "\n")
			b.drawn++
		}
	}
	fmt.Fprintf(&text, "%d of %d runs, %s\n", b.done, b.runs, now.Sub(b.start).Round(time.Second))
	b.drawn++
	fmt.Fprint(b.out, text.String())
}

// barWidth is in characters.
const barWidth = 20

// line is at most 79 characters wide, which all terminals have.
func (p progress) line() string {
	const titleWidth = 24
	title := p.title
	if utf8.RuneCountInString(title) > titleWidth {
		title = string([]rune(title)[:titleWidth-1]) + "…"
	}
	e := p.event
	full := barWidth * (e.Epoch*max(e.Batches, 1) - (e.Batches - e.Batch)) / max(e.Epochs*max(e.Batches, 1), 1)
	full = min(max(full, 0), barWidth)
	text := fmt.Sprintf("%-*s %s%s epoch %d of %d", titleWidth, title,
		strings.Repeat("█", full), strings.Repeat("░", barWidth-full), e.Epoch, e.Epochs)
	if e.TrainingLoss > 0 {
		text += fmt.Sprintf(", loss %.3f", e.TrainingLoss)
	}
	return text
}
