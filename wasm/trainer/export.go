package trainer

import (
	"cmp"
	"fmt"

	"atelier/core/export"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// export makes a file of a run, of the present one or of one of the past. It
// waits until the data is here, as see does.
func (w *worker) export(c wire.Command, snapshot array) {
	refuse := func(why string) {
		w.post(wire.Report{Kind: wire.NotExported, Run: c.Run, Form: c.Form, Message: why})
	}
	defer func() {
		if cause := recover(); cause != nil {
			refuse(fmt.Sprintf("the training program failed: %v", cause))
		}
	}()
	if !w.store.complete() {
		w.errands = append(w.errands, errand{func() { w.export(c, snapshot) }, refuse})
		w.store.load()
		return
	}
	var s *train.Session
	if c.Form != wire.PyTorch { // which needs the recipe alone
		var err error
		if s, err = w.sessionOf(c.Run, snapshot); err != nil {
			refuse(err.Error())
			return
		}
		if s == nil {
			w.post(wire.Report{Kind: wire.Lacking, Run: c.Run, Command: &c})
			return
		}
	}
	file, err := w.file(c, s)
	if err != nil {
		refuse(err.Error())
		return
	}
	w.Post(wire.Report{Kind: wire.Exported, Run: c.Run, Form: c.Form}.Encode(), file)
}

// file returns the bytes. The recipe in them is the command's, because people
// may have given the run another name since it began.
func (w *worker) file(c wire.Command, s *train.Session) ([]byte, error) {
	switch c.Form {
	case wire.Safetensors:
		m := export.Model{Recipe: c.Recipe, Network: s.Network(), Epoch: s.Epoch(), Whole: c.Whole && s.Done()}
		return export.Safetensors(m), nil
	case wire.ONNX:
		return export.ONNX(c.Recipe, s.Network()), nil
	case wire.PyTorch:
		return export.PyTorch(c.Recipe, cmp.Or(c.Source, w.store.data.Source))
	}
	return nil, fmt.Errorf("there is no form %q", c.Form)
}
