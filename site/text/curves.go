package text

import "fmt"

// The charts.
const (
	AccuracyTitle = "Validation accuracy"
	LossTitle     = "Training loss"
	LossSubtitle  = "cross entropy, logarithmic"
	AccuracyEmpty = "Curves appear after the first epoch."
	PerCentWord   = "per cent"
	LossEmpty     = "Lower is better."
	ChartHint     = "Arrow keys move through the epochs."
)

// AccuracySubtitle says what the accuracy is of; 0 images is not known yet.
func AccuracySubtitle(images int) string {
	if images == 0 {
		return "per cent of held-out images; bars show the deviation over batches"
	}
	return fmt.Sprintf("per cent of %s held-out images; bars show the deviation over batches", Count(images))
}

// ChartLabel names the chart for those who reach it by keyboard.
func ChartLabel(title string) string { return title + " by epoch. " + ChartHint }
