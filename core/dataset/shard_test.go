package dataset_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

func TestADamagedShardFailsItsCheck(t *testing.T) {
	file := []byte("what stands in the file")
	s := dataset.Shard{File: "train-03.shard", Count: 1, Bytes: len(file), SHA256: fmt.Sprintf("%x", sha256.Sum256(file))}
	require.NoError(t, s.Check(file))
	require.EqualError(t, s.Check(file[1:]), "train-03.shard: has 22 bytes, want 23")
	require.EqualError(t, s.Check(append(bytes.Clone(file), 0)), "train-03.shard: has 24 bytes, want 23")
	require.EqualError(t, s.Check(nil), "train-03.shard: has 0 bytes, want 23")
	for i := range file {
		flipped := bytes.Clone(file)
		flipped[i] ^= 1
		require.EqualError(t, s.Check(flipped),
			fmt.Sprintf("train-03.shard: its sha-256 is %x, want %s", sha256.Sum256(flipped), s.SHA256))
	}
}

// content is a shard of two images.
func content() []byte {
	return append([]byte("ATS1\x02\x00\x00\x00\x1c\x00\x00\x00\x1c\x00\x00\x00\x07\x09"), pixels(2)...)
}

var two = dataset.Shard{File: "test-00.shard", Count: 2}

func TestAShardIsDecoded(t *testing.T) {
	require.Equal(t, len(content()), two.InflatedBytes())
	m, err := two.Decode(content())
	require.NoError(t, err)
	require.Equal(t, []byte{7, 9}, m.Labels)
	require.Equal(t, pixels(2), m.Pixels)
}

func TestAContentThatIsNoShardIsRefusedWithTheReason(t *testing.T) {
	with := func(at int, b byte) []byte {
		c := content()
		c[at] = b
		return c
	}
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"nothing":         {nil, "inflates to 0 bytes, want 1586"},
		"a missing byte":  {content()[:1585], "inflates to 1585 bytes, want 1586"},
		"a byte too many": {append(content(), 0), "inflates to 1587 bytes, want 1586"},
		"another magic":   {with(3, '2'), "header field 0 is 844321857, want 827544641"}, // "ATS2" and "ATS1"
		"another count":   {with(4, 3), "header field 1 is 3, want 2"},
		"other rows":      {with(8, 27), "header field 2 is 27, want 28"},
		"other columns":   {with(13, 1), "header field 3 is 284, want 28"},
		"a label of 10":   {with(17, 10), "label 10 at index 1, want 0 to 9"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := two.Decode(c.content)
			require.EqualError(t, err, "test-00.shard: "+c.says)
		})
	}
}

// Whatever the bytes, there is an error or images that are those bytes; the
// images keep the content's memory, so that nothing large is allocated.
func FuzzDecodeShard(f *testing.F) {
	f.Add(2, content())
	f.Add(1, content())
	f.Add(0, []byte("ATS1\x00\x00\x00\x00\x1c\x00\x00\x00\x1c\x00\x00\x00"))
	f.Add(-1, []byte(nil))
	f.Add(1<<40, content()[:100])
	f.Fuzz(func(t *testing.T, count int, content []byte) {
		s := dataset.Shard{File: "a", Count: count}
		var m dataset.Images
		var err error
		require.Less(t, allocated(func() { m, err = s.Decode(content) }), uint64(64<<10))
		if err != nil {
			return
		}
		require.Equal(t, count, m.Len())
		require.Equal(t, content[16:], append(bytes.Clone(m.Labels), m.Pixels...))
	})
}
