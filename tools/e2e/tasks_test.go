package e2e_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// traceTasks begins to trace the tasks of the page. The returned function ends
// that, and requires that none occupied the main thread for long. It judges the
// time with the processor: that on the clock depends on what else the machine is
// doing, here two workers that leave no core free, and other tests.
func (v *visitor) traceTasks(t *testing.T) (requireShort func()) {
	end, err := v.TraceTasks()
	require.NoError(t, err)
	return func() {
		t.Helper()
		longest, err := end()
		require.NoError(t, err)
		t.Logf("longest task of the main thread: %.1f ms, on the clock %.1f", longest.Processor, longest.Clock)
		require.Less(t, longest.Processor, 50.0, "in ms")
	}
}
