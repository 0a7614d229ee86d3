package pool

import (
	"slices"

	"atelier/wasm/wire"
)

const nothingKept = "nothing was kept of the run"

// answered does what an answer asks for before the page hears of it.
func (p *Pool) answered(m *member, r wire.Report, bytes Snapshot) {
	m.files = slices.DeleteFunc(m.files, func(c wire.Command) bool {
		imports := r.Kind == wire.Imported || r.Kind == wire.NotImported
		exports := r.Kind == wire.Exported || r.Kind == wire.NotExported
		return c.Run == r.Run && (c.Kind == wire.Import && imports || c.Kind == wire.Export && exports && c.Form == r.Form)
	})
	switch r.Kind {
	case wire.Exported:
		if p.took != nil {
			p.took(r, bytes)
		}
	case wire.Imported:
		p.archive.Keep(r.Run, bytes)
	case wire.NotImported:
		p.archive.Keep(r.Run, nil)
	}
	p.report(r)
}

// Keep keeps a file for the run that Import is to make of it.
func (p *Pool) Keep(run string, file Snapshot) { p.archive.Keep(run, file) }

// unanswerable answers a command in its worker's place.
func unanswerable(c wire.Command, why string) wire.Report {
	answer := wire.Report{Kind: wire.Unseen, Run: c.Run, Message: why}
	switch c.Kind {
	case wire.Export:
		answer.Kind, answer.Form = wire.NotExported, c.Form
	case wire.Import:
		answer.Kind = wire.NotImported
	}
	return answer
}

// Files has f called with every file that a worker has made of a run, before
// the report of it, which says what it is.
func (p *Pool) Files(f func(r wire.Report, file Snapshot)) { p.took = f }
