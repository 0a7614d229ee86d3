package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/site/store"
)

func TestTheStudyIsTheReportByDefault(t *testing.T) {
	tests := map[string]struct {
		does []store.Action
		want experiment.Options
	}{
		"at first":              {nil, experiment.Options{}},
		"another scaling":       {[]store.Action{store.ScaleStudy{Scaling: dataset.Unit}}, experiment.Options{Scaling: dataset.Unit}},
		"no scaling at all":     {[]store.Action{store.ScaleStudy{Scaling: "none"}}, experiment.Options{}},
		"fewer seeds":           {[]store.Action{store.SeedsTyped{Text: " 2 "}}, experiment.Options{Seeds: []uint64{0, 1}}},
		"the quick version":     {[]store.Action{store.QuickStudy{On: true}}, experiment.Quick()},
		"the whole again":       {[]store.Action{store.QuickStudy{On: true}, store.QuickStudy{}}, experiment.Options{}},
		"a number still typed":  {[]store.Action{store.SeedsTyped{Text: "2"}, store.SeedsTyped{Text: "2x"}}, experiment.Options{Seeds: []uint64{0, 1}}},
		"a plan, and then none": {[]store.Action{store.PlanOffered{Text: []byte(smallPlan)}, store.ReportWanted{}}, experiment.Options{}},
	}
	for name, test := range tests {
		s, _ := reduce(store.Initial(), test.does...)
		require.Equal(t, experiment.Report(test.want), s.Study.Wanted(), name)
	}
}

func TestANumberOfSeedsThatCannotBeIsSaidAndStartsNothing(t *testing.T) {
	for _, text := range []string{"", "x", "0", "-1", "1.5", "21"} {
		s := withWorkers(2, store.SeedsTyped{Text: text}, store.RunStudy{})
		require.Equal(t, text, s.Study.Seeds)
		require.Equal(t, "must be a whole number from 1 to 20", s.Study.SeedsError(), text)
		require.Empty(t, s.Runs, text)
	}
}

// smallPlan is a plan of two recipes on two seeds.
const smallPlan = `{
	"name": "small",
	"recipes": [
		{"name": "narrow", "hidden": [8], "epochs": 2, "training_images": 300},
		{"name": "wide", "hidden": [64], "epochs": 2, "training_images": 300}
	],
	"seeds": [7, 3]
}`

func TestAPlanOfOnesOwnTakesTheReportsPlace(t *testing.T) {
	want, err := experiment.ParsePlan([]byte(smallPlan))
	require.NoError(t, err)
	s, _ := reduce(store.Initial(), store.PlanOffered{Text: []byte("x")}, store.PlanOffered{Text: []byte(smallPlan)})
	require.Equal(t, want, s.Study.Wanted())
	require.Empty(t, s.Study.Refused)
}

// The page has three figures of eight lines, and takes on a hundred runs.
func TestAPlanThatThePageCannotShowIsRefusedWithAReason(t *testing.T) {
	plan := func(recipes, seeds int) string {
		var r, n []string
		for i := range recipes {
			r = append(r, fmt.Sprintf(`{"name": "%d", "hidden": [%d]}`, i, i+1))
		}
		for i := range seeds {
			n = append(n, fmt.Sprint(i))
		}
		return fmt.Sprintf(`{"name": "many", "recipes": [%s], "seeds": [%s]}`, strings.Join(r, ","), strings.Join(n, ","))
	}
	tests := map[string]struct{ text, refused string }{
		"no JSON":          {"epochs: 3", "plan: invalid character"},
		"no plan":          {`{"epochs": 3}`, `plan: json: unknown field "epochs"`},
		"a wrong recipe":   {strings.Replace(smallPlan, "[64]", "[-1]", 1), "plan: recipes[1].hidden[0] must be "},
		"too many recipes": {plan(25, 1), "plan: 25 recipes, more than the 24 that the page has room for"},
		"too many runs":    {plan(24, 5), "plan: 120 runs, more than the 100 that the page takes on"},
	}
	for name, test := range tests {
		s, _ := reduce(store.Initial(), store.PlanOffered{Text: []byte(test.text)})
		require.Nil(t, s.Study.Plan, name)
		require.Contains(t, s.Study.Refused, test.refused, name)
	}
	s, _ := reduce(store.Initial(), store.PlanOffered{Text: []byte(plan(24, 4))})
	require.Empty(t, s.Study.Refused)
	s, _ = reduce(s, store.PlanUnread{Message: "it is locked"})
	require.Equal(t, "it is locked", s.Study.Refused)
	require.Len(t, s.Study.Wanted().Recipes, 24, "the one before stays")
}
