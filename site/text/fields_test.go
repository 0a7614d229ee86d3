package text_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/text"
)

func TestValuesAreWrittenAsPeopleReadThem(t *testing.T) {
	tests := []struct{ field, value, want string }{
		{"optimizer.method", "adadelta", "AdaDelta"},
		{"activation", "leaky_relu", "Leaky ReLU"},
		{"initialiser", "xavier_normal", "Xavier normal"},
		{"batch_norm", "off", "off"},
		{"batch_norm", "before", "before activation"},
		{"schedule.kind", "cosine", "Cosine"},
		{"schedule.every", "batch", "batches"},
		{"optimizer.nesterov", "true", "on"},
		{"optimizer.learning_rate", "0.010", "0.010"},
		{"activation", "unknown", "unknown"},
	}
	for _, test := range tests {
		require.Equal(t, test.want, text.Value(test.field, test.value))
	}
	require.Equal(t, "baseline SGD", text.Was("optimizer.method", "sgd", false))
	require.Equal(t, "baseline 60,000", text.Was("training_images", "60000", false))
	require.Equal(t, "baseline 60k", text.Was("training_images", "60k", false), "as it was typed")
	require.Equal(t, "default 0.9", text.Was("optimizer.beta1", "0.9", true))
}

func TestEstimatesAreRounded(t *testing.T) {
	for seconds, want := range map[float64]string{
		0.01: "about 0.1 s", 0.84: "about 0.8 s", 9.4: "about 9.4 s", 12: "about 10 s", 41: "about 40 s", 57: "about 55 s",
		58: "about 1 min", 130: "about 2 min", 3560: "about 59 min", 3600: "about 1.0 h", 9000: "about 2.5 h",
	} {
		require.Equal(t, want, text.Estimate(seconds))
	}
}

func TestWhatABeginningLeadsToIsSaidInFull(t *testing.T) {
	require.Equal(t, "Trains 1 run.", text.Trains(1, 0))
	require.Equal(t, "Trains 3 runs, about 2 min.", text.Trains(3, 125))
	require.Equal(t, "3 recipes.", text.Variants(3, 1, 0))
	require.Equal(t, "3 recipes × 2 seeds = 6 runs, about 40 s.", text.Variants(3, 2, 40))
	require.Equal(t, "seed 7", text.SeedRange(7, 1))
	require.Equal(t, "seeds 0 to 2", text.SeedRange(0, 3))
	require.Equal(t, "“fast” must be a number.", text.VaryProblem("fast", "must be a number"))
	require.Equal(t, "At least two values are needed.", text.VaryProblem("", "at least two values are needed"))
	require.Empty(t, text.Memory(255<<20))
	require.Equal(t, "needs 1,536 MB", text.Memory(1536<<20))
}
