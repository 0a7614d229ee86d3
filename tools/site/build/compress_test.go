package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWhatTheCacheHoldsIsNotCompressedAgain(t *testing.T) {
	dir := t.TempDir()
	content := []byte(strings.Repeat("seam ", 1000))
	for _, c := range compressors(true) {
		first, err := c.cached(dir, content)
		require.NoError(t, err)
		require.Less(t, len(first), len(content))
		broken := c
		broken.writer = nil // compressing would panic
		again, err := broken.cached(dir, content)
		require.NoError(t, err)
		require.Equal(t, first, again)
	}
}

func TestQualitiesDoNotShareCacheEntries(t *testing.T) {
	dir := t.TempDir()
	content := []byte(strings.Repeat("seam and hem ", 10000))
	for i, fast := range compressors(true) {
		small := compressors(false)[i]
		quick, err := fast.cached(dir, content)
		require.NoError(t, err)
		best, err := small.cached(dir, content)
		require.NoError(t, err)
		require.Less(t, len(best), len(quick))
	}
}

func TestACacheThatCannotBeUsedIsNoError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file, no folder")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	for _, dir := range []string{"", file} {
		_, err := compressors(true)[0].cached(dir, []byte("content"))
		require.NoError(t, err)
	}
}

func TestPruneRemovesWhatHasNotBeenUsedForAWeek(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for name, age := range map[string]time.Duration{"old": 8 * 24 * time.Hour, "recent": 6 * 24 * time.Hour} {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, nil, 0o644))
		require.NoError(t, os.Chtimes(file, now, now.Add(-age)))
	}
	require.NoError(t, Prune(dir, now))
	require.NoFileExists(t, filepath.Join(dir, "old"))
	require.FileExists(t, filepath.Join(dir, "recent"))
	require.NoError(t, Prune(filepath.Join(dir, "missing"), now))
}
