package store

import (
	"encoding/json"
	"slices"
	"strings"

	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// What is kept of a run beyond the page's life is one JSON text, its record. It
// stands beside the run's snapshot and says how the run was when that was taken.

// RecordVersion is the version of the records that are written. Version 1 is
// read too: it had an object for every epoch, where 2 has a row.
const RecordVersion = 2

// Checkpoint is where a run stood when its snapshot was taken.
type Checkpoint struct {
	Epoch   int     `json:"epoch"`  // how many were trained and validated
	Images  int     `json:"images"` // training images seen, over all epochs
	Seconds float64 `json:"seconds"`
}

// record is the JSON of a run.
type record struct {
	Version int    `json:"version"`
	Owner   string `json:"owner"`            // the page that has it, or had it last
	Deleted bool   `json:"deleted,omitzero"` // only to be brought back by that page
	Place   int    `json:"place,omitzero"`   // in the queue: those before it have less; 0 is none

	ID      string          `json:"id"`
	Number  int             `json:"number"`
	Group   string          `json:"group"`
	Repeats int             `json:"repeats"`
	Recipe  json.RawMessage `json:"recipe"`
	Style   int             `json:"style"`
	Cores   int             `json:"cores"`
	SIMD    bool            `json:"simd,omitzero"`

	Imported bool   `json:"imported,omitzero"` // its parameters are from a file
	Partial  bool   `json:"partial,omitzero"`  // as far as that says, not of its recipe alone
	Begin    *Begin `json:"begin,omitzero"`    // nil: it began with initialised weights
	Phase    string `json:"phase"`

	Checkpoint *Checkpoint `json:"checkpoint,omitzero"` // nil: no snapshot is kept

	Data             *experiment.Data `json:"data,omitzero"` // nil: it is not known, as in older records
	Parameters       int              `json:"parameters,omitzero"`
	TrainingImages   int              `json:"training_images,omitzero"`
	ValidationImages int              `json:"validation_images,omitzero"`

	Epoch        int     `json:"epoch,omitzero"`
	Batch        int     `json:"batch,omitzero"`
	Batches      int     `json:"batches,omitzero"`
	TrainingLoss float64 `json:"training_loss,omitzero"`
	LearningRate float64 `json:"learning_rate,omitzero"`
	Seconds      float64 `json:"seconds,omitzero"`
	Images       int     `json:"images,omitzero"`

	Curve    []row              `json:"curve,omitzero"`
	Retuned  [][2]float64       `json:"retuned,omitzero"` // epochs and rates
	Observed []wire.Observation `json:"observed,omitzero"`

	TestAccuracy train.Accuracy `json:"test_accuracy,omitzero"`
	TestLoss     float64        `json:"test_loss,omitzero"`
	Confusion    [][]int        `json:"confusion,omitzero"`
	SHA256       string         `json:"parameters_sha256,omitzero"`
	Message      string         `json:"message,omitzero"`
}

// row is a point of the curve: epoch, training loss, validation loss, accuracy,
// its deviation, learning rate.
type row [6]float64

// phaseNames are the phases in records. Those that are active have one name:
// what is left of such a run is its checkpoint.
var phaseNames = map[RunPhase]string{
	Queued: "queued", Waiting: "active", Training: "active", Paused: "active", Stopping: "active",
	Finished: "finished", Stopped: "stopped", Diverged: "diverged", Failed: "failed", Interrupted: "interrupted",
}

// Record returns the record of a run that the page has.
func (s State) Record(r *Run) []byte {
	wanted := r.Recipe
	if wanted.Hidden == nil {
		wanted.Hidden = []int{} // ParseRecipe wants a list, not null
	}
	recipe, err := json.Marshal(wanted)
	if err != nil {
		panic(err) // a valid recipe has only numbers that JSON has
	}
	c := record{
		Version: RecordVersion, Owner: s.Session, Deleted: s.deleted(r), Place: r.placed(),
		ID: r.ID, Number: r.number, Group: r.Group, Repeats: r.Repeats, Recipe: recipe,
		Style: r.Style, Cores: r.Cores, SIMD: r.SIMD, Imported: r.Imported, Partial: r.Partial, Begin: r.Begin, Phase: phaseNames[r.Phase],
		Parameters: r.Parameters, TrainingImages: r.TrainingImages, ValidationImages: r.ValidationImages,
		Epoch: r.Epoch, Batch: r.Batch, Batches: r.Batches, TrainingLoss: r.TrainingLoss, LearningRate: r.LearningRate,
		Seconds: r.Seconds, Images: r.Images, Observed: r.Observed,
		TestAccuracy: r.TestAccuracy, TestLoss: r.TestLoss, Confusion: r.Confusion, SHA256: r.ParametersSHA256, Message: shortened(r.Message),
	}
	if r.Data != (experiment.Data{}) {
		c.Data = &r.Data
	}
	if r.Kept {
		c.Checkpoint = &r.Checkpoint
	}
	for _, p := range r.Curve.Points {
		c.Curve = append(c.Curve, row{float64(p.Epoch), p.TrainingLoss, p.ValidationLoss, p.Accuracy.Mean, p.Accuracy.Deviation, p.LearningRate})
	}
	for _, t := range r.Retuned {
		c.Retuned = append(c.Retuned, [2]float64{t.Epoch, t.Rate})
	}
	text, err := json.Marshal(c)
	if err != nil {
		panic(err) // what came as JSON from a worker is JSON again
	}
	return text
}

// shortened returns a reason, or as much of it as a record holds: what a program
// says when it fails may be long.
func shortened(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	const dots = "…"
	return strings.ToValidUTF8(message[:maxMessage-len(dots)], "") + dots
}

// Worth is what of a run is worth another record when it changes: not every
// batch, and of the epochs those after which a snapshot was taken. Where none can
// be, every epoch counts.
type Worth struct {
	phase, name              string
	kept, deleted            bool
	checkpoint               Checkpoint
	epochs, retuned, repeats int
	number, place            int
}

// Worth returns what of a run is worth a record.
func (s State) Worth(r *Run) Worth {
	w := Worth{
		phase: phaseNames[r.Phase], name: r.Recipe.Name, kept: r.Kept, deleted: s.deleted(r), checkpoint: r.Checkpoint,
		retuned: len(r.Retuned), repeats: r.Repeats, number: r.number, place: r.placed(),
	}
	if !r.Kept {
		w.epochs = len(r.Curve.Points)
	}
	return w
}

// deleted reports whether a run is one that can be brought back.
func (s State) deleted(r *Run) bool {
	return slices.ContainsFunc(s.Deleted, func(other *Run) bool { return other.ID == r.ID })
}

// cut takes a run back to where its checkpoint was taken.
func (r *Run) cut(c Checkpoint) {
	r.Images, r.Seconds, r.Epoch, r.Batch = c.Images, c.Seconds, c.Epoch, 0
	r.drop(c)
}

// drop forgets what the run measured after a checkpoint.
func (r *Run) drop(c Checkpoint) {
	if p, ok := r.Curve.Last(); ok && p.Epoch > c.Epoch {
		r.Curve = &Curve{slices.DeleteFunc(slices.Clone(r.Curve.Points), func(p Point) bool { return p.Epoch > c.Epoch })}
	}
	if n := len(r.Observed); n > 0 && (r.Observed[n-1].Epoch > c.Epoch || c.Images == 0) {
		r.Observed = slices.DeleteFunc(slices.Clone(r.Observed), func(o wire.Observation) bool { return o.Epoch > c.Epoch || c.Images == 0 })
	}
	trained := r.epochs(c.Images)
	r.Retuned = slices.DeleteFunc(slices.Clone(r.Retuned), func(t Retuned) bool { return t.Epoch > trained || c.Images == 0 })
}
