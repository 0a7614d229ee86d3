package train

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"atelier/core/rng"
)

// codec goes over the values of a state, one after the other, and writes them
// or sets them. One walk serves both ways, so that they cannot disagree.
type codec interface {
	bool(*bool)
	int(*int)
	float(*float64)
	text(*string)
	stream(*rng.Stream)
	floats([]float32)    // of a length that both sides know
	floats64(*[]float64) // of at most its capacity
}

const sizeOfFloat32 = 4

// stateWriter appends the values to data.
type stateWriter struct{ data []byte }

func (w *stateWriter) uint64(v uint64) { w.data = binary.LittleEndian.AppendUint64(w.data, v) }
func (w *stateWriter) int(v *int)      { w.uint64(uint64(int64(*v))) }
func (w *stateWriter) float(v *float64) {
	w.uint64(math.Float64bits(*v))
}

func (w *stateWriter) bool(v *bool) {
	b := byte(0)
	if *v {
		b = 1
	}
	w.data = append(w.data, b)
}

func (w *stateWriter) text(v *string) {
	n := len(*v)
	w.int(&n)
	w.data = append(w.data, *v...)
}

func (w *stateWriter) stream(s *rng.Stream) {
	position, err := s.MarshalBinary()
	if err != nil {
		panic(err) // a stream always has a position
	}
	text := string(position)
	w.text(&text)
}

func (w *stateWriter) floats(v []float32) {
	from := len(w.data)
	w.data = slices.Grow(w.data, sizeOfFloat32*len(v))[:from+sizeOfFloat32*len(v)]
	for i, to := 0, w.data[from:]; i < len(v); i++ {
		binary.LittleEndian.PutUint32(to[sizeOfFloat32*i:], math.Float32bits(v[i]))
	}
}

func (w *stateWriter) floats64(v *[]float64) {
	n := len(*v)
	w.int(&n)
	for i := range *v {
		w.float(&(*v)[i])
	}
}

// stateReader takes the values from the front of data. After an error it sets
// nothing more.
type stateReader struct {
	data []byte
	err  error
}

var errShort = errors.New("cut short")

// take returns the next n bytes, or nil if there are not so many.
func (r *stateReader) take(n int) []byte {
	if r.err == nil && (n < 0 || n > len(r.data)) {
		r.err = errShort
	}
	if r.err != nil {
		return nil
	}
	taken := r.data[:n]
	r.data = r.data[n:]
	return taken
}

func (r *stateReader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *stateReader) uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *stateReader) int(v *int)       { *v = int(int64(r.uint64())) }
func (r *stateReader) float(v *float64) { *v = math.Float64frombits(r.uint64()) }

func (r *stateReader) bool(v *bool) {
	if b := r.take(1); b != nil {
		*v = b[0] != 0
	}
}

func (r *stateReader) text(v *string) {
	var n int
	r.int(&n)
	*v = string(r.take(n))
}

func (r *stateReader) stream(s *rng.Stream) {
	var position string
	r.text(&position)
	if r.err == nil {
		r.err = s.UnmarshalBinary([]byte(position))
	}
}

func (r *stateReader) floats(v []float32) {
	b := r.take(sizeOfFloat32 * len(v))
	if b == nil {
		return
	}
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[sizeOfFloat32*i:]))
	}
}

func (r *stateReader) floats64(v *[]float64) {
	var n int
	r.int(&n)
	if r.err == nil && (n < 0 || n > cap(*v)) {
		r.err = errors.New("has more batches than there are")
	}
	if r.err != nil {
		return
	}
	*v = (*v)[:n]
	for i := range *v {
		r.float(&(*v)[i])
	}
}
