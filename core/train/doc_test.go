package train_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The package comment shows a whole run: the body of Example, which is run.
func TestThePackageCommentShowsWhatTheExampleRuns(t *testing.T) {
	source, err := os.ReadFile("train.go")
	require.NoError(t, err)
	var shown []string
	for line := range strings.Lines(string(source)) {
		if code, ok := strings.CutPrefix(line, "//\t"); ok {
			shown = append(shown, "\t"+code)
		}
	}
	example, err := os.ReadFile("example_test.go")
	require.NoError(t, err)
	_, body, _ := strings.Cut(string(example), "func Example() {\n")
	body, _, _ = strings.Cut(body, "\t// Output:")
	require.Equal(t, body, strings.Join(shown, ""))
	require.LessOrEqual(t, strings.Count(body, "\n"), 21)
}
