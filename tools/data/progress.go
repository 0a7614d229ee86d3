package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"atelier/tools/internal/datadir"
)

// progress shows how much of a file has come: a bar on a terminal, and one
// line elsewhere.
type progress struct {
	bar *progressbar.ProgressBar // nil if this is no terminal
	log io.Writer
}

func newProgress(log io.Writer, c datadir.Canonical) progress {
	if file, ok := log.(*os.File); !ok || !term.IsTerminal(int(file.Fd())) {
		fmt.Fprintf(log, "Fetching %s (%.1f MB).\n", c.Name, float64(c.Bytes)/1e6)
		return progress{log: log}
	}
	return progress{log: log, bar: progressbar.NewOptions64(c.Bytes,
		progressbar.OptionSetWriter(log),
		progressbar.OptionSetDescription(fmt.Sprintf("%-26s", c.Name)),
		progressbar.OptionShowBytes(true),
		progressbar.OptionSetWidth(24),
		progressbar.OptionThrottle(100*time.Millisecond))}
}

// add adds n bytes; more than there should be are not shown.
func (p progress) add(n int) {
	if p.bar != nil {
		_ = p.bar.Add(n)
	}
}

// end leaves the bar as it stands.
func (p progress) end() {
	if p.bar != nil {
		fmt.Fprintln(p.log)
	}
}
