package experiment

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"atelier/core/dataset"
)

// Data says which data set runs were made on.
type Data struct {
	Source         string `json:"source"` // as in dataset.Set
	TrainingImages int    `json:"training_images"`
	TestImages     int    `json:"test_images"`
	SHA256         string `json:"sha256"` // see DataOf
}

// DataOf returns what a set is. Its sum is the SHA-256 over, for the training
// images and then for the test images: their number, in eight bytes with the
// lowest first, all labels, all pixels. So it does not depend on how the files
// were cut or compressed.
func DataOf(set dataset.Set) Data {
	h := sha256.New()
	for _, images := range []dataset.Images{set.Train, set.Test} {
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(images.Len())))
		h.Write(images.Labels)
		h.Write(images.Pixels)
	}
	return Data{
		Source:         set.Source,
		TrainingImages: set.Train.Len(),
		TestImages:     set.Test.Len(),
		SHA256:         hex.EncodeToString(h.Sum(nil)),
	}
}

// String names the set: "fashion-mnist (70000 images, sha-256 3aede38d…)".
func (d Data) String() string {
	return fmt.Sprintf("%s (%d images, sha-256 %.8s…)", d.Source, d.TrainingImages+d.TestImages, d.SHA256)
}
