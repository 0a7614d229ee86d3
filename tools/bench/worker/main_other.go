//go:build !js

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "worker: runs in a browser's worker only; tools/bench builds and starts it")
	os.Exit(1)
}
