// Package layers says which parts of the program may know which: the training
// core knows nothing but itself, and only files for the browser know the
// browser.
package layers

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

const module = "atelier/"

// above lists, for each layer, those that it must not import, not even in its
// tests.
var above = map[string][]string{
	"core": {"site", "wasm", "tools"},
	"wasm": {"site", "tools"},
	"site": {"tools"},
}

// foreign are the packages that the core does without, so that it is the same
// everywhere: the browser, the clock, files and the network. Its tests may have
// them.
var foreign = []string{"syscall/js", "syscall", "time", "os", "path/filepath", "net"}

// Check returns a sentence for each thing in the module's Go files that breaks
// the rules:
//
//   - core imports nothing of wasm, site and tools; wasm nothing of site and
//     tools; site nothing of tools;
//   - core imports, outside its tests, neither the browser nor clock, files or
//     network, and has no init functions;
//   - syscall/js stands only in files whose names end in _js.go, which no other
//     platform builds.
//
// It reads all files, whatever build they are for, except folders called
// testdata, whose files are not the module's.
func Check(root fs.FS) ([]string, error) {
	var broken []string
	err := fs.WalkDir(root, ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && file != "."):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(file) != ".go":
			return nil
		}
		source, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		broken = append(broken, checkFile(file, tree)...)
		return nil
	})
	return broken, err
}

func checkFile(file string, tree *ast.File) (broken []string) {
	layer, _, _ := strings.Cut(file, "/")
	test := strings.HasSuffix(file, "_test.go")
	for _, spec := range tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return append(broken, fmt.Sprintf("%s: %v", file, err))
		}
		if why := reason(layer, file, test, imported); why != "" {
			broken = append(broken, fmt.Sprintf("%s imports %s: %s", file, imported, why))
		}
	}
	for _, d := range tree.Decls {
		f, ok := d.(*ast.FuncDecl)
		if ok && layer == "core" && !test && f.Recv == nil && f.Name.Name == "init" {
			broken = append(broken, file+" has an init function: the core does nothing by itself")
		}
	}
	return broken
}

// reason returns why a file of a layer must not import a package, or "" if it
// may.
func reason(layer, file string, test bool, imported string) string {
	if own, ok := strings.CutPrefix(imported, module); ok {
		other, _, _ := strings.Cut(own, "/")
		if slices.Contains(above[layer], other) {
			return layer + " does not know " + other
		}
	}
	if layer == "core" && !test && slices.ContainsFunc(foreign, func(f string) bool {
		return imported == f || strings.HasPrefix(imported, f+"/")
	}) {
		return "the core knows no browser, no clock and no file"
	}
	base := strings.TrimSuffix(strings.TrimSuffix(file, ".go"), "_test")
	if imported == "syscall/js" && !strings.HasSuffix(base, "_js") {
		return "only files ending in _js.go know the browser"
	}
	return ""
}
