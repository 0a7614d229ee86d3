package train

import (
	"crypto/sha256"
	"fmt"
	"io"

	"atelier/core/dataset"
)

// sampled is how many images of a list the fingerprint looks at.
const sampled = 64

// fingerprint tells data sets apart, as far as a run of the recipe sees them:
// by the source, all labels, and some images from the first to the last.
func fingerprint(recipe Recipe, data dataset.Set) [sha256.Size]byte {
	h := sha256.New()
	io.WriteString(h, data.Source)
	for _, images := range []dataset.Images{data.Train.Slice(0, min(recipe.TrainingImages, data.Train.Len())), data.Test} {
		n := images.Len()
		fmt.Fprintf(h, "\n%d\n", n)
		h.Write(images.Labels)
		looks := min(n, sampled)
		for i := range looks {
			h.Write(images.Image(i * (n - 1) / max(looks-1, 1)))
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}
