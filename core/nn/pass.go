package nn

import (
	"math/bits"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/blas"
	"atelier/core/f32"
)

// Mode says whether a network is being trained or used.
type Mode bool

// The modes. They differ only in layers such as dropout and batch
// normalisation.
const (
	Evaluation Mode = false
	Training   Mode = true
)

// slicesOfABatch is into how many slices the rows of every batch are cut: as
// many as a Team may have members.
const slicesOfABatch = MaxTeam

// Pass is what layers are told of the batch that goes through them.
//
// The rows of a batch are cut into slices, and every sum over them is taken as
// blas.Slices says. A Team shares the slices of each batch out among its
// members, each of which has the same network; so it does not matter to any bit
// how many they are.
type Pass struct {
	Mode   Mode
	Rows   int         // of the whole batch
	First  int         // the index in it of the first slice at hand
	Slices blas.Slices // the slices at hand, as rows of the matrices

	team     Team       // nil: all slices are at hand
	watch    func(Part) // nil: nobody does
	products blas.Workspace
	levels   []float32
	halves   [1][]float32
}

// NewPass returns the pass of a whole batch of so many rows.
func NewPass(mode Mode, rows int) *Pass {
	p := &Pass{}
	p.share(mode, rows, 0, 1)
	return p
}

// share sets the pass to rank's share of the slices of a batch.
func (p *Pass) share(mode Mode, rows, rank, members int) {
	n := slicesOfABatch / members
	p.Mode, p.Rows, p.First = mode, rows, rank*n
	begin := sliceStart(rows, p.First)
	p.Slices = p.Slices[:0]
	for i := range n + 1 {
		p.Slices = append(p.Slices, sliceStart(rows, p.First+i)-begin)
	}
}

// sliceStart returns the first row of a slice of a batch.
func sliceStart(rows, slice int) int { return slice * rows / slicesOfABatch }

// SumRows sets d [C] to the sum of the rows of m [R, C] over the whole batch.
func (p *Pass) SumRows(d []float32, m blas32.General) {
	p.sum(d, func(sum []float32, first, end int) { f32.AddUp(sum, rows(m, first, end)) })
	p.complete(d)
}

// sum sets d to the sum over the rows at hand, of which add adds those from first
// to end-1, one after the other.
func (p *Pass) sum(d []float32, add func(sum []float32, first, end int)) {
	count := p.Slices.Count()
	if need := bits.Len(uint(count)) * len(d); cap(p.levels) < need {
		p.levels = make([]float32, need)
	}
	level := func(l int) []float32 { return p.levels[l*len(d):][:len(d)] }
	for s := range count {
		up := bits.TrailingZeros(^uint(s)) // the levels that are full, see blas.Slices
		to := level(up)
		clear(to)
		add(to, p.Slices[s], p.Slices[s+1])
		for l := range up {
			f32.Add(to, level(l))
		}
	}
	copy(d, level(bits.Len(uint(count-1))))
}

// complete adds to the sum over the rows at hand those of the team's other
// members.
func (p *Pass) complete(sum []float32) {
	if p.team == nil {
		return
	}
	p.done(Activating)
	p.halves[0] = sum
	p.team.Sum(p.halves[:], nil)
	p.done(Exchanging)
}
