package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"

	"atelier/tools/internal/marks"
)

// writeInto replaces what stands in a document between the marks of a name by
// what write writes.
func (r Result) writeInto(document, name string, write func(io.Writer)) error {
	var b bytes.Buffer
	write(&b)
	return marks.Replace(document, name, b.Bytes())
}

// writeSummary writes in Markdown how long an epoch takes us, and the fastest
// other library in a browser, as far as that was measured.
func (r Result) writeSummary(w io.Writer) {
	t := table{head: []string{"", "SGD", "Adam"}}
	for _, ours := range []struct {
		name  string
		kinds Kinds
	}{
		{"Atelier in Chromium, one worker", r.Browser.OneWorker},
		{"Atelier in Chromium, one run on all cores", r.Browser.OneRunAllWorkers},
		{"Atelier natively, one core", r.Native.OneCore},
		{"Atelier natively, all cores", r.Native.AllCores},
	} {
		if sgd, ok := ours.kinds["sgd"]; ok {
			t.rows = append(t.rows, []string{ours.name, brief(sgd.EpochSeconds), brief(ours.kinds["adam"].EpochSeconds)})
		}
	}
	for name, p := range r.Peers {
		if sgd, ok := p["sgd"]; ok {
			t.rows = append(t.rows, []string{cmp.Or(titles[name], name) + ", in the same Chromium", brief(sgd.EpochSeconds), brief(p["adam"].EpochSeconds)})
		}
	}
	t.writeMarkdown(w)
	fmt.Fprintf(w, "\nAn epoch of 784-128-10 in batches of 512, medians: %s.\n", r.Machine.caption())
}

// titles are what people call the peers.
var titles = map[string]string{peer: "jax-js, one thread"}

// brief returns nothing for what was not measured.
func brief(seconds float64) string {
	if seconds == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f s", seconds)
}
