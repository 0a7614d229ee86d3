package trainer

import (
	"errors"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// A worker that dies takes all that it has with it, so that the page is sent a
// snapshot of the run now and then: after an epoch, unless the last one is too
// fresh for its size. What can be lost is an epoch, or where epochs are shorter,
// the work of these seconds.
const (
	checkpointSeconds = 0.5     // between two checkpoints at the least
	checkpointRate    = 4 << 20 // bytes a second that they make at most: some per cent of the work
)

// maxKept bounds the snapshots that are kept, in bytes.
const maxKept = 256 << 20

// checkpoint is the last snapshot that was sent.
type checkpoint struct {
	at    float64 // when; at first, when the run began
	bytes int
}

// due reports whether it is time for the next one.
func (c checkpoint) due(now float64) bool {
	return now-c.at >= max(checkpointSeconds, float64(c.bytes)/checkpointRate)
}

// checkpoint keeps the run, which has trained an epoch, if that is due.
func (w *worker) checkpoint(r *run, now float64) {
	if r.kept.due(now) {
		w.keep(r)
	}
}

// keep sends the page a snapshot of the run, between two steps.
func (w *worker) keep(r *run) {
	if !r.speaks() || r.recipe.Cost().Memory > 2*maxKept {
		return
	}
	snapshot := r.session.Snapshot()
	w.Post(wire.Report{Kind: wire.Kept, Run: r.id,
		Epoch: r.session.Epoch(), Images: r.session.Images(), Seconds: r.seconds}.Encode(), snapshot)
	r.kept = checkpoint{at: w.Now(), bytes: len(snapshot)}
}

// restore returns the session of the run's snapshot, and says so. Where that
// cannot be used it returns nil, and the run begins anew: to the same bits, only
// later. Of a run that has finished, and of which the page has not heard, the
// test alone is done again.
func (w *worker) restore(r *run, data dataset.Set) *train.Session {
	content := make([]byte, r.snapshot.Len())
	r.snapshot.CopyTo(content)
	r.snapshot = nil
	session, err := train.Restore(content, data)
	if err == nil && !experiment.SameRun(session.Recipe(), r.recipe) {
		err = errors.New("snapshot: of another recipe")
	}
	if err == nil && session.Done() && !session.TestAgain() {
		err = errors.New("snapshot: of a run that has diverged")
	}
	report := wire.Report{Kind: wire.Restored, Run: r.id}
	if err != nil {
		r.seconds = 0
		session, report.Message = nil, err.Error()
	} else {
		report.Epoch, report.Images, report.Seconds = session.Epoch(), session.Images(), r.seconds
		report.Data = w.store.provenance()
	}
	if r.speaks() {
		w.post(report)
	}
	return session
}
