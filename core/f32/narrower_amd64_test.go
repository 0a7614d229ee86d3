//go:build goexperiment.simd

package f32_test

import (
	"fmt"
	"os"
	"os/exec"
	"simd"
	"testing"

	"github.com/stretchr/testify/require"
)

// The width of vectors is chosen when a program starts. So the tests that
// compare with slow twins run once more in a program of each narrower width.
func TestNarrowerVectorsAreTheirElementsToo(t *testing.T) {
	for bits := 128; bits < 32*simd.BroadcastFloat32s(0).Len(); bits *= 2 {
		t.Run(fmt.Sprint(bits), func(t *testing.T) {
			narrow := exec.Command(os.Args[0], "-test.run=OneByOne", "-test.v")
			// With a +, the width is taken even if the processor lacks what
			// package simd would like beside it, and we do not need.
			narrow.Env = append(os.Environ(), fmt.Sprintf("GODEBUG=simd=+%d", bits))
			out, err := narrow.CombinedOutput()
			require.NoError(t, err, string(out))
			require.Contains(t, string(out), "--- PASS: TestBytesAreNormalisedOneByOne")
		})
	}
}
