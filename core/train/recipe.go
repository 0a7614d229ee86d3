package train

import (
	"strings"

	"atelier/core/dataset"
	"atelier/core/optim"
)

// Recipe is everything that determines a run, and the only configuration
// there is: the same recipe on the same data gives the same bits everywhere.
// Start from Default; the ranges are in the fields' comments.
type Recipe struct {
	Name string `json:"name"` // for people; at most 80 characters; no influence on the run

	// Hidden holds the widths of the hidden layers, from the input on; at most
	// MaxHidden layers of 1 to MaxWidth units. Empty is softmax regression.
	Hidden []int `json:"hidden"`

	Activation  string    `json:"activation"`  // after each hidden layer: the Name of one of nn.Activations
	Initialiser string    `json:"initialiser"` // of the weights: the Name of one of nn.Initialisers
	BatchNorm   BatchNorm `json:"batch_norm"`  // of each hidden layer
	Dropout     float64   `json:"dropout"`     // the probability of dropping a hidden unit; 0, for none, to MaxDropout

	// InputScaling says how pixels become numbers: unit, signed or standard.
	InputScaling dataset.Scaling `json:"input_scaling"`

	Optimizer        optim.Config   `json:"optimizer"`
	Schedule         optim.Schedule `json:"schedule"`          // of the learning rate
	GradientClipping float64        `json:"gradient_clipping"` // the greatest norm of all gradients together; 0, for none, to MaxClipping
	LabelSmoothing   float64        `json:"label_smoothing"`   // 0 to MaxLabelSmoothing; of training only

	BatchSize       int     `json:"batch_size"`       // images a training batch; 1 to MaxBatchSize
	Epochs          int     `json:"epochs"`           // 1 to MaxEpochs
	Patience        int     `json:"patience"`         // epochs without a lower validation loss after which to stop early; 0, for never, to MaxEpochs
	TrainingImages  int     `json:"training_images"`  // before the split, the first ones of the set; MinTrainingImages to MaxTrainingImages
	ValidationShare float64 `json:"validation_share"` // of the training images, split by label; 0.01 to 0.5
	Seed            uint64  `json:"seed"`             // of all random streams; 0 to MaxSeed
}

// BatchNorm says whether and how each hidden layer is normalised.
type BatchNorm struct {
	Enabled         bool    `json:"enabled"`
	AfterActivation bool    `json:"after_activation"` // else before it
	Momentum        float64 `json:"momentum"`         // of the running statistics: the weight of the new batch; above 0, at most 1
	Epsilon         float64 `json:"epsilon"`          // added to the variance; above 0, at most 1
}

// The bounds of a Recipe's fields.
const (
	MaxNameLength      = 80
	MaxHidden          = 8
	MaxWidth           = 2048
	MaxMemory          = 2 << 30 // bytes, of Cost: what WebAssembly has room for
	MaxBatchSize       = 4096
	MaxEpochs          = 1000
	MaxDropout         = 0.95
	MaxClipping        = 1e6
	MaxLabelSmoothing  = 0.9
	MinTrainingImages  = 100
	MaxTrainingImages  = 60000
	MinValidationShare = 0.01
	MaxValidationShare = 0.5
	MaxSeed            = 1<<53 - 1 // what a JSON number holds exactly
)

// Default returns the baseline: one hidden layer of 128 units, SGD at 0.01,
// 50 epochs on all images. It is where every default is written.
func Default() Recipe {
	return Recipe{
		Name:            "Baseline",
		Hidden:          []int{128},
		Activation:      "relu",
		Initialiser:     "default",
		BatchNorm:       BatchNorm{Momentum: 0.1, Epsilon: 1e-5},
		InputScaling:    dataset.Standard,
		Optimizer:       optim.Config{Method: "sgd", LearningRate: 0.01},
		Schedule:        optim.Constant(),
		BatchSize:       512,
		Epochs:          50,
		TrainingImages:  60000,
		ValidationShare: 0.1,
		Seed:            0,
	}
}

// FieldError says what is wrong with one field of a recipe.
type FieldError struct {
	Field   string // JSON path: "epochs", "hidden[1]", "optimizer.momentum"
	Message string // to stand behind the field's label: "must be 1 to 1000"
}

// Errors is what is wrong with a recipe, one FieldError a field.
type Errors []FieldError

// Error lists all fields.
func (e Errors) Error() string {
	texts := make([]string, len(e))
	for i, f := range e {
		texts[i] = f.Field + " " + f.Message
	}
	return "recipe: " + strings.Join(texts, "; ")
}

// For returns the message for the field of that path, "" if it has none.
func (e Errors) For(field string) string {
	for _, f := range e {
		if f.Field == field {
			return f.Message
		}
	}
	return ""
}
