package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// goBuild compiles the program to the file.
func goBuild(ctx context.Context, root, file string, p program) error {
	// Said in so many words, because the caller's environment may differ.
	experiment := "nosimd"
	if p.simd {
		experiment = "simd"
	}
	file, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	// Without paths, version control stamps and symbols the output depends on
	// nothing but the source and the toolchain.
	_, err = goTool(ctx, root, []string{"GOOS=js", "GOARCH=wasm", "GOEXPERIMENT=" + experiment},
		"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", file, p.pkg)
	return err
}

// wasmExec returns the script that connects a program to the browser, of the
// toolchain that builds: the two must fit each other.
func wasmExec(ctx context.Context, root string) ([]byte, error) {
	goroot, err := goTool(ctx, root, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(string(bytes.TrimSpace(goroot)), "lib", "wasm", "wasm_exec.js"))
}

// goTool runs the go command in the repository and returns what it prints.
func goTool(ctx context.Context, root string, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	cmd.Env = append(cmd.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go %s %s: %w\n%s", args[0], args[len(args)-1], err, bytes.TrimSpace(stderr.Bytes()))
	}
	return stdout.Bytes(), nil
}
