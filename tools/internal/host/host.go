// Package host says on what machine a program runs, for figures that depend on
// it.
package host

import (
	"os"
	"runtime"
	"strings"
)

// Processor returns what the system calls the processor, "AMD EPYC", or, where
// it does not say, its kind, "amd64".
func Processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	return model(string(text))
}

// model finds the name in what Linux says of the processor.
func model(text string) string {
	for line := range strings.Lines(text) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}
