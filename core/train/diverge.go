package train

import (
	"fmt"
	"math"
	"slices"
)

// A run has diverged when a loss is NaN or infinite, or when a batch's mean
// loss is more than divergenceFactor times that of the first batch.
const divergenceFactor = 1e4

// diverged ends the run if the mean loss of the batch just done shows that it
// has diverged.
func (s *Session) diverged(loss float64) (Event, bool) {
	var how string
	switch {
	case math.IsNaN(loss):
		how = "is not a number"
	case math.IsInf(loss, 0):
		how = "is infinite"
	case loss > divergenceFactor*s.firstLoss:
		how = fmt.Sprintf("is %.3g, more than %g times the first batch's %.3g", loss, float64(divergenceFactor), s.firstLoss)
	default:
		return Event{}, false
	}
	s.done = true
	s.kept.putBack(s.arrays())
	e := s.event(Diverged)
	e.KeptEpoch = s.kept.epoch
	e.Reason = fmt.Sprintf("the %s %s in epoch %d, batch %d", lossName[s.next], how, s.epoch, s.batch)
	return e, true
}

// lossName is what the loss of a phase is called.
var lossName = map[Phase]string{Training: "training loss", Validating: "validation loss", Testing: "test loss"}

// keeping holds the network as it was after the last epoch that ended well.
type keeping struct {
	epoch  int
	arrays [][]float32
}

func newKeeping(arrays [][]float32) keeping {
	k := keeping{arrays: make([][]float32, len(arrays))}
	for i, a := range arrays {
		k.arrays[i] = slices.Clone(a)
	}
	return k
}

func (k *keeping) keep(epoch int, arrays [][]float32) {
	k.epoch = epoch
	for i, a := range arrays {
		copy(k.arrays[i], a)
	}
}

func (k *keeping) putBack(arrays [][]float32) {
	for i, a := range arrays {
		copy(a, k.arrays[i])
	}
}
