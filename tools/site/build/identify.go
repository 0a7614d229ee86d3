package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// keeper is the name of the service worker, which keeps the page for visits
// without a network.
const keeper = "service-worker.js"

// Where the page and the service worker have place for the build.
const (
	pagePlace   = `data-build=""`
	keeperPlace = `const build = { id: "", parts: [] };`
)

// identify adds the page to the files, and writes the ID of the build into it and
// into the service worker: that keeps a page only if it is of its own build. The
// ID stands for all files, whose names stand for their content.
func identify(files map[string][]byte, page []byte) error {
	for file, place := range map[string]struct {
		content []byte
		text    string
	}{
		"index.html":            {page, pagePlace},
		"site/static/" + keeper: {files[keeper], keeperPlace},
	} {
		if bytes.Count(place.content, []byte(place.text)) != 1 {
			return fmt.Errorf("%s: there must be one %s", file, place.text)
		}
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name != keeper && name != "404.html" { // which no visitor of the page needs
			parts = append(parts, name)
		}
	}
	sum := sha256.Sum256(slices.Concat(page, files[keeper], []byte(strings.Join(parts, " "))))
	id := hex.EncodeToString(sum[:6])
	list, _ := json.Marshal(parts) // texts can always be encoded

	files["index.html"] = bytes.Replace(page, []byte(pagePlace), fmt.Appendf(nil, `data-build="%s"`, id), 1)
	files[keeper] = bytes.Replace(files[keeper], []byte(keeperPlace), fmt.Appendf(nil, `const build = { id: "%s", parts: %s };`, id, list), 1)
	return nil
}
