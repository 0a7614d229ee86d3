package readme

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The document on what can go wrong names the test that proves each line.
func TestEveryTestOfTheReliabilityTableExists(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(project, "docs", "RELIABILITY.md"))
	require.NoError(t, err)
	named := regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w+)`").FindAllStringSubmatch(string(text), -1)
	require.Greater(t, len(named), 50)

	written := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	require.NoError(t, filepath.WalkDir(project, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, match := range declared.FindAllStringSubmatch(string(source), -1) {
			written[match[1]] = true
		}
		return err
	}))
	for _, name := range named {
		require.True(t, written[name[1]], name[1])
	}
}
