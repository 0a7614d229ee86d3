package main

import "atelier/tools/bench/measure"

// Result is all that was measured; what was not is left out. The names of its
// JSON are those that -only takes. Times are in seconds, and medians, with the
// least and the greatest beside them.
type Result struct {
	Machine Machine                    `json:"machine"`
	Browser Browser                    `json:"browser,omitzero"`
	Native  Native                     `json:"native,omitzero"`
	Sizes   Sizes                      `json:"sizes,omitzero"`
	Peers   map[string]map[string]Peer `json:"peers,omitempty"` // by name and optimizer
}

// Machine is where it was measured, and on what.
type Machine struct {
	Processor  string `json:"processor"`
	Cores      int    `json:"cores"`
	Go         string `json:"go"`
	NativeSIMD bool   `json:"native_simd"` // without it the native figures are of the plain build
	Browser    string `json:"browser,omitzero"`
	Data       string `json:"data"` // dataset.FashionMNIST or dataset.MadeUpSource
	Images     int    `json:"images"`
}

// Browser is what was measured in Chromium.
type Browser struct {
	// RoofGFLOPS is the median over the roofs of one worker that were measured.
	RoofGFLOPS float64 `json:"roof_gflops,omitzero"`

	OneWorker        Kinds `json:"one_worker,omitempty"`
	AllWorkers       Kinds `json:"all_workers,omitempty"`         // a run in each at the same time
	OneRunAllWorkers Kinds `json:"one_run_all_workers,omitempty"` // one run, spread over all

	// From the navigation of a visitor who comes back until the first trained
	// batch is known to the page.
	FirstBatchSeconds    float64 `json:"first_batch_seconds,omitzero"`
	FirstBatchSecondsMin float64 `json:"first_batch_seconds_min,omitzero"`
	FirstBatchSecondsMax float64 `json:"first_batch_seconds_max,omitzero"`

	LongestTaskMS            float64 `json:"longest_task_ms,omitzero"`              // of the page's thread while it trains, on the clock
	LongestTaskMSOfProcessor float64 `json:"longest_task_ms_of_processor,omitzero"` // the longest with the processor
	PauseMS                  float64 `json:"pause_ms,omitzero"`                     // the longest from a command to its being in force
	PauseMSMedian            float64 `json:"pause_ms_median,omitzero"`

	WorkerMemory WorkerMemory `json:"worker_memory_mb,omitzero"`
}

// WorkerMemory is the memory of a worker's program, in millions of bytes, after
// its second epoch and after its last.
type WorkerMemory struct {
	Second float64 `json:"epoch_2"`
	Last   float64 `json:"last_epoch"`
	Epochs int     `json:"epochs"`
}

// Native is what was measured without a browser.
type Native struct {
	RoofGFLOPS float64 `json:"roof_gflops,omitzero"` // as Browser.RoofGFLOPS
	OneCore    Kinds   `json:"one_core,omitempty"`
	AllCores   Kinds   `json:"all_cores,omitempty"` // one run, spread over all
}

// Kinds is a result for each of the kinds of training, by name.
type Kinds map[string]Training

// Training is how fast a recipe trains.
type Training struct {
	Workers int `json:"workers"` // or cores
	Runs    int `json:"runs"`    // at the same time
	Epochs  int `json:"epochs"`  // timed, of each run

	// Of an epoch's training images: gathering, forward, backward, update, and
	// in a browser the messages and pauses between.
	EpochSeconds    float64 `json:"epoch_seconds"`
	EpochSecondsMin float64 `json:"epoch_seconds_min"`
	EpochSecondsMax float64 `json:"epoch_seconds_max"`

	// With the validation that ends every epoch.
	EpochWithValidationSeconds    float64 `json:"epoch_with_validation_seconds"`
	EpochWithValidationSecondsMin float64 `json:"epoch_with_validation_seconds_min"`
	EpochWithValidationSecondsMax float64 `json:"epoch_with_validation_seconds_max"`

	// Of all runs together, from EpochSeconds.
	ImagesPerSecond float64 `json:"images_per_second"`
	GFLOPS          float64 `json:"gflops"`

	// What as many workers reach at the same time: the greater of the values
	// right before and right after.
	RoofGFLOPS float64 `json:"roof_gflops"`
	OfRoof     float64 `json:"of_roof"`

	// Images a second over those of one worker, or core, if that was measured.
	Speedup float64 `json:"speedup,omitzero"`

	Parts *measure.Parts `json:"parts,omitempty"`
}

// Sizes is the code, compressed, that a visitor must fetch before training can
// start.
type Sizes struct {
	ProgramBytes int `json:"program_bytes"`
	ScriptBytes  int `json:"script_bytes"`
	TotalBytes   int `json:"total_bytes"`
}

// Peer is how fast another library trains the same, in the same browser and
// sitting.
type Peer struct {
	EpochSeconds    float64 `json:"epoch_seconds"`
	EpochSecondsMin float64 `json:"epoch_seconds_min"`
	EpochSecondsMax float64 `json:"epoch_seconds_max"`
	GFLOPS          float64 `json:"gflops"`
	OtherCores      float64 `json:"other_cores"`    // that other programs kept busy; above 0.2 the row is not to be trusted
	Ratio           float64 `json:"ratio,omitzero"` // of our one worker's epoch to this one
}
