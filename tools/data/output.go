package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"atelier/core/dataset"
	"atelier/tools/internal/datadir"
	"atelier/tools/internal/wholefile"
)

// keyFile holds what the output was made from. It is written last, so that
// an output without it is unfinished.
const keyFile = ".made-from"

// key says what the output is to be made from if the real set can be had.
func (o options) key() string {
	if o.madeUp {
		return o.madeUpKey()
	}
	sums := make([]string, 0, 4)
	for _, c := range datadir.All() {
		sums = append(sums, c.SHA256)
	}
	return fmt.Sprintf("format %d of %s\n", dataset.Format, strings.Join(sums, " "))
}

func (o options) madeUpKey() string {
	return fmt.Sprintf("format %d of made-up garments, version %d, seed %d\n", dataset.Format, dataset.MadeUpVersion, o.seed)
}

// upToDate reports whether the folder holds a finished output of that key, all
// of whose files are sound.
func upToDate(out, key string) bool {
	made, err := os.ReadFile(filepath.Join(out, keyFile))
	if err != nil || string(made) != key {
		return false
	}
	_, err = datadir.Read(os.DirFS(out))
	return err == nil
}

// write puts the set's shards and manifest into the folder, each file whole or
// not at all, the manifest after the shards it names, and removes what an
// earlier output left.
func write(out, key string, set dataset.Set) error {
	files, err := dataset.Build(set)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(out, keyFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	wanted := map[string]bool{dataset.ManifestFile: true}
	for _, f := range append(files, dataset.File{Name: keyFile, Content: []byte(key)}) {
		wanted[f.Name] = true
		if err := wholefile.Write(filepath.Join(out, f.Name), f.Content); err != nil {
			return err
		}
	}
	return removeStale(out, wanted)
}

func removeStale(out string, wanted map[string]bool) error {
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	for _, e := range entries {
		ours := strings.HasSuffix(e.Name(), ".shard") || strings.HasSuffix(e.Name(), ".part")
		if ours && !wanted[e.Name()] {
			if err := os.Remove(filepath.Join(out, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
