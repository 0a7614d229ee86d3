package link

import (
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is fuzzed is the JSON behind a sum that is right, which mutations of a
// whole link hardly ever come to.
func FuzzContent(f *testing.F) {
	f.Add([]byte(`{"e":[{}]}`))
	f.Add([]byte(`{"e":[{"r":{"epochs":3,"optimizer":{"method":"adam"}},"s":[1,2],"p":["","",""]}],"d":"made-up","n":"Note","f":["epochs"],"h":["seed"]}`))
	f.Add([]byte(`{"e":[{"r":{"batch_norm":null,"schedule":{"kind":"step"},"seed":9007199254740991}}]}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		content = binary.BigEndian.AppendUint32(content, crc32.ChecksumIEEE(content))
		l, err := Decode("c=1." + base64.RawURLEncoding.EncodeToString(content))
		if err != nil {
			return
		}
		text, err := Encode(l)
		require.NoError(t, err, "what can be read can be written")
		again, err := Decode(text)
		require.NoError(t, err)
		require.Equal(t, l, again)
	})
}
