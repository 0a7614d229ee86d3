package slim_test

import (
	"fmt"

	"atelier/tools/site/slim"
)

func ExampleProgram() {
	_, err := slim.Program([]byte("<!doctype html>"))
	fmt.Println(err)
	// Output: slim: not a WebAssembly module of version 1
}
