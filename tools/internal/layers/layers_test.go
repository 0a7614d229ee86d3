package layers_test

import (
	"fmt"
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"atelier/tools/internal/layers"
)

func TestTheModuleKeepsItsLayers(t *testing.T) {
	root := os.DirFS("../../..")
	for _, file := range []string{"go.mod", "core/nn/nn.go", "site/main_js.go", "wasm/wire/wire.go"} {
		_, err := root.Open(file)
		require.NoError(t, err, "this is not the module")
	}
	broken, err := layers.Check(root)
	require.NoError(t, err)
	require.Empty(t, broken)
}

// Whatever build a file is for.
func TestWhatBreaksARuleIsFound(t *testing.T) {
	for name, c := range map[string]struct{ file, source, want string }{
		"core and the page":      {"core/nn/a.go", `import "atelier/site/store"`, "core/nn/a.go imports atelier/site/store: core does not know site"},
		"core and the wire":      {"core/nn/a.go", `import _ "atelier/wasm/wire"`, "core/nn/a.go imports atelier/wasm/wire: core does not know wasm"},
		"core's tests and tools": {"core/nn/a_test.go", `import "atelier/tools/data"`, "core/nn/a_test.go imports atelier/tools/data: core does not know tools"},
		"worker and page":        {"wasm/wire/a.go", `import "atelier/site/store"`, "wasm/wire/a.go imports atelier/site/store: wasm does not know site"},
		"worker and tools":       {"wasm/trainer/a_js.go", `import "atelier/tools"`, "wasm/trainer/a_js.go imports atelier/tools: wasm does not know tools"},
		"page and tools":         {"site/ui/a.go", `import "atelier/tools/data"`, "site/ui/a.go imports atelier/tools/data: site does not know tools"},
		"clock":                  {"core/train/a_plain.go", "import t \"time\"", "core/train/a_plain.go imports time: the core knows no browser, no clock and no file"},
		"files":                  {"core/a.go", `import ("fmt"; "os")`, "core/a.go imports os: the core knows no browser, no clock and no file"},
		"signals":                {"core/a.go", `import "os/signal"`, "core/a.go imports os/signal: the core knows no browser, no clock and no file"},
		"core and the browser":   {"core/a_js.go", `import "syscall/js"`, "core/a_js.go imports syscall/js: the core knows no browser, no clock and no file"},
		"browser":                {"site/a.go", `import "syscall/js"`, "site/a.go imports syscall/js: only files ending in _js.go know the browser"},
		"init":                   {"core/a.go", `func init() {}`, "core/a.go has an init function: the core does nothing by itself"},
	} {
		t.Run(name, func(t *testing.T) {
			broken, err := layers.Check(made(c.file, c.source))
			require.NoError(t, err)
			require.Equal(t, []string{c.want}, broken)
		})
	}
}

func TestWhatKeepsTheRulesPasses(t *testing.T) {
	for file, source := range map[string]string{
		"core/train/a.go":         `import ("atelier/core/nn"; "math"; "strings"; "timex")`,
		"core/train/a_test.go":    `import ("os"; "time")`,
		"core/nn/a.go":            `type t struct{}; func (t) init() {}`,
		"wasm/trainer/a_js.go":    `import ("syscall/js"; "atelier/wasm/wire"; "atelier/core/train")`,
		"site/a_js_test.go":       `import "syscall/js"`,
		"site/ui/a.go":            `import ("atelier/wasm/wire"; "time")`,
		"tools/a.go":              `import ("atelier/site/plot"; "atelier/core/nn"; "os")`,
		"core/x/testdata/a.go":    `import "os"`,
		".git/core/nn/a.go":       `import "os"`,
		"core/nn/notes-on-go.txt": `import "os"`,
	} {
		broken, err := layers.Check(made(file, source))
		require.NoError(t, err)
		require.Empty(t, broken, file)
	}
}

func TestAFileThatIsNotGoIsAnError(t *testing.T) {
	_, err := layers.Check(made("core/a.go", "func {"))
	require.ErrorContains(t, err, "core/a.go")
}

func made(file, source string) fstest.MapFS {
	return fstest.MapFS{file: {Data: []byte("//go:build never\n\npackage p\n\n" + source + "\n")}}
}

func ExampleCheck() {
	broken, err := layers.Check(made("core/nn/clock.go", `import "time"`))
	fmt.Println(broken, err)
	// Output: [core/nn/clock.go imports time: the core knows no browser, no clock and no file] <nil>
}
