package text

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
)

// The recipe's groups and fields.
const (
	Shape            = "Shape"
	OptimizerHeading = "Optimizer"
	DataHeading      = "Data"
	MoreHeading      = "More"
	ShowMore         = "Show"
	ShowLess         = "Hide"
	On               = "on"
	Off              = "off"
	Images           = "images"
	Pixels           = "pixels"
	Classes          = "classes"
	Parameters       = "parameters"
	Narrower         = "−"
	Wider            = "+"
	Earlier          = "←"
	Later            = "→"
)

// Optimizer names the method as people write it.
func Optimizer(c optim.Config) string {
	if m, ok := optim.ByName(c.Method); ok {
		return m.Label
	}
	return c.Method
}

// Layer names a hidden layer; the first is 0.
func Layer(layer int) string { return fmt.Sprintf("hidden %d", layer+1) }

// WidthLabel, NarrowerLabel, WiderLabel, EarlierLabel, LaterLabel and
// RemoveLabel say which hidden layer a control is for; the first is 0.
func WidthLabel(layer int) string    { return fmt.Sprintf("Width of hidden layer %d", layer+1) }
func NarrowerLabel(layer int) string { return fmt.Sprintf("Narrow hidden layer %d", layer+1) }
func WiderLabel(layer int) string    { return fmt.Sprintf("Widen hidden layer %d", layer+1) }
func EarlierLabel(layer int) string {
	return fmt.Sprintf("Move hidden layer %d towards the pixels", layer+1)
}
func LaterLabel(layer int) string {
	return fmt.Sprintf("Move hidden layer %d towards the classes", layer+1)
}
func RemoveLabel(layer int) string { return fmt.Sprintf("Remove hidden layer %d", layer+1) }

// AnEpoch stands behind the time that an epoch will take.
const AnEpoch = "an epoch"

// Memory says how much memory a run needs, if that is a lot.
func Memory(bytes int) string {
	const much = 256 << 20
	if bytes < much {
		return ""
	}
	return fmt.Sprintf("needs %s MB", Count(bytes>>20))
}

// Estimate writes an estimate of seconds: about 0.9 s, about 40 s, about 2 min.
func Estimate(seconds float64) string {
	switch {
	case seconds < 9.5:
		return fmt.Sprintf("about %.1f s", max(seconds, 0.1))
	case seconds < 57.5:
		return fmt.Sprintf("about %.0f s", math.Round(seconds/5)*5)
	case seconds < 3570:
		return fmt.Sprintf("about %.0f min", seconds/60)
	}
	return fmt.Sprintf("about %.1f h", seconds/3600)
}

// SeedRange says which seeds so many repeats use.
func SeedRange(first uint64, repeats int) string {
	if repeats == 1 {
		return fmt.Sprintf("seed %d", first)
	}
	return fmt.Sprintf("seeds %d to %d", first, first+uint64(repeats)-1)
}

// Trains says what the button will begin, and how long that will take, where it
// is known.
func Trains(runs int, seconds float64) string {
	words := "trains " + plural(runs, "run", "runs")
	if seconds > 0 {
		words += ", " + Estimate(seconds)
	}
	return sentence(words)
}

// RareLabel says what is shown or hidden.
func RareLabel(word string) string { return word + " more settings" }

// Pattern describes the drawing of the network.
func Pattern(widths []int) string {
	texts := []string{strconv.Itoa(dataset.Pixels)}
	for _, w := range widths {
		if w == 0 {
			texts = append(texts, "an unknown number of")
			continue
		}
		texts = append(texts, strconv.Itoa(w))
	}
	texts = append(texts, strconv.Itoa(dataset.Classes))
	return "Network drawn to scale: " + strings.Join(texts, " to ") + " units"
}

// FieldMessage makes a sentence of what is wrong with a field.
func FieldMessage(message string) string { return sentence(message) }

// MendFields says why the recipe cannot be trained.
func MendFields(n int) string {
	return fmt.Sprintf("Mend %s before this can train.", plural(n, "field", "fields"))
}

// Plan describes what training a recipe means.
func Plan(r train.Recipe) string {
	return sentence(fmt.Sprintf("%s, %s, %s", layers(r.Hidden), plural(r.Epochs, "epoch", "epochs"), plural(r.TrainingImages, "image", "images")))
}

// Shapes names the hidden layers together.
func Shapes(hidden []int) string {
	if len(hidden) == 0 {
		return "no hidden layer"
	}
	return widths(hidden)
}

func layers(hidden []int) string {
	switch len(hidden) {
	case 0:
		return "no hidden layer"
	case 1:
		return "one hidden layer of " + plural(hidden[0], "unit", "units")
	}
	return fmt.Sprintf("hidden layers of %s units", widths(hidden))
}

// widths lists hidden widths: 64, 64.
func widths(hidden []int) string {
	texts := make([]string, len(hidden))
	for i, w := range hidden {
		texts[i] = strconv.Itoa(w)
	}
	return strings.Join(texts, ", ")
}
