package text

import (
	"fmt"
	"strconv"
	"strings"
)

// The charts.
const (
	AccuracyTitle       = "Validation accuracy"
	LossTitle           = "Training loss"
	ValidationLossTitle = "Validation loss"
	RateTitle           = "Learning rate"
	PerCentWord         = "per cent"
	ChartHint           = "Arrow keys move through the epochs, plus and minus zoom, 0 shows the whole run."
	LegendLabel         = "Lines"
	LineWord            = " line"
)

// The head of the charts.
const (
	ShowLabel      = "Show"
	SpreadLabel    = "Spread"
	MoreLabel      = "More"
	OverLabel      = "Deviation over"
	OverBatches    = "batches"
	OverSeeds      = "seeds"
	OfLabel        = "Spread of"
	OfCompared     = "compared runs"
	OfAll          = "all runs"
	SmoothingLabel = "Smoothing"
	ScalesLabel    = "Logarithmic"
	EpochsWord     = "epochs"
	ZoomLabel      = "Zoom"
	ZoomIn         = "Zoom in"
	ZoomOut        = "Zoom out"
	WholeRun       = "Whole run"
)

// The measures, as package store names them.
const (
	accuracyMeasure       = "accuracy"
	lossMeasure           = "loss"
	validationLossMeasure = "validation-loss"
	rateMeasure           = "learning-rate"
)

// MeasureTitle is the title of a measure's chart.
func MeasureTitle(measure string) string {
	switch measure {
	case lossMeasure:
		return LossTitle
	case validationLossMeasure:
		return ValidationLossTitle
	case rateMeasure:
		return RateTitle
	}
	return AccuracyTitle
}

// MeasureWord names a measure on its button.
func MeasureWord(measure string) string {
	if measure == accuracyMeasure {
		return "accuracy"
	}
	return strings.ToLower(MeasureTitle(measure))
}

// MeasureEmpty says what fills a measure's chart.
func MeasureEmpty(measure string) string {
	switch measure {
	case lossMeasure, validationLossMeasure:
		return "Lower is better."
	case rateMeasure:
		return "Constant, unless a schedule says otherwise."
	}
	return "Curves appear after the first epoch."
}

// SpreadWord names a way to draw deviations.
func SpreadWord(spread string) string {
	if spread == "" {
		return "bars"
	}
	return spread
}

// SmoothingWord names an amount of smoothing.
func SmoothingWord(smoothing string) string {
	if smoothing == "" {
		return "off"
	}
	return smoothing
}

// ChartView is what a chart's subtitle tells of.
type ChartView struct {
	Measure     string
	Images      int // held out; 0: not known yet
	Logarithmic bool
	Spread      string // how the deviations are drawn, as in SpreadWord
	Deviations  bool   // there are some to draw
	OverSeeds   bool
	Smoothed    bool
	Repeated    bool // there are several seeds
}

// ChartSubtitle says what is shown and in which unit: "cross entropy,
// logarithmic".
func ChartSubtitle(v ChartView) string {
	subtitle := ""
	switch v.Measure {
	case lossMeasure, validationLossMeasure:
		subtitle = "cross entropy"
	case rateMeasure:
		subtitle = "of an epoch’s last batch"
	default:
		subtitle = "per cent of held-out images"
		if v.Images > 0 {
			subtitle = fmt.Sprintf("per cent of %s held-out images", Count(v.Images))
		}
	}
	if v.Logarithmic {
		subtitle += ", logarithmic"
	}
	if v.Deviations && v.Spread != "none" {
		over := OverBatches
		if v.OverSeeds {
			over = OverSeeds
		}
		subtitle += "; " + SpreadWord(v.Spread) + " show the deviation over " + over
	}
	if v.Repeated {
		subtitle += "; several seeds as their mean"
	}
	if v.Smoothed {
		subtitle += "; lines smoothed"
	}
	return subtitle
}

// ChartLabel names the chart for those who reach it by keyboard.
func ChartLabel(title string) string { return title + " by epoch. " + ChartHint }

// Rate writes a learning rate with up to three digits.
func Rate(rate float64) string {
	return strings.ReplaceAll(strconv.FormatFloat(rate, 'g', 3, 64), "-", "−")
}

// RateChange says that the learning rate was changed by hand.
func RateChange(from, to float64) string { return "rate " + Rate(from) + " to " + Rate(to) }

// Stretch says which epochs are shown.
func Stretch(from, to int) string { return fmt.Sprintf("Epochs %s to %s", Count(from), Count(to)) }
