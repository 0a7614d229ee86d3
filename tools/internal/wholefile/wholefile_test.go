package wholefile_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/internal/wholefile"
)

func ExampleWrite() {
	folder, err := os.MkdirTemp("", "whole")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	err = wholefile.Write(filepath.Join(folder, "a.txt"), []byte("all of it"))
	content, _ := os.ReadFile(filepath.Join(folder, "a.txt"))
	fmt.Println(string(content), err)
	// Output: all of it <nil>
}

func TestWhatCannotBeWrittenLeavesTheFileAsItIs(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.txt")
	require.NoError(t, os.WriteFile(path, []byte("before"), 0o644))
	require.NoError(t, os.Mkdir(path+".part", 0o755)) // in the way
	require.Error(t, wholefile.Write(path, []byte("after")))
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "before", string(content))
	require.ErrorIs(t, wholefile.Write(filepath.Join(folder, "none", "a.txt"), nil), fs.ErrNotExist)
}
