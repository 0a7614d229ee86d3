package main

import (
	"bytes"
	"context"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/internal/datadir"
)

// few asks for a small set of garments in a fresh folder.
func few(t *testing.T) options {
	folder := t.TempDir()
	return options{out: filepath.Join(folder, "out"), cache: filepath.Join(folder, "cache"), seed: 1, train: 120, test: 30}
}

// mustRun runs the command and returns what it says.
func (o options) mustRun(t *testing.T, f *fetcher) string {
	t.Helper()
	var log bytes.Buffer
	require.NoError(t, run(t.Context(), o, f, &log))
	return log.String()
}

// offline is a machine without a network.
func offline(t *testing.T) *fetcher {
	f, _ := fetcherOf(down(t))
	f.files = datadir.All()
	return f
}

// files returns the folder's content by name.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	all := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		require.NoError(t, err)
		all[e.Name()] = string(text)
	}
	return all
}

// shardOf returns the path of the first training shard.
func shardOf(t *testing.T, folder string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "train-00.*.shard"))
	require.NoError(t, err)
	require.Len(t, found, 1)
	return found[0]
}

func TestWithoutANetworkGarmentsAreMadeUpAndItSaysSo(t *testing.T) {
	o := few(t)
	said := o.mustRun(t, offline(t))
	require.Contains(t, said, "Fashion-MNIST cannot be had:\n  http://127.0.0.1:")
	require.Contains(t, said, "/data/train-images-idx3-ubyte.gz: dial tcp")
	require.Contains(t, said, "The page will train on made-up garments instead, and say so.")
	require.Contains(t, said, "FASHION_MNIST_DIR")
	require.Contains(t, said, "made-up: 120 training and 30 test images in "+o.out)

	set, err := datadir.Read(os.DirFS(o.out))
	require.NoError(t, err)
	require.Equal(t, dataset.MadeUp(1, 120, 30), set)
}

func TestMadeUpGarmentsCanBeAskedForWithoutANetwork(t *testing.T) {
	o := few(t)
	o.madeUp = true
	untouched := serve(t, missing)
	f, _ := fetcherOf(untouched)
	said := o.mustRun(t, f)
	require.Empty(t, untouched.asked)
	require.NotContains(t, said, "cannot be had")
}

func TestMadeUpOutputIsTheSameByteForByteAndFollowsTheSeed(t *testing.T) {
	a, b, c := few(t), few(t), few(t)
	c.seed = 2
	for _, o := range []options{a, b, c} {
		o.madeUp = true
		o.mustRun(t, nil)
	}
	require.Equal(t, files(t, a.out), files(t, b.out))
	require.NotEqual(t, files(t, a.out), files(t, c.out))
}

func TestASoundOutputIsLeftAlone(t *testing.T) {
	o := few(t)
	o.madeUp = true
	o.mustRun(t, nil)
	before, err := os.Stat(shardOf(t, o.out))
	require.NoError(t, err)
	require.Contains(t, o.mustRun(t, nil), "is up to date")
	after, err := os.Stat(shardOf(t, o.out))
	require.NoError(t, err)
	require.True(t, os.SameFile(before, after))

	// And so are the garments that stand in for what cannot be had.
	o.madeUp = false
	said := o.mustRun(t, offline(t))
	require.Contains(t, said, "cannot be had")
	require.Contains(t, said, "is up to date")
	require.NotContains(t, said, "Drawing")
}

func TestADamagedOutputIsMadeAgain(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, out string){
		"a flipped byte": func(t *testing.T, out string) {
			shard, err := os.ReadFile(shardOf(t, out))
			require.NoError(t, err)
			shard[100] ^= 1
			require.NoError(t, os.WriteFile(shardOf(t, out), shard, 0o644))
		},
		"a missing shard":      func(t *testing.T, out string) { require.NoError(t, os.Remove(shardOf(t, out))) },
		"a missing manifest":   func(t *testing.T, out string) { require.NoError(t, os.Remove(filepath.Join(out, "manifest.json"))) },
		"an unfinished output": func(t *testing.T, out string) { require.NoError(t, os.Remove(filepath.Join(out, keyFile))) },
		"an older version": func(t *testing.T, out string) {
			require.NoError(t, os.WriteFile(filepath.Join(out, keyFile), []byte("format 0"), 0o644))
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := few(t)
			o.madeUp = true
			o.mustRun(t, nil)
			sound := files(t, o.out)
			damage(t, o.out)
			require.NotContains(t, o.mustRun(t, nil), "up to date")
			require.Equal(t, sound, files(t, o.out))
		})
	}
}

func TestWhatAnEarlierOutputLeftIsRemovedAndNothingElse(t *testing.T) {
	o := few(t)
	o.madeUp = true
	o.mustRun(t, nil)
	old := filepath.Base(shardOf(t, o.out))
	for _, name := range []string{"train-99.0123456789ab.shard", "train-00.shard.part", "notes.txt"} {
		require.NoError(t, os.WriteFile(filepath.Join(o.out, name), []byte(name), 0o644))
	}
	o.seed = 2
	o.mustRun(t, nil)
	left := files(t, o.out)
	require.NotContains(t, left, old)
	require.NotContains(t, left, "train-99.0123456789ab.shard")
	require.NotContains(t, left, "train-00.shard.part")
	require.Equal(t, "notes.txt", left["notes.txt"])
	require.Len(t, left, 5) // two shards, the manifest, the key, the notes
}

func TestAWrongFolderIsAnErrorThatNamesItAndNoGarmentsAreMadeUp(t *testing.T) {
	o := few(t)
	o.dir = filepath.Join(t.TempDir(), "nowhere")
	var log bytes.Buffer
	err := run(t.Context(), o, nil, &log)
	require.EqualError(t, err, "FASHION_MNIST_DIR "+o.dir+": open train-images-idx3-ubyte.gz: no such file or directory")

	o.dir = t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(o.dir, "train-images-idx3-ubyte.gz"), content, 0o644))
	err = run(t.Context(), o, nil, &log)
	require.ErrorContains(t, err, "FASHION_MNIST_DIR "+o.dir+": train-images-idx3-ubyte.gz: has ")
	require.NoDirExists(t, o.out)
	require.Empty(t, log.String())
}

// No network would mend that.
func TestWhereNothingCanBeKeptIsAnErrorAndNoGarmentsAreMadeUp(t *testing.T) {
	o := few(t)
	require.NoError(t, os.MkdirAll(filepath.Dir(o.cache), 0o755))
	require.NoError(t, os.WriteFile(o.cache, nil, 0o644))
	var log bytes.Buffer
	err := run(t.Context(), o, offline(t), &log)
	require.ErrorIs(t, err, errCache)
	require.ErrorContains(t, err, o.cache)
	require.NoDirExists(t, o.out)
	require.Empty(t, log.String())
}

func TestWhoInterruptsTheDownloadGetsNoGarments(t *testing.T) {
	o := few(t)
	ctx, cancel := context.WithCancel(t.Context())
	f, _ := fetcherOf(serve(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		missing(w, r)
	}))
	var log bytes.Buffer
	require.EqualError(t, run(ctx, o, f, &log), "interrupted")
	require.NotContains(t, log.String(), "made-up")
	require.NoDirExists(t, o.out)
}

// realFolder has the published files.
func realFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("FASHION_MNIST_DIR")
	if folder == "" {
		t.Skip("skipped: FASHION_MNIST_DIR is not set")
	}
	return folder
}

// The mean and the deviation are those that everyone scales Fashion-MNIST by,
// 0.2860 and 0.3530, as torchvision users compute them from the training set.
func TestFashionMNISTIsCutTheSameByteForByteFromFolderAndNetwork(t *testing.T) {
	a, b := few(t), few(t)
	a.dir = realFolder(t)
	said := a.mustRun(t, nil)
	require.Contains(t, said, "fashion-mnist: 60000 training and 10000 test images in "+a.out)
	made := files(t, a.out)
	m, err := dataset.ParseManifest([]byte(made["manifest.json"]))
	require.NoError(t, err)
	require.Len(t, m.Train, 12)
	require.Len(t, m.Test, 2)
	require.Equal(t, 0.2860, math.Round(1e4*m.Mean)/1e4)
	require.Equal(t, 0.3530, math.Round(1e4*m.Deviation)/1e4)

	// Garments first, until the network is there.
	b.mustRun(t, offline(t))
	published := http.FileServer(http.Dir(a.dir))
	online := serve(t, http.StripPrefix("/data", published).ServeHTTP)
	f, _ := fetcherOf(online)
	f.files = datadir.All()
	require.NotContains(t, b.mustRun(t, f), "made-up")
	require.Len(t, online.asked, 4)
	require.Equal(t, made, files(t, b.out))

	// From then on it needs no network, nor if the output is damaged.
	require.Contains(t, b.mustRun(t, offline(t)), "is up to date")
	require.NoError(t, os.Remove(shardOf(t, b.out)))
	require.NotContains(t, b.mustRun(t, offline(t)), "cannot be had")
	require.Equal(t, made, files(t, b.out))
}
