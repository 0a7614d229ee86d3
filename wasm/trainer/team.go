package trainer

import (
	"slices"
	"unsafe"

	"atelier/core/nn"
	"atelier/wasm/wire"
)

// Several workers train one run together as an nn.Team: each has the whole
// session, and a port to every other. What is to be summed each gives to all
// others, and each adds it all up: so a sum takes one exchange.
//
// Where workers may share memory they exchange through it, else by messages.

// peer is another member of the team.
type peer struct {
	run  string
	rank int
	port port
	came [][]array // the messages that were not yet taken in, oldest first
	lent []memory  // what it gives through, if not by messages; the oldest is not used up yet
}

// meet makes the acquaintance of a member of a run's team. Members of other
// runs are forgotten: theirs is over, or never came to start.
func (w *worker) meet(run string, rank int, p port) {
	w.peers = slices.DeleteFunc(w.peers, func(q *peer) bool { return q.run != run })
	q := &peer{run: run, rank: rank, port: p}
	w.peers = append(w.peers, q)
	p.Borrow(func(m memory) {
		w.inbox <- func() { q.lent = append(q.lent, m) }
	})
	p.Listen(func(_ []byte, arrays []array) {
		w.inbox <- func() { q.came = append(q.came, arrays) }
	})
}

// team is a worker's view of its run's team.
type team struct {
	worker  *worker
	run     *run
	members int
	rank    int
	peers   []*peer // the others, by their ranks
	exchange
	mine, theirs [][]byte

	// What each member gave, by rank, to be added up; this one's is its own.
	values  [][][]float32 // by array and member
	numbers [][]float64

	// The learning rate that the first member wants from the next step on, which
	// it gives with the next sum, and all hear; 0 for none.
	wish, heard float64
	wishes      [][]float64 // by rank
}

var _ nn.Team = (*team)(nil)

// teamOf returns the team of the run that starts, whose members are met.
func (w *worker) teamOf(c wire.Command) *team {
	t := &team{worker: w, run: w.run, members: c.Members, rank: c.Rank, numbers: make([][]float64, c.Members)}
	for range c.Members {
		t.wishes = append(t.wishes, []float64{0})
	}
	for _, p := range w.peers {
		if p.run == c.Run {
			t.peers = append(t.peers, p)
		}
	}
	slices.SortFunc(t.peers, func(a, b *peer) int { return a.rank - b.rank })
	if w.SharesMemory() {
		t.exchange = &sharing{team: t}
	} else {
		t.exchange = &messages{team: t}
	}
	return t
}

func (t *team) close() {
	for _, p := range t.peers {
		p.port.Close()
	}
}

func (t *team) Members() int { return t.members }
func (t *team) Rank() int    { return t.rank }

// exchange is how the members of a team give each other what is to be summed.
type exchange interface {
	// give lets all others have the arrays.
	give(arrays [][]byte)
	// take copies what a peer gave, once it has, into arrays of the same
	// lengths.
	take(p *peer, arrays [][]byte)
}

// Sum gives what this member has to all others, and adds up what they give. The
// worker goes on to listen while it waits, and if it is told to leave the run,
// the step ends by a panic.
func (t *team) Sum(values [][]float32, numbers []float64) {
	t.mine = t.mine[:0]
	for _, v := range values {
		t.mine = append(t.mine, bytesOf(v))
	}
	t.wishes[t.rank][0] = t.wish
	t.wish = 0
	t.mine = append(t.mine, bytesOf(numbers), bytesOf(t.wishes[t.rank]))
	t.give(t.mine)
	t.reserve(values, numbers)
	for _, p := range t.peers {
		t.theirs = t.theirs[:0]
		for i := range values {
			t.theirs = append(t.theirs, bytesOf(t.values[i][p.rank]))
		}
		t.theirs = append(t.theirs, bytesOf(t.numbers[p.rank]), bytesOf(t.wishes[p.rank]))
		t.take(p, t.theirs)
	}
	// AddUp leaves the sum in the first member's.
	for i, v := range values {
		copy(t.values[i][t.rank], v)
		nn.AddUp(t.values[i])
		copy(v, t.values[i][0])
	}
	copy(t.numbers[t.rank], numbers)
	nn.AddUpNumbers(t.numbers)
	copy(numbers, t.numbers[0])
	if wish := t.wishes[0][0]; wish != 0 {
		t.heard = wish
	}
}

// reserve makes room for what all members give, of the lengths of what this
// one gives.
func (t *team) reserve(values [][]float32, numbers []float64) {
	for len(t.values) < len(values) {
		t.values = append(t.values, make([][]float32, t.members))
	}
	for i, v := range values {
		for m := range t.members {
			t.values[i][m] = resized(t.values[i][m], len(v))
		}
	}
	for m := range t.members {
		t.numbers[m] = resized(t.numbers[m], len(numbers))
	}
}

// resized returns n elements of any content, the same memory if it is enough.
func resized[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}

func (t *team) listen(wait bool) { t.worker.listen(t.run, wait) }

// messages is an exchange by messages.
type messages struct{ *team }

func (e *messages) give(arrays [][]byte) {
	for _, p := range e.peers {
		p.port.Send(nil, arrays...)
	}
}

func (e *messages) take(p *peer, arrays [][]byte) {
	for len(p.came) == 0 {
		e.listen(true)
	}
	for i, a := range p.came[0] {
		a.CopyTo(arrays[i])
	}
	p.came = slices.Delete(p.came, 0, 1)
}

// bytesOf returns the memory of some numbers.
func bytesOf[T float32 | float64](x []T) []byte {
	var one T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(x))), len(x)*int(unsafe.Sizeof(one)))
}
