package export_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/train"
)

func runs() []export.Run {
	epoch := func(n int, rate, training, validation, accuracy, deviation float64) train.Event {
		return train.Event{Kind: train.Epoch, Epoch: n, LearningRate: rate, TrainingLoss: training, ValidationLoss: validation,
			ValidationAccuracy: train.Accuracy{Mean: accuracy, Deviation: deviation}}
	}
	return []export.Run{
		{
			Name: "SGD", Seed: 7,
			Epochs: []train.Event{epoch(1, 0.01, 1.5, 1.25, 0.5, 0.0625), epoch(2, 0.005, 1, 0.75, 0.75, 0.03125)},
			End: train.Event{Kind: train.Finished, TestLoss: 0.8125, TestAccuracy: train.Accuracy{Mean: 0.71875, Deviation: 0.015625},
				StoppedEarly: true, ParametersSHA256: "ab12"},
		},
		{Name: "Wild", Seed: math.MaxUint64, Epochs: []train.Event{epoch(1, 100, 9, 8, 0.125, 0)}, End: train.Event{Kind: train.Diverged, Reason: "too fast"}},
		{Name: "Waiting"},
	}
}

func TestCurvesHaveARowForEveryEpochOfEveryRun(t *testing.T) {
	require.Equal(t, `run,epoch,learning_rate,training_loss,validation_loss,validation_accuracy,validation_accuracy_deviation
SGD,1,0.01,1.5,1.25,0.5,0.0625
SGD,2,0.005,1,0.75,0.75,0.03125
Wild,1,100,9,8,0.125,0
`, string(export.Curves(runs()).CSV()))
	require.Equal(t, `Training curves

| Run  | Epoch | Learning rate | Training loss | Validation loss | Validation accuracy, % |
| ---  |   --: |           --: |           --: |             --: |                    --: |
| SGD  |     1 |          0.01 |        1.5000 |          1.2500 |             50.0 ± 6.2 |
| SGD  |     2 |         0.005 |        1.0000 |          0.7500 |             75.0 ± 3.1 |
| Wild |     1 |           100 |        9.0000 |          8.0000 |                   12.5 |
`, string(export.Curves(runs()).Markdown()))
}

func TestResultsHaveARowForEveryRun(t *testing.T) {
	require.Equal(t, `run,seed,origin,end,epochs,test_loss,test_accuracy,test_accuracy_deviation,parameters_sha256
SGD,7,,stopped early,2,0.8125,0.71875,0.015625,ab12
Wild,18446744073709551615,,diverged,1,,,,
Waiting,0,,not over,0,,,,
`, string(export.Results(runs()).CSV()))
	require.Equal(t, `Results on the test images

| Run     | End           | Epochs | Test loss | Test accuracy, % |
| ---     | ---           |    --: |       --: |              --: |
| SGD     | stopped early |      2 |    0.8125 |       71.9 ± 1.6 |
| Wild    | diverged      |      1 |         – |                – |
| Waiting | not over      |      0 |         – |                – |
`, string(export.Results(runs()).Markdown()))
}

// The column is there for people where it says anything.
func TestResultsSayWhereTheWeightsAreFrom(t *testing.T) {
	list := runs()[2:]
	list[0].Origin = "from a file"
	require.Equal(t, `Results on the test images

| Run     | Origin      | End      | Epochs | Test loss | Test accuracy, % |
| ---     | ---         | ---      |    --: |       --: |              --: |
| Waiting | from a file | not over |      0 |         – |                – |
`, string(export.Results(list).Markdown()))
}

func TestARunTakesItsEventsIn(t *testing.T) {
	s, err := train.NewSession(small(), garments())
	require.NoError(t, err)
	r := export.Run{Name: "Small"}
	var last train.Event
	for !s.Done() {
		last = s.Step()
		r.Add(last)
	}
	require.Len(t, r.Epochs, 1)
	require.Equal(t, train.Epoch, r.Epochs[0].Kind)
	require.Equal(t, last, r.End)
}
