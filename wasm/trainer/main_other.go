//go:build !js

package main

import (
	"fmt"
	"os"
)

// The worker logic builds everywhere, so that it can be tested natively; only
// the browser can run it as a program.
func main() {
	fmt.Fprintln(os.Stderr, "trainer: runs in a browser's worker only; build it with GOOS=js GOARCH=wasm")
	os.Exit(1)
}
