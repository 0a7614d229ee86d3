package measure

import "atelier/core/train"

// Order tells the bench's worker what to measure: where the time of a run's
// epochs goes if there is a recipe, else the roof.
type Order struct {
	Recipe *train.Recipe `json:"recipe"`
	Images int           `json:"images"` // of the data set, which is the file "images" in the folder of the data
	WarmUp int           `json:"warm_up"`
	Epochs int           `json:"epochs"`
}

// Answer is what the worker measured.
type Answer struct {
	Roof  float64 `json:"roof,omitzero"`
	Parts []Parts `json:"parts,omitempty"` // of each epoch
	Error string  `json:"error,omitzero"`
}
