package experiment_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/experiment"
)

// Whatever a result says that is accepted can be summed up, judged, merged and
// written again.
func FuzzResults(f *testing.F) {
	for _, r := range []experiment.Result{report(asReported(), 1), experiment.NewResult(experiment.Report(experiment.Quick()), experiment.Data{})} {
		text, err := json.Marshal(r)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := experiment.ParseResult(text)
		if err != nil {
			return
		}
		experiment.Summaries(r)
		for _, c := range experiment.Claims() {
			require.NotEmpty(t, c.Judge(r).Sentences())
		}
		merged, err := experiment.Merge(r, r)
		require.NoError(t, err)
		again, err := experiment.ParseResult([]byte(asJSON(t, merged)))
		require.NoError(t, err)
		require.Equal(t, merged, again)
	})
}

func FuzzPlans(f *testing.F) {
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := experiment.ParsePlan(text)
		if err != nil {
			return
		}
		require.Equal(t, p, parse(t, asJSON(t, p)))
	})
}
