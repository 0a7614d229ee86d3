package main

import (
	"runtime"

	"atelier/tools/internal/host"
)

// machine is where a run was trained.
type machine struct {
	Processor string `json:"processor"`
	Cores     int    `json:"cores"`
	Go        string `json:"go"` // its version, with the experiments of the build
}

func thisMachine() machine {
	return machine{host.Processor(), runtime.NumCPU(), runtime.Version()}
}

// account is how a result was come by: machine.json.
type account struct {
	Command string    `json:"command"`
	Seconds float64   `json:"seconds,omitzero"` // by the clock, over all sittings; none of a merged result
	Parts   []string  `json:"parts,omitzero"`   // the commands of the parts that were put together
	Runs    []runTime `json:"runs"`
}

type runTime struct {
	Recipe  string  `json:"recipe"`
	Seed    uint64  `json:"seed"`
	Seconds float64 `json:"seconds"` // of training, on one core
	Machine machine `json:"machine"`
}

func (a *account) add(s saved) {
	a.Runs = append(a.Runs, runTime{s.Run.Recipe.Name, s.Run.Seed, s.Seconds, s.Machine})
}

// total returns the seconds of all runs.
func (a account) total() float64 {
	seconds := 0.0
	for _, r := range a.Runs {
		seconds += r.Seconds
	}
	return seconds
}

// machines lists where the runs were trained, each once.
func (a account) machines() []machine {
	var list []machine
	seen := map[machine]bool{}
	for _, r := range a.Runs {
		if !seen[r.Machine] {
			seen[r.Machine] = true
			list = append(list, r.Machine)
		}
	}
	return list
}
