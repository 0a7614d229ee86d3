package train

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"

	"atelier/core/dataset"
)

// A snapshot is
//
//	magic       [12]byte
//	version     uint32
//	recipe      uint32 bytes, then so many of JSON
//	data set    [32]byte, its fingerprint
//	state       what Session.state walks over, in its order
//	checksum    uint32, the CRC-32 (IEEE) of all before it
//
// with all numbers little endian. The checksum is against accidents: snapshots
// are taken after every epoch, and a SHA-256 would take longer than all the rest.
const (
	snapshotMagic   = "atelier run\n"
	snapshotVersion = 2 // 1 had a SHA-256 at its end
)

// Snapshot returns the run as it stands between two steps: its recipe,
// parameters, running statistics, the optimizer's state, every random stream
// and the place in the epoch. A session that Restore makes of it goes on as
// this one would have, to the last bit.
func (s *Session) Snapshot() []byte {
	recipe, err := json.Marshal(s.recipe)
	if err != nil {
		panic(err) // a valid recipe has only numbers that JSON has
	}
	w := &stateWriter{make([]byte, 0, s.snapshotBytes)}
	w.data = append(w.data, snapshotMagic...)
	w.data = binary.LittleEndian.AppendUint32(w.data, snapshotVersion)
	w.data = binary.LittleEndian.AppendUint32(w.data, uint32(len(recipe)))
	w.data = append(w.data, recipe...)
	print := fingerprint(s.recipe, s.data)
	w.data = append(w.data, print[:]...)
	s.state(w)
	w.data = binary.LittleEndian.AppendUint32(w.data, crc32.ChecksumIEEE(w.data))
	s.snapshotBytes = len(w.data)
	return w.data
}

// Restore makes a session of a snapshot, on the data set it was taken on, of
// which only as many training images as the recipe asks for need be there. It
// refuses, with an error that says why, bytes that are not a snapshot, are
// damaged or of another version, and another data set. Before it has checked
// them it allocates nothing that is much larger than they are.
func Restore(snapshot []byte, data dataset.Set) (*Session, error) {
	s, err := restore(snapshot, data)
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	return s, nil
}

func restore(snapshot []byte, data dataset.Set) (*Session, error) {
	if !bytes.HasPrefix(snapshot, []byte(snapshotMagic)) {
		return nil, errors.New("not the snapshot of a run")
	}
	body := len(snapshot) - crc32.Size
	if body < len(snapshotMagic) {
		return nil, errors.New("cut short")
	}
	r := &stateReader{data: snapshot[len(snapshotMagic):body]}
	if version := r.uint32(); r.err == nil && version != snapshotVersion {
		return nil, fmt.Errorf("of version %d, this program reads version %d", version, snapshotVersion)
	}
	if crc32.ChecksumIEEE(snapshot[:body]) != binary.LittleEndian.Uint32(snapshot[body:]) {
		return nil, errors.New("damaged: the checksum does not match")
	}
	recipe, err := ParseRecipe(r.take(int(r.uint32())))
	if r.err != nil || err != nil {
		return nil, errors.Join(r.err, err)
	}
	if print := fingerprint(recipe, data); !bytes.Equal(r.take(len(print)), print[:]) {
		return nil, errors.New("of a run on another data set")
	}
	if len(r.data)/sizeOfFloat32 < recipe.Cost().Parameters {
		return nil, errors.New("cut short: it has not all parameters")
	}
	s, err := NewSession(recipe, data)
	if err != nil {
		return nil, err
	}
	s.state(r)
	switch {
	case r.err != nil:
		return nil, r.err
	case len(r.data) > 0:
		return nil, fmt.Errorf("has %d bytes too many", len(r.data))
	}
	if err := s.checkPosition(); err != nil {
		return nil, err
	}
	s.shuffle = s.beforeShuffle
	if s.epoch > 0 {
		s.training.Shuffle(&s.shuffle)
	}
	return s, nil
}

// state walks over all that makes the run what it is: a codec writes it into a
// snapshot, or sets it from one.
func (s *Session) state(c codec) {
	c.text((*string)(&s.next))
	c.bool(&s.started)
	c.bool(&s.done)
	c.bool(&s.stoppedEarly)
	c.int(&s.epoch)
	c.int(&s.batch)
	c.float(&s.rate)
	c.float(&s.firstLoss)
	c.float(&s.lowestLoss)
	c.int(&s.waited)
	c.int(&s.kept.epoch)

	// The order of the epoch's batches follows from where the stream stood
	// before it was drawn.
	c.stream(&s.beforeShuffle)
	for _, stream := range s.network.Streams() {
		c.stream(stream)
	}
	for _, t := range []*tally{&s.trained, &s.evaluated} {
		t.state(c)
	}
	for i, array := range s.arrays() {
		c.floats(array)
		c.floats(s.kept.arrays[i])
	}
	for _, a := range s.optimizer.Arrays() {
		c.floats(a.Values)
	}
	for _, n := range s.optimizer.Numbers() {
		c.float(n.Value)
	}
}

func (t *tally) state(c codec) {
	c.float(&t.loss)
	c.int(&t.images)
	c.int(&t.correct)
	c.floats64(&t.accuracies)
	for i := range t.confusion {
		for j := range t.confusion[i] {
			c.int(&t.confusion[i][j])
		}
	}
}

// checkPosition refuses a place in the run that the recipe does not have.
func (s *Session) checkPosition() error {
	batches := 0
	switch s.next {
	case Training:
	case Validating:
		batches = s.validation.Count()
	case Testing:
		batches = s.test.Count()
	default:
		return fmt.Errorf("unknown phase %q", string(s.next))
	}
	within := func(n, most int) bool { return n >= 0 && n <= most }
	if !within(s.epoch, s.recipe.Epochs) || !within(s.batch, s.training.Count()) || !within(s.kept.epoch, s.epoch) ||
		!within(s.trained.images, s.training.Len()) || s.waited < 0 || s.epoch == 0 && s.batch > 0 ||
		s.next != Training && len(s.evaluated.accuracies) >= batches && !s.done || !(s.rate > 0) {
		return errors.New("stands at a place that its recipe does not have")
	}
	return nil
}

// arrays lists all that training changes in the network.
func (s *Session) arrays() [][]float32 {
	var list [][]float32
	for _, p := range s.network.Parameters() {
		list = append(list, p.Value)
	}
	for _, b := range s.network.Buffers() {
		list = append(list, b.Values)
	}
	return slices.Clip(list)
}
