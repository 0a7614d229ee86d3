package wire

import "atelier/core/train"

// Looking at a run, at what it learned and at the data. A worker that lacks a
// run's snapshot answers Lacking; who keeps the snapshots then sends the
// command again with the snapshot beside it.

// Observation is what is written down of a run at some of its epochs, so that
// people see how it came about.
type Observation struct {
	Epoch         int                  `json:"epoch"` // 0 is before the first
	Distributions []train.Distribution `json:"distributions"`
	DeadUnits     []float64            `json:"dead_units"` // see train.Session.DeadUnits
	GradientNorm  float64              `json:"gradient_norm"`
}

// Insight is what is to be seen inside a run as it stands.
type Insight struct {
	Epoch      int                       `json:"epoch"` // after which
	Part       train.Part                `json:"part"`  // of the data set that was judged
	Judgement  train.Judgement           `json:"judgement"`
	Mistakes   []Garment                 `json:"mistakes"` // the images of Judgement.Mistakes, in their order
	DeadUnits  []float64                 `json:"dead_units"`
	Statistics []train.RunningStatistics `json:"statistics,omitzero"`
	// Units holds the weights of some units of the first layer, those of the
	// greatest norm first, of as many as FirstUnits says.
	Units      []Unit `json:"units"`
	FirstUnits int    `json:"first_units"`
}

// Unit is the weights of a unit of the first layer, by pixels.
type Unit struct {
	Unit int `json:"unit"` // from 0
	// Weights are from 1 to 255, with 128 for 0; the unit's largest in size is
	// 1 or 255.
	Weights []byte `json:"weights"`
}

// Garment is an image of the data set.
type Garment struct {
	Image  int    `json:"image"` // its index in its part of the set
	Label  int    `json:"label"`
	Pixels []byte `json:"pixels"` // dataset.Pixels of them
}

// Part is a part of the data set that garments can be asked of.
type Part string

// The parts.
const (
	TrainingImages Part = "training"
	TestImages     Part = "test"
)

// Wish says which garments are asked for.
type Wish struct {
	Part Part `json:"part"`
	// Images are their indices; or, where there are none, all of a class, a
	// page of so many at a time.
	Images []int `json:"images,omitzero"`
	Class  int   `json:"class,omitzero"`
	Page   int   `json:"page,omitzero"` // from 0
	Of     int   `json:"of,omitzero"`   // how many make a page
}

// MaxGarments bounds the garments of an answer.
const MaxGarments = 400

// Garments answers a Wish.
type Garments struct {
	Wish     Wish      `json:"wish"`
	Garments []Garment `json:"garments"`
	Total    int       `json:"total"` // how many the class has
}
