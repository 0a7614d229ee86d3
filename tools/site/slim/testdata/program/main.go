// A program with a few functions and some data, for tests to make slimmer.
package main

import (
	"errors"
	"os"
)

//go:noinline
func half(n int) (int, error) {
	if n%2 != 0 {
		return 0, errors.New("odd")
	}
	return n / 2, nil
}

func main() {
	if n, err := half(len(os.Args)); err != nil || n > 1 {
		os.Exit(1)
	}
}
