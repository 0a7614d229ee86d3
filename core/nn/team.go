package nn

import (
	"runtime"
	"sync"
	"sync/atomic"

	"atelier/core/f32"
)

// MaxTeam is the greatest number of members of a team.
const MaxTeam = 8

// TeamSize returns the greatest size of a team that has a core for each
// member: 1, 2, 4 or 8.
func TeamSize(cores int) int {
	size := 1
	for size < MaxTeam && 2*size <= cores {
		size *= 2
	}
	return size
}

// Team is a member's view of a team: 1, 2, 4 or 8 who train one network
// together. Each has the network whole, works on its share of the rows of every
// batch, and makes the same steps in the same order.
type Team interface {
	// Members is how many there are, and Rank, from 0, which of them this is.
	Members() int
	Rank() int

	// Sum replaces all values and numbers by their sums over the members,
	// added as AddUp and AddUpNumbers do. All members must call it, with as
	// many of each; it returns when it is done.
	Sum(values [][]float32, numbers []float64)
}

// AddUp adds up what each member gave, in pairs of neighbours, pairs of pairs
// and so on, and leaves the sum in the first; the others are changed too.
func AddUp(members [][]float32) {
	for step := 1; step < len(members); step *= 2 {
		for i := 0; i+step < len(members); i += 2 * step {
			f32.Add(members[i], members[i+step])
		}
	}
}

// AddUpNumbers is AddUp of numbers.
func AddUpNumbers(members [][]float64) {
	for step := 1; step < len(members); step *= 2 {
		for i := 0; i+step < len(members); i += 2 * step {
			for j, v := range members[i+step] {
				members[i][j] += v
			}
		}
	}
}

// Goroutines is a team whose members are goroutines.
type Goroutines struct {
	members []given

	// The members meet before and after they add up. arrived counts who waits
	// for the others; rounds counts how often all have met.
	arrived, rounds atomic.Int32
	mu              sync.Mutex
	turn            sync.Cond
	closed          bool
	spins           int
}

// given is what a member lays out to be summed.
type given struct {
	values  [][]float32
	numbers []float64
}

// NewTeam returns a team of goroutines. It panics unless they are 1, 2, 4 or 8.
func NewTeam(members int) *Goroutines {
	if members < 1 || members > MaxTeam || members&(members-1) != 0 {
		panic("nn: a team of other than 1, 2, 4 or 8 members")
	}
	g := &Goroutines{members: make([]given, members)}
	g.turn.L = &g.mu
	if runtime.GOMAXPROCS(0) >= members {
		// Waking a goroutine takes as long as a good part of a step; so who
		// waits looks for about that long before it sleeps.
		g.spins = 50_000
	}
	return g
}

// Member returns a member's view of the team, for its goroutine only.
func (g *Goroutines) Member(rank int) Team {
	return &member{Goroutines: g, rank: rank, parts: make([][]float32, len(g.members))}
}

// Close ends all goroutines that wait in Sum, and those that come to it later.
func (g *Goroutines) Close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	g.turn.Broadcast()
}

// Settle returns when all members but one wait in Sum for that one, which is
// the caller.
func (g *Goroutines) Settle() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for int(g.arrived.Load()) < len(g.members)-1 {
		g.turn.Wait()
	}
}

// meet returns when all members have called it, and does not if the team is
// closed.
func (g *Goroutines) meet() {
	round := g.rounds.Load()
	if int(g.arrived.Add(1)) == len(g.members) {
		g.arrived.Store(0)
		g.mu.Lock()
		g.rounds.Add(1)
		g.turn.Broadcast()
		g.mu.Unlock()
		return
	}
	for range g.spins {
		if g.rounds.Load() != round {
			return
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn.Broadcast() // for who settles
	for g.rounds.Load() == round {
		if g.closed {
			runtime.Goexit()
		}
		g.turn.Wait()
	}
}

type member struct {
	*Goroutines
	rank  int
	parts [][]float32
}

func (m *member) Members() int { return len(m.members) }
func (m *member) Rank() int    { return m.rank }

// Sum has each member add up one stretch of all arrays, and write the sums to
// all members: the others leave that stretch alone.
func (m *member) Sum(values [][]float32, numbers []float64) {
	n := len(m.members)
	m.members[m.rank] = given{values, numbers}
	m.meet()
	for v, mine := range values {
		from, to := m.rank*len(mine)/n, (m.rank+1)*len(mine)/n
		for i, g := range m.members {
			m.parts[i] = g.values[v][from:to]
		}
		AddUp(m.parts)
		for _, part := range m.parts[1:] {
			copy(part, m.parts[0])
		}
	}
	if m.rank == 0 {
		m.sumNumbers()
	}
	m.meet()
}

func (m *member) sumNumbers() {
	var all [MaxTeam][]float64
	for i, g := range m.members {
		all[i] = g.numbers
	}
	AddUpNumbers(all[:len(m.members)])
	for _, numbers := range all[1:len(m.members)] {
		copy(numbers, all[0])
	}
}
