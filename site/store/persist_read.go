package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"atelier/core/train"
)

// ErrNewer is the error of a record that a newer page has written.
var ErrNewer = errors.New("written by a newer version of the page")

// Record is what a record says.
type Record struct {
	Run     *Run
	Owner   string // the page that has it, or had it last
	Deleted bool
	Place   int // in that page's queue: those before it have less; 0 is none
}

// ParseRecord reads a record: the version first, then every field and its range.
// Runs that were active or queued come back interrupted, as they were at their
// checkpoint.
func ParseRecord(text []byte) (Record, error) {
	if len(text) > MaxRecordBytes {
		return Record{}, fmt.Errorf("%d bytes long, more than %d", len(text), MaxRecordBytes)
	}
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return Record{}, fmt.Errorf("not a record: %w", err)
	}
	var c record
	switch {
	case head.Version > RecordVersion:
		return Record{}, fmt.Errorf("of version %d: %w", head.Version, ErrNewer)
	case head.Version < 1:
		return Record{}, fmt.Errorf("of unknown version %d", head.Version)
	case head.Version == 1:
		var err error
		if text, err = migrate(text); err != nil {
			return Record{}, err
		}
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return Record{}, fmt.Errorf("not a record: %w", err)
	}
	recipe, err := train.ParseRecipe(c.Recipe)
	if err != nil {
		return Record{}, err
	}
	if err := c.check(recipe); err != nil {
		return Record{}, err
	}
	return c.restored(recipe), nil
}

// migrate makes a record of version 2 of one of version 1.
func migrate(text []byte) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, fmt.Errorf("not a record: %w", err)
	}
	var points []struct {
		Epoch          int            `json:"epoch"`
		TrainingLoss   float64        `json:"training_loss"`
		ValidationLoss float64        `json:"validation_loss"`
		Accuracy       train.Accuracy `json:"accuracy"`
		LearningRate   float64        `json:"learning_rate"`
	}
	if fields["curve"] != nil {
		if err := json.Unmarshal(fields["curve"], &points); err != nil {
			return nil, fmt.Errorf("curve: %w", err)
		}
	}
	rows := make([]row, len(points))
	for i, p := range points {
		rows[i] = row{float64(p.Epoch), p.TrainingLoss, p.ValidationLoss, p.Accuracy.Mean, p.Accuracy.Deviation, p.LearningRate}
	}
	curve, err := json.Marshal(rows)
	if err != nil {
		return nil, err
	}
	fields["curve"], fields["version"] = curve, json.RawMessage("2")
	return json.Marshal(fields)
}

// phaseNamed returns the phase that a run comes back in.
func phaseNamed(name string) (RunPhase, bool) {
	switch name {
	case "active", "queued":
		return Interrupted, true
	}
	for p, n := range phaseNames {
		if n == name {
			return p, true
		}
	}
	return 0, false
}

// restored returns the run of a checked record.
func (c record) restored(recipe train.Recipe) Record {
	phase, _ := phaseNamed(c.Phase)
	r := &Run{
		ID: c.ID, number: c.Number, Group: c.Group, Repeats: c.Repeats, Recipe: recipe,
		Style: c.Style, Cores: c.Cores, SIMD: c.SIMD, Imported: c.Imported, Partial: c.Partial, Begin: c.Begin, Phase: phase,
		Parameters: c.Parameters, TrainingImages: c.TrainingImages, ValidationImages: c.ValidationImages,
		Epoch: c.Epoch, Batch: c.Batch, Batches: c.Batches, TrainingLoss: c.TrainingLoss, LearningRate: c.LearningRate,
		Seconds: c.Seconds, Images: c.Images, Observed: c.Observed, Curve: &Curve{},
		TestAccuracy: c.TestAccuracy, TestLoss: c.TestLoss, Confusion: c.Confusion, ParametersSHA256: c.SHA256, Message: c.Message,
	}
	for _, p := range c.Curve {
		r.Curve.Points = append(r.Curve.Points, Point{Epoch: int(p[0]), TrainingLoss: p[1], ValidationLoss: p[2],
			Accuracy: train.Accuracy{Mean: p[3], Deviation: p[4]}, LearningRate: p[5]})
	}
	for _, t := range c.Retuned {
		r.Retuned = append(r.Retuned, Retuned{Epoch: t[0], Rate: t[1]})
	}
	if c.Data != nil {
		r.Data = *c.Data
	}
	if c.Checkpoint != nil {
		r.Kept, r.Checkpoint = true, *c.Checkpoint
	}
	if p, ok := r.Curve.Last(); ok && phase == Finished && r.Checkpoint.Epoch < p.Epoch && !r.Imported {
		r.Kept, r.Checkpoint = false, Checkpoint{} // the last one found no room
	}
	if phase == Interrupted {
		r.cut(r.Checkpoint)
	}
	return Record{Run: r, Owner: c.Owner, Deleted: c.Deleted, Place: c.Place}
}
