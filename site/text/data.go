package text

import (
	"fmt"

	"atelier/core/dataset"
	"atelier/wasm/wire"
)

// DataName names the data set: Fashion-MNIST or made-up garments.
func DataName(d *wire.Data) string {
	if d.Source == dataset.MadeUpSource {
		return "Made-up garments"
	}
	return "Fashion-MNIST"
}

// DataStatus is the line in the page's head once the data is here.
func DataStatus(d *wire.Data) string {
	return fmt.Sprintf("%s, %s images, checked", DataName(d), Count(d.TrainingImages+d.TestImages))
}

// What the page says of the data before it is here.
const (
	DataUnknown  = "No data yet"
	DataFetching = "Fetching the images"
	DataMissing  = "The images could not be fetched"
)

// DataComing is the line in the page's head while the data is coming.
func DataComing(l wire.Loading) string {
	if l.Offline {
		return "No network at the moment"
	}
	return DataFetching
}

// Shards says how many parts of the data have come.
func Shards(l wire.Loading) string {
	if l.Offline {
		return "There is no network now. The rest will come by itself when it is back."
	}
	if l.TotalShards == 0 {
		return "Asking for the list of parts."
	}
	return fmt.Sprintf("Part %d of %d checked.", l.Shards, l.TotalShards)
}

// DataHere says that the data has come.
func DataHere(d *wire.Data) string {
	return fmt.Sprintf("%s to learn from, %s to be tested on, all parts checked.", plural(d.TrainingImages, "image", "images"), Count(d.TestImages))
}

// SamplesCaption stands under the images of each class.
func SamplesCaption(d *wire.Data) string {
	return fmt.Sprintf("Ten classes, %s images of 28 × 28 pixels.", Count(d.TrainingImages+d.TestImages))
}

// SamplesLabel describes the row of images of a class.
func SamplesLabel(class string) string { return "Images of the class " + class }

// What the page says, where nobody can miss it, of data that is made up.
const (
	MadeUpTitle  = "These are not Fashion-MNIST"
	MadeUpNotice = "The real images could not be had when this site was built, so the program drew garments of its own: the same ten classes, made up. Networks learn from them all right, but no accuracy here can be compared with one on Fashion-MNIST. Running “make data” where the internet can be reached brings the real images."
)

// What to do when the data could not be had.
const (
	DataFailedTitle = "The images could not be fetched"
	DataFailedHint  = "Runs that need them cannot start. Check the connection and try again; if that does not help, the files of the data are damaged, and “make data” where the site was built mends them."
)
