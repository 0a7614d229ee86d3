package text

import (
	"fmt"
	"strconv"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/train"
)

// The view of the inside of a run.
const (
	InsideTitle     = "Looking inside"
	InsideNothing   = "There is nothing to look into yet"
	InsideFirst     = "Train a network in the laboratory. As soon as it has begun you can see here what it confuses, what it has learned and how its weights move."
	ToLaboratory    = "To the laboratory"
	InsideComing    = "The worker is looking."
	InsideRunsLabel = "Runs to look into"
	SeedsLabel      = "Seeds of this run"

	ConfusionTitle   = "What it confuses"
	ConfusionHint    = "Pick a number to see these garments."
	IsColumn         = "what it is"
	FoundColumn      = "found"
	FrequentLabel    = "Most frequent confusions"
	MistakesTitle    = "Most confidently wrong"
	MistakesNone     = "It is not wrong about any of these images."
	MistakesNote     = "At most two of each kind."
	Said             = "said"
	Is               = "is"
	WeightsTitle     = "First-layer weights"
	WeightsFor       = "for"
	WeightsAgainst   = "against"
	WeightsHint      = "Each square is one unit: how each pixel speaks for it or against it, to its own scale."
	SpreadsTitle     = "Weights over time"
	SpreadsHint      = "Histograms by epoch, the square root of their density"
	SpreadsLabel     = "Show histograms of"
	SpreadsEmpty     = "The first comes before the first batch."
	OfWeights        = "weights"
	OfGradients      = "gradients"
	UnitsTitle       = "Units"
	GradientNorm     = "Norm of the last gradient"
	StatisticsTitle  = "Batch norm’s running statistics"
	StatisticsHint   = "Over the units of each layer: least, middle, greatest"
	RunningMean      = "mean"
	RunningVariance  = "variance"
	LayersTitle      = "The network"
	LayerColumn      = "layer"
	ShapeColumn      = "shape"
	DeadHint         = "A dead unit is 0 for every validation image, so that nothing can teach it."
	NoDead           = "Only ReLU can leave a unit dead, and this network has none."
	LayersHint       = "Numbered as in PyTorch’s Sequential"
	NotAtAll         = "not at all"
	ConfusionUnknown = "Unknown until the first batch"
	InsideCannot     = "This run cannot be looked into"
)

// InsideOf says what is looked at: the run as it stood after an epoch, judged by
// what images.
func InsideOf(epoch int, part train.Part, images int) string {
	after := "Before the first epoch has ended"
	if epoch > 0 {
		after = fmt.Sprintf("After epoch %d", epoch)
	}
	return fmt.Sprintf("%s, by %s %s images", after, Count(images), part)
}

// SeedName names a run among those of its group.
func SeedName(seed uint64) string { return "seed " + strconv.FormatUint(seed, 10) }

// ConfusionCaption describes the table of confusions.
func ConfusionCaption(images int, part train.Part) string {
	return fmt.Sprintf("%s %s images; rows are what they are, columns what it said", Count(images), part)
}

// Taken says how many images of one class were taken for another.
func Taken(n, truth, said int) string {
	return fmt.Sprintf("%s of %s taken for %s", Count(n), class(truth), class(said))
}

// TakenOf is Taken with how many there are of the class.
func TakenOf(n, all, truth, said int) string {
	return fmt.Sprintf("%s of %s images of %s taken for %s", Count(n), Count(all), class(truth), class(said))
}

// TakenShown says that not all are shown.
func TakenShown(shown, all int) string {
	if shown == all {
		return ""
	}
	return fmt.Sprintf("The first %d of them are shown.", shown)
}

// FoundLabel says which share of a class was found.
func FoundLabel(truth int, recall float64) string {
	return fmt.Sprintf("%s: %s per cent found", class(truth), Percent(recall))
}

// GarmentAlt describes one image.
func GarmentAlt(truth, image int) string {
	return fmt.Sprintf("%s, image %s", class(truth), Count(image))
}

func class(i int) string { return dataset.ClassNames()[i] }

// Probability writes a probability in per cent, with no more certainty than
// its digits have.
func Probability(p float64) string {
	switch {
	case p > 0.9995 && p < 1:
		return "> 99.9 %"
	case p < 0.0005 && p > 0:
		return "< 0.1 %"
	}
	return Percent(p) + " %"
}

// UnitsOf says how many units are shown of how many.
func UnitsOf(shown, all int) string {
	if shown == all {
		return plural(all, "unit", "units") + ", those of the greatest norm first"
	}
	return fmt.Sprintf("%d of %s units, those of the greatest norm", shown, Count(all))
}

// WeightsLabel describes the picture of the weights.
func WeightsLabel(shown int) string {
	return fmt.Sprintf("The weights of %s of the first layer, a square of 28 by 28 pixels each", plural(shown, "unit", "units"))
}

// DeadIn names the units that are dead in a hidden layer; the first is 0.
func DeadIn(layer int) string { return fmt.Sprintf("Dead in %s", Layer(layer)) }

// OfUnitsOf writes so many of all units.
func OfUnitsOf(n, all int) string { return fmt.Sprintf("%s of %s", Count(n), Count(all)) }

// SpreadTitle names the weights of a linear layer, of the given number among
// those of the network.
func SpreadTitle(number int, last bool, l train.Layer) string {
	name := Layer(number)
	if last {
		name = "output"
	}
	return fmt.Sprintf("%s, %s × %s", name, Count(l.Inputs), Count(l.Outputs))
}

// LayerName names a layer of a recipe's network.
func LayerName(l train.Layer, r train.Recipe) string {
	switch l.Kind {
	case train.LinearLayer:
		return "Linear"
	case train.BatchNormLayer:
		return "Batch norm"
	case train.DropoutLayer:
		return fmt.Sprintf("Dropout %g", r.Dropout)
	}
	if a, ok := nn.ActivationByName(r.Activation); ok {
		return a.Label
	}
	return r.Activation
}

// LayerShape writes how many values go in and come out.
func LayerShape(l train.Layer) string {
	if l.Kind != train.LinearLayer {
		return Count(l.Outputs)
	}
	return Count(l.Inputs) + " → " + Count(l.Outputs)
}

// Figure writes a number with three significant digits.
func Figure(x float64) string {
	s := strconv.FormatFloat(x, 'g', 3, 64)
	if s[0] == '-' {
		return "−" + s[1:]
	}
	return s
}
