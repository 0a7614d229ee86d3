package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
	"atelier/tools/internal/gotool"
)

// sample compiles testdata/sample, goes to its folder, as the go command does,
// and returns the file.
func sample(t *testing.T) string {
	t.Helper()
	if _, err := browser.Find(); err != nil && !browser.Required() {
		t.Skip(err)
	}
	file := filepath.Join(t.TempDir(), "sample.test")
	t.Chdir(filepath.Join("testdata", "sample"))
	_, err := gotool.Run(t.Context(), ".", []string{"GOOS=js", "GOARCH=wasm"}, "test", "-c", "-o", file, ".")
	require.NoError(t, err)
	return file
}

func TestAProgramRunsAsItWouldNatively(t *testing.T) {
	file := sample(t)
	t.Setenv("SAMPLE_VARIABLE", "from outside")
	for name, c := range map[string]struct {
		args   []string
		code   int
		stdout []string
		stderr []string
	}{
		"arguments, environment and output": {
			args:   []string{"-test.run=TestPrints", "-word=hello"},
			stdout: []string{"to stdout: hello from outside js wasm\nPASS\n"},
			stderr: []string{"to stderr: ünïcødé\n"},
		},
		"a failure": {
			args:   []string{"-test.run=TestFails"},
			code:   1,
			stdout: []string{"--- FAIL: TestFails", "sample_test.go:", "as it should", "FAIL\n"},
		},
		"a panic": {
			args:   []string{"-test.run=TestPanics"},
			code:   2,
			stdout: []string{"--- FAIL: TestPanics"},
			stderr: []string{"panic: as it should", "goroutine"},
		},
		"files and examples": {
			args:   []string{"-test.run=Files|Example", "-test.v"},
			stdout: []string{"--- PASS: TestReadsFiles", "--- PASS: TestMakesFiles", "--- PASS: Example", "PASS\n"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			r := runner{stdout: &stdout, stderr: &stderr, grace: time.Minute}
			require.Equal(t, c.code, r.run(t.Context(), append([]string{file}, c.args...)), stdout.String()+stderr.String())
			for _, part := range c.stdout {
				require.Contains(t, stdout.String(), part)
			}
			for _, part := range c.stderr {
				require.Contains(t, stderr.String(), part)
			}
		})
	}
	require.NoFileExists(t, "new.txt")
}

func TestFirefoxRunsProgramsToo(t *testing.T) {
	file := sample(t)
	if _, err := browser.FindFirefox(); err != nil && os.Getenv(firefox.requires) != "1" {
		t.Skip(err)
	}
	t.Setenv("SAMPLE_VARIABLE", "from outside")
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary) // where the browser's profile is
	var stdout, stderr bytes.Buffer
	r := runner{stdout: &stdout, stderr: &stderr, grace: time.Minute}
	require.Equal(t, 0, r.run(t.Context(), []string{"-firefox", file, "-test.run=TestPrints", "-word=hello"}), stdout.String()+stderr.String())
	require.Contains(t, stdout.String(), "to stdout: hello from outside js wasm\nPASS\n")
	require.Equal(t, 1, r.run(t.Context(), []string{"-firefox", file, "-test.run=TestFails"}))
	left, err := os.ReadDir(temporary)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestAProgramThatNeverYieldsIsEnded(t *testing.T) {
	file := sample(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary) // where the browser's profile is
	var stdout, stderr bytes.Buffer
	r := runner{stdout: &stdout, stderr: &stderr, grace: time.Second}
	require.Equal(t, exitFailed, r.run(t.Context(), []string{file, "-test.run=TestSpins", "-test.timeout=1s"}))
	require.Contains(t, stdout.String(), "spinning")
	require.Contains(t, stderr.String(), "no end after 2s")
	requireEmpty(t, temporary)
}

func TestAnInterruptedRunLeavesNothing(t *testing.T) {
	file := sample(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	ctx, cancel := context.WithCancel(t.Context())
	var stderr bytes.Buffer
	r := runner{stdout: onText{"spinning", cancel}, stderr: &stderr, grace: time.Minute}
	require.Equal(t, exitFailed, r.run(ctx, []string{file, "-test.run=TestSpins"}))
	require.Contains(t, stderr.String(), "interrupted")
	requireEmpty(t, temporary)
}

// onText is a writer that does something once a text is written to it.
type onText struct {
	text string
	do   func()
}

func (w onText) Write(p []byte) (int, error) {
	if strings.Contains(string(p), w.text) {
		w.do()
	}
	return len(p), nil
}

func requireEmpty(t *testing.T, folder string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, entries)
}

func TestAFileThatIsNoProgramIsRefusedWithItsName(t *testing.T) {
	sample(t) // for the browser
	file := filepath.Join(t.TempDir(), "nonsense.test")
	require.NoError(t, os.WriteFile(file, []byte("nonsense"), 0o644))
	var stdout, stderr bytes.Buffer
	r := runner{stdout: &stdout, stderr: &stderr}
	require.Equal(t, exitFailed, r.run(t.Context(), []string{file}))
	require.Contains(t, stderr.String(), "nonsense.test: CompileError")
}

func TestWithoutABrowserTestsAreLeftOutUnlessOneIsRequired(t *testing.T) {
	for name, c := range map[string]struct {
		required string
		args     []string
		code     int
		says     string
	}{
		"left out":            {"", []string{"some.test"}, exitOK, "wasmtest: left out some.test: "},
		"required":            {"1", []string{"some.test"}, exitFailed, "wasmtest: REQUIRE_BROWSER=1, but: "},
		"asked, and left out": {"", []string{"-check"}, exitSkips, ""},
		"asked, and required": {"1", []string{"-check"}, exitFailed, "wasmtest: REQUIRE_BROWSER=1, but: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("CHROMIUM", "no-such-browser")
			t.Setenv("REQUIRE_BROWSER", c.required)
			var said bytes.Buffer
			r := runner{stdout: &said, stderr: &said}
			require.Equal(t, c.code, r.run(t.Context(), c.args))
			require.True(t, strings.HasPrefix(said.String(), c.says), said.String())
			require.Contains(t, said.String(), "apt-get install chromium")
		})
	}
}

func TestTheTimeOutIsThatOfTheTestsAndSomeGrace(t *testing.T) {
	r := runner{grace: time.Second}
	require.Equal(t, 10*time.Minute+time.Second, r.timeout([]string{"x.test"})) // go test's default
	require.Equal(t, 3*time.Second, r.timeout([]string{"x.test", "-test.timeout=2s"}))
	require.Zero(t, r.timeout([]string{"x.test", "-test.timeout=0"})) // means none
}
