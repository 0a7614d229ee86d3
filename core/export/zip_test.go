package export_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
)

// The standard library reads what was written, and checks the sums.
func TestAnArchiveHoldsItsFiles(t *testing.T) {
	files := []export.File{
		{Name: "curves.csv", Content: []byte("run,epoch\n")},
		{Name: "recipes/Größe.json", Content: []byte("{}\n")},
		{Name: "empty", Content: nil},
		{Name: "large", Content: bytes.Repeat([]byte("atelier"), 100_000)},
	}
	archive := export.ZIP(files)
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	require.NoError(t, err)
	require.Len(t, r.File, len(files))
	for i, f := range r.File {
		require.Equal(t, files[i].Name, f.Name)
		require.False(t, f.NonUTF8)
		require.Equal(t, 1980, f.Modified.Year())
		content, err := f.Open()
		require.NoError(t, err)
		read, err := io.ReadAll(content)
		require.NoError(t, err)
		require.Equal(t, string(files[i].Content), string(read))
	}
	require.Equal(t, archive, export.ZIP(files))
}

func TestAnArchiveMayBeEmpty(t *testing.T) {
	archive := export.ZIP(nil)
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	require.NoError(t, err)
	require.Empty(t, r.File)
}
