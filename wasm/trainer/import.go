package trainer

import (
	"fmt"

	"atelier/core/export"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// adopt makes a run of a file of weights, of which only the test is left to do.
func (w *worker) adopt(c wire.Command, file array) {
	refuse := func(why string) {
		w.post(wire.Report{Kind: wire.NotImported, Run: c.Run, Message: why})
	}
	defer func() {
		if cause := recover(); cause != nil {
			refuse(fmt.Sprintf("the training program failed: %v", cause))
		}
	}()
	switch {
	case !w.store.complete():
		w.errands = append(w.errands, errand{func() { w.adopt(c, file) }, refuse})
		w.store.load()
		return
	case file == nil:
		w.post(wire.Report{Kind: wire.Lacking, Run: c.Run, Command: &c})
		return
	}
	m, s, err := w.adopted(file)
	if err != nil {
		refuse(err.Error())
		return
	}
	w.adoptions = append(w.adoptions, adoption{c.Run, m.Whole, s, refuse})
}

// adoption is a network that was brought in and is being tested.
type adoption struct {
	run     string
	whole   bool // the file says so of the network's run
	session *train.Session
	refuse  func(why string)
}

// test goes on with the test of the network that was brought in first, for about
// sliceSeconds: a large one takes seconds, in which a run that is trained here
// must hear of Pause.
func (w *worker) test() {
	a := w.adoptions[0]
	defer func() {
		if cause := recover(); cause != nil {
			w.adoptions = w.adoptions[1:]
			a.refuse(fmt.Sprintf("the training program failed: %v", cause))
		}
	}()
	start := w.Now()
	e := a.session.Step()
	for !a.session.Done() {
		if w.Now()-start >= sliceSeconds {
			return
		}
		e = a.session.Step()
	}
	w.adoptions = w.adoptions[1:]
	if e.Kind != train.Finished {
		a.refuse(e.Reason)
		return
	}
	recipe := a.session.Recipe()
	w.Post(wire.Report{Kind: wire.Imported, Run: a.run, Recipe: &recipe, Event: &e, Whole: a.whole, Data: w.store.provenance()}.Encode(), a.session.Snapshot())
}

// adopted returns what is in a file, and the session of its network.
func (w *worker) adopted(file array) (export.Model, *train.Session, error) {
	bytes := make([]byte, file.Len())
	file.CopyTo(bytes)
	m, err := export.ReadModel(bytes, 1)
	if err != nil {
		return m, nil, err
	}
	s, err := train.Adopt(m.Recipe, m.Epoch, w.store.data, m.Network)
	return m, s, err
}
