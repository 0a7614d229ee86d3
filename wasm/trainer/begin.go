package trainer

import (
	"errors"
	"fmt"

	"atelier/core/train"
)

// beginFrom begins a run with the weights that it is to have, or goes on with it
// where it has begun. Its snapshot is either that of the run that has the weights
// or, later, its own. It waits until all of the data is here: the other run may
// have been trained on more images.
//
// Where there are no such weights the run fails: begun with others it would be
// another run.
func (w *worker) beginFrom(r *run) {
	if !w.store.complete() {
		return
	}
	session, err := w.sessionFrom(r)
	if err != nil {
		w.fail(fmt.Sprintf("it cannot begin with its weights: %v", err))
		return
	}
	w.take(r, session)
	w.keep(r) // from now on it needs nothing of the other run
}

func (w *worker) sessionFrom(r *run) (*train.Session, error) {
	if r.snapshot == nil {
		return nil, errors.New("they are not kept any more")
	}
	content := make([]byte, r.snapshot.Len())
	r.snapshot.CopyTo(content)
	source, err := train.Restore(content, w.store.data)
	if err != nil {
		return nil, err
	}
	if source.Network().SHA256() == r.weights {
		r.snapshot, r.seconds = nil, 0
		return train.NewSessionFrom(r.recipe, w.store.data, source.Network())
	}
	if own := w.restore(r, w.store.data); own != nil {
		return own, nil
	}
	return nil, errors.New("what is kept are others")
}
