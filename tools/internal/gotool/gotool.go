// Package gotool runs the go command for the project's own tools.
package gotool

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Run runs the go command in the folder, with the variables added to the
// environment, and returns what it prints. An error tells what the command
// complained about.
func Run(ctx context.Context, dir string, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", called(args), err, bytes.TrimSpace(stderr.Bytes()))
	}
	return stdout.Bytes(), nil
}

// called names what was run: the command and its package, without the flags, of
// which a build has many; or all of it, where there is no package.
func called(args []string) string {
	for _, a := range args[1:] {
		if a == "." || strings.HasPrefix(a, "./") {
			return args[0] + " " + a
		}
	}
	return strings.Join(args, " ")
}

// WasmExec returns wasm_exec.js, the script that connects a Go program to a
// browser, of the toolchain that builds in the folder: programs run only with
// that of their own toolchain.
func WasmExec(ctx context.Context, dir string) ([]byte, error) {
	goroot, err := Run(ctx, dir, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(string(bytes.TrimSpace(goroot)), "lib", "wasm", "wasm_exec.js"))
}
