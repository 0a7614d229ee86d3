package readme

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// project is where the repository is, seen from this package.
const project = "../../.."

func readme(t *testing.T) string {
	text, err := os.ReadFile(filepath.Join(project, "README.md"))
	require.NoError(t, err)
	return string(text)
}

// The README's section on adding an optimizer is followed to the letter in a
// copy of what it needs.
func TestWhoFollowsTheReadmeHasAnotherOptimizer(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: compiles and tests packages anew")
	}
	root := t.TempDir()
	for _, folder := range []string{"core", "wasm/wire", "site/sketch", "site/text", "tools/exportcheck", "tools/internal/datadir"} {
		require.NoError(t, os.CopyFS(filepath.Join(root, folder), os.DirFS(filepath.Join(project, folder))))
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(project, file))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(root, file), text, 0o644))
	}

	_, section, ok := strings.Cut(readme(t), "\n## How to add an optimizer\n")
	require.True(t, ok)
	section, _, _ = strings.Cut(section, "\n## ")
	file := regexp.MustCompile("A new file, `([a-z/]+\\.go)`").FindStringSubmatch(section)
	require.Len(t, file, 2)
	source := blocks(section, "go")
	require.Len(t, source, 1)
	require.NoError(t, os.WriteFile(filepath.Join(root, file[1]), []byte(source[0]), 0o644))
	changes := blocks(section, "diff")
	require.Len(t, changes, 2)
	for _, text := range changes {
		apply(t, root, text)
	}

	command := regexp.MustCompile("`go (test(?: \\./[a-z/]+)+)`").FindStringSubmatch(section)
	require.Len(t, command, 2)
	run := exec.Command("go", strings.Fields(command[1])...)
	run.Dir = root
	output, err := run.CombinedOutput()
	require.NoError(t, err, "%s", output)
}

// All documents, and what they link to in the repository.
func TestTheDocumentsLinkToWhatIsThere(t *testing.T) {
	documents, err := filepath.Glob(filepath.Join(project, "*.md"))
	require.NoError(t, err)
	more, err := filepath.Glob(filepath.Join(project, "docs", "*.md"))
	require.NoError(t, err)
	documents = append(documents, more...)
	require.GreaterOrEqual(t, len(documents), 6)
	for _, document := range documents {
		text, err := os.ReadFile(document)
		require.NoError(t, err)
		for _, link := range regexp.MustCompile(`\]\(([^)#:]+)[^):]*\)`).FindAllStringSubmatch(string(text), -1) {
			_, err := os.Stat(filepath.Join(filepath.Dir(document), link[1]))
			require.NoError(t, err, "%s", document)
		}
	}
}

func TestTheWorkflowsPinWhatTheyUse(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(project, ".github", "workflows", "*.yml"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		uses := regexp.MustCompile(`(?m)uses: (.*)$`).FindAllStringSubmatch(string(text), -1)
		require.NotEmpty(t, uses)
		for _, use := range uses {
			require.Regexp(t, `^[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`, use[1])
		}
	}
}

// blocks returns the code blocks of a language.
func blocks(text, language string) []string {
	var list []string
	for _, match := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		list = append(list, match[1])
	}
	return list
}

// apply makes the changes of a block. A line that begins with none of the signs
// names the file of those below it; @@ stands between places in a file.
func apply(t *testing.T, root, block string) {
	var file string
	var place []string
	flush := func() {
		if len(place) > 0 {
			change(t, filepath.Join(root, file), place)
		}
		place = nil
	}
	for line := range strings.Lines(block) {
		switch {
		case strings.ContainsAny(line[:1], " +-"):
			place = append(place, line)
		case line == "@@\n":
			flush()
		default:
			flush()
			file = strings.TrimSpace(line)
		}
	}
	flush()
}

// change replaces the lines of one place, which must be there once.
func change(t *testing.T, file string, lines []string) {
	var old, replaced strings.Builder
	for _, line := range lines {
		if line[0] != '+' {
			old.WriteString(line[1:])
		}
		if line[0] != '-' {
			replaced.WriteString(line[1:])
		}
	}
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, 1, strings.Count(string(text), old.String()), "%s must have this once:\n%s", file, old.String())
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(text), old.String(), replaced.String(), 1)), 0o644))
}
