package experiment

import (
	"fmt"
	"slices"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
)

// Options says which version of the report is to be run. The zero value is the
// report's own protocol on three seeds.
type Options struct {
	Scaling dataset.Scaling // default: standard, with which all of the report's claims can hold
	Epochs  int             // default: 50
	Images  int             // training images before the split; default: 60,000
	Seeds   []uint64        // default: 0, 1 and 2
}

// Quick returns the quick version: a fifth of the images, 15 epochs. It says
// what to expect; its figures are not the report's.
func Quick() Options { return Options{Epochs: 15, Images: 12000} }

// withDefaults returns the options with nothing left open.
func (o Options) withDefaults() Options {
	base := train.Default()
	if o.Scaling == "" {
		o.Scaling = base.InputScaling
	}
	if o.Epochs == 0 {
		o.Epochs = base.Epochs
	}
	if o.Images == 0 {
		o.Images = base.TrainingImages
	}
	if o.Seeds == nil {
		o.Seeds = []uint64{0, 1, 2}
	}
	return o
}

// title names the version: "The report: standard scaling, 50 epochs, 60,000
// images".
func (o Options) title() string {
	version := "The report"
	if q := Quick(); o.Epochs == q.Epochs && o.Images == q.Images {
		version = "The report, quick version"
	}
	images := fmt.Sprint(o.Images)
	if o.Images >= 1000 {
		images = fmt.Sprintf("%d,%03d", o.Images/1000, o.Images%1000)
	}
	epochs := fmt.Sprintf("%d epochs", o.Epochs)
	if o.Epochs == 1 {
		epochs = "1 epoch"
	}
	return fmt.Sprintf("%s: %s scaling, %s, %s images", version, o.Scaling, epochs, images)
}

// The names of the report's recipes.
const (
	Baseline     = "Baseline"
	TwoLayers    = "[64,64]"
	ThreeLayers  = "[42,42,42]"
	Dropout      = "Dropout"
	AdaDelta     = "AdaDelta"
	Adam         = "Adam"
	XavierNormal = "Xavier normal"
	BatchNorm    = "Batch norm"

	// AdaDeltaAtOne is a control of ours: AdaDelta at the rate 1 of its paper
	// and of PyTorch, where the report has 0.01 for all optimizers.
	AdaDeltaAtOne = "AdaDelta at 1"
)

// Report returns the plan of the whole report. The baseline, which all three
// experiments share, is in it once.
func Report(o Options) Plan {
	o = o.withDefaults()
	recipe := func(name string, change func(*train.Recipe)) train.Recipe {
		r := train.Default()
		r.Name, r.InputScaling, r.Epochs, r.TrainingImages = name, o.Scaling, o.Epochs, o.Images
		change(&r)
		return r
	}
	optimizer := func(method string, rate float64) func(*train.Recipe) {
		return func(r *train.Recipe) { r.Optimizer = optim.Config{Method: method, LearningRate: rate} }
	}
	return Plan{
		Name:  "report",
		Title: o.title(),
		Recipes: []train.Recipe{
			recipe(Baseline, func(*train.Recipe) {}),
			recipe(TwoLayers, func(r *train.Recipe) { r.Hidden = []int{64, 64} }),
			recipe(ThreeLayers, func(r *train.Recipe) { r.Hidden = []int{42, 42, 42} }),
			recipe(Dropout, func(r *train.Recipe) { r.Dropout = 0.5 }),
			recipe(AdaDelta, optimizer("adadelta", 0.01)),
			recipe(Adam, optimizer("adam", 0.01)),
			recipe(XavierNormal, func(r *train.Recipe) { r.Initialiser = "xavier_normal" }),
			recipe(BatchNorm, func(r *train.Recipe) { r.BatchNorm.Enabled = true }),
			recipe(AdaDeltaAtOne, optimizer("adadelta", 1)),
		},
		Seeds: slices.Clone(o.Seeds),
	}
}

// OptionsOf returns the options of which the plan is the report, or a part of
// its recipes; ok is false for any other plan.
func OptionsOf(p Plan) (o Options, ok bool) {
	if len(p.Recipes) == 0 {
		return Options{}, false
	}
	first := p.Recipes[0]
	o = Options{Scaling: first.InputScaling, Epochs: first.Epochs, Images: first.TrainingImages, Seeds: p.Seeds}
	whole := Report(o)
	for _, r := range p.Recipes {
		if !slices.ContainsFunc(whole.Recipes, func(w train.Recipe) bool { return w.Name == r.Name && SameRun(w, r) }) {
			return Options{}, false
		}
	}
	return o, true
}

// Experiment is one of the report's three: a figure with its curves.
type Experiment struct {
	Number int
	Figure int // its number in the report
	Title  string
	Text   string // our own: what is seen, and why
	Lines  []Line
}

// Line is a recipe in an experiment.
type Line struct {
	Recipe  string // its name
	Label   string // what the experiment calls it
	Control bool   // not in the report: in our tables, not in the figure
}

// Experiments returns the three experiments in the report's order.
func Experiments() []Experiment {
	return []Experiment{
		{
			Number: 1, Figure: 2, Title: "Shapes",
			Text: "PyTorch's initial weights are small, so that every further layer weakens the signal and its gradient: " +
				"the deeper, narrower networks lose the first epochs and catch up later. " +
				"Dropout trains on half of the units at a time, which raises the training loss but hardly moves the accuracy.",
			Lines: []Line{{Recipe: Baseline, Label: "[128]"}, {Recipe: TwoLayers, Label: "[64,64]"}, {Recipe: ThreeLayers, Label: "[42,42,42]"}, {Recipe: Dropout, Label: "[128], dropout"}},
		},
		{
			Number: 2, Figure: 3, Title: "Optimizers",
			Text: "Adam divides each weight's step by the size of its recent gradients, so that a rate of 0.01 takes it much further than SGD. " +
				"AdaDelta scales its steps too, but from below: at 0.01 it takes a hundredth of the steps it was made for. " +
				"The control shows it at its own rate of 1.",
			Lines: []Line{{Recipe: Baseline, Label: "SGD"}, {Recipe: AdaDelta, Label: "AdaDelta"}, {Recipe: Adam, Label: "Adam"}, {Recipe: AdaDeltaAtOne, Label: "AdaDelta at 1", Control: true}},
		},
		{
			Number: 3, Figure: 4, Title: "Initialisation and batch norm",
			Text: "Xavier's wider weights carry a larger signal from the first batch on: a head start that shrinks with time. " +
				"Batch norm keeps every unit's input at the same scale all the way, so that the same rate goes further and the gain lasts.",
			Lines: []Line{{Recipe: Baseline, Label: "Baseline"}, {Recipe: XavierNormal, Label: "Xavier normal"}, {Recipe: BatchNorm, Label: "Batch norm"}},
		},
	}
}
