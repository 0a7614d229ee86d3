// Wasmtest runs the tests of a package, compiled to WebAssembly, in a worker
// of a headless Chromium. The go command calls it:
//
//	go build -o bin/wasmtest ./tools/wasmtest
//	GOOS=js GOARCH=wasm go test -exec "$PWD/bin/wasmtest" ./core/...
//
// The tests see their arguments, the environment, their package's folder and
// the machine's files; files they make last only as long as they. Output
// appears as it comes and the exit code is that of the tests. Whatever ends
// wasmtest, it leaves no browser behind.
//
// Without a browser it says which tests it left out and succeeds; with
// REQUIRE_BROWSER=1 it fails. As the go command hides what a successful test
// prints, "wasmtest -check" does only this: it prints the browser it would use,
// or exits with 2 if tests would be left out and 1 if they would fail.
//
// "wasmtest -firefox", before all else, takes Firefox instead of Chromium, and
// REQUIRE_FIREFOX=1 instead of REQUIRE_BROWSER=1.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	// go test ends its programs with SIGQUIT when they take too long.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT)
	r := runner{stdout: os.Stdout, stderr: os.Stderr, grace: 10 * time.Second}
	code := r.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// The exit codes of wasmtest itself. Tests exit with 1 when they fail and 2
// when they panic.
const (
	exitOK     = 0
	exitFailed = 1
	exitSkips  = 2 // of -check
)

// A runner runs one test program.
type runner struct {
	stdout, stderr io.Writer

	// grace is what the tests may take beyond their own time-out, so that they
	// can say themselves what hangs. A program that never yields cannot.
	grace time.Duration
}

// run does what the arguments say and returns the exit code.
func (r runner) run(ctx context.Context, args []string) int {
	in := chromium
	if len(args) > 0 && args[0] == "-firefox" {
		in, args = firefox, args[1:]
	}
	if len(args) == 0 || strings.HasPrefix(args[0], "-") && args[0] != "-check" {
		fmt.Fprintln(r.stderr, "usage: wasmtest [-firefox] test.wasm [arguments of the tests], or wasmtest [-firefox] -check")
		return exitFailed
	}
	path, err := in.find()
	switch {
	case args[0] == "-check" && err == nil:
		fmt.Fprintln(r.stdout, path)
		return exitOK
	case err != nil && os.Getenv(in.requires) == "1":
		fmt.Fprintf(r.stderr, "wasmtest: %s=1, but: %v\n", in.requires, err)
		return exitFailed
	case args[0] == "-check":
		fmt.Fprintln(r.stdout, err)
		return exitSkips
	case err != nil:
		fmt.Fprintf(r.stdout, "wasmtest: left out %s: %v\n", filepath.Base(args[0]), err)
		return exitOK
	}

	code, err := r.runTests(ctx, in, args)
	if ctx.Err() != nil {
		err = errors.New("interrupted")
	}
	if err != nil {
		fmt.Fprintf(r.stderr, "wasmtest: %s: %v\n", filepath.Base(args[0]), err)
		return exitFailed
	}
	return code
}

// timeout returns how long the tests may take, by their arguments, and 0 if
// for ever.
func (r runner) timeout(args []string) time.Duration {
	limit := 10 * time.Minute
	for _, arg := range args {
		value, ok := strings.CutPrefix(arg, "-test.timeout=")
		if !ok {
			continue
		}
		if d, err := time.ParseDuration(value); err == nil {
			limit = d
		}
	}
	if limit <= 0 {
		return 0
	}
	return limit + r.grace
}

// runTests runs the program args[0] and returns its exit code.
func (r runner) runTests(ctx context.Context, in venue, args []string) (code int, err error) {
	program, err := newProgram(ctx, args, r.stdout, r.stderr)
	if err != nil {
		return 0, err
	}
	url, stop, err := program.serve()
	if err != nil {
		return 0, err
	}
	defer stop()
	failed, leave, err := in.open(ctx, url)
	if err != nil {
		return 0, err
	}
	defer leave()

	var late <-chan time.Time
	if limit := r.timeout(args); limit > 0 {
		late = time.After(limit)
	}
	select {
	case end := <-program.ended:
		if end.Message != "" {
			return 0, errors.New(end.Message)
		}
		return end.Code, nil
	case <-late:
		return 0, fmt.Errorf("no end after %v", r.timeout(args))
	case err := <-failed:
		return 0, err
	}
}
