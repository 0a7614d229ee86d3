package ui

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/store"
)

// The p-values are those of Student's t with two degrees of freedom, which is
// 1 - t/√(2+t²): for differences of 2.0, 2.3, 1.7 points t is 2/(0.3/√3) =
// 11.547 and p = 0.0074, and the interval 4.3027·0.3/√3 = 0.745 on either side;
// for 2, -1, 2 points t is 1, p = 0.4226, the interval 4.30 on either side.
func TestTheVerdictIsWhatTheSeedsTell(t *testing.T) {
	for name, c := range map[string]struct {
		state store.State
		says  []string
	}{
		"real": {judged("3", []float64{0.85, 0.85, 0.85}, []float64{0.87, 0.873, 0.867}), []string{
			"Adam against Baseline", "+2.0 points of test accuracy",
			"Real, over seeds. Adam is ahead in 3 of 3 paired seeds; the 95 % interval, +1.3 to +2.7, leaves out zero (paired t, p = 0.007).",
			"Over batches: cannot tell. 87.0 ± 2.0 and 85.0 ± 2.0 overlap. A batch of 256 is a small sample, so these bars are wide."}},
		"worse, and real": {judged("3", []float64{0.87, 0.873, 0.867}, []float64{0.85, 0.85, 0.85}), []string{
			"−2.0 points of test accuracy", "Real, over seeds. Baseline is ahead in 3 of 3 paired seeds; the 95 % interval, −2.7 to −1.3, leaves out zero"}},
		"cannot tell": {judged("3", []float64{0.85, 0.85, 0.85}, []float64{0.87, 0.84, 0.87}), []string{
			"+1.0 points", "Cannot tell, over seeds. Adam is ahead in 2 of 3 paired seeds; the 95 % interval, −3.3 to +5.3, holds zero (paired t, p = 0.423)."}},
		"even": {judged("2", []float64{0.85, 0.85}, []float64{0.85, 0.85}), []string{
			"0.0 points", "Cannot tell, over seeds. Both have the same test accuracy under all of 2 paired seeds."}},
		// 1.96·√(2·0.02²/4) = 2.77 points.
		"one seed each": {judged("1", []float64{0.85}, []float64{0.95}), []string{
			"+10.0 points", "One seed each: cannot tell whether another seed would turn it. The 95 % interval, +7.2 to +12.8 over the test’s batches, leaves out zero.",
			"Over batches: apart. 95.0 ± 2.0 and 85.0 ± 2.0 do not overlap.", "Train 3 repeats"}},
	} {
		content := shown(t, verdict(c.state)).Content()
		for _, words := range c.says {
			require.Contains(t, content, words, name)
		}
	}
}

func TestTheVerdictSaysWhatToDoWhereLessThanTwoAreTicked(t *testing.T) {
	s := judged("1", []float64{0.85}, []float64{0.86})
	s, _ = store.Reduce(s, store.Tick{Group: "run-1"})
	require.Contains(t, shown(t, verdict(s)).Content(), "Tick one more run in the table to compare it with Adam.")
	s, _ = store.Reduce(s, store.Tick{Group: "run-2"})
	require.Contains(t, shown(t, verdict(s)).Content(), "Tick two or more runs in the table")
	require.Nil(t, verdict(states()["loaded"]).Render())
}

func TestWhatIsStillTrainedIsComparedLater(t *testing.T) {
	s := states()["both of two"]
	for _, group := range []string{"run-1", "run-2"} {
		s, _ = store.Reduce(s, store.Tick{Group: group})
	}
	require.Contains(t, shown(t, verdict(s)).Content(), "Baseline 2 and Baseline can be compared once each has a test accuracy.")
}

func TestWhatEndedWithoutATestIsNotWaitedFor(t *testing.T) {
	s := states()["both of two"]
	s, _ = store.Reduce(s, happened("run-2", train.Event{Kind: train.Diverged, Epoch: 1}))
	for _, group := range []string{"run-1", "run-2"} {
		s, _ = store.Reduce(s, store.Tick{Group: group})
	}
	require.Contains(t, shown(t, verdict(s)).Content(), "Baseline 2 ended without a test accuracy, so there is nothing to compare.")
}

func TestNothingIsToldApartOfTheSameNetwork(t *testing.T) {
	s := judged("1", []float64{0.85}, []float64{0.85})
	for _, r := range s.Runs {
		r.ParametersSHA256 = "ab"
	}
	content := shown(t, verdict(s)).Content()
	require.Contains(t, content, "The same to the bit. Both have the same parameters in the end")
	require.NotContains(t, content, "annot tell")
	require.NotContains(t, content, "overlap")
}

// A third, still in training, is nothing that the two wait for.
func TestFurtherSeedsAreOfferedUntilTheyAreTrained(t *testing.T) {
	s := judged("1", []float64{0.85}, []float64{0.86})
	s, _ = store.Reduce(s, store.Train{})
	s, _ = store.Reduce(s, happened("run-3", train.Event{Kind: train.Started}))
	s, _ = store.Reduce(s, store.Tick{Group: "run-3"})
	require.Equal(t, []string{"Train 3 repeats"}, buttons(shown(t, verdict(s))))
	s, _ = store.Reduce(s, store.Repeat{})
	content := shown(t, verdict(s)).Content()
	require.NotContains(t, content, "Train 3 repeats")
	require.Contains(t, content, "More seeds are on their way.")
}

func TestUnequalTrainingAndChangesByHandAreSaid(t *testing.T) {
	s := states()["finished"]
	for _, a := range []store.Action{
		store.Typed{Field: store.Epochs, Text: "10"}, store.Typed{Field: store.TrainingImages, Text: "5000"}, store.Train{},
		happened("run-2", train.Event{Kind: train.Started, Parameters: 101770}), tested("run-2", 0.8),
		store.Tick{Group: "run-1"}, store.Tick{Group: "run-2"},
	} {
		s, _ = store.Reduce(s, a)
	}
	r := *s.Runs[1]
	r.Retuned = []store.Retuned{{Epoch: 1, Rate: 0.1}}
	s.Runs[1] = &r
	content := shown(t, verdict(s)).Content()
	require.Contains(t, content, "Trained unequally: 10 and 50 epochs; 5,000 and 60,000 images.")
	require.Contains(t, content, "The learning rate of Baseline 2 was changed by hand on the way.")
}

// Of two comparisons each p is corrected: 0.0074 twice, of differences 2.0,
// 2.3, 1.7 in both.
func TestMoreThanTwoAreEachSetAgainstTheBaseline(t *testing.T) {
	s := judged("3", []float64{0.85, 0.85, 0.85}, []float64{0.87, 0.873, 0.867})
	s, _ = store.Reduce(s, store.Again{Group: "run-4"})
	for i, mean := range []float64{0.87, 0.873, 0.867} {
		s, _ = store.Reduce(s, tested(s.Runs[6+i].ID, mean))
	}
	s, _ = store.Reduce(s, store.Tick{Group: "run-7"})
	n := shown(t, verdict(s))
	require.Contains(t, n.Content(), "2 runs against Baseline")
	require.Contains(t, n.Content(), "p = 0.015, corrected for 2 comparisons by Holm’s method")
	heads := n.All(headless.Is("h3"))
	require.Len(t, heads, 2)
	require.Equal(t, "Adam 2", heads[1].Content())
	require.Len(t, n.All(headless.Is("svg", "difference")), 2)
}

func TestTheArrowsGoRoundAMenu(t *testing.T) {
	for key, want := range map[string][2]int{
		"ArrowDown": {1, 0}, "ArrowUp": {5, 4}, "Home": {0, 0}, "End": {5, 5}, "a": {-1, -1},
	} {
		require.Equal(t, want, [2]int{arrow(key, 0, 6), arrow(key, 5, 6)}, key)
	}
}
