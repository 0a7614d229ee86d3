package examples_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// browsers need one to be shown, which not every machine has.
var browsers = []string{"site/internal/dom", "tools/browser", "tools/browser/browsertest", "wasm/trainer"}

func TestEveryPackageHasAnExampleThatRuns(t *testing.T) {
	module := os.DirFS("../../..")
	names := missing(t, module)
	require.Subset(t, browsers, names)
}

func TestAMissingExampleIsFound(t *testing.T) {
	const exported, example = "package p\n\nfunc F() {}\n", "package p_test\n\nfunc ExampleF() {\n\t"
	require.Equal(t, []string{"dumb", "still"}, missing(t, fstest.MapFS{
		"dumb/a.go":       {Data: []byte(exported)},
		"still/a.go":      {Data: []byte(exported)},
		"still/a_test.go": {Data: []byte(example + "}\n")},
		"shown/a.go":      {Data: []byte(exported)},
		"shown/a_test.go": {Data: []byte(example + "println()\n\t// Output: 1\n}\n")},
		"empty/a.go":      {Data: []byte("package p\n\nfunc f() {}\n")},
		"program/a.go":    {Data: []byte("package main\n\nfunc Main() {}\n")},
	}))
}

// missing lists the folders of packages that export something, and have no
// example with an output that the go command compares.
func missing(t *testing.T, module fs.FS) []string {
	exports, shown := map[string]bool{}, map[string]bool{}
	err := fs.WalkDir(module, ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && file != "."):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(file) != ".go":
			return nil
		}
		source, err := fs.ReadFile(module, file)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ParseComments)
		if err != nil {
			return err
		}
		folder := path.Dir(file)
		if strings.HasSuffix(file, "_test.go") {
			shown[folder] = shown[folder] || slices.ContainsFunc(doc.Examples(tree), runs)
		} else if tree.Name.Name != "main" && ast.FileExports(tree) {
			exports[folder] = true
		}
		return nil
	})
	require.NoError(t, err)
	var names []string
	for folder := range exports {
		if !shown[folder] {
			names = append(names, folder)
		}
	}
	slices.Sort(names)
	return names
}

// runs reports whether the go command runs the example.
func runs(e *doc.Example) bool { return e.Output != "" || e.EmptyOutput }
