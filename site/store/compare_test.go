package store_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// twoGroups returns the runs of two recipes under so many seeds each, the
// first of seeds from 0 on, the second from another; runs 1, 2, … and so on.
func twoGroups(first, second int, from string) store.State {
	return withWorkers(8, loaded,
		store.Typed{Field: store.Repeats, Text: strconv.Itoa(first)}, store.Train{},
		store.Typed{Field: store.Repeats, Text: strconv.Itoa(second)}, store.Typed{Field: store.Seed, Text: from},
		store.Typed{Field: store.Method, Text: "adam"}, store.Train{},
		store.Tick{Group: "run-1"}, store.Tick{Group: "run-" + strconv.Itoa(first+1)})
}

func compared(s store.State) []store.Comparison { return store.Compare(s.Compared(), s.Baseline) }

func TestRecipesArePairedByTheirSeeds(t *testing.T) {
	s, _ := reduce(twoGroups(3, 2, "1"), // seeds 0, 1, 2 and 1, 2
		tested("run-1", 0.5, 0.02), tested("run-2", 0.853, 0.02), tested("run-3", 0.852, 0.02),
		tested("run-4", 0.873, 0.03), tested("run-5", 0.875, 0.01))
	list := compared(s)
	require.Len(t, list, 1)
	c := list[0]
	require.Equal(t, store.OverSeeds, c.Basis)
	require.InDeltaSlice(t, []float64{0.020, 0.023}, c.Pairs, 1e-12, "the seeds 1 and 2")
	require.InDelta(t, 0.0215, c.Difference, 1e-12)
	// By hand: deviation 0.0021213, error of the mean 0.0015, t of one degree
	// of freedom 12.7062.
	require.InDelta(t, 0.0215-12.7062*0.0015, c.Low, 1e-6)
	require.InDelta(t, 0.0215+12.7062*0.0015, c.High, 1e-6)
	// For one degree of freedom P is 1 - 2/π·atan(t), with t = 0.0215/0.0015.
	require.InDelta(t, 1-2/math.Pi*math.Atan(0.0215/0.0015), c.P, 1e-9)
	require.True(t, c.Real())
	require.Equal(t, 2, c.Ahead())
	require.InDelta(t, 0.8525, c.Bars[0].Mean, 1e-12)
	require.InDelta(t, 0.02, c.Bars[1].Deviation, 1e-12)
	require.True(t, c.Overlap(), "0.0215 apart, bars of 0.02 each")
}

func TestADifferenceThatTheSeedsDoNotAgreeOnIsNotReal(t *testing.T) {
	s, _ := reduce(twoGroups(2, 2, "0"),
		tested("run-1", 0.80, 0.02), tested("run-2", 0.82, 0.02), tested("run-3", 0.83, 0.02), tested("run-4", 0.81, 0.02))
	c := compared(s)[0]
	require.InDelta(t, 0.01, c.Difference, 1e-12)
	require.False(t, c.Real())
	require.Equal(t, 1, c.Ahead())
}

// By hand: two deviations of 0.02 over four batches each make an error of
// √(2·0.0004/4) = 0.0141421 and an interval of 1.959964 of that on either side.
func TestSingleRunsAreJudgedOverTheirBatches(t *testing.T) {
	s, _ := reduce(twoGroups(1, 1, "7"), tested("run-1", 0.80, 0.02), tested("run-2", 0.85, 0.02))
	c := compared(s)[0]
	require.Equal(t, store.OverBatches, c.Basis)
	require.InDelta(t, 0.05, c.Difference, 1e-12)
	require.InDelta(t, 0.05-1.959964*0.0141421, c.Low, 1e-6)
	require.InDelta(t, 0.05+1.959964*0.0141421, c.High, 1e-6)
	require.False(t, c.Real(), "one seed each cannot tell")
	require.False(t, c.Overlap())

	s.Runs[0].Confusion = nil
	require.True(t, math.IsInf(compared(s)[0].High, 1), "it is not known how many batches there were")
}

func TestNetworksThatAreTheSameAreKnownByTheirParameters(t *testing.T) {
	s, _ := reduce(twoGroups(1, 1, "0"), ends("run-1", sum), ends("run-2", sum))
	require.True(t, compared(s)[0].Same)
	s, _ = reduce(twoGroups(1, 1, "0"), ends("run-1", sum), ends("run-2", strings.Repeat("0", 64)))
	require.False(t, compared(s)[0].Same)
	s, _ = reduce(twoGroups(1, 1, "0"), ends("run-1", ""), ends("run-2", ""))
	require.False(t, compared(s)[0].Same, "they are not known")
	s, _ = reduce(twoGroups(2, 2, "0"), ends("run-1", sum), ends("run-2", sum), ends("run-3", sum), ends("run-4", strings.Repeat("0", 64)))
	require.False(t, compared(s)[0].Same, "under one seed of two")
}

func TestWhatIsNotFinishedCannotBeCompared(t *testing.T) {
	s, _ := reduce(twoGroups(1, 1, "0"), tested("run-1", 0.80, 0.02))
	require.Equal(t, store.Nothing, compared(s)[0].Basis)
	s, _ = reduce(s, store.Tick{Group: "run-1"})
	require.Empty(t, compared(s), "against nothing")
}

func TestThePinnedGroupIsTheBaselineIfItIsTickedElseTheOldest(t *testing.T) {
	s := twoGroups(1, 1, "0")
	for baseline, want := range map[string]string{"": "run-1", "run-1": "run-1", "run-2": "run-2", "run-9": "run-1"} {
		s.Baseline = baseline
		require.Equal(t, want, compared(s)[0].Base.ID, baseline)
	}
}

// Each pair alone has p = 1 - 2/π·atan(11) = 0.0577 and 1 - 2/π·atan(41) =
// 0.0155; together the smaller one counts twice.
func TestSeveralComparisonsTogetherAreHeldToMore(t *testing.T) {
	s := withWorkers(8, loaded, store.Typed{Field: store.Repeats, Text: "2"}, store.Train{}, store.Train{}, store.Train{},
		store.Tick{Group: "run-1"}, store.Tick{Group: "run-3"}, store.Tick{Group: "run-5"},
		tested("run-1", 0.80, 0.02), tested("run-2", 0.80, 0.02),
		tested("run-3", 0.85, 0.02), tested("run-4", 0.86, 0.02), // t = 0.055/0.005
		tested("run-5", 0.90, 0.02), tested("run-6", 0.905, 0.02)) // t = 0.1025/0.0025
	list := compared(s)
	require.Len(t, list, 2)
	require.InDelta(t, 1-2/math.Pi*math.Atan(11), list[0].P, 1e-9)
	require.InDelta(t, 2*(1-2/math.Pi*math.Atan(41)), list[1].P, 1e-9)
	require.True(t, list[1].Real())
	require.False(t, list[0].Real())
}

func TestRepeatsGiveAllComparedGroupsThreeCommonSeeds(t *testing.T) {
	seeds := func(g store.Group) (list []int) {
		for _, r := range g.Runs {
			require.Equal(t, len(g.Runs), r.Repeats)
			list = append(list, int(r.Recipe.Seed))
		}
		return list
	}
	diverged := event("run-1", train.Event{Kind: train.Diverged})
	for name, c := range map[string]struct {
		first, second int
		from          string
		happens       []store.Action
		want          [2][]int
	}{
		"the same seed":          {1, 1, "0", nil, [2][]int{{0, 1, 2}, {0, 1, 2}}},
		"other seeds":            {1, 1, "7", nil, [2][]int{{0, 7, 8}, {7, 0, 8}}},
		"three against one":      {3, 1, "0", nil, [2][]int{{0, 1, 2}, {0, 1, 2}}},
		"three on either side":   {3, 3, "0", nil, [2][]int{{0, 1, 2}, {0, 1, 2}}},
		"a seed that failed one": {1, 1, "0", []store.Action{diverged}, [2][]int{{0, 1, 2, 3}, {0, 1, 2, 3}}},
	} {
		s, _ := reduce(twoGroups(c.first, c.second, c.from), append(c.happens, store.Repeat{})...)
		require.Len(t, s.Groups(), 2, name)
		require.Equal(t, c.want, [2][]int{seeds(s.Groups()[0]), seeds(s.Groups()[1])}, name)
	}
}

func TestAGroupTrainedAgainHasItsSeedsAndANewName(t *testing.T) {
	s, _ := reduce(twoGroups(1, 1, "7"), store.Repeat{}, store.Again{Group: "run-2"})
	g := s.Groups()[2]
	require.Equal(t, "Baseline 3", g.Name())
	require.Equal(t, g.ID, s.Selected)
	var seeds []uint64
	for _, r := range g.Runs {
		seeds = append(seeds, r.Recipe.Seed)
	}
	require.Equal(t, []uint64{7, 0, 8}, seeds)
}

func TestAGroupsResultIsOverItsBatchesOrItsSeeds(t *testing.T) {
	one, _ := reduce(twoGroups(1, 1, "0"), validated("run-1", 1, 0.7), validated("run-1", 2, 0.6), tested("run-1", 0.80, 0.02))
	g := one.Groups()[0]
	require.Equal(t, store.Result{Accuracy: train.Accuracy{Mean: 0.80, Deviation: 0.02}, Seeds: 1}, g.Test())
	require.Equal(t, 0.7, g.Best().Mean)
	require.Equal(t, 0.6, g.Last().Mean)
	require.Zero(t, one.Groups()[1].Test().Seeds)

	three, _ := reduce(twoGroups(3, 1, "0"), tested("run-1", 0.80, 0.02), tested("run-2", 0.82, 0.03), reported(wire.Report{Kind: wire.Failed, Run: "run-3"}))
	test := three.Groups()[0].Test()
	require.Equal(t, 2, test.Seeds, "those that finished")
	require.InDelta(t, 0.81, test.Mean, 1e-12)
	require.InDelta(t, 0.0141421, test.Deviation, 1e-6, "0.02/√2")
	require.Equal(t, 101770, three.Groups()[0].Parameters())
}
