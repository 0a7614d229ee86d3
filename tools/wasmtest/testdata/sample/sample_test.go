// Package sample is a test program for the tests of wasmtest: each of its
// tests shows one thing that a test program does.
package sample

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

var word = flag.String("word", "", "a word to print")

func TestPrints(t *testing.T) {
	fmt.Fprint(os.Stderr, "to stderr: ", "ünïcødé", "\n")
	fmt.Println("to stdout:", *word, os.Getenv("SAMPLE_VARIABLE"), runtime.GOOS, runtime.GOARCH)
}

func TestFails(t *testing.T) { t.Error("as it should") }

func TestPanics(t *testing.T) { panic("as it should") }

func TestReadsFiles(t *testing.T) {
	text, err := os.ReadFile("golden.txt")
	if err != nil || string(text) != "ten kinds of garment\n" {
		t.Errorf("%q, %v", text, err)
	}
	names, err := filepath.Glob("*.txt")
	if err != nil || len(names) != 1 {
		t.Errorf("%v, %v", names, err)
	}
	if _, err := os.Stat("missing.txt"); !os.IsNotExist(err) {
		t.Error(err)
	}
	if err := os.WriteFile("golden.txt", nil, 0o644); err == nil {
		t.Error("has written to the machine's files")
	}
}

func TestMakesFiles(t *testing.T) {
	const name = "new.txt"
	if err := os.WriteFile(name, []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "new" {
		t.Errorf("%q, %v", text, err)
	}
	if err := os.Remove(name); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Error(err)
	}
}

// TestSpins never lets the browser have a turn.
func TestSpins(t *testing.T) {
	fmt.Println("spinning")
	for start := time.Now(); time.Since(start) < time.Hour; {
	}
}

func Example() {
	fmt.Println("an example")
	// Output: an example
}
