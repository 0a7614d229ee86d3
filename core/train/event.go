package train

// Kind says what an Event tells.
type Kind string

// The kinds of events, in the order in which a run emits them.
const (
	Started  Kind = "started"  // the run is set up; no batch has been trained
	Step     Kind = "step"     // a batch has been trained, or evaluated
	Epoch    Kind = "epoch"    // an epoch has been trained and validated
	Finished Kind = "finished" // the last epoch is over and the test set has been evaluated
	Diverged Kind = "diverged" // the loss left all bounds; the run has ended
)

// Event tells what happened in a run. Fields that do not belong to its kind
// are zero. It is one JSON value, the same in the browser's messages and in
// the lines of the command line.
type Event struct {
	Kind Kind `json:"kind"`

	// Where the run stands, in every kind. Epoch counts from 1 and is 0 before
	// the first batch; Batch is how many batches of this epoch are trained.
	Epoch   int `json:"epoch"`
	Epochs  int `json:"epochs"`
	Batch   int `json:"batch"`
	Batches int `json:"batches"` // an epoch has

	// Started.
	Parameters       int `json:"parameters,omitzero"`
	TrainingImages   int `json:"training_images,omitzero"`   // after the split
	ValidationImages int `json:"validation_images,omitzero"` // after the split

	// Step: what is being done. Epoch: the rate its last batch used.
	Phase        Phase   `json:"phase,omitzero"`
	LearningRate float64 `json:"learning_rate,omitzero"`

	// Step and Epoch: the mean loss over the images of this epoch so far, in
	// training mode, each batch before its update.
	TrainingLoss float64 `json:"training_loss,omitzero"`

	// Epoch: over the validation images.
	ValidationLoss     float64  `json:"validation_loss,omitzero"`
	ValidationAccuracy Accuracy `json:"validation_accuracy,omitzero"`

	// Finished: before the recipe's last epoch, because the validation loss had
	// not fallen for the recipe's patience.
	StoppedEarly bool `json:"stopped_early,omitzero"`

	// Finished: over the test images. Confusion[t][p] counts the images of
	// class t that were taken for class p.
	TestLoss     float64  `json:"test_loss,omitzero"`
	TestAccuracy Accuracy `json:"test_accuracy,omitzero"`
	Confusion    [][]int  `json:"confusion,omitzero"`
	// ParametersSHA256 is the SHA-256 over all parameters (see
	// nn.Network.SHA256): two runs are the same to the bit where it is.
	ParametersSHA256 string `json:"parameters_sha256,omitzero"`

	// Diverged: why, and after which epoch the parameters are that the run is
	// left with, the last one that ended well; 0 is before the first.
	Reason    string `json:"reason,omitzero"`
	KeptEpoch int    `json:"kept_epoch,omitzero"`
}

// Evaluated reports whether the Step that returned e was spent on evaluation:
// on images that are not trained on.
func (e Event) Evaluated() bool {
	return e.Kind == Epoch || e.Kind == Finished || e.Phase == Validating || e.Phase == Testing
}

// Accuracy is the share of images that were classified rightly, between 0
// and 1.
type Accuracy struct {
	Mean      float64 `json:"mean"`      // over all images
	Deviation float64 `json:"deviation"` // standard deviation over the batches, with n-1
}

// Phase is what a run is doing.
type Phase string

// The phases of a run.
const (
	Training   Phase = "training"
	Validating Phase = "validating"
	Testing    Phase = "testing"
)
