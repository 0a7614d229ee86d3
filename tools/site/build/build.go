// Package build makes the site: the program compiled to WebAssembly in two
// builds, the page and what it needs, under names that carry a hash of their content, and
// each also compressed. The result is a folder that any static host can serve,
// from any path, since all addresses in it are relative.
package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"atelier/tools/internal/gotool"
	"atelier/tools/site/slim"
)

// Options says what is built. Only Out must be set.
type Options struct {
	Root string // the repository, with index.html and site/static; "." if empty
	Out  string // the folder to fill; made if missing. Its data folder is left alone.

	// Fast compresses for a server on this machine and not for slow lines.
	Fast bool

	// Cache is a folder that keeps what was compressed, so that a file that
	// did not change is not compressed again. If empty, nothing is kept.
	Cache string

	// Log, if set, is told the size of each file.
	Log io.Writer
}

// A program is one build of the package site to WebAssembly.
type program struct {
	name string // as index.html says it
	simd bool   // with SIMD: a browser without it rejects such a module whole
}

var programs = []program{
	{"atelier-simd.wasm", true},
	{"atelier-plain.wasm", false},
}

// small are the packages whose functions are not laid into each other: none is
// in the way of the arithmetic or of drawing the page, and together they are
// some hundredths of the program, compressed, that nobody has to fetch.
var small = []string{
	"atelier/core/experiment", "atelier/core/export", "atelier/core/link", "atelier/core/optim", "atelier/core/stats", "atelier/core/train",
	"atelier/site/text", "gonum.org/...",
	"bytes", "crypto/...", "encoding/...", "fmt", "internal/bisect", "internal/fmtsort", "internal/godebug", "internal/poll",
	"internal/reflectlite", "io/...", "os/...", "sort", "syscall", "time", "unicode/...",
}

// An asset is a file of the site whose name will carry its hash.
type asset struct {
	source  string // the name index.html has for it
	content []byte
}

// Site builds the site. Files of the same name and content are not written
// again, and hashed files of earlier builds are removed once the new page
// stands. Nothing is removed if an error is returned.
func Site(ctx context.Context, o Options) error {
	if o.Root == "" {
		o.Root = "."
	}
	if isSameFolder(o.Root, o.Out) {
		return fmt.Errorf("%s: the site would replace its own source", o.Out)
	}
	assets, err := gather(ctx, o.Root)
	if err != nil {
		return err
	}
	page, err := os.ReadFile(filepath.Join(o.Root, "index.html"))
	if err != nil {
		return err
	}

	files, err := assemble(assets, page)
	if err != nil {
		return err
	}
	files["_headers"] = headersFile(files)
	return publish(o, files)
}

func isSameFolder(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// gather compiles the program and reads what lies ready.
func gather(ctx context.Context, root string) ([]asset, error) {
	assets, err := compile(ctx, root)
	if err != nil {
		return nil, err
	}
	exec, err := gotool.WasmExec(ctx, root)
	if err != nil {
		return nil, err
	}
	assets = append(assets, asset{"wasm_exec.js", exec})

	const folder = "site/static"
	entries, err := os.ReadDir(filepath.Join(root, folder))
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") { // of an editor, or the system
			continue
		}
		source := folder + "/" + entry.Name()
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(source)))
		if err != nil {
			return nil, err
		}
		assets = append(assets, asset{source, content})
	}
	return assets, nil
}

// compile makes all builds at once and returns them in their order.
func compile(ctx context.Context, root string) ([]asset, error) {
	dir, err := os.MkdirTemp("", "atelier-site-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)

	assets := make([]asset, len(programs))
	errs := make([]error, len(programs))
	var wait sync.WaitGroup
	for i, p := range programs {
		wait.Go(func() {
			file := filepath.Join(dir, p.name)
			assets[i].source = p.name
			assets[i].content, errs[i] = goBuild(ctx, root, file, p)
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err // the others most likely fail for the same reason
		}
	}
	return assets, nil
}

// goBuild compiles the program, by way of the file, and returns it.
func goBuild(ctx context.Context, root, file string, p program) ([]byte, error) {
	// Said in so many words, because the caller's environment may differ. The
	// JSON package is the one before its second version, which does here what
	// that does and is a fourth of a megabyte smaller, compressed.
	experiment := "nosimd,nojsonv2"
	if p.simd {
		experiment = "simd,nojsonv2"
	}
	file, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	// Without paths, version control stamps and symbols the output depends on
	// nothing but the source and the toolchain.
	arguments := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w"}
	for _, packages := range small {
		arguments = append(arguments, "-gcflags="+packages+"=-l")
	}
	_, err = gotool.Run(ctx, root, []string{"GOOS=js", "GOARCH=wasm", "GOEXPERIMENT=" + experiment},
		append(arguments, "-o", file, "./site")...)
	if err != nil {
		return nil, err
	}
	module, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return slim.Program(module)
}

// fixed are the assets that keep their names, because somebody outside the page
// asks for them: hosts for what to say where there is nothing, browsers for
// what keeps the page.
var fixed = map[string]string{
	"site/static/404.html":          "404.html",
	"site/static/service-worker.js": "service-worker.js",
}

// assemble returns the files of the site by name.
func assemble(assets []asset, page []byte) (map[string][]byte, error) {
	files := map[string][]byte{}
	names := map[string]string{}
	add := func(source string, content []byte) {
		name := fixed[source]
		if name == "" {
			name = hashedName(source, content)
		}
		names[source] = name
		files[name] = content
	}
	var manifests []asset // they name others, on whose names their own depend
	for _, a := range assets {
		if filepath.Ext(a.source) == ".webmanifest" {
			manifests = append(manifests, a)
		} else {
			add(a.source, a.content)
		}
	}
	for _, m := range manifests {
		content, err := rewrite(m.source, m.content, names)
		if err != nil {
			return nil, err
		}
		add(m.source, content)
	}
	page, err := rewrite("index.html", page, names)
	if err != nil {
		return nil, err
	}
	for _, p := range programs {
		if !bytes.Contains(page, []byte(names[p.name])) {
			return nil, fmt.Errorf("index.html: no attribute names %s", p.name)
		}
	}
	return files, identify(files, page)
}

// hashedName returns the file name for the content: style.css becomes
// style.1a2b3c4d5e6f.css.
func hashedName(source string, content []byte) string {
	sum := sha256.Sum256(content)
	base := filepath.Base(source)
	ext := filepath.Ext(base)
	return strings.TrimSuffix(base, ext) + "." + hex.EncodeToString(sum[:6]) + ext
}

// sourceName matches a quoted name of a file of the site as it lies in the
// repository, or of one that this package makes.
var sourceName = regexp.MustCompile(`"(site/static/[^"]*|[^"/]*\.wasm|wasm_exec\.js)"`)

// rewrite replaces the names of assets in a file by those they have in the
// site. It is an error if the file names what is not there.
func rewrite(file string, content []byte, names map[string]string) ([]byte, error) {
	var missing string
	content = sourceName.ReplaceAllFunc(content, func(quoted []byte) []byte {
		source := string(bytes.Trim(quoted, `"`))
		name, ok := names[source]
		if !ok {
			missing = source
		}
		return fmt.Appendf(nil, `"%s"`, name)
	})
	if missing != "" {
		return nil, fmt.Errorf("%s: %s does not exist", file, missing)
	}
	return content, nil
}
