package build_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
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

// repository makes a small repository in the folder: the project's own page and
// what belongs to it, with a placeholder program.
func repository(root string) error {
	if err := os.CopyFS(root, os.DirFS(filepath.Join("testdata", "placeholder"))); err != nil {
		return err
	}
	page, err := os.ReadFile(filepath.Join(project, "index.html"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(root, "index.html"), page, 0o644); err != nil {
		return err
	}
	return os.CopyFS(filepath.Join(root, "site", "static"), os.DirFS(filepath.Join(project, "site", "static")))
}

// project is where the sources are, seen from this package.
var project = filepath.Join("..", "..", "..")

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
	var want []string
	source := append(names(t, filepath.Join(project, "site", "static")), "atelier-plain.wasm", "atelier-simd.wasm", "wasm_exec.js", "index.html")
	for _, name := range source {
		extension := filepath.Ext(name)
		if name != "index.html" && name != "404.html" && name != "service-worker.js" {
			name = strings.TrimSuffix(name, extension) + ".HASH" + extension
		}
		want = append(want, name)
		if extension != ".png" { // which is compressed already
			want = append(want, name+".br", name+".gz")
		}
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
		case "data/", "./", "auto", identity(t, out): // not files of the build
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

// identity returns the ID of a build that the page states.
func identity(t testing.TB, out string) string {
	t.Helper()
	match := regexp.MustCompile(` data-build="([0-9a-f]{12})"`).FindStringSubmatch(read(t, out, "index.html"))
	require.Len(t, match, 2)
	return match[1]
}

func TestTheServiceWorkerKeepsTheFilesOfItsBuild(t *testing.T) {
	out := shared(t)
	match := regexp.MustCompile(`(?m)^const build = \{ id: "([0-9a-f]{12})", parts: (\[.*\]) \};$`).FindStringSubmatch(read(t, out, "service-worker.js"))
	require.Len(t, match, 3)
	require.Equal(t, identity(t, out), match[1])
	var parts []string
	require.NoError(t, json.Unmarshal([]byte(match[2]), &parts))

	// All but what it is itself, what it gets under the name of the folder, and
	// what is for servers.
	var want []string
	for _, name := range names(t, out) {
		switch {
		case name == "index.html" || name == "404.html" || name == "service-worker.js" || name == "_headers":
		case strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz"):
		default:
			want = append(want, name)
		}
	}
	require.ElementsMatch(t, want, parts)
}

func TestWhateverChangesMakesAnotherBuild(t *testing.T) {
	seen := map[string]string{identity(t, shared(t)): "nothing"}
	for name, change := range map[string]struct{ file, content string }{
		"a style sheet":      {"site/static/style.css", ".mark { font-family: sans-serif; }"},
		"what says it":       {"site/static/service-worker.js", `const build = { id: "", parts: [] };`},
		"the page":           {"index.html", strings.Replace(read(t, project, "index.html"), "<title>", "<title>The ", 1)},
		"an icon far behind": {"site/static/icon-512.png", "another"},
	} {
		root := newRepository(t)
		write(t, root, change.file, change.content)
		id := identity(t, site(t, root))
		require.NotContains(t, seen, id, name)
		seen[id] = name
	}
}

func TestTheManifestNamesIconsThatExist(t *testing.T) {
	out := shared(t)
	match := regexp.MustCompile(`<link rel="manifest" href="(atelier\.[0-9a-f]{12}\.webmanifest)">`).FindStringSubmatch(read(t, out, "index.html"))
	require.Len(t, match, 2)
	var manifest struct {
		Start string `json:"start_url"`
		Scope string
		Icons []struct{ Src string }
	}
	require.NoError(t, json.Unmarshal([]byte(read(t, out, match[1])), &manifest))
	require.Equal(t, "./", manifest.Start)
	require.Equal(t, "./", manifest.Scope)
	require.NotEmpty(t, manifest.Icons)
	for _, icon := range manifest.Icons {
		require.Regexp(t, `^icon[a-z0-9-]*\.[0-9a-f]{12}\.(svg|png)$`, icon.Src)
		require.FileExists(t, filepath.Join(out, icon.Src))
	}
}

// A host shows it at any depth, where nothing relative would be found.
func TestThePageOfNoPageNeedsNothing(t *testing.T) {
	require.NotRegexp(t, `(href|src)=`, read(t, shared(t), "404.html"))
}

// The service worker sets what the server would.
func TestKeptCopiesAreIsolatedAsTheServerDoes(t *testing.T) {
	script := read(t, project, "site/static/service-worker.js")
	isolation := regexp.MustCompile(`(?s)const isolation = (\{.*?),\n\};`).FindStringSubmatch(script)
	require.Len(t, isolation, 2)
	var got map[string]string
	require.NoError(t, json.Unmarshal([]byte(isolation[1]+"}"), &got))
	want := map[string]string{}
	for _, h := range static.Security() {
		if strings.HasPrefix(h.Name, "Cross-Origin-") {
			want[h.Name] = h.Value
		}
	}
	require.Equal(t, want, got)
}

func TestOnlyOneBuildNeedsSIMD(t *testing.T) {
	// The go command notes the experiments of a build in the program.
	out := shared(t)
	for _, name := range names(t, out) {
		if strings.HasSuffix(name, ".wasm") {
			simd := regexp.MustCompile(`X:([a-z0-9]+,)*simd\b`).MatchString(read(t, out, name))
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
		"a page that has no place for the build": {
			"index.html", `<html data-program-simd="atelier-simd.wasm" data-program-plain="atelier-plain.wasm">`,
			[]string{`index.html: there must be one data-build=""`},
		},
		"a service worker that has none": {
			"site/static/service-worker.js", ``,
			[]string{`site/static/service-worker.js: there must be one const build`},
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
	page := read(t, project, "index.html")
	require.Contains(t, page, `<meta http-equiv="Content-Security-Policy" content="`+static.Policy()+`">`)
}

func TestThePageSaysWhatItsProgramWillSay(t *testing.T) {
	page := read(t, project, "index.html")
	require.Contains(t, page, "<h1>"+text.Headline+"</h1>")
	require.Contains(t, page, `<p class="lede">`+text.Lede+"</p>")
}

func TestThePageHoldsNothingInline(t *testing.T) {
	page := read(t, project, "index.html")
	require.NotRegexp(t, `<script(?:>| [^>]*[^r]>[^<])`, page) // every script has a src and no body
	require.NotRegexp(t, `<style|\sstyle=|\son[a-z]+=|javascript:`, page)
}
