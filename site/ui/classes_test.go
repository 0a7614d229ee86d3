package ui

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// common is the sheet of the pieces used in several places: the others may lay
// them out where they stand, and its words for "here" are everyone's.
const common = "style.css"

// shared are the classes that mean one thing in several sheets.
var shared = map[string]string{
	"act":     "the recipe's button, which the dock has too",
	"aside":   "a word beside a heading",
	"bad":     "what cannot be taken as it is",
	"behind":  "the numbers behind a chart",
	"chart":   "a chart, in the laboratory and in the report",
	"file":    "a button that asks for a file",
	"first":   "the page before the first run",
	"notice":  "a notice",
	"notices": "the place of the notices",
	"readout": "the numbers under the pointer",
	"recipe":  "the panel of the recipe",
	"second":  "a button that is not the first",
	"shape":   "the part of the recipe on the layers",
	"stitch":  "the part of a tape that is being sewn",
	"tape":    "how far a run is",
}

// All sheets are on one page: a rule that begins with a class reaches all that
// has it, whichever sheet it was meant for.
func TestAClassMeansOneThing(t *testing.T) {
	files, err := filepath.Glob("../static/*.css")
	require.NoError(t, err)
	begun, named := map[string][]string{}, map[string][]string{} // the sheets, by class
	note := func(sheets map[string][]string, class, sheet string) {
		if !slices.Contains(sheets[class], sheet) {
			sheets[class] = append(sheets[class], sheet)
		}
	}
	comment := regexp.MustCompile(`(?s)/\*.*?\*/`)
	selectors := regexp.MustCompile(`([^{};]+)\{`)
	first := regexp.MustCompile(`(?:^|,)\s*\.([\w-]+)`)
	class := regexp.MustCompile(`\.([a-zA-Z][\w-]*)`)
	for _, file := range files {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		sheet := filepath.Base(file)
		for _, rule := range selectors.FindAllSubmatch(comment.ReplaceAll(content, nil), -1) {
			for _, c := range first.FindAllSubmatch(rule[1], -1) {
				note(begun, string(c[1]), sheet)
			}
			for _, c := range class.FindAllSubmatch(rule[1], -1) {
				note(named, string(c[1]), sheet)
			}
		}
	}
	require.Greater(t, len(begun), 100)

	found := map[string][]string{}
	for c, sheets := range begun {
		if len(sheets) > 1 || sheets[0] != common && len(named[c]) > 1 {
			found[c] = named[c]
		}
	}
	for _, c := range slices.Sorted(maps.Keys(found)) {
		if shared[c] == "" {
			t.Errorf("%s is in %v: call one of them by another name", c, found[c])
		}
	}
	for c := range shared {
		require.Contains(t, found, c, "it is in one sheet only")
	}
}
