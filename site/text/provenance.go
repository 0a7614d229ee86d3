package text

import (
	"fmt"

	"atelier/core/dataset"
	"atelier/core/experiment"
)

// Anew is the term for why a run began anew instead of going on.
const Anew = "Began anew"

// SetName names a data set so that it is not taken for another of the same
// images in part: "Fashion-MNIST 3aede38d".
func SetName(d experiment.Data) string {
	switch d.Source {
	case "":
		return "unknown data"
	case dataset.MadeUpSource:
		return fmt.Sprintf("made-up garments %.8s", d.SHA256)
	}
	return fmt.Sprintf("Fashion-MNIST %.8s", d.SHA256)
}

// OfSet says behind the numbers of a run's images of which set they are.
func OfSet(d experiment.Data) string { return ", of " + SetName(d) }

// OnData says, where runs are of several sets, which one is a group's.
func OnData(sets []experiment.Data) string {
	if len(sets) > 1 {
		return "on several data sets"
	}
	return "on " + SetName(sets[0])
}

// OfOtherData says why two groups are not compared.
func OfOtherData(other, base string) string {
	return fmt.Sprintf("%s and %s were trained on other images each, so nothing can be told of their difference.", other, base)
}
