package text_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/text"
)

func TestAChartSaysWhatItShows(t *testing.T) {
	for want, v := range map[string]text.ChartView{
		"per cent of held-out images": {Measure: "accuracy"},
		"per cent of 6,000 held-out images; bars show the deviation over batches":  {Measure: "accuracy", Images: 6000, Deviations: true},
		"per cent of 6,000 held-out images; bands show the deviation over seeds":   {Measure: "accuracy", Images: 6000, Deviations: true, Spread: "bands", OverSeeds: true},
		"per cent of held-out images; several seeds as their mean; lines smoothed": {Measure: "accuracy", Repeated: true, Smoothed: true},
		"per cent of 6,000 held-out images; lines smoothed":                        {Measure: "accuracy", Images: 6000, Deviations: true, Spread: "none", Smoothed: true},
		"cross entropy, logarithmic":                                               {Measure: "loss", Logarithmic: true},
		"cross entropy; bars show the deviation over seeds; lines smoothed":        {Measure: "validation-loss", Deviations: true, OverSeeds: true, Smoothed: true},
		"of an epoch’s last batch, logarithmic":                                    {Measure: "learning-rate", Logarithmic: true},
	} {
		require.Equal(t, want, text.ChartSubtitle(v))
	}
}

func TestAMeasureHasATitleAndAWord(t *testing.T) {
	for measure, want := range map[string][2]string{
		"accuracy": {"Validation accuracy", "accuracy"}, "loss": {"Training loss", "training loss"},
		"validation-loss": {"Validation loss", "validation loss"}, "learning-rate": {"Learning rate", "learning rate"},
	} {
		require.Equal(t, want, [2]string{text.MeasureTitle(measure), text.MeasureWord(measure)})
		require.NotEmpty(t, text.MeasureEmpty(measure))
	}
}

func TestAChangeOfTheRateIsToldShortly(t *testing.T) {
	require.Equal(t, "rate 0.01 to 0.005", text.RateChange(0.01, 0.005))
	require.Equal(t, "rate 0.001 to 2e−05", text.RateChange(0.001, 0.00002))
	require.Equal(t, "Epochs 10 to 1,000", text.Stretch(10, 1000))
}
