package experiment

import (
	"fmt"

	"atelier/core/dataset"
)

// Data says which data set runs were made on.
type Data struct {
	Source         string `json:"source"` // as in dataset.Set
	TrainingImages int    `json:"training_images"`
	TestImages     int    `json:"test_images"`
	SHA256         string `json:"sha256"` // dataset.Set.SHA256
}

// DataOf returns what a set is.
func DataOf(set dataset.Set) Data {
	return Data{Source: set.Source, TrainingImages: set.Train.Len(), TestImages: set.Test.Len(), SHA256: set.SHA256()}
}

// String names the set: "fashion-mnist (70000 images, sha-256 68af06a6…)".
func (d Data) String() string {
	return fmt.Sprintf("%s (%d images, sha-256 %.8s…)", d.Source, d.TrainingImages+d.TestImages, d.SHA256)
}
