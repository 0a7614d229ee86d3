package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

// parts trains the plan in so many parts, each into its own folder.
func parts(t *testing.T, plan, data string, n int) []string {
	t.Helper()
	var folders []string
	for i := range n {
		folder := filepath.Join(t.TempDir(), fmt.Sprint(i))
		said := report(t, "-plan", plan, "-data", data, "-out", folder, "-part", fmt.Sprintf("%d/%d", i+1, n))
		require.Contains(t, said, "; put the parts together with -merge.\n")
		folders = append(folders, folder)
	}
	return folders
}

// More parts than runs leave some with nothing to do.
func TestMergedPartsAreTheWhole(t *testing.T) {
	plan, data := planFile(t, small), folder(t, garments())
	whole := t.TempDir()
	report(t, "-plan", plan, "-data", data, "-out", whole)
	same := []string{resultsFile, "curves.csv", "curves.svg", "curves.png", "tables.md", "tables.tex", "recipes.json"}
	for _, n := range []int{1, 3, 7} {
		folders := parts(t, plan, data, n)
		first, second := t.TempDir(), t.TempDir()
		report(t, append([]string{"-merge", "-out", first}, folders...)...)
		for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
			folders[i], folders[j] = folders[j], folders[i]
		}
		report(t, append([]string{"-merge", "-out", second}, folders...)...)
		for _, name := range same {
			require.Equal(t, read(t, whole, name), read(t, first, name), "%s of %d parts", name, n)
			require.Equal(t, read(t, first, name), read(t, second, name), "%s of %d parts the other way round", name, n)
		}
		in := fmt.Sprintf(", in %d parts.", n)
		if n == 1 {
			in = ", in one part."
		}
		require.Contains(t, read(t, first, "README.md"), in)
		require.Contains(t, read(t, first, "README.md"), "6 runs, ")
	}
}

func TestPartsThatAreMissingAreTold(t *testing.T) {
	folders := parts(t, planFile(t, small), folder(t, garments()), 3)
	out := t.TempDir()
	said := report(t, "-merge", "-out", out, folders[0], folders[2])
	require.Contains(t, said, "4 of 6 runs, in ")
	require.Contains(t, read(t, out, "README.md"), "**2 of 6 runs are missing.**")
	report(t, "-merge", "-out", out, out, folders[1])
	require.NotContains(t, read(t, out, "README.md"), "missing")
	require.Equal(t, trained(t, small), results(t, out))
}

// An interrupted part has kept its runs, and has no results yet.
func TestAPartThatIsNotOverIsLeftOut(t *testing.T) {
	folders := parts(t, planFile(t, small), folder(t, garments()), 2)
	unfinished := filepath.Join(t.TempDir(), "2")
	require.NoError(t, os.MkdirAll(filepath.Join(unfinished, stateFolder), 0o755))
	said := report(t, "-merge", "-out", t.TempDir(), folders[0], unfinished)
	require.Contains(t, said, unfinished+": not over yet, left out\n3 of 6 runs, in ")
	require.EqualError(t, run(t.Context(), []string{"-merge", "-out", t.TempDir(), unfinished}, io.Discard), "no part is over yet")
}

func TestMixedUpPartsAreRefused(t *testing.T) {
	data := folder(t, garments())
	folders := parts(t, planFile(t, small), data, 2)
	otherPlan := parts(t, planFile(t, strings.Replace(small, `"seeds": [3, 0]`, `"seeds": [3, 1]`, 1)), data, 2)
	otherData := parts(t, planFile(t, small), folder(t, dataset.MadeUp(2, 300, 100)), 2)
	out := t.TempDir()
	err := run(t.Context(), []string{"-merge", "-out", out, folders[0], otherPlan[1]}, io.Discard)
	require.EqualError(t, err, `merge: results of different plans, "small" and "small", or of one that was changed`)
	err = run(t.Context(), []string{"-merge", "-out", out, folders[0], otherData[1]}, io.Discard)
	require.ErrorContains(t, err, "merge: results on different data sets, ")
}
