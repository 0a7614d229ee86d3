package main

import (
	"cmp"
	"slices"
	"strings"
)

// wasm_exec.js hands a program its arguments and environment in the 8192 bytes
// that Go's linker leaves free for them.
const environmentSize = 8192

// fit returns the variables of the environment (in the form "name=value") for
// which there is room beside the arguments, and the names of those left out:
// the longest, as these are the least likely to be meant for a test.
func fit(args, environment []string) (env map[string]string, left []string) {
	room := environmentSize - 2*8 // each list of pointers ends with a null
	for _, arg := range args {
		room -= size(arg)
	}
	byLength := slices.Clone(environment)
	slices.SortStableFunc(byLength, func(a, b string) int { return cmp.Compare(len(a), len(b)) })

	env = map[string]string{}
	for _, variable := range byLength {
		name, value, _ := strings.Cut(variable, "=")
		room -= size(variable)
		if room <= 0 {
			left = append(left, name)
			continue
		}
		env[name] = value
	}
	return env, left
}

// size is what a string takes: its bytes and a null, filled up to eight bytes,
// and a pointer of eight.
func size(s string) int { return (len(s)+1+7)/8*8 + 8 }
