package nn_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/nn"
	"atelier/core/rng"
)

// together calls f for every member of a team of goroutines.
func together(members int, f func(t nn.Team)) {
	var done sync.WaitGroup
	team := nn.NewTeam(members)
	for rank := range members {
		done.Go(func() { f(team.Member(rank)) })
	}
	done.Wait()
}

// (10⁸ + 1) + (-10⁸ + 1) is 0 in float32, whose numbers near 10⁸ are 8 apart;
// one after the other it would be 1.
func TestATeamAddsInPairs(t *testing.T) {
	terms := []float32{1e8, 1, -1e8, 1}
	values, numbers := make([][]float32, 4), make([][]float64, 4)
	together(4, func(m nn.Team) {
		require.Equal(t, 4, m.Members())
		r := m.Rank()
		for range 3 { // the second and third time with what the first left elsewhere
			values[r] = []float32{terms[r], float32(r), 2, 0, -1}
			numbers[r] = []float64{float64(terms[r]), float64(r)}
			m.Sum([][]float32{values[r][:2], values[r][2:]}, numbers[r])
		}
	})
	for r := range 4 {
		require.Equal(t, []float32{0, 6, 8, 0, -4}, values[r])
		require.Equal(t, []float64{2, 6}, numbers[r])
	}
}

// One of two waits in Sum; when the other closes the team, it is gone.
func TestAClosedTeamEndsThoseWhoWait(t *testing.T) {
	team := nn.NewTeam(2)
	var waiting sync.WaitGroup
	returned := false
	waiting.Go(func() {
		team.Member(1).Sum(nil, []float64{1})
		returned = true
	})
	team.Settle()
	team.Close()
	waiting.Wait()
	require.False(t, returned)
}

func TestTeamsOfOtherSizesAreRefused(t *testing.T) {
	for _, n := range []int{-1, 0, 3, 6, 16} {
		require.Panics(t, func() { nn.NewTeam(n) }, "%d", n)
	}
}

func TestATeamHasACoreForEachMember(t *testing.T) {
	for cores, size := range map[int]int{0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 7: 4, 8: 8, 64: 8} {
		require.Equal(t, size, nn.TeamSize(cores), "%d cores", cores)
	}
}

// Members work on whole slices of the batch, in the order of their ranks.
func TestTheSharesOfATeamMakeUpTheBatch(t *testing.T) {
	for _, rows := range []int{0, 1, 2, 7, 8, 9, 240, 512} {
		for _, members := range []int{1, 2, 4, 8} {
			next := 0
			team := nn.NewTeam(members)
			for rank := range members {
				network := nn.New(rows, nn.ReLU{Features: 1})
				network.Join(team.Member(rank))
				from, to := network.Share(rows)
				require.Equal(t, next, from)
				next = to
			}
			require.Equal(t, rows, next)
		}
	}
}

// A pass of a network with all that sums over a batch, on a team of any size,
// gives the bits that one network gives on the whole batch.
func TestATeamHasTheGradientsOfOneNetwork(t *testing.T) {
	build := func(rows int) *nn.Network {
		first := nn.NewDense(6, 9)
		first.Sparse, first.Shift = true, -0.8
		n := nn.New(rows, first, nn.NewBatchNorm(9, 0.1, 1e-5), nn.Tanh{Features: 9}, nn.NewDropout(9, 0.3), nn.NewDense(9, 4))
		n.Initialise(nn.Initialisers()[0], 1)
		return n
	}
	pass := func(n *nn.Network, x blas32.General, labels []byte) (loss float64) {
		from, to := n.Share(x.Rows)
		mine := x
		mine.Rows, mine.Data = to-from, x.Data[from*x.Stride:to*x.Stride]
		sums := []float64{nn.CrossEntropy{LabelSmoothing: 0.1}.Loss(n.ForwardShare(mine, x.Rows, nn.Training), labels[from:to], n.LogitsGradient(), n.Pass())}
		n.Backward()
		n.Complete(sums)
		return sums[0]
	}
	for _, rows := range []int{2, 5, 13, 64} {
		s := rng.New(1, "team")
		x, labels := drawn(s, rows, 6), make([]byte, rows)
		for i := range labels {
			labels[i] = byte(s.IntN(4))
		}
		one := build(rows)
		loss := pass(one, x, labels)
		for _, members := range []int{2, 4, 8} {
			t.Run(fmt.Sprintf("%d rows, %d members", rows, members), func(t *testing.T) {
				together(members, func(m nn.Team) {
					n := build(rows)
					n.Join(m)
					require.Equal(t, loss, pass(n, x, labels))
					for i, p := range n.Parameters() {
						require.Equal(t, one.Parameters()[i].Grad, p.Grad, p.Name)
					}
					for i, b := range n.Buffers() {
						require.Equal(t, one.Buffers()[i].Values, b.Values, b.Name)
					}
				})
			})
		}
	}
}

func TestANetworkInATeamTakesItsShareOnly(t *testing.T) {
	n := nn.New(8, nn.NewDense(2, 3))
	n.Join(nn.NewTeam(2).Member(1))
	require.PanicsWithValue(t, "nn: input of 8 rows, want this network's share of 8: 4", func() { n.Forward(blank(8, 2), nn.Evaluation) })
}
