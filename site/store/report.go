package store

import (
	"slices"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// report applies what a worker said. Reports about a run that is over or
// deleted crossed its end and are ignored.
func report(s State, m wire.Report) State {
	switch m.Kind {
	case wire.Fetching:
		if m.Loading != nil && s.Data.Phase != Loaded {
			s.Data = Data{Phase: Fetching, Loading: *m.Loading}
		}
	case wire.Loaded:
		if s.Data.Phase != Loaded { // a worker may only have got it again
			s.Data = Data{Phase: Loaded, Set: m.Data}
		}
	case wire.LoadFailed:
		s.Data = Data{Phase: DataFailed, Loading: s.Data.Loading, Message: m.Message}
	case wire.Looked:
		return saw(s, m)
	case wire.Classified:
		return said(s, m)
	case wire.Unseen:
		return said(saw(s, m), m)
	case wire.Exported, wire.NotExported:
		return saved(s, m)
	case wire.Imported, wire.NotImported:
		return imported(s, m)
	case wire.Fetched:
		return picked(browsed(s, m.Garments), m.Garments)
	case wire.Crashed:
		s = forsaken(s)
	}
	if r := s.Run(m.Run); r == nil || !r.Phase.Active() {
		return s
	}
	if m.Kind == wire.Crashed {
		s = changed(s, m.Run, func(r *Run) { died(r, m.Message, s.Data.Phase != DataFailed) })
	} else {
		s = changed(s, m.Run, func(r *Run) { follow(r, m) })
	}
	if s.Run(m.Run).Phase.Over() {
		s.Ended = m.Run
	}
	return s
}

// follow applies to an active run what its worker said about it.
func follow(r *Run, m wire.Report) {
	switch m.Kind {
	case wire.Trained:
		r.Seconds, r.Images = m.Seconds, m.Images
		if m.Data != nil {
			r.Data = dataOf(m.Data)
		}
		if m.Event != nil {
			happened(r, *m.Event)
		}
	case wire.Kept:
		r.Kept, r.Checkpoint = true, Checkpoint{Epoch: m.Epoch, Images: m.Images, Seconds: m.Seconds}
	case wire.Restored:
		r.cut(Checkpoint{Epoch: m.Epoch, Images: m.Images, Seconds: m.Seconds})
		if m.Data != nil {
			r.Data = dataOf(m.Data)
		}
		if m.Message != "" {
			r.Anew = m.Message
		} else if r.Phase == Waiting {
			r.Phase = Training
		}
	case wire.Observed:
		r.Observed = append(slices.Clip(r.Observed), *m.Observation)
	case wire.Retuned:
		r.Retuned = append(slices.Clip(r.Retuned), Retuned{Epoch: r.epochs(m.Images), Rate: m.LearningRate})
	case wire.Paused:
		enter(r, Paused)
	case wire.Resumed:
		if r.Begun() {
			enter(r, Training)
		} else {
			enter(r, Waiting)
		}
	case wire.Stopped:
		r.Phase = Stopped
	case wire.Failed:
		fail(r, Failed, m.Message)
	}
}

// fail ends a run in a phase that people should hear of.
func fail(r *Run, p RunPhase, reason string) {
	r.Phase, r.Message, r.Trouble = p, reason, true
}

// enter changes between training and paused; a run told to stop stays so.
func enter(r *Run, p RunPhase) {
	if r.Phase != Stopping {
		r.Phase = p
	}
}

// happened applies an event of the run.
func happened(r *Run, e train.Event) {
	r.Epoch, r.Batch, r.Batches = e.Epoch, e.Batch, e.Batches
	switch e.Kind {
	case train.Started:
		r.drop(Checkpoint{}) // if it begins anew
		r.Parameters = e.Parameters
		r.TrainingImages = e.TrainingImages
		r.ValidationImages = e.ValidationImages
		enter(r, Training)
	case train.Step:
		r.Doing, r.LearningRate = e.Phase, e.LearningRate
		if e.Phase == train.Training {
			r.TrainingLoss = e.TrainingLoss
		}
	case train.Epoch:
		r.TrainingLoss, r.LearningRate = e.TrainingLoss, e.LearningRate
		r.Curve = r.Curve.With(Point{
			Epoch:          e.Epoch,
			TrainingLoss:   e.TrainingLoss,
			ValidationLoss: e.ValidationLoss,
			Accuracy:       e.ValidationAccuracy,
			LearningRate:   e.LearningRate,
		})
	case train.Finished:
		r.Phase = Finished
		r.TestAccuracy = e.TestAccuracy
		r.TestLoss = e.TestLoss
		r.Confusion = e.Confusion
		r.ParametersSHA256 = e.ParametersSHA256
	case train.Diverged:
		fail(r, Diverged, e.Reason)
	}
}
