package nn

import (
	"sync"

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

// NewTeam returns the members of a team whose members are goroutines. It panics
// unless there are 1, 2, 4 or 8.
func NewTeam(members int) []Team {
	if members < 1 || members > MaxTeam || members&(members-1) != 0 {
		panic("nn: a team of other than 1, 2, 4 or 8 members")
	}
	b := &board{members: make([]given, members)}
	b.turn.L = &b.mu
	team := make([]Team, members)
	for rank := range team {
		team[rank] = &member{board: b, rank: rank, parts: make([][]float32, members)}
	}
	return team
}

// board is where the members of a team of goroutines lay out what is to be
// summed.
type board struct {
	members []given

	mu      sync.Mutex
	turn    sync.Cond
	arrived int
	rounds  int
}

type given struct {
	values  [][]float32
	numbers []float64
}

// meet returns when all members have called it.
func (b *board) meet() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.arrived++; b.arrived == len(b.members) {
		b.arrived = 0
		b.rounds++
		b.turn.Broadcast()
		return
	}
	for round := b.rounds; round == b.rounds; {
		b.turn.Wait()
	}
}

type member struct {
	*board
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
