package trainer

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// How much is to be seen.
const (
	mistakesShown = 12
	unitsShown    = 60
	bins          = 48 // of histograms
)

// maxSeen bounds the memory of the runs of the past that are held at once, in
// bytes; one is held whatever it takes.
const maxSeen = 128 << 20

// seen holds sessions of runs of the past, the one looked at last behind.
type seen []seenRun

// with returns the runs with one more, and without as many of the oldest as
// make room for it.
func (s seen) with(r seenRun) seen {
	memory := r.session.Recipe().Cost().Memory
	for i := len(s) - 1; i >= 0; i-- {
		if memory += s[i].session.Recipe().Cost().Memory; memory > maxSeen {
			s = s[i+1:]
			break
		}
	}
	return append(slices.Clone(s), r)
}

// without returns the runs without one, and that one's session, nil if it is
// not among them.
func (s seen) without(id string) (seen, *train.Session) {
	i := slices.IndexFunc(s, func(r seenRun) bool { return r.id == id })
	if i < 0 {
		return s, nil
	}
	return slices.Delete(slices.Clone(s), i, i+1), s[i].session
}

type seenRun struct {
	id      string
	session *train.Session
}

// see answers Look and Classify, about the present run or one of the past. It
// waits until the data is here.
func (w *worker) see(c wire.Command, snapshot array) {
	defer func() {
		if cause := recover(); cause != nil {
			w.post(wire.Report{Kind: wire.Unseen, Run: c.Run, Message: fmt.Sprintf("the training program failed: %v", cause)})
		}
	}()
	s, err := w.sessionOf(c.Run, snapshot)
	switch {
	case err != nil:
		w.post(wire.Report{Kind: wire.Unseen, Run: c.Run, Message: err.Error()})
	case s == nil && !w.store.complete():
		w.later = append(w.later, func() { w.see(c, snapshot) })
		w.store.load()
	case s == nil:
		w.post(wire.Report{Kind: wire.Lacking, Run: c.Run, Command: &c})
	case c.Kind == wire.Classify && len(c.Pixels) == dataset.Pixels:
		w.post(wire.Report{Kind: wire.Classified, Run: c.Run, Pixels: c.Pixels, Probabilities: s.Classify(c.Pixels)})
	case c.Kind == wire.Look:
		w.post(wire.Report{Kind: wire.Looked, Run: c.Run, Insight: w.insight(s)})
	}
}

// sessionOf returns the session of a run, which may come from its snapshot; nil
// if the snapshot, or the data, is not here.
func (w *worker) sessionOf(run string, snapshot array) (*train.Session, error) {
	if w.run != nil && w.run.id == run && w.run.session != nil {
		return w.run.session, nil
	}
	if others, found := w.seen.without(run); found != nil {
		w.seen = append(others, seenRun{run, found})
		return found, nil
	}
	if snapshot == nil || !w.store.complete() {
		return nil, nil
	}
	bytes := make([]byte, snapshot.Len())
	snapshot.CopyTo(bytes)
	s, err := train.Restore(bytes, w.store.data)
	if err != nil {
		return nil, err
	}
	w.seen = w.seen.with(seenRun{run, s})
	return s, nil
}

// insight returns what is to be seen inside a run: a finished one is judged by
// the test images, any other by those of validation, because who chooses by the
// test images has none left to be tested on.
func (w *worker) insight(s *train.Session) *wire.Insight {
	part := train.ValidationPart
	images := w.store.data.Train
	if s.Done() {
		part, images = train.TestPart, w.store.data.Test
	}
	i := &wire.Insight{
		Epoch:      s.Epoch(),
		Part:       part,
		Judgement:  s.Judge(part, mistakesShown),
		DeadUnits:  s.DeadUnits(nil),
		Statistics: s.RunningStatistics(),
	}
	for _, m := range i.Judgement.Mistakes {
		i.Mistakes = append(i.Mistakes, garment(images, m.Image))
	}
	i.Units, i.FirstUnits = strongest(s.FirstLayer())
	return i
}

// strongest returns the units whose weights have the greatest norm, and how
// many there are in all.
func strongest(weights [][]float32) (units []wire.Unit, all int) {
	norm := func(w []float32) (sum float64) {
		for _, x := range w {
			sum += float64(x) * float64(x)
		}
		return sum
	}
	order := make([]int, len(weights))
	norms := make([]float64, len(weights))
	for i, w := range weights {
		order[i], norms[i] = i, norm(w)
	}
	slices.SortStableFunc(order, func(a, b int) int { return -cmp.Compare(norms[a], norms[b]) })
	for _, u := range order[:min(unitsShown, len(order))] {
		var largest float64
		for _, x := range weights[u] {
			largest = max(largest, math.Abs(float64(x)))
		}
		bytes := make([]byte, len(weights[u]))
		for i, x := range weights[u] {
			bytes[i] = 128
			if x != 0 {
				bytes[i] = byte(128 + math.Round(127*float64(x)/largest))
			}
		}
		units = append(units, wire.Unit{Unit: u, Weights: bytes})
	}
	return units, len(weights)
}

// observe reports what is written down of the run after some of its epochs.
func (w *worker) observe(r *run, e *train.Event) {
	if !r.speaks() || e.Kind != train.Started && e.Kind != train.Epoch || !worthwhile(e.Epoch, e.Epochs) {
		return
	}
	// Which takes as long as many steps: the run can be paused meanwhile.
	w.stepping = true
	dead := r.session.DeadUnits(func() { w.breathe(r) })
	w.stepping = false
	norm := r.session.GradientNorm()
	if !(norm < math.MaxFloat64) { // NaN too, which no message can hold
		norm = math.MaxFloat64
	}
	w.post(wire.Report{Kind: wire.Observed, Run: r.id, Observation: &wire.Observation{
		Epoch:         e.Epoch,
		Distributions: r.session.Distributions(bins),
		DeadUnits:     dead,
		GradientNorm:  norm,
	}})
}

// worthwhile reports whether something is written down after an epoch: closer
// together at first, when most happens, and after the last.
func worthwhile(epoch, last int) bool {
	switch {
	case epoch <= 2 || epoch == 5 || epoch == last:
		return true
	case epoch <= 100:
		return epoch%10 == 0
	}
	return epoch%100 == 0
}

// fetch sends images of the data set, as soon as they are here.
func (w *worker) fetch(c wire.Command) {
	if c.Wish == nil {
		return
	}
	if !w.store.complete() {
		w.later = append(w.later, func() { w.fetch(c) })
		w.store.load()
		return
	}
	images := w.store.data.Train
	if c.Wish.Part == wire.TestImages {
		images = w.store.data.Test
	}
	answer := &wire.Garments{Wish: *c.Wish}
	wanted := c.Wish.Images
	if wanted == nil {
		wanted, answer.Total = ofClass(images, c.Wish)
	}
	for _, i := range wanted[:min(len(wanted), wire.MaxGarments)] {
		if i >= 0 && i < images.Len() {
			answer.Garments = append(answer.Garments, garment(images, i))
		}
	}
	w.post(wire.Report{Kind: wire.Fetched, Garments: answer})
}

// ofClass returns the images of a class on a page, and how many the class has.
func ofClass(images dataset.Images, wish *wire.Wish) (list []int, total int) {
	from := wish.Page * wish.Of
	for i, label := range images.Labels {
		if int(label) != wish.Class {
			continue
		}
		if total >= from && len(list) < wish.Of {
			list = append(list, i)
		}
		total++
	}
	return list, total
}

func garment(images dataset.Images, i int) wire.Garment {
	return wire.Garment{Image: i, Label: int(images.Labels[i]), Pixels: images.Image(i)}
}
