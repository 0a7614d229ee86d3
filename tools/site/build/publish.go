package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"atelier/tools/serve/static"
)

// compressible lists the extensions of files that gain by compression.
var compressible = []string{".css", ".html", ".js", ".json", ".svg", ".wasm", ".webmanifest"}

// publish writes the files and their compressed forms. index.html comes after
// its parts, so that a server running meanwhile never shows a page whose parts
// are not there yet, and what keeps them after all; only then are the parts of
// the page before it removed.
func publish(o Options, files map[string][]byte) error {
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return err
	}
	late := []string{"index.html", keeper}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return slices.Contains(late, name) })
	names = append(names, late...)

	forms, err := compressAll(o, files)
	if err != nil {
		return err
	}
	keep := map[string]bool{}
	for _, name := range names {
		for suffix, content := range forms[name] {
			keep[name+suffix] = true
			if err := writeFile(filepath.Join(o.Out, name+suffix), content); err != nil {
				return err
			}
		}
		report(o, name, forms[name])
	}
	return removeStale(o.Out, keep)
}

// compressAll returns the forms of each file. All are made at once: it is most
// of the work of a build.
func compressAll(o Options, files map[string][]byte) (map[string]map[string][]byte, error) {
	var wait sync.WaitGroup
	var mu sync.Mutex
	all := map[string]map[string][]byte{}
	var errs []error
	for name, content := range files {
		wait.Go(func() {
			forms, err := compressedForms(o, name, content)
			mu.Lock()
			defer mu.Unlock()
			all[name] = forms
			errs = append(errs, err)
		})
	}
	wait.Wait()
	return all, errors.Join(errs...)
}

// compressedForms returns the content by suffix: "" for itself, and ".gz" and
// ".br" where these make sense.
func compressedForms(o Options, name string, content []byte) (map[string][]byte, error) {
	forms := map[string][]byte{"": content}
	if !slices.Contains(compressible, filepath.Ext(name)) {
		return forms, nil
	}
	for _, c := range compressors(o.Fast) {
		compressed, err := c.cached(o.Cache, content)
		if err != nil {
			return nil, fmt.Errorf("%s%s: %w", name, c.suffix, err)
		}
		forms[c.suffix] = compressed
	}
	return forms, nil
}

func report(o Options, name string, forms map[string][]byte) {
	if o.Log == nil {
		return
	}
	fmt.Fprintf(o.Log, "%10d %s", len(forms[""]), name)
	if compressed, ok := forms[".br"]; ok {
		fmt.Fprintf(o.Log, " (%d compressed)", len(compressed))
	}
	fmt.Fprintln(o.Log)
}

// writeFile writes the content in one step, so that nobody reads half of it,
// and not at all if it is there already.
func writeFile(name string, content []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, content) {
		return nil
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // fails once it is renamed
	_, err = temporary.Write(content)
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Close())
	if err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}

// made matches the names that only this package gives: a word, twelve digits
// of a hash, an extension.
var made = regexp.MustCompile(`^[a-zA-Z][\w-]*\.[0-9a-f]{12}\.[a-z]+(\.br|\.gz)?$`)

// removeStale removes the hashed files that are no longer part of the site.
// Everything else in the folder is somebody's.
func removeStale(dir string, keep map[string]bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := entry.Name()
		if keep[name] || !entry.Type().IsRegular() || !made.MatchString(name) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// headersFile returns the content of _headers, a file in which several static
// hosts look for the headers that the project's own server sends by itself.
func headersFile(files map[string][]byte) []byte {
	var b strings.Builder
	b.WriteString("/*\n")
	for _, h := range static.Security() {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "/%s\n  Cache-Control: %s\n", name, static.CacheControl(name))
	}
	return []byte(b.String())
}
