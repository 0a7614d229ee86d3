package main

import (
	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/bench/measure"
)

// kinds are the kinds of training that are measured.
var kinds = []string{"sgd", "adam", "sgd_batch_norm", "adam_batch_norm"}

// recipe returns the work of a kind, which other libraries were timed on too:
// 784-128-10, batches of 512, a learning rate of 0.01, pixels over 255.
func recipe(kind string, images int) train.Recipe {
	r := train.Default()
	r.InputScaling = dataset.Unit
	r.Optimizer.LearningRate = 0.01
	r.TrainingImages = images
	r.Epochs = train.MaxEpochs
	switch kind {
	case "adam", "adam_batch_norm":
		r.Optimizer.Method = "adam"
	}
	switch kind {
	case "sgd_batch_norm", "adam_batch_norm":
		r.BatchNorm.Enabled = true
	}
	return r
}

// timing is what the clock said about some epochs of a training.
type timing struct {
	workers, runs        int
	images               int       // of an epoch, to train on
	training, validating []float64 // seconds of each epoch of each run
	roofs                []float64 // of all workers together, before and after
}

// result makes of it what is told; one is the training in one worker, if that
// was measured.
func (t timing) result(r train.Recipe, one Training) Training {
	whole := make([]float64, len(t.training))
	for i := range whole {
		whole[i] = t.training[i] + t.validating[i]
	}
	result := Training{Workers: t.workers, Runs: t.runs, Epochs: len(t.training) / t.runs, RoofGFLOPS: max(t.roofs[0], t.roofs[1])}
	result.EpochSeconds, result.EpochSecondsMin, result.EpochSecondsMax = spread(t.training)
	result.EpochWithValidationSeconds, result.EpochWithValidationSecondsMin, result.EpochWithValidationSecondsMax = spread(whole)
	result.ImagesPerSecond = float64(t.runs*t.images) / result.EpochSeconds
	result.GFLOPS = result.ImagesPerSecond * operations(r) / 1e9
	result.OfRoof = result.GFLOPS / result.RoofGFLOPS
	if one.ImagesPerSecond > 0 {
		result.Speedup = result.ImagesPerSecond / one.ImagesPerSecond
	}
	return result
}

// operations returns how many an image takes in the matrix products.
func operations(r train.Recipe) float64 {
	return float64(r.Cost().Operations) / float64(r.BatchSize)
}

func spread(values []float64) (median, least, greatest float64) {
	least, greatest = values[0], values[0]
	for _, v := range values {
		least, greatest = min(least, v), max(greatest, v)
	}
	return measure.Median(values), least, greatest
}
