//go:build !js

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "site: runs in a browser only; build it with GOOS=js GOARCH=wasm, or run make serve")
	os.Exit(1)
}
