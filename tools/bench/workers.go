package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"atelier/core/nn"
	"atelier/core/train"
	"atelier/tools/bench/measure"
	"atelier/wasm/wire"
)

// order is what bench.js is told to do with workers that run the site's own
// program. The commands are texts ready for them.
type order struct {
	Workers  int        `json:"workers"`
	Script   string     `json:"script,omitzero"` // in place of the site's
	Load     string     `json:"load"`
	Starts   []string   `json:"starts"`            // of each worker
	Connects [][]string `json:"connects,omitzero"` // what each is told of each other, if they train one run together
	Pause    string     `json:"pause"`
	Resume   string     `json:"resume"`
	Epochs   int        `json:"epochs"` // to wait for
	Times    int        `json:"times"`  // to pause
}

func newOrder(workers int, r train.Recipe) order {
	text := func(kind wire.CommandKind) string { return string(wire.Command{Kind: kind, Run: "1"}.Encode()) }
	o := order{Workers: workers, Load: text(wire.Load), Pause: text(wire.Pause), Resume: text(wire.Resume)}
	for range workers {
		o.Starts = append(o.Starts, string(wire.Command{Kind: wire.Start, Run: "1", Recipe: r}.Encode()))
	}
	return o
}

// newTeamOrder is newOrder for one run that all workers train together.
func newTeamOrder(workers int, r train.Recipe) order {
	o := newOrder(workers, r)
	for rank := range workers {
		o.Starts[rank] = string(wire.Command{Kind: wire.Start, Run: "1", Recipe: r, Members: workers, Rank: rank}.Encode())
		var told []string
		for peer := range workers {
			told = append(told, string(wire.Command{Kind: wire.Connect, Purpose: wire.TeamUp, Run: "1", Peer: peer}.Encode()))
		}
		o.Connects = append(o.Connects, told)
	}
	return o
}

// mark is a report of a worker and when it came, in seconds.
type mark struct {
	At     float64 `json:"at"`
	Report string  `json:"report"`
	Bytes  int     `json:"bytes"` // of the worker's memory, if its script tells
}

// epoch is what the marks at its two ends tell of an epoch, in seconds.
type epoch struct {
	whole      float64 // as the page sees it
	evaluation float64
	messages   float64 // all that was neither training nor evaluation
}

// epochs returns the epochs of a worker's marks, of which the first is the
// beginning, and the training images of each.
func epochs(marks []mark) (list []epoch, images int, err error) {
	var last wire.Report
	for i, m := range marks {
		r, err := wire.DecodeReport([]byte(m.Report))
		if err != nil {
			return nil, 0, err
		}
		switch {
		case r.Event.Kind == train.Started:
			images = r.Event.TrainingImages
		case r.Event.Kind == train.Epoch && i > 0:
			whole := m.At - marks[i-1].At
			list = append(list, epoch{whole, r.EvaluationSeconds - last.EvaluationSeconds, max(0, whole-(r.Seconds-last.Seconds))})
		default:
			return nil, 0, fmt.Errorf("a worker reports %q where an epoch was expected %s", r.Event.Kind, r.Event.Reason)
		}
		last = r
	}
	return list, images, nil
}

// oneWorker measures a run in one worker, and where its time goes.
func (b *bench) oneWorker(ctx context.Context, kind string) (Training, error) {
	result, messages, err := b.train(ctx, "train", newOrder(1, recipe(kind, b.images)), kind)
	if err != nil {
		return result, err
	}
	r := recipe(kind, b.images)
	answers, err := b.ask(ctx, 1, measure.Order{Recipe: &r, Images: b.set.Train.Len(), WarmUp: b.warmUp, Epochs: b.epochs})
	if err != nil {
		return result, err
	}
	parts := measure.MedianParts(answers[0].Parts)
	parts.Messages = messages
	result.Parts = &parts
	return result, nil
}

// workers is how many the page would start.
func workers() int { return min(runtime.NumCPU(), nn.MaxTeam) }

// allWorkers measures as many runs as there are workers, at the same time.
func (b *bench) allWorkers(ctx context.Context, kind string) (Training, error) {
	result, _, err := b.train(ctx, "train", newOrder(workers(), recipe(kind, b.images)), kind)
	return result, err
}

// oneRunAllWorkers measures one run that as many workers train together as a
// team can have.
func (b *bench) oneRunAllWorkers(ctx context.Context, kind string) (Training, error) {
	o := newTeamOrder(nn.TeamSize(workers()), recipe(kind, b.images))
	result, _, err := b.train(ctx, "together", o, kind)
	return result, err
}

// train has workers train by a function of bench.js, and returns also how much
// of an epoch goes into messages.
func (b *bench) train(ctx context.Context, how string, o order, kind string) (Training, float64, error) {
	c, err := b.inChrome(ctx)
	if err != nil {
		return Training{}, 0, err
	}
	before, err := b.browserRoof(ctx, o.Workers)
	if err != nil {
		return Training{}, 0, err
	}
	o.Epochs = b.warmUp + b.epochs
	all, err := call[[][]mark](c, how, o)
	if err != nil {
		return Training{}, 0, err
	}
	after, err := b.browserRoof(ctx, o.Workers)
	if err != nil {
		return Training{}, 0, err
	}
	t := timing{workers: o.Workers, runs: len(all), roofs: []float64{before, after}}
	var messages []float64
	for _, marks := range all {
		list, images, err := epochs(marks)
		if err != nil {
			return Training{}, 0, err
		}
		t.images = images
		for _, e := range list[b.warmUp:o.Epochs] {
			t.training = append(t.training, e.whole-e.evaluation)
			t.validating = append(t.validating, e.evaluation)
			messages = append(messages, e.messages)
		}
	}
	return t.result(recipe(kind, b.images), b.result.Browser.OneWorker[kind]), measure.Median(messages), nil
}

// browserRoof returns the roof of so many workers at the same time.
func (b *bench) browserRoof(ctx context.Context, workers int) (float64, error) {
	answers, err := b.ask(ctx, workers, measure.Order{})
	if err != nil {
		return 0, err
	}
	var roofs []float64
	for _, a := range answers {
		roofs = append(roofs, a.Roof)
	}
	if workers == 1 {
		b.roofs["browser"] = append(b.roofs["browser"], roofs[0])
		b.result.Browser.RoofGFLOPS = measure.Median(b.roofs["browser"])
	}
	return sum(roofs), nil
}

// ask gives an order to so many workers that run the bench's own program.
func (b *bench) ask(ctx context.Context, workers int, o measure.Order) ([]measure.Answer, error) {
	c, err := b.inChrome(ctx)
	if err != nil {
		return nil, err
	}
	answers, err := call[[]measure.Answer](c, "measure", struct {
		Workers int    `json:"workers"`
		Order   string `json:"order"`
	}{workers, encode(o)})
	for _, a := range answers {
		if a.Error != "" {
			err = errors.New(a.Error)
		}
	}
	return answers, err
}

// pauses measures how soon a pause is in force while all workers train.
func (b *bench) pauses(ctx context.Context) error {
	c, err := b.inChrome(ctx)
	if err != nil {
		return err
	}
	o := newOrder(workers(), recipe("sgd", b.images))
	o.Times = 20
	times, err := call[[]float64](c, "pause", o)
	if err != nil {
		return err
	}
	b.result.Browser.PauseMSMedian, _, b.result.Browser.PauseMS = spread(times)
	return nil
}

// workerMemory looks at the memory of a worker's program after its second epoch
// and after the last.
func (b *bench) workerMemory(ctx context.Context) error {
	c, err := b.inChrome(ctx)
	if err != nil {
		return err
	}
	o := newOrder(1, recipe("adam_batch_norm", b.images))
	o.Script, o.Epochs = "memory.js", max(2, b.memoryEpochs)
	all, err := call[[][]mark](c, "train", o)
	if err != nil {
		return err
	}
	marks := all[0]
	if len(marks) <= o.Epochs {
		return errors.New("the worker told of fewer epochs than it made")
	}
	b.result.Browser.WorkerMemory = WorkerMemory{float64(marks[2].Bytes) / 1e6, float64(marks[o.Epochs].Bytes) / 1e6, o.Epochs}
	return nil
}
