package optim_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/optim"
)

func schedule(change func(*optim.Schedule)) optim.Schedule {
	s := optim.Constant()
	change(&s)
	return s
}

// rates lists the rates of all batches of a run.
func rates(s optim.Schedule, base float64, batches, epochs int) []float64 {
	var list []float64
	for epoch := range epochs {
		for batch := range batches {
			list = append(list, s.Rate(base, epoch, batch, batches, epochs))
		}
	}
	return list
}

func TestSchedulesGivePyTorchsRates(t *testing.T) {
	for _, c := range []struct {
		name            string
		base            float64
		batches, epochs int
		schedule        optim.Schedule
		want            []float64
	}{
		{"zero value", 0.1, 2, 2, optim.Schedule{}, []float64{0.1, 0.1, 0.1, 0.1}},
		{"constant", 0.1, 2, 2, optim.Constant(), []float64{0.1, 0.1, 0.1, 0.1}},
		// Recorded from PyTorch's StepLR and CosineAnnealingLR.
		{"StepLR by epochs", 0.1, 2, 3,
			schedule(func(s *optim.Schedule) { s.Kind, s.StepSize, s.Gamma = "step", 1, 0.5 }),
			[]float64{0.1, 0.1, 0.05, 0.05, 0.025, 0.025}},
		{"StepLR by batches", 0.05, 4, 3,
			schedule(func(s *optim.Schedule) { s.Kind, s.Every, s.StepSize = "step", "batch", 3 }),
			[]float64{0.05, 0.05, 0.05, 0.005, 0.005, 0.005, 0.0005, 0.0005, 0.0005, 0.00005, 0.00005, 0.00005}},
		{"CosineAnnealingLR by batches, over the whole run", 0.1, 4, 3,
			schedule(func(s *optim.Schedule) { s.Kind, s.Every = "cosine", "batch" }),
			[]float64{0.1, 0.09829629131445342, 0.09330127018922195, 0.08535533905932738,
				0.075, 0.06294095225512605, 0.05, 0.03705904774487397,
				0.025, 0.01464466094067263, 0.006698729810778066, 0.0017037086855465904}},
		{"CosineAnnealingLR by epochs, to a minimum", 0.02, 1, 3,
			schedule(func(s *optim.Schedule) { s.Kind, s.Length, s.Minimum = "cosine", 3, 0.001 }),
			[]float64{0.02, 0.01525, 0.00575}},
		// 1 + cos(πn/2) is 2, 1, 0, 1, 2, 1.
		{"a cosine rises again past its length", 0.1, 1, 6,
			schedule(func(s *optim.Schedule) { s.Kind, s.Length = "cosine", 2 }),
			[]float64{0.1, 0.05, 0, 0.05, 0.1, 0.05}},
		// LinearLR(start_factor=1/5, total_iters=4), then StepLR(2, 0.1).
		{"warm-up before steps", 1, 1, 9,
			schedule(func(s *optim.Schedule) { s.Kind, s.Warmup, s.StepSize = "step", 4, 2 }),
			[]float64{0.2, 0.4, 0.6, 0.8, 1, 1, 0.1, 0.1, 0.01}},
		// The cosine has the four batches that are left.
		{"warm-up before a cosine over the rest of the run", 1, 3, 2,
			schedule(func(s *optim.Schedule) { s.Kind, s.Every, s.Warmup = "cosine", "batch", 2 }),
			[]float64{1. / 3, 2. / 3, 1, (2 + math.Sqrt2) / 4, 0.5, (2 - math.Sqrt2) / 4}},
		{"a run that is all warm-up", 1, 1, 2,
			schedule(func(s *optim.Schedule) { s.Kind, s.Warmup = "cosine", 3 }),
			[]float64{0.25, 0.5}},
	} {
		require.InDeltaSlice(t, c.want, rates(c.schedule, c.base, c.batches, c.epochs), 1e-15, c.name)
	}
}

func TestSchedulesSayWhatIsWrongWithThem(t *testing.T) {
	require.Nil(t, optim.Schedule{}.Validate())
	require.Nil(t, optim.Constant().Validate())
	for _, k := range optim.Schedules() {
		require.Nil(t, schedule(func(s *optim.Schedule) { s.Kind = k.Name }).Validate())
	}
	for _, c := range []struct {
		field, message string
		change         func(*optim.Schedule)
	}{
		{"kind", "must be one of constant, step, cosine", func(s *optim.Schedule) { s.Kind = "linear" }},
		{"every", "must be epoch or batch", func(s *optim.Schedule) { s.Every = "step" }},
		{"warmup", "must be 0 to 10000000", func(s *optim.Schedule) { s.Warmup = -1 }},
		{"step_size", "must be 1 to 10000000", func(s *optim.Schedule) { s.StepSize = 0 }},
		{"gamma", "must be above 0 and at most 1", func(s *optim.Schedule) { s.Gamma = math.NaN() }},
		{"gamma", "must be above 0 and at most 1", func(s *optim.Schedule) { s.Gamma = 0 }},
		{"length", "must be 0 to 10000000", func(s *optim.Schedule) { s.Length = optim.MaxCount + 1 }},
		{"minimum", "must be 0 to 100", func(s *optim.Schedule) { s.Minimum = -0.1 }},
	} {
		require.Equal(t, optim.Problems{{c.field, c.message}}, schedule(c.change).Validate())
	}
	require.Len(t, optim.Schedule{Kind: "step"}.Validate(), 3, "every, step_size and gamma are missing")
}

func TestSchedulesComeBackFromJSON(t *testing.T) {
	for _, s := range []optim.Schedule{
		{},
		optim.Constant(),
		{Kind: "cosine", Every: "batch", Warmup: 5, StepSize: 1, Gamma: 1, Length: 100, Minimum: 1e-5},
	} {
		text, err := json.Marshal(s)
		require.NoError(t, err)
		got := schedule(func(s *optim.Schedule) { s.Warmup = 7 })
		require.NoError(t, json.Unmarshal(text, &got))
		require.Equal(t, s, got, string(text))
	}
}

func TestFieldsOfASchedulesJSONThatAreNotThereStay(t *testing.T) {
	var s optim.Schedule
	require.NoError(t, json.Unmarshal([]byte(`{"kind": "step", "gamma": 0.5}`), &s))
	require.Equal(t, schedule(func(s *optim.Schedule) { s.Kind, s.Gamma = "step", 0.5 }), s, "the defaults fill a zero value")
	require.NoError(t, json.Unmarshal([]byte(`{"step_size": 3}`), &s))
	require.Equal(t, schedule(func(s *optim.Schedule) { s.Kind, s.Gamma, s.StepSize = "step", 0.5, 3 }), s)
}

func TestSchedulesOfWrongTypesAreRefused(t *testing.T) {
	for text, want := range map[string]optim.Problems{
		`[]`:                   {{"", "must be an object"}},
		`"cosine"`:             {{"", "must be an object"}},
		`null`:                 {{"", "must be an object"}},
		`{"T_max": 3}`:         {{"T_max", "is not a field of a schedule"}},
		`{"warmup": 1.5}`:      {{"warmup", "must be a whole number"}},
		`{"gamma": null}`:      {{"gamma", "must be a number"}},
		`{"every": 1}`:         {{"every", "must be a text"}},
		`{"Kind": "constant"}`: {{"Kind", "is not a field of a schedule"}},
		`{"kind": true, "length": "long"}`: {
			{"kind", "must be a text"}, {"length", "must be a whole number"}},
	} {
		s := optim.Constant()
		var got optim.Problems
		require.ErrorAs(t, json.Unmarshal([]byte(text), &s), &got, text)
		require.Equal(t, want, got, text)
		require.Equal(t, optim.Constant(), s, "left as it was")
	}
}

func TestSchedulesListTheFieldsThatTheyRead(t *testing.T) {
	text, err := json.Marshal(optim.Constant())
	require.NoError(t, err)
	var fields map[string]any
	require.NoError(t, json.Unmarshal(text, &fields))
	for _, k := range optim.Schedules() {
		require.NotEmpty(t, k.Label)
		require.NotEmpty(t, k.Source)
		for _, f := range k.Fields {
			require.Contains(t, fields, f)
		}
	}
}
