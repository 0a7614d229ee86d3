package marks_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/internal/marks"
)

func ExampleReplace() {
	folder, err := os.MkdirTemp("", "marks")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "README.md")
	os.WriteFile(file, []byte("Before.\n<!-- speed: begin -->\nslow\n<!-- speed: end -->\nAfter.\n"), 0o644)

	err = marks.Replace(file, "speed", []byte("fast\n"))
	content, _ := os.ReadFile(file)
	fmt.Print(string(content), err)
	// Output:
	// Before.
	// <!-- speed: begin -->
	// fast
	// <!-- speed: end -->
	// After.
	// <nil>
}

func TestADocumentWithoutItsMarksStaysAsItIs(t *testing.T) {
	file := filepath.Join(t.TempDir(), "README.md")
	for _, text := range []string{
		"nothing\n",
		"<!-- speed: begin -->\n",
		"<!-- speed: end -->\n<!-- speed: begin -->\n",
		"<!-- other: begin -->\n<!-- other: end -->\n",
	} {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
		require.ErrorContains(t, marks.Replace(file, "speed", []byte("x\n")), "are missing")
		require.ErrorContains(t, marks.Check(file, "speed"), "are missing")
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, text, string(content))
	}
	require.Error(t, marks.Replace(filepath.Join(t.TempDir(), "none.md"), "speed", nil))
	require.Error(t, marks.Check(filepath.Join(t.TempDir(), "none.md"), "speed"))

	require.NoError(t, os.WriteFile(file, []byte("<!-- a: begin -->\n<!-- a: end -->\n<!-- b: begin -->\nb\n<!-- b: end -->\n"), 0o644))
	require.NoError(t, marks.Check(file, "a", "b"))
	require.ErrorContains(t, marks.Check(file, "a", "c"), `"<!-- c: begin -->\n"`)
}
