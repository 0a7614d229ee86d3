package build_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/require"

	"atelier/site/text"
	"atelier/tools/internal/gotool"
	"atelier/tools/serve/static"
	"atelier/tools/site/build"
)

// repository makes a small repository in the folder: the project's own page with
// its scripts and style sheets, and a placeholder program.
func repository(root string) error {
	project := os.DirFS(filepath.Join("..", "..", ".."))
	names, err := fs.Glob(project, "site/static/*")
	if err != nil {
		return err
	}
	if err := os.CopyFS(root, os.DirFS(filepath.Join("testdata", "placeholder"))); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(root, "site", "static"), 0o755); err != nil {
		return err
	}
	for _, name := range append(names, "index.html") {
		content, err := fs.ReadFile(project, name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// newRepository makes a repository for one test to change.
func newRepository(t testing.TB) string {
	t.Helper()
	root := t.TempDir()
	require.NoError(t, repository(root))
	return root
}

// scratch is the folder of the site that tests share; see shared.
var scratch = filepath.Join(os.TempDir(), "atelier-build-test-"+rand.Text())

var sharedSite = sync.OnceValues(func() (out string, err error) {
	root, out := filepath.Join(scratch, "repository"), filepath.Join(scratch, "build")
	if err := repository(root); err != nil {
		return "", err
	}
	return out, build.Site(context.Background(), build.Options{Root: root, Out: out, Fast: true})
})

// shared returns the folder of a site that no test may change.
func shared(t testing.TB) string {
	t.Helper()
	out, err := sharedSite()
	require.NoError(t, err)
	return out
}

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(scratch)
	os.Exit(code)
}

func write(t testing.TB, root, name, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), []byte(content), 0o644))
}

func read(t testing.TB, root, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, name))
	require.NoError(t, err)
	return string(content)
}

// site builds the repository's site for one test and returns the folder.
func site(t testing.TB, root string) string {
	t.Helper()
	out := t.TempDir()
	require.NoError(t, build.Site(t.Context(), build.Options{Root: root, Out: out, Fast: true}))
	return out
}

// names returns the names of the files in the folder.
func names(t testing.TB, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	var list []string
	for _, entry := range entries {
		list = append(list, entry.Name())
	}
	return list
}

func ExampleSite() {
	// The placeholder program of the tests, built like the real one.
	root := filepath.Join(scratch, "example")
	if err := repository(root); err != nil {
		fmt.Println(err)
		return
	}
	out := filepath.Join(root, "build")
	if err := build.Site(context.Background(), build.Options{Root: root, Out: out, Fast: true}); err != nil {
		fmt.Println(err)
		return
	}
	programs, _ := filepath.Glob(filepath.Join(out, "*.wasm"))
	fmt.Println(len(programs), "builds of the program")
	// Output: 2 builds of the program
}

func TestTheSiteHoldsItsPartsUnderHashedNames(t *testing.T) {
	out := shared(t)
	hash := regexp.MustCompile(`\.[0-9a-f]{12}\.`)
	var got []string
	for _, name := range names(t, out) {
		got = append(got, hash.ReplaceAllString(name, ".HASH."))
	}
	parts := []string{"atelier-plain.HASH.wasm", "atelier-simd.HASH.wasm", "index.html", "wasm_exec.HASH.js"}
	for _, name := range names(t, filepath.Join("..", "..", "..", "site", "static")) {
		extension := filepath.Ext(name)
		parts = append(parts, strings.TrimSuffix(name, extension)+".HASH"+extension)
	}
	require.Contains(t, parts, "style.HASH.css")
	var want []string
	for _, name := range parts {
		want = append(want, name, name+".br", name+".gz")
	}
	require.ElementsMatch(t, append(want, "_headers"), got)

	exec, err := gotool.WasmExec(t.Context(), ".")
	require.NoError(t, err)
	for _, name := range names(t, out) {
		if strings.HasPrefix(name, "wasm_exec.") && strings.HasSuffix(name, ".js") {
			require.Equal(t, string(exec), read(t, out, name))
		}
	}
}

func TestThePageNamesOnlyRelativeFilesThatExist(t *testing.T) {
	out := shared(t)
	page := read(t, out, "index.html")
	require.NotContains(t, page, `"site/static/`)
	attributes := regexp.MustCompile(`(?:href|src|data-[a-z-]+)="([^"]*)"`).FindAllStringSubmatch(page, -1)
	files := 0
	for _, attribute := range attributes {
		switch value := attribute[1]; value {
		case "data/", "./", "data:,", "auto": // not files of the build
		default:
			require.FileExists(t, filepath.Join(out, value))
			require.NotContains(t, value, "/")
			files++
		}
	}
	require.GreaterOrEqual(t, files, 7)
	require.Regexp(t, `data-program-simd="atelier-simd\.[0-9a-f]{12}\.wasm"`, page)
	require.Regexp(t, `data-program-plain="atelier-plain\.[0-9a-f]{12}\.wasm"`, page)
}

func TestOnlyOneBuildNeedsSIMD(t *testing.T) {
	// The go command notes the experiments of a build in the program.
	out := shared(t)
	for _, name := range names(t, out) {
		if strings.HasSuffix(name, ".wasm") {
			simd := strings.Contains(read(t, out, name), "X:simd")
			require.Equal(t, strings.HasPrefix(name, "atelier-simd."), simd, name)
		}
	}
}

func TestCompressedFormsHoldTheSameBytes(t *testing.T) {
	root, out, cache := newRepository(t), t.TempDir(), t.TempDir()
	for _, how := range []string{"made anew", "from the cache"} {
		require.NoError(t, build.Site(t.Context(), build.Options{Root: root, Out: out, Fast: true, Cache: cache}))
		for _, name := range names(t, out) {
			extension := filepath.Ext(name)
			if extension != ".br" && extension != ".gz" {
				continue
			}
			want := read(t, out, strings.TrimSuffix(name, extension))
			require.True(t, want == unpack(t, extension, read(t, out, name)), "%s, %s", name, how)
			require.NoError(t, os.Remove(filepath.Join(out, name)))
		}
	}
}

func unpack(t *testing.T, extension, packed string) string {
	t.Helper()
	var r io.Reader = brotli.NewReader(strings.NewReader(packed))
	if extension == ".gz" {
		var err error
		r, err = gzip.NewReader(strings.NewReader(packed))
		require.NoError(t, err)
	}
	content, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(content)
}

func TestTheSameSourceGivesTheSameBytesEverywhere(t *testing.T) {
	one, two := shared(t), site(t, newRepository(t)) // of repositories in two places
	require.Equal(t, names(t, one), names(t, two))
	for _, name := range names(t, one) {
		require.True(t, read(t, one, name) == read(t, two, name), name)
	}
}

func TestABuildReplacesWhatChangedAndNothingElse(t *testing.T) {
	root := newRepository(t)
	out := site(t, root)
	require.NoError(t, os.Mkdir(filepath.Join(out, "data"), 0o755))
	mine := []string{"data/train-0.0123456789ab.shard", "CNAME", "notes.txt", "photo.0123456789.png"}
	for _, name := range mine {
		write(t, out, name, "mine")
	}
	before := names(t, out)

	write(t, root, "site/static/style.css", ".mark { font-family: sans-serif; }")
	require.NoError(t, build.Site(t.Context(), build.Options{Root: root, Out: out, Fast: true}))
	for _, name := range mine {
		require.Equal(t, "mine", read(t, out, name))
	}
	after := names(t, out)
	require.Len(t, after, len(before))
	for _, name := range before {
		if strings.HasPrefix(name, "style.") {
			require.NotContains(t, after, name)
		} else {
			require.Contains(t, after, name)
		}
	}
	require.Contains(t, read(t, out, "index.html"), "style.")
}

func TestAnUnchangedFileIsNotWrittenAgain(t *testing.T) {
	root := newRepository(t)
	out := site(t, root)
	before := map[string]os.FileInfo{}
	for _, name := range names(t, out) {
		info, err := os.Stat(filepath.Join(out, name))
		require.NoError(t, err)
		before[name] = info
	}
	var log bytes.Buffer
	require.NoError(t, build.Site(t.Context(), build.Options{Root: root, Out: out, Fast: true, Log: &log}))
	require.Regexp(t, `\d{7} atelier-simd\.[0-9a-f]{12}\.wasm \(\d{6} compressed\)\n`, log.String())
	for name, old := range before {
		info, err := os.Stat(filepath.Join(out, name))
		require.NoError(t, err)
		require.True(t, os.SameFile(old, info), name) // a new one would have replaced it
	}
}

func TestAFailedBuildLeavesTheSiteAsItWas(t *testing.T) {
	out := shared(t)
	before := names(t, out)
	for name, c := range map[string]struct {
		file, content string
		says          []string
	}{
		"a program that does not compile": {
			"site/main.go", "package main\n\nfunc main() { tailor() }\n",
			[]string{"go build ./site", "undefined: tailor"},
		},
		"a page that names a file which is not there": {
			"index.html", `<script src="site/static/gone.js"></script>`,
			[]string{"index.html: site/static/gone.js does not exist"},
		},
		"a page that forgets a program": {
			"index.html", `<html data-program-simd="atelier-simd.wasm">`,
			[]string{"index.html: no attribute names atelier-plain.wasm"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := newRepository(t)
			write(t, root, c.file, c.content)
			err := build.Site(t.Context(), build.Options{Root: root, Out: out, Fast: true})
			for _, part := range c.says {
				require.ErrorContains(t, err, part)
			}
			require.Equal(t, before, names(t, out))
		})
	}
}

func TestTheSiteDoesNotReplaceItsSource(t *testing.T) {
	root := newRepository(t)
	before := read(t, root, "index.html")
	require.ErrorContains(t, build.Site(t.Context(), build.Options{Root: root, Out: root}), "its own source")
	require.Equal(t, before, read(t, root, "index.html"))
}

func TestOtherHostsAreToldTheSameHeaders(t *testing.T) {
	out := shared(t)
	headers := read(t, out, "_headers")
	require.True(t, strings.HasPrefix(headers, "/*\n  Content-Security-Policy: default-src 'none'; "))
	for _, h := range static.Security() {
		require.Contains(t, headers, "\n  "+h.Name+": "+h.Value+"\n")
	}
	require.Regexp(t, `\n/atelier-simd\.[0-9a-f]{12}\.wasm\n  Cache-Control: public, max-age=31536000, immutable\n`, headers)
	require.Contains(t, headers, "\n/index.html\n  Cache-Control: no-cache\n")
}

func TestThePageStatesTheServersPolicy(t *testing.T) {
	page := read(t, filepath.Join("..", "..", ".."), "index.html")
	require.Contains(t, page, `<meta http-equiv="Content-Security-Policy" content="`+static.Policy()+`">`)
}

func TestThePageSaysWhatItsProgramWillSay(t *testing.T) {
	page := read(t, filepath.Join("..", "..", ".."), "index.html")
	require.Contains(t, page, "<h1>"+text.Headline+"</h1>")
	require.Contains(t, page, `<p class="lede">`+text.Lede+"</p>")
}

func TestThePageHoldsNothingInline(t *testing.T) {
	page := read(t, filepath.Join("..", "..", ".."), "index.html")
	require.NotRegexp(t, `<script(?:>| [^>]*[^r]>[^<])`, page) // every script has a src and no body
	require.NotRegexp(t, `<style|\sstyle=|\son[a-z]+=|javascript:`, page)
}
