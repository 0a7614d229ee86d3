package dataset_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

// idx returns a file as the format's description has it: big-endian numbers of
// 32 bits, then one byte a value.
func idx(body []byte, header ...uint32) []byte {
	var file []byte
	for _, field := range header {
		file = binary.BigEndian.AppendUint32(file, field)
	}
	return append(file, body...)
}

// pixels returns n images of which no two are the same.
func pixels(n int) []byte {
	p := make([]byte, n*28*28)
	for i := range p {
		p[i] = byte(i + i/784)
	}
	return p
}

func TestIDXFilesAreRead(t *testing.T) {
	m, err := dataset.ReadIDX(
		bytes.NewReader(idx(pixels(3), 2051, 3, 28, 28)),
		bytes.NewReader(idx([]byte{9, 0, 4}, 2049, 3)))
	require.NoError(t, err)
	require.Equal(t, dataset.Images{Pixels: pixels(3), Labels: []byte{9, 0, 4}}, m)
	require.Equal(t, 3, m.Len())
	require.Equal(t, pixels(3)[784:1568], m.Image(1))
}

func TestIDXFilesMayComeByteByByte(t *testing.T) {
	got, err := dataset.ReadIDXImages(iotest.OneByteReader(bytes.NewReader(idx(pixels(1), 2051, 1, 28, 28))))
	require.NoError(t, err)
	require.Equal(t, pixels(1), got)
}

func TestFaultyImageFilesAreRefusedWithTheReason(t *testing.T) {
	sound := idx(pixels(2), 2051, 2, 28, 28)
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"an empty file":           {nil, "header ends after 0 of 16 bytes: unexpected EOF"},
		"half a header":           {sound[:9], "header ends after 9 of 16 bytes: unexpected EOF"},
		"a file of labels":        {idx(pixels(2), 2049, 2, 28, 28), "magic number 2049, want 2051"},
		"something else":          {bytes.Repeat([]byte("<html>"), 9), "magic number 1013478509, want 2051"},
		"gzip":                    {idx(pixels(2), 0x1f8b0800, 2, 28, 28), "magic number 529205248, want 2051"},
		"little endian":           {idx(pixels(2), 0x03080000, 2, 28, 28), "magic number 50855936, want 2051"},
		"27 rows":                 {idx(pixels(2), 2051, 2, 27, 28), "dimension 1 is 27, want 28"},
		"29 columns":              {idx(pixels(2), 2051, 2, 28, 29), "dimension 2 is 29, want 28"},
		"too large a count":       {idx(pixels(2), 2051, 1<<20+1, 28, 28), "1048577 items claimed, more than 1048576"},
		"the largest count":       {idx(pixels(2), 2051, 1<<32-1, 28, 28), "4294967295 items claimed"},
		"more claimed than there": {idx(pixels(2), 2051, 3, 28, 28), "ends after 1568 of 2352 bytes: unexpected EOF"},
		"no pixels":               {sound[:16], "ends after 0 of 1568 bytes: unexpected EOF"},
		"a missing byte":          {sound[:len(sound)-1], "ends after 1567 of 1568 bytes: unexpected EOF"},
		"a byte too many":         {append(sound[:len(sound):len(sound)], 0), "more than the 1568 bytes that the header announces"},
		"fewer claimed":           {idx(pixels(2), 2051, 1, 28, 28), "more than the 784 bytes that the header announces"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := dataset.ReadIDXImages(bytes.NewReader(c.file))
			require.ErrorContains(t, err, c.says)
			_, err = dataset.ReadIDX(bytes.NewReader(c.file), bytes.NewReader(idx([]byte{1, 2}, 2049, 2)))
			require.ErrorContains(t, err, "images: "+c.says)
		})
	}
}

func TestFaultyLabelFilesAreRefusedWithTheReason(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"half a header":     {idx(nil, 2049), "header ends after 4 of 8 bytes: unexpected EOF"},
		"a file of images":  {idx([]byte{1, 2}, 2051, 2), "magic number 2051, want 2049"},
		"too large a count": {idx([]byte{1, 2}, 2049, 1<<31), "2147483648 items claimed, more than 1048576"},
		"a label of 10":     {idx([]byte{9, 10}, 2049, 2), "label 10 at index 1, want 0 to 9"},
		"a label of 255":    {idx([]byte{255, 1}, 2049, 2), "label 255 at index 0, want 0 to 9"},
		"a missing byte":    {idx([]byte{1}, 2049, 2), "ends after 1 of 2 bytes: unexpected EOF"},
		"a byte too many":   {idx([]byte{1, 2, 3}, 2049, 2), "more than the 2 bytes that the header announces"},
		"one label fewer":   {idx([]byte{1}, 2049, 1), "2 images but 1 labels"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := dataset.ReadIDX(bytes.NewReader(idx(pixels(2), 2051, 2, 28, 28)), bytes.NewReader(c.file))
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestAReaderThatFailsIsNoShortFile(t *testing.T) {
	broken := errors.New("the disk is on fire")
	whole := idx(pixels(2), 2051, 2, 28, 28)
	for _, n := range []int{0, 7, 16, 800} {
		_, err := dataset.ReadIDXImages(io.MultiReader(bytes.NewReader(whole[:n]), iotest.ErrReader(broken)))
		require.ErrorIs(t, err, broken, "after %d bytes", n)
	}
}

// A short file that claims a million images takes no room for them.
func TestIDXAllocatesAsBytesComeAndNotAsTheHeaderClaims(t *testing.T) {
	claims := idx(pixels(2), 2051, 1<<20, 28, 28)
	require.Less(t, allocated(func() {
		_, err := dataset.ReadIDXImages(bytes.NewReader(claims))
		require.Error(t, err)
	}), uint64(64<<10))
}

// allocated returns how many bytes f allocates, those included that are free
// again.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// Whatever the bytes, there is an error or images that make the same file
// again, and no more memory than the file's size asks for.
func FuzzReadIDX(f *testing.F) {
	f.Add(idx(pixels(2), 2051, 2, 28, 28), idx([]byte{3, 9}, 2049, 2))
	f.Add(idx(nil, 2051, 0, 28, 28), idx(nil, 2049, 0))
	f.Add(idx(pixels(1), 2051, 1<<20, 28, 28), idx([]byte{10}, 2049, 1))
	f.Add(idx(pixels(1), 2051, 1, 27, 28), idx([]byte{1}, 2049, 1<<31))
	f.Add([]byte(nil), []byte{0, 0, 8})
	f.Fuzz(func(t *testing.T, images, labels []byte) {
		var m dataset.Images
		var err error
		// ReadAll starts with 512 bytes and grows by a quarter at a time, at
		// least; all that it has had adds up to less than ten times the end.
		require.Less(t, allocated(func() { m, err = dataset.ReadIDX(bytes.NewReader(images), bytes.NewReader(labels)) }),
			uint64(64<<10+10*(len(images)+len(labels))))
		if err != nil {
			return
		}
		n := uint32(m.Len())
		require.Equal(t, images, idx(m.Pixels, 2051, n, 28, 28))
		require.Equal(t, labels, idx(m.Labels, 2049, n))
	})
}
