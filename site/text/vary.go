package text

import "fmt"

// What varies one field.
const (
	VaryOne     = "Vary one thing"
	VaryField   = "What varies"
	VaryChoices = "Values"
)

// VaryValues labels the text of values of a field.
func VaryValues(field string) string {
	if field == "hidden" {
		return "Shapes, as in 128; 64, 64; none"
	}
	return "Values, as in 0.1, 0.2, 0.3"
}

// VaryProblem says what is wrong with a value, or with all of them.
func VaryProblem(value, message string) string {
	if value == "" {
		return sentence(message)
	}
	return "“" + value + "” " + message + "."
}

// TrainVariants is the button that trains all variants.
func TrainVariants(n int) string {
	if n == 0 {
		return "Train variants"
	}
	return fmt.Sprintf("Train %d variants", n)
}

// Variants says how many runs variants make, and how long these will take,
// where it is known.
func Variants(recipes, repeats int, seconds float64) string {
	words := plural(recipes, "recipe", "recipes")
	if repeats > 1 {
		words = fmt.Sprintf("%s × %s = %s", words, plural(repeats, "seed", "seeds"), plural(recipes*repeats, "run", "runs"))
	}
	if seconds > 0 {
		words += ", " + Estimate(seconds)
	}
	return words + "."
}
