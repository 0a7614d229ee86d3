package text

import "fmt"

// The menu of presets.
const (
	PresetsWord = "Presets"
	PresetsNote = "The report’s recipes. They leave scaling, epochs, images, seed and repeats as they are here."
)

// TrainAll is the button that trains an experiment, TrainAllLabel says of which.
func TrainAll(recipes int) string { return fmt.Sprintf("Train all %d", recipes) }

// TrainAllLabel is the full name of that button.
func TrainAllLabel(recipes int, experiment string) string {
	return TrainAll(recipes) + " of " + experiment
}
