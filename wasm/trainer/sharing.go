package trainer

// sharing is an exchange through memory. Each member writes what it gives into
// a memory of its own, which it has lent to all others, and announces the
// number of the exchange.
//
// Two halves take turns: who writes to the first again has seen that all others
// have announced the exchange in between, and so have read the last from it.
type sharing struct {
	*team
	memory memory // nil before the first exchange
	count  int    // of exchanges
}

// awaitSeconds is how long a member waits before it listens to the page.
const awaitSeconds = 0.02

func (e *sharing) give(arrays [][]byte) {
	e.count++
	size := 0
	for _, a := range arrays {
		size = aligned(size + len(a))
	}
	if e.memory == nil || e.memory.Len() < 2*size {
		e.grow(2 * size)
	}
	at := e.half(e.memory)
	for _, a := range arrays {
		e.memory.Write(at, a)
		at = aligned(at + len(a))
	}
	e.memory.Announce(e.count)
}

// grow takes a larger memory. All members do so at the same exchange, because
// they give as much.
func (e *sharing) grow(bytes int) {
	if e.memory != nil {
		for _, p := range e.peers {
			p.lent = p.lent[1:] // the last exchange through it is over
		}
	}
	e.memory = e.worker.NewMemory(bytes)
	for _, p := range e.peers {
		p.port.Lend(e.memory)
	}
}

// half returns where the half of a memory begins whose turn it is.
func (e *sharing) half(m memory) int { return e.count % 2 * (m.Len() / 2) }

func (e *sharing) take(p *peer, arrays [][]byte) {
	for len(p.lent) == 0 {
		e.listen(true)
	}
	m := p.lent[0]
	for !m.Await(e.count, awaitSeconds) {
		e.worker.Yield()
		e.listen(false)
	}
	at := e.half(m)
	for _, a := range arrays {
		m.Read(at, a)
		at = aligned(at + len(a))
	}
}

// aligned returns the next place at which an array may begin. Browsers copy
// shared memory byte by byte unless both ends are aligned as a word is.
func aligned(at int) int {
	const word = 8
	return (at + word - 1) / word * word
}
