package text

import (
	"strings"

	"atelier/core/train"
)

// Hint explains a field of the recipe.
type Hint struct {
	What    string // what it is
	Formula string // "" if there is none
	Expect  string // what a change of it does
	Source  string // where to read on, and the address of that
	Address string
}

// The words around an explanation.
const (
	ExplainWord  = "?"
	SourceWord   = "Source: "
	CoresSubject = "cores"
)

// ExplainLabel names the button that opens an explanation.
func ExplainLabel(label string) string { return "Explain " + label }

// The addresses that explanations share.
const (
	pytorch = "https://docs.pytorch.org/docs/stable/"
	arxiv   = "https://arxiv.org/abs/"
	book    = "https://www.deeplearningbook.org/contents/"
)

// Explain returns the explanation of a field for the choices that a recipe has
// made; ok is false if there is no such field.
func Explain(field string, r train.Recipe) (h Hint, ok bool) {
	switch {
	case strings.HasPrefix(field, "hidden"), field == "activation", field == "initialiser", field == "dropout", strings.HasPrefix(field, "batch_norm"):
		h = explainLayers(field, r)
	case field == "optimizer.method":
		h = explainMethod(r.Optimizer)
	case field == "optimizer.learning_rate":
		h = explainRate(r.Optimizer)
	case strings.HasPrefix(field, "optimizer."):
		h = explainHyperparameter(strings.TrimPrefix(field, "optimizer."), r.Optimizer)
	case strings.HasPrefix(field, "schedule."):
		h = explainSchedule(strings.TrimPrefix(field, "schedule."), r.Schedule)
	case field == "gradient_clipping", field == "label_smoothing":
		h = explainLoss(field)
	default:
		h = explainData(field)
	}
	return h, h.What != ""
}
