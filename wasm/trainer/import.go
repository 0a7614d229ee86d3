package trainer

import (
	"errors"
	"fmt"

	"atelier/core/export"
	"atelier/core/nn"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// adopt makes a finished run of a file of weights, and tests it.
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
	s, end, err := w.adopted(file)
	if err != nil {
		refuse(err.Error())
		return
	}
	recipe := s.Recipe()
	w.Post(wire.Report{Kind: wire.Imported, Run: c.Run, Recipe: &recipe, Event: &end, Data: w.store.provenance()}.Encode(), s.Snapshot())
}

// adopted returns the session of the network in a file, and its last event.
func (w *worker) adopted(file array) (*train.Session, train.Event, error) {
	bytes := make([]byte, file.Len())
	file.CopyTo(bytes)
	recipe, network, err := export.ReadModel(bytes, 1)
	if err != nil {
		return nil, train.Event{}, err
	}
	s, err := train.Adopt(recipe, w.store.data, func(own *nn.Network) error {
		return export.Load(own, export.StateDict(network))
	})
	if err != nil {
		return nil, train.Event{}, err
	}
	var end train.Event
	for !s.Done() {
		end = s.Step()
	}
	if end.Kind != train.Finished {
		return nil, end, errors.New(end.Reason)
	}
	return s, end, nil
}
