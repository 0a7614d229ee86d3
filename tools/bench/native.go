package main

import (
	"context"
	"runtime"
	"sync"
	"time"

	"atelier/core/nn"
	"atelier/core/train"
	"atelier/tools/bench/measure"
)

// now is the native clock.
func (b *bench) now() float64 { return time.Since(b.started).Seconds() }

// nativeRoof returns the roof of so many cores at the same time.
func (b *bench) nativeRoof(cores int) float64 {
	roofs := make([]float64, cores)
	var wait sync.WaitGroup
	for i := range roofs {
		wait.Go(func() { roofs[i] = measure.Roof(b.now) })
	}
	wait.Wait()
	if cores == 1 {
		b.roofs["native"] = append(b.roofs["native"], roofs[0])
		b.result.Native.RoofGFLOPS = measure.Median(b.roofs["native"])
	}
	return sum(roofs)
}

func sum(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// oneCore measures a session that has one core, whatever the machine has.
func (b *bench) oneCore(ctx context.Context, kind string) (Training, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	session, err := train.NewSession(recipe(kind, b.images), b.set)
	if err != nil {
		return Training{}, err
	}
	return b.native(ctx, kind, session, 1, Training{})
}

// allCores measures a crew on as many cores as it can use.
func (b *bench) allCores(ctx context.Context, kind string) (Training, error) {
	members := nn.TeamSize(runtime.GOMAXPROCS(0))
	crew, err := train.NewCrew(recipe(kind, b.images), b.set, members)
	if err != nil {
		return Training{}, err
	}
	defer crew.Close()
	return b.native(ctx, kind, crew, members, b.result.Native.OneCore[kind])
}

// native measures a run that has not begun, on so many cores.
func (b *bench) native(ctx context.Context, kind string, run measure.Run, cores int, one Training) (Training, error) {
	t := timing{workers: cores, runs: 1, images: run.Step().TrainingImages}
	runtime.GC() // of earlier parts, now and not while it is timed
	t.roofs = append(t.roofs, b.nativeRoof(cores))
	for i := range b.warmUp + b.epochs {
		if err := ctx.Err(); err != nil {
			return Training{}, err
		}
		training, validating := measure.Epoch(run, b.now)
		if i >= b.warmUp {
			t.training = append(t.training, training)
			t.validating = append(t.validating, validating)
		}
	}
	var parts []measure.Parts
	for range b.epochs {
		parts = append(parts, measure.EpochParts(run, b.now))
	}
	t.roofs = append(t.roofs, b.nativeRoof(cores))
	result := t.result(recipe(kind, b.images), one)
	median := measure.MedianParts(parts)
	result.Parts = &median
	return result, nil
}
