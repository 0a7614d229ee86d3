package dataset_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

// soundManifest is one as Build writes it, with a shard in each list.
const soundManifest = `{
  "format": 1,
  "source": "fashion-mnist",
  "classes": ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
  "mean": 0.286,
  "deviation": 0.353,
  "sha256": "89abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567",
  "train": [{"file": "train-00.0123456789ab.shard", "count": 5000, "bytes": 2200000, "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}],
  "test": [{"file": "test-00.cdef01234567.shard", "count": 10, "bytes": 4400, "sha256": "cdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab"}]
}`

func TestAManifestIsRead(t *testing.T) {
	m, err := dataset.ParseManifest([]byte(soundManifest))
	require.NoError(t, err)
	require.Equal(t, dataset.Manifest{
		Format:    1,
		Source:    dataset.FashionMNIST,
		Classes:   dataset.ClassNames(),
		Mean:      0.286,
		Deviation: 0.353,
		SHA256:    strings.Repeat("89abcdef01234567", 4),
		Train:     []dataset.Shard{{File: "train-00.0123456789ab.shard", Count: 5000, Bytes: 2200000, SHA256: strings.Repeat("0123456789abcdef", 4)}},
		Test:      []dataset.Shard{{File: "test-00.cdef01234567.shard", Count: 10, Bytes: 4400, SHA256: strings.Repeat("cdef0123456789ab", 4)}},
	}, m)
	require.Equal(t, 5010, dataset.Count(append(m.Train, m.Test...)))
}

// changed returns the sound manifest with one part of it replaced.
func changed(t testing.TB, old, by string) string {
	t.Helper()
	require.Contains(t, soundManifest, old)
	return strings.Replace(soundManifest, old, by, 1)
}

func TestEveryFaultOfAManifestIsNamed(t *testing.T) {
	sum := strings.Repeat("0123456789abcdef", 4)
	_, rest, _ := strings.Cut(soundManifest, `"train": [`)
	training, rest, _ := strings.Cut(rest, "]")
	_, rest, _ = strings.Cut(rest, `"test": [`)
	tested, _, _ := strings.Cut(rest, "]")
	for name, c := range map[string]struct{ old, by, says string }{
		"another version":      {`"format": 1`, `"format": 2`, "unknown format 2, this program reads format 1"},
		"no version":           {`"format": 1,`, ``, "unknown format 0, this program reads format 1"},
		"a version in words":   {`"format": 1`, `"format": "one"`, "is not a manifest"},
		"an unknown source":    {`"fashion-mnist"`, `"mnist"`, `source is "mnist", want "fashion-mnist" or "made-up"`},
		"no source":            {`"source": "fashion-mnist",`, ``, `source is "", want`},
		"nine classes":         {`"Bag", `, ``, "has 9 classes, want 10"},
		"eleven classes":       {`"Bag", `, `"Bag", "Hat", `, "has 11 classes, want 10"},
		"a class without name": {`"Bag"`, `""`, "class 8 has no name"},
		"a mean above 1":       {`0.286`, `286`, "mean 286 and deviation 0.353 of pixels are not in 0 to 1"},
		"a negative mean":      {`0.286`, `-0.1`, "mean -0.1 and"},
		"a deviation above 1":  {`0.353`, `1.5`, "and deviation 1.5 of pixels"},
		"a negative deviation": {`0.353`, `-1`, "and deviation -1 of pixels"},
		"an unknown field":     {`"mean"`, `"median": 0.2, "mean"`, `is not a manifest: json: unknown field "median"`},
		"a field of a shard":   {`"count": 10`, `"colour": "red", "count": 10`, `unknown field "colour"`},
		"another type":         {`0.286`, `"small"`, "is not a manifest"},
		"no training shards":   {training, ``, "train: 0 shards, want 1 to 200"},
		"too many shards":      {training, strings.Repeat(training+", ", 200) + training, "train: 201 shards, want 1 to 200"},
		"no test shards":       {tested, ``, "test: 0 shards, want 1 to 200"},
		"no name":              {`"test-00.cdef01234567.shard"`, `""`, `test shard 0: file name "" is not a plain one`},
		"no images":            {`"count": 10`, `"count": 0`, "test shard 0: count is 0, want 1 to 5000"},
		"a negative count":     {`"count": 10`, `"count": -1`, "test shard 0: count is -1, want 1 to 5000"},
		"too many images":      {`"count": 5000`, `"count": 5001`, "train shard 0: count is 5001, want 1 to 5000"},
		"half an image":        {`"count": 10`, `"count": 9.5`, "is not a manifest"},
		"no bytes":             {`"bytes": 4400`, `"bytes": 0`, "test shard 0: bytes is 0, not the size of 10 images"},
		"too many bytes":       {`"bytes": 4400`, `"bytes": 100000`, "test shard 0: bytes is 100000, not the size of 10 images"},
		"half a sum of all":    {`"sha256": "89abcdef`, `"sha256": "89`, `manifest.json: sha256 "890123`},
		"no sum":               {sum, ``, `train shard 0: sha256 "" is not one`},
		"a short sum":          {sum, sum[2:], "is not one"},
		"a sum that is text":   {sum, "g" + sum[1:], "is not one"},
		"a sum in capitals":    {sum, strings.ToUpper(sum), "is not one"},
		"the second shard":     {training, training + `, {"file": "a", "count": 0}`, "train shard 1: count is 0"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := dataset.ParseManifest([]byte(changed(t, c.old, c.by)))
			require.ErrorContains(t, err, "manifest.json: ")
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestAShardIsAPlainNameWithinTheFolder(t *testing.T) {
	const plain = "test-00.cdef01234567.shard"
	for _, name := range []string{
		"../" + plain, "..", ".", ".hidden", "/etc/passwd", "a/b", `a\\b`, `..\\b`, "C:b", "https://example.org/b", "//example.org",
		"a b", "a%2fb", "a?b", "a#b", `a\u0000`, `a\nb`, "ä", strings.Repeat("a", 101),
	} {
		_, err := dataset.ParseManifest([]byte(changed(t, plain, name)))
		require.ErrorContains(t, err, "manifest.json: test shard 0: file name ", name)
		require.ErrorContains(t, err, "is not a plain one", name)
	}
	for _, name := range []string{"a", "A-0_z.9.shard", strings.Repeat("a", 100)} {
		_, err := dataset.ParseManifest([]byte(changed(t, plain, name)))
		require.NoError(t, err, name)
	}
}

func TestWhatIsNoManifestIsRefused(t *testing.T) {
	for _, text := range []string{"", "{", "[]", "7", `"text"`, "<!doctype html><p>Not found", soundManifest + soundManifest, soundManifest[:200]} {
		_, err := dataset.ParseManifest([]byte(text))
		require.ErrorContains(t, err, "manifest.json: is not a manifest: ", text)
	}
	_, err := dataset.ParseManifest([]byte(soundManifest + strings.Repeat(" ", 64<<10)))
	require.ErrorContains(t, err, "bytes, more than 65536")
}

// Only another version is told apart, as asking for the file again does not
// help; a manifest of another version may have any fields.
func TestOnlyAnotherVersionIsErrFormat(t *testing.T) {
	_, err := dataset.ParseManifest([]byte(`{"format": 2, "parts": {"train": 7}}`))
	require.ErrorIs(t, err, dataset.ErrFormat)
	for _, text := range []string{"{", changed(t, "0.286", "7"), changed(t, `"format": 1`, `"format": "1"`)} {
		_, err := dataset.ParseManifest([]byte(text))
		require.Error(t, err)
		require.NotErrorIs(t, err, dataset.ErrFormat)
	}
}

// Whatever the text, there is an error or a manifest that survives being
// written, and no more memory than a bound.
func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(soundManifest))
	f.Add([]byte(changed(f, `"format": 1`, `"format": 2`)))
	f.Add([]byte(changed(f, "test-00", "../test-00")))
	f.Add([]byte(changed(f, `"count": 10`, `"count": 1e9`)))
	f.Add([]byte(`{"format": 1, "train": [{}, {}, {}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var m dataset.Manifest
		var err error
		require.Less(t, allocated(func() { m, err = dataset.ParseManifest(text) }), uint64(8<<20))
		if err != nil {
			return
		}
		written, err := json.Marshal(m)
		require.NoError(t, err)
		if len(written) > dataset.MaxManifestBytes {
			return
		}
		read, err := dataset.ParseManifest(written)
		require.NoError(t, err)
		require.Equal(t, m, read)
	})
}
