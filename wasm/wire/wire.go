// Package wire defines the messages between the page and its workers, and
// between workers: the types and their codec, imported by all sides, and
// nothing else.
//
// A message travels as one JSON text through postMessage; where it brings a
// snapshot or a file, its bytes are beside the text. All sides come from one build, so
// Version only has to catch a page and a worker of different builds (a stale
// cache), which must be said and not guessed at.
package wire

import (
	"encoding/json"
	"fmt"

	"atelier/core/train"
)

// Version is the version of the messages.
const Version = 1

// Command is a message from the page to a worker.
type Command struct {
	Version int          `json:"version"`
	Kind    CommandKind  `json:"kind"`
	Run     string       `json:"run,omitzero"`    // the run it is about; all but Load and Connect for the data
	Recipe  train.Recipe `json:"recipe,omitzero"` // Start; Export: the run's, under its present name

	Pixels []byte `json:"pixels,omitzero"` // Classify: dataset.Pixels of them
	Wish   *Wish  `json:"wish,omitzero"`   // Fetch
	Form   Form   `json:"form,omitzero"`   // Export
	Source string `json:"source,omitzero"` // Export: that of the run's data set; "" if it is not known

	// Retune: the learning rate from the next batch on, before the schedule.
	LearningRate float64 `json:"learning_rate,omitzero"`

	// Start: by how many workers together, if not by one; what the pool adds is
	// which of them this one is, from 0. The worker of rank 0 reports.
	Members int `json:"members,omitzero"`
	Rank    int `json:"rank,omitzero"`
	// Start: go on from the run's snapshot, which may be beside the text, and
	// from as many seconds of work.
	Continue bool    `json:"continue,omitzero"`
	Seconds  float64 `json:"seconds,omitzero"`
	// Start: the SHA-256 of the parameters that the run begins with, if not with
	// initialised ones, and the run whose snapshot has them.
	Weights string `json:"weights,omitzero"`
	From    string `json:"from,omitzero"`

	// Export: the run came to its end by its recipe alone; see export.Model.
	Whole bool `json:"whole,omitzero"`

	// Connect: what the port is for that comes with the message, and the
	// number of the worker at its other end; TeamUp: its rank in the run's team.
	Purpose Purpose `json:"purpose,omitzero"`
	Peer    int     `json:"peer,omitzero"`
}

// CommandKind says what a worker should do.
type CommandKind string

// The commands. A command that steers a run which the worker is not training
// is ignored: it crossed the report of that run's end.
const (
	Load    CommandKind = "load"    // fetch and check the data by yourself, and report it
	Start   CommandKind = "start"   // train the recipe; gets the data that is missing first
	Pause   CommandKind = "pause"   // train no further batch until Resume
	Resume  CommandKind = "resume"  // go on
	Batch   CommandKind = "batch"   // of a paused run: train one batch
	Epoch   CommandKind = "epoch"   // of a paused run: train to the end of the epoch
	Retune  CommandKind = "retune"  // change the learning rate
	Stop    CommandKind = "stop"    // end the run and forget it
	Leave   CommandKind = "leave"   // end the run at once, wherever it is, and say nothing
	Connect CommandKind = "connect" // here is a port to another worker

	Look     CommandKind = "look"     // say what is to be seen inside the run
	Classify CommandKind = "classify" // say what the run takes an image for
	Fetch    CommandKind = "fetch"    // send images of the data set
	Export   CommandKind = "export"   // make a file of the run
	Import   CommandKind = "import"   // make a finished run of a file, which is what is kept of it so far
)

// Purpose says what a port between two workers is for, and on which side of
// it a worker stands.
type Purpose string

// The purposes; those of one port's two ends belong together. What travels
// through it is described at Parcel; between members of a team it is what they
// add up, arrays of bytes without a text.
const (
	GiveData Purpose = "give data" // hand the peer the data when it asks
	TakeData Purpose = "take data" // get the data from the peer instead of fetching it
	TeamUp   Purpose = "team up"   // train a run together, which is to start; on both sides
)

// Report is a message from a worker to the page.
type Report struct {
	Version int        `json:"version"`
	Kind    ReportKind `json:"kind"`
	Run     string     `json:"run,omitzero"` // the run it is about, if about one

	Data    *Data        `json:"data,omitzero"`    // Loaded: what the data set is; Trained with Started, Restored, Imported: that of the run, without Classes and Samples
	Loading *Loading     `json:"loading,omitzero"` // Fetching
	Event   *train.Event `json:"event,omitzero"`   // Trained
	Epoch   int          `json:"epoch,omitzero"`   // Kept, Restored: how many epochs are trained and validated
	Seconds float64      `json:"seconds,omitzero"` // Trained, Kept, Restored: time spent on the run, pauses and messages left out
	Images  int          `json:"images,omitzero"`  // Trained, Kept, Restored, Retuned: training images seen so far, over all epochs
	// Retuned: the learning rate from now on, before the schedule; Images says
	// since when.
	LearningRate float64 `json:"learning_rate,omitzero"`
	// Trained: what of Seconds was spent on evaluation.
	EvaluationSeconds float64 `json:"evaluation_seconds,omitzero"`
	Message           string  `json:"message,omitzero"` // LoadFailed, Failed, Crashed, Unseen, NotExported, NotImported: what went wrong, and where; Restored: why it begins anew

	Observation   *Observation  `json:"observation,omitzero"`   // Observed
	Insight       *Insight      `json:"insight,omitzero"`       // Looked
	Pixels        []byte        `json:"pixels,omitzero"`        // Classified: what was to be classified
	Probabilities []float32     `json:"probabilities,omitzero"` // Classified: by class
	Garments      *Garments     `json:"garments,omitzero"`      // Fetched
	Command       *Command      `json:"command,omitzero"`       // Lacking: what could not be done
	Form          Form          `json:"form,omitzero"`          // Exported, NotExported
	Recipe        *train.Recipe `json:"recipe,omitzero"`        // Imported
	Whole         bool          `json:"whole,omitzero"`         // Imported: see export.Model
}

// ReportKind says what a worker tells.
type ReportKind string

// The reports.
const (
	Ready       ReportKind = "ready"        // the worker listens
	Fetching    ReportKind = "fetching"     // how much of the data is here and checked
	Loaded      ReportKind = "loaded"       // the data is here; with some images of each class
	LoadFailed  ReportKind = "load failed"  // the data could not be had; Start or Load tries again
	Trained     ReportKind = "trained"      // an event of the run; steps come at most every 50 ms
	Paused      ReportKind = "paused"       // Pause is in force
	Resumed     ReportKind = "resumed"      // Resume is in force
	Retuned     ReportKind = "retuned"      // Retune is in force
	Stopped     ReportKind = "stopped"      // Stop is in force
	Failed      ReportKind = "failed"       // the run could not start or go on, and would not with another worker
	Kept        ReportKind = "kept"         // here is a snapshot of the run, in an array beside the text
	Restored    ReportKind = "restored"     // the run goes on from its snapshot; from its beginning if Epoch and Images are 0
	Observed    ReportKind = "observed"     // what is written down at some epochs
	Looked      ReportKind = "looked"       // answers Look
	Classified  ReportKind = "classified"   // answers Classify
	Fetched     ReportKind = "fetched"      // answers Fetch
	Lacking     ReportKind = "lacking"      // the run's snapshot is needed for the command, which is to be sent again with it
	Unseen      ReportKind = "unseen"       // Look or Classify cannot be answered
	Exported    ReportKind = "exported"     // answers Export: the file is in an array beside the text
	Imported    ReportKind = "imported"     // answers Import: Event is its end, a snapshot is in an array beside the text
	NotImported ReportKind = "not imported" // Import cannot be answered
	NotExported ReportKind = "not exported" // Export cannot be answered
	Crashed     ReportKind = "crashed"      // the worker is gone, and its run with it; sent by itself when it cannot be trusted any more, else for it by its script or the pool
)

// Ends reports whether this is the last report about its run, whose worker is
// free again.
func (r Report) Ends() bool {
	switch r.Kind {
	case Stopped, Failed, Crashed:
		return true
	}
	return r.Event != nil && (r.Event.Kind == train.Finished || r.Event.Kind == train.Diverged)
}

// Answers reports whether this answers a command that looks at something, which
// any worker may do, whatever it trains.
func (r Report) Answers() bool {
	switch r.Kind {
	case Looked, Classified, Fetched, Unseen, Exported, NotExported, Imported, NotImported:
		return true
	}
	return false
}

// Loading tells how far the data is.
type Loading struct {
	Bytes       int `json:"bytes"` // compressed, fetched so far
	TotalBytes  int `json:"total_bytes"`
	Shards      int `json:"shards"` // checked so far
	TotalShards int `json:"total_shards"`
	// There is no network; it goes on by itself when there is one again.
	Offline bool `json:"offline,omitzero"`
}

// Data says what the data set is.
type Data struct {
	Source         string   `json:"source"` // dataset.FashionMNIST or dataset.MadeUp
	Classes        []string `json:"classes,omitzero"`
	TrainingImages int      `json:"training_images"`
	TestImages     int      `json:"test_images"`
	SHA256         string   `json:"sha256"` // of all images; see dataset.Set.SHA256
	// Samples holds some training images of each class, one row of pixels
	// after another: Samples[c][i*dataset.Pixels:] is image i of class c.
	Samples [][]byte `json:"samples,omitzero"`
}

// Encode returns the message as JSON, with Version set.
func (c Command) Encode() []byte {
	c.Version = Version
	return encode(c)
}

// Encode returns the message as JSON, with Version set.
func (r Report) Encode() []byte {
	r.Version = Version
	return encode(r)
}

// encode panics on what JSON cannot hold (NaN, infinity): a sender's
// programming error.
func encode(message any) []byte {
	text, err := json.Marshal(message)
	if err != nil {
		panic(fmt.Sprintf("wire: %v", err))
	}
	return text
}

// DecodeCommand reads a message from the page.
func DecodeCommand(text []byte) (Command, error) { return decode[Command](text) }

// DecodeReport reads a message from a worker.
func DecodeReport(text []byte) (Report, error) { return decode[Report](text) }

// decode looks at the version first: the rest of another version's message
// may be of any form.
func decode[T any](text []byte) (message T, err error) {
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return message, fmt.Errorf("wire: %w", err)
	}
	if head.Version != Version {
		return message, fmt.Errorf("wire: message of version %d, want %d: the page and its worker are from different builds; reload the page", head.Version, Version)
	}
	if err := json.Unmarshal(text, &message); err != nil {
		return message, fmt.Errorf("wire: %w", err)
	}
	return message, nil
}
