package build_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/site/build"
)

// mostCode is how many bytes of code a visitor shall have to fetch, at most.
const mostCode = 1_600_000

// Brotli at its best takes many seconds for a program; what make site has
// compressed is not compressed again.
func TestTheCodeIsLight(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: compresses the program")
	}
	sizes, err := build.Download(t.Context(), "../../..", build.UserCache())
	require.NoError(t, err)
	require.Equal(t, []string{"atelier-simd.wasm", "site/static/boot.js", "site/static/worker.js", "wasm_exec.js"},
		slices.Sorted(maps.Keys(sizes)))
	total := 0
	for name, size := range sizes {
		require.Positive(t, size, name)
		total += size
	}
	require.LessOrEqual(t, total, mostCode, "%v", sizes)
}
