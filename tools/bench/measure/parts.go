package measure

import (
	"atelier/core/nn"
	"atelier/core/train"
)

// Parts is where the time of an epoch goes, in seconds.
type Parts struct {
	Gather      float64 `json:"gather"`      // shuffling, and images to scaled floats
	Products    float64 `json:"products"`    // of matrices
	Activations float64 `json:"activations"` // biases, activations, batch normalisation, the loss
	Optimizer   float64 `json:"optimizer"`
	Exchange    float64 `json:"exchange,omitzero"` // between the members of a team, and waiting for them
	Evaluation  float64 `json:"evaluation"`        // of the validation images
	Messages    float64 `json:"messages,omitzero"` // of a worker: to the page, and looking for those from it
}

// MedianParts returns the median of each part.
func MedianParts(all []Parts) Parts {
	var m Parts
	for _, p := range []func(*Parts) *float64{
		func(p *Parts) *float64 { return &p.Gather },
		func(p *Parts) *float64 { return &p.Products },
		func(p *Parts) *float64 { return &p.Activations },
		func(p *Parts) *float64 { return &p.Optimizer },
		func(p *Parts) *float64 { return &p.Exchange },
		func(p *Parts) *float64 { return &p.Evaluation },
		func(p *Parts) *float64 { return &p.Messages },
	} {
		var values []float64
		for i := range all {
			values = append(values, *p(&all[i]))
		}
		*p(&m) = Median(values)
	}
	return m
}

// of returns where the seconds of a part are counted.
func (p *Parts) of(part nn.Part) *float64 {
	switch part {
	case train.Gathering:
		return &p.Gather
	case nn.Multiplying:
		return &p.Products
	case nn.Activating:
		return &p.Activations
	case train.Updating:
		return &p.Optimizer
	case nn.Exchanging:
		return &p.Exchange
	case train.Evaluating:
		return &p.Evaluation
	}
	panic("measure: unknown part " + string(part))
}

// Run is a run in progress: a session, or a crew of them.
type Run interface {
	Step() train.Event
	Watch(done func(nn.Part))
}

// EpochParts trains one epoch, which must be left of the run, and returns where
// its time goes.
func EpochParts(run Run, now func() float64) Parts {
	var parts Parts
	last := now()
	run.Watch(func(part nn.Part) {
		t := now()
		*parts.of(part) += t - last
		last = t
	})
	defer run.Watch(nil)
	for run.Step().Kind != train.Epoch {
	}
	return parts
}

// Epoch trains one epoch, which must be left of the run, and returns the
// seconds of training and those of evaluation.
func Epoch(run Run, now func() float64) (training, evaluation float64) {
	last := now()
	for {
		e := run.Step()
		t := now()
		if e.Evaluated() {
			evaluation += t - last
		} else {
			training += t - last
		}
		last = t
		if e.Kind == train.Epoch {
			return training, evaluation
		}
	}
}
