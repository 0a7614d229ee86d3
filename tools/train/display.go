package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"atelier/core/dataset"
	"atelier/core/train"
)

// display shows a run's events.
type display interface {
	event(e train.Event) error
	clear() error // leaves a clean line where the run is interrupted
}

// jsonLines prints one event a line, all but the steps.
type jsonLines struct{ out io.Writer }

func (d jsonLines) event(e train.Event) error {
	if e.Kind == train.Step {
		return nil
	}
	return json.NewEncoder(d.out).Encode(e)
}

func (jsonLines) clear() error { return nil }

// lines prints a line an epoch, for people and logs.
type lines struct {
	out    io.Writer
	recipe train.Recipe
	set    dataset.Set
	start  time.Time
}

func newLines(out io.Writer, recipe train.Recipe, set dataset.Set) *lines {
	return &lines{out: out, recipe: recipe, set: set, start: time.Now()}
}

func (d *lines) event(e train.Event) error {
	var err error
	switch e.Kind {
	case train.Started:
		if d.set.Source == dataset.MadeUpSource {
			fmt.Fprintln(d.out, "These are made-up garments, not Fashion-MNIST.")
		}
		_, err = fmt.Fprintf(d.out, "%s: %d parameters, %d training and %d validation images\n\nepoch  training loss  validation loss  validation accuracy, %%\n",
			d.recipe.Name, e.Parameters, e.TrainingImages, e.ValidationImages)
	case train.Epoch:
		_, err = fmt.Fprintf(d.out, "%5d  %13.4f  %15.4f  %22s\n", e.Epoch, e.TrainingLoss, e.ValidationLoss, percent(e.ValidationAccuracy))
	case train.Finished:
		if e.StoppedEarly {
			fmt.Fprintf(d.out, "\nStopped early: the validation loss has not fallen for %s.\n", epochs(d.recipe.Patience))
		}
		_, err = fmt.Fprintf(d.out, "\ntest accuracy  %s %%, loss %.4f, after %.1f s\nparameters     sha-256 %s\n",
			percent(e.TestAccuracy), e.TestLoss, time.Since(d.start).Seconds(), e.ParametersSHA256)
	case train.Diverged:
		_, err = fmt.Fprintf(d.out, "\nThe run diverged: %s. A smaller learning rate may help.\n", e.Reason)
	}
	return err
}

func (*lines) clear() error { return nil }

func epochs(n int) string {
	if n == 1 {
		return "an epoch"
	}
	return fmt.Sprintf("%d epochs", n)
}

// percent prints an accuracy as "85.3 ± 1.2". A single batch has no deviation.
func percent(a train.Accuracy) string {
	if a.Deviation == 0 {
		return fmt.Sprintf("%.1f", 100*a.Mean)
	}
	return fmt.Sprintf("%.1f ± %.1f", 100*a.Mean, 100*a.Deviation)
}

// bar draws a progress bar over all batches beneath what another display
// prints.
type bar struct {
	display
	out io.Writer
	bar *progressbar.ProgressBar // nil until the run has started
}

func (d *bar) event(e train.Event) error {
	if e.Kind == train.Step {
		if e.Phase == train.Training {
			d.bar.Describe(fmt.Sprintf("epoch %d of %d, loss %.3f", e.Epoch, e.Epochs, e.TrainingLoss))
			return d.bar.Set((e.Epoch-1)*e.Batches + e.Batch)
		}
		return nil
	}
	if err := d.clear(); err != nil {
		return err
	}
	if err := d.display.event(e); err != nil {
		return err
	}
	if e.Kind == train.Started {
		d.bar = progressbar.NewOptions(e.Epochs*e.Batches,
			progressbar.OptionSetWriter(d.out),
			progressbar.OptionSetWidth(24),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true))
	}
	return nil
}

// clear takes the bar off the screen, until the next batch.
func (d *bar) clear() error {
	if d.bar == nil {
		return nil
	}
	return d.bar.Clear()
}
