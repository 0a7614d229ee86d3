package gotool_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/internal/gotool"
)

func ExampleRun() {
	out, err := gotool.Run(context.Background(), ".", []string{"GOARCH=wasm"}, "env", "GOARCH")
	fmt.Printf("%s%v\n", out, err)
	// Output:
	// wasm
	// <nil>
}

func TestRunTellsWhatTheCommandComplainedAbout(t *testing.T) {
	_, err := gotool.Run(t.Context(), ".", nil, "build", "./no-such-package")
	require.ErrorContains(t, err, "go build ./no-such-package: exit status 1")
	require.ErrorContains(t, err, "directory not found")

	_, err = gotool.Run(t.Context(), ".", nil, "run", "-trimpath", "./no-such-package", "-out", "somewhere")
	require.ErrorContains(t, err, "go run ./no-such-package: exit status 1")
	_, err = gotool.Run(t.Context(), ".", nil, "no-such-command", "x")
	require.ErrorContains(t, err, "go no-such-command x: exit status 2")
}

func TestWasmExecIsThatOfTheToolchain(t *testing.T) {
	got, err := gotool.WasmExec(t.Context(), ".")
	require.NoError(t, err)
	// go test gives the GOROOT of the toolchain that runs it to the test.
	want, err := os.ReadFile(filepath.Join(os.Getenv("GOROOT"), "lib", "wasm", "wasm_exec.js"))
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}
