package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"atelier/core/experiment"
	"atelier/core/train"
)

// screen returns what a terminal shows after the bars' own few commands.
func screen(t *testing.T, written string) []string {
	t.Helper()
	lines, at := []string{""}, 0
	for written != "" {
		switch {
		case strings.HasPrefix(written, lineUp):
			at, written = at-1, written[len(lineUp):]
			require.GreaterOrEqual(t, at, 0)
		case strings.HasPrefix(written, clearToEnd):
			lines, written = append(lines[:at:at], ""), written[len(clearToEnd):]
		case written[0] == '\r':
			written = written[1:]
		case written[0] == '\n':
			if at++; at == len(lines) {
				lines = append(lines, "")
			}
			written = written[1:]
		default:
			end := strings.IndexAny(written, "\r\n\x1b")
			if end < 0 {
				end = len(written)
			}
			lines[at] += written[:end]
			written = written[end:]
		}
	}
	return lines
}

func TestBarsStandBeneathWhatIsOver(t *testing.T) {
	var out bytes.Buffer
	clock := time.Unix(0, 0)
	b := &bars{lines: &lines{out: &out, runs: 4}, cores: make([]progress, 2), start: clock, now: func() time.Time { return clock }}
	narrow, wide := train.Default(), train.Default()
	narrow.Name, narrow.Seed = "narrow", 1
	wide.Name = "a recipe whose name is much too long for a line"

	done := experiment.NewRun(narrow)
	done.Add(train.Event{Kind: train.Finished, TestAccuracy: train.Accuracy{Mean: 0.8, Deviation: 0.02}})
	b.kept(narrow, done)
	b.begin(0, narrow, 0)
	b.begin(1, wide, 25)
	clock = clock.Add(90 * time.Second)
	b.event(0, train.Event{Kind: train.Step, Epoch: 11, Epochs: 50, Batch: 53, Batches: 106, TrainingLoss: 0.5})
	require.Equal(t, []string{
		"1 of 4: narrow, seed 1: test accuracy 80.0 ± 2.0 %, kept",
		"narrow, seed 1           ████░░░░░░░░░░░░░░░░ epoch 11 of 50, loss 0.500",
		"a recipe whose name is … ██████████░░░░░░░░░░ epoch 25 of 50",
		"1 of 4 runs, 1m30s",
		"",
	}, screen(t, out.String()))
	for _, line := range screen(t, out.String()) {
		require.Less(t, utf8.RuneCountInString(line), 80)
	}

	before := out.Len()
	b.event(0, train.Event{Kind: train.Step, Epoch: 11, Epochs: 50, Batch: 54, Batches: 106})
	require.Equal(t, before, out.Len(), "not more often than ten times a second")

	b.over(0, saved{Run: done, Seconds: 12.34})
	b.startsOver(wide, experiment.Errors{{Field: "x", Message: "y"}})
	require.Equal(t, []string{
		"1 of 4: narrow, seed 1: test accuracy 80.0 ± 2.0 %, kept",
		"2 of 4: narrow, seed 1: test accuracy 80.0 ± 2.0 %, in 12.3 s",
		"a recipe whose name is much too long for a line, seed 0 starts over: plan: x y",
		"a recipe whose name is … ██████████░░░░░░░░░░ epoch 25 of 50",
		"2 of 4 runs, 1m30s",
		"",
	}, screen(t, out.String()))

	b.end()
	require.Len(t, screen(t, out.String()), 4, "the bars are gone")
	before = out.Len()
	b.begin(0, narrow, 0)
	require.Equal(t, before, out.Len())
}
