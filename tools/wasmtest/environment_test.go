package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAShortEnvironmentFitsWhole(t *testing.T) {
	env, left := fit([]string{"x.test"}, []string{"HOME=/home/me", "EMPTY=", "EQUATION=a=b"})
	require.Equal(t, map[string]string{"HOME": "/home/me", "EMPTY": "", "EQUATION": "a=b"}, env)
	require.Empty(t, left)
}

func TestTheLongestVariablesAreLeftOutOfALongEnvironment(t *testing.T) {
	environment := []string{"LONG=" + strings.Repeat("x", 5000), "SHORT=1", "LONGER=" + strings.Repeat("x", 6000)}
	env, left := fit([]string{"x.test"}, environment)
	require.Equal(t, []string{"LONGER"}, left)
	require.Contains(t, env, "LONG")
	require.Contains(t, env, "SHORT")
}

// wasm_exec.js rounds each string and its null up to 8 bytes, adds a pointer
// for each and a null pointer for either list, and throws at 8192.
func TestTheRoomIsUsedToTheLastWord(t *testing.T) {
	const others = (8 + 8) + 2*8 // "x.test" and two nulls
	largest := 8192 - 8 - others - 8 - 1
	env, left := fit([]string{"x.test"}, []string{"A=" + strings.Repeat("x", largest-len("A="))})
	require.Len(t, env, 1)
	require.Empty(t, left)
	_, left = fit([]string{"x.test"}, []string{"A=" + strings.Repeat("x", largest+1-len("A="))})
	require.Equal(t, []string{"A"}, left)
}
