package main

import (
	"os"
	"runtime"
	"strings"
)

// processor returns what the system calls the processor, or else its kind.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// nativeSIMD reports whether this program was built with SIMD: Go adds the
// experiments of a build to its version.
func nativeSIMD() bool { return strings.Contains(runtime.Version(), "simd") }
