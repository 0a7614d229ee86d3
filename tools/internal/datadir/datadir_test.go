package datadir_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/internal/datadir"
)

// folder holds the shards of a set.
func folder(t *testing.T, set dataset.Set) fstest.MapFS {
	t.Helper()
	built, err := dataset.Build(set)
	require.NoError(t, err)
	files := fstest.MapFS{}
	for _, f := range built {
		files[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	return files
}

// name finds the one file that begins so.
func name(t *testing.T, files fstest.MapFS, prefix string) string {
	t.Helper()
	for n := range files {
		if strings.HasPrefix(n, prefix) {
			return n
		}
	}
	t.Fatalf("no file %s…", prefix)
	return ""
}

func TestShardsAreReadAsTheSetTheyWereMadeOf(t *testing.T) {
	set := dataset.MadeUp(1, 130, 70)
	got, err := datadir.Read(folder(t, set))
	require.NoError(t, err)
	require.Equal(t, set, got)
}

func TestFaultyShardsAreRefusedWithFileAndReason(t *testing.T) {
	for fault, c := range map[string]struct {
		file  string
		spoil func(files fstest.MapFS, name string)
		says  string
	}{
		"a flipped byte":      {"train-00", func(f fstest.MapFS, n string) { f[n].Data[99] ^= 1 }, ": its sha-256 is "},
		"cut short":           {"test-00", func(f fstest.MapFS, n string) { f[n].Data = f[n].Data[:50] }, ": has 50 bytes, want "},
		"missing":             {"test-00", func(f fstest.MapFS, n string) { delete(f, n) }, ": file does not exist"},
		"an unknown manifest": {"manifest", func(f fstest.MapFS, n string) { f[n].Data = []byte(`{"format": 7}`) }, ": unknown format 7"},
		"other images":        {"manifest", func(f fstest.MapFS, n string) { another(f, n) }, ": the sha-256 of all images is "},
		"not gzip":            {"train-00", func(f fstest.MapFS, n string) { replace(f, n, []byte("no gzip at all")) }, ": gzip: invalid header"},
		"gzip cut short":      {"train-00", func(f fstest.MapFS, n string) { replace(f, n, f[n].Data[:len(f[n].Data)-9]) }, ": unexpected EOF"},
		"another content":     {"train-00", func(f fstest.MapFS, n string) { replace(f, n, zipped(make([]byte, 100))) }, ": inflates to 100 bytes, want "},
		"an endless content":  {"train-00", func(f fstest.MapFS, n string) { replace(f, n, zipped(make([]byte, 1<<20))) }, ": inflates to 15717 bytes, want 15716"},
	} {
		t.Run(fault, func(t *testing.T) {
			files := folder(t, dataset.MadeUp(1, 20, 10))
			n := name(t, files, c.file)
			c.spoil(files, n)
			_, err := datadir.Read(files)
			require.ErrorContains(t, err, n+c.says)
		})
	}
}

// replace puts a content in a shard's place, with a manifest that says so.
func replace(files fstest.MapFS, name string, content []byte) {
	var m dataset.Manifest
	if err := json.Unmarshal(files[dataset.ManifestFile].Data, &m); err != nil {
		panic(err)
	}
	m.Train[0].Bytes, m.Train[0].SHA256 = len(content), sum(content)
	files[name].Data = content
	files[dataset.ManifestFile].Data, _ = json.Marshal(m)
}

// another has the manifest tell the sum of other images.
func another(files fstest.MapFS, name string) {
	var m dataset.Manifest
	if err := json.Unmarshal(files[name].Data, &m); err != nil {
		panic(err)
	}
	m.SHA256 = dataset.MadeUp(2, 20, 10).SHA256()
	files[name].Data, _ = json.Marshal(m)
}

func sum(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }

func zipped(content []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(content)
	w.Close()
	return b.Bytes()
}

func TestAFolderWithoutADataSetSaysWhatIsMissing(t *testing.T) {
	_, err := datadir.Read(fstest.MapFS{"notes.txt": {}})
	require.EqualError(t, err, "no data set: neither manifest.json nor train-images-idx3-ubyte.gz is there")
	_, err = datadir.Read(os.DirFS("no-such-folder"))
	require.ErrorIs(t, err, datadir.ErrNone)
}

func TestAManifestThatCannotBeReadIsNoMissingOne(t *testing.T) {
	_, err := datadir.Read(unreadable{})
	require.ErrorContains(t, err, "manifest.json: the disk is on fire")
	require.NotErrorIs(t, err, datadir.ErrNone)
}

type unreadable struct{}

func (unreadable) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("the disk is on fire")}
}

func TestPublishedFilesAreCheckedAndNamed(t *testing.T) {
	_, err := datadir.ReadCanonical(fstest.MapFS{})
	require.EqualError(t, err, "open train-images-idx3-ubyte.gz: file does not exist")
	for _, c := range datadir.All() {
		require.EqualError(t, c.Check([]byte("abc")), fmt.Sprintf("%s: has 3 bytes, want %d", c.Name, c.Bytes))
		require.ErrorContains(t, c.Check(make([]byte, c.Bytes)), c.Name+": its sha-256 is ")
	}
	_, err = datadir.Read(fstest.MapFS{datadir.TrainImages.Name: {Data: make([]byte, datadir.TrainImages.Bytes)}})
	require.ErrorContains(t, err, "train-images-idx3-ubyte.gz: its sha-256 is ")
}

// realFiles holds the published files.
func realFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	dir := os.Getenv("FASHION_MNIST_DIR")
	if dir == "" {
		t.Skip("skipped: FASHION_MNIST_DIR is not set")
	}
	files := fstest.MapFS{}
	for _, c := range datadir.All() {
		content, err := os.ReadFile(dir + "/" + c.Name)
		require.NoError(t, err)
		files[c.Name] = &fstest.MapFile{Data: content}
	}
	return files
}

func TestBothFormsOfAFolderHoldTheSameSet(t *testing.T) {
	published := realFiles(t)
	a, err := datadir.Read(published)
	require.NoError(t, err)
	require.Equal(t, dataset.FashionMNIST, a.Source)
	require.Equal(t, []int{60000, 10000}, []int{a.Train.Len(), a.Test.Len()})
	b, err := datadir.Read(folder(t, a))
	require.NoError(t, err)
	require.True(t, a.Source == b.Source && same(a.Train, b.Train) && same(a.Test, b.Test))

	// The first labels of the published test set, as everyone prints them.
	require.Equal(t, []byte{9, 2, 1, 1, 6, 1, 4, 6, 5, 7}, a.Test.Labels[:10])
	require.Equal(t, []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, a.Train.Labels[59_990:], "interleaved")
}

func same(a, b dataset.Images) bool {
	return bytes.Equal(a.Pixels, b.Pixels) && slices.Equal(a.Labels, b.Labels)
}

func TestOneMissingPublishedFileIsNamed(t *testing.T) {
	for _, c := range datadir.All()[1:] {
		files := realFiles(t)
		delete(files, c.Name)
		_, err := datadir.Read(files)
		require.EqualError(t, err, "open "+c.Name+": file does not exist")
	}
}

func TestShardsAreWrittenAsTheyAreRead(t *testing.T) {
	set, dir := dataset.MadeUp(1, 130, 70), t.TempDir()
	require.NoError(t, datadir.WriteShards(dir, set))
	got, err := datadir.Read(os.DirFS(dir))
	require.NoError(t, err)
	require.Equal(t, set, got)
	require.ErrorIs(t, datadir.WriteShards(filepath.Join(dir, "missing"), set), fs.ErrNotExist)
}

// Read by the reader of the published files.
func TestASetIsWrittenAsTheFilesThatArePublished(t *testing.T) {
	set := dataset.MadeUp(1, 50, 20)
	folder := t.TempDir()
	require.NoError(t, datadir.WriteIDX(folder, set))
	for prefix, want := range map[string]dataset.Images{"train": set.Train, "t10k": set.Test} {
		images, err := os.Open(filepath.Join(folder, prefix+"-images-idx3-ubyte"))
		require.NoError(t, err)
		defer images.Close()
		labels, err := os.Open(filepath.Join(folder, prefix+"-labels-idx1-ubyte"))
		require.NoError(t, err)
		defer labels.Close()
		got, err := dataset.ReadIDX(images, labels)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}
