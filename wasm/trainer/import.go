package trainer

import (
	"errors"
	"fmt"

	"atelier/core/export"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// adopt makes a finished run of a file of weights, and tests it.
func (w *worker) adopt(c wire.Command, file array) {
	defer func() {
		if cause := recover(); cause != nil {
			w.post(wire.Report{Kind: wire.NotImported, Run: c.Run, Message: fmt.Sprintf("the training program failed: %v", cause)})
		}
	}()
	switch {
	case !w.store.complete():
		w.later = append(w.later, func() { w.adopt(c, file) })
		w.store.load()
		return
	case file == nil:
		w.post(wire.Report{Kind: wire.Lacking, Run: c.Run, Command: &c})
		return
	}
	s, end, whole, err := w.adopted(file)
	if err != nil {
		w.post(wire.Report{Kind: wire.NotImported, Run: c.Run, Message: err.Error()})
		return
	}
	recipe := s.Recipe()
	w.Post(wire.Report{Kind: wire.Imported, Run: c.Run, Recipe: &recipe, Event: &end, Whole: whole}.Encode(), s.Snapshot())
}

// adopted returns the session of the network in a file, its last event, and
// whether the file says that its run is whole.
func (w *worker) adopted(file array) (s *train.Session, end train.Event, whole bool, err error) {
	bytes := make([]byte, file.Len())
	file.CopyTo(bytes)
	m, err := export.ReadModel(bytes, 1)
	if err != nil {
		return nil, train.Event{}, false, err
	}
	s, err = train.Adopt(m.Recipe, m.Epoch, w.store.data, m.Network)
	if err != nil {
		return nil, train.Event{}, false, err
	}
	for !s.Done() {
		end = s.Step()
	}
	if end.Kind != train.Finished {
		return nil, end, false, errors.New(end.Reason)
	}
	return s, end, m.Whole, nil
}
