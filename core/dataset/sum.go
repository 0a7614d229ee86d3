package dataset

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// SHA256 returns a sum of all that is in the set, in hexadecimal: the SHA-256
// over, for the training images and then for the test images, their number, in
// eight bytes with the lowest first, all labels, all pixels. So it does not
// depend on how the files were cut or compressed.
func (s Set) SHA256() string {
	h := sha256.New()
	for _, images := range []Images{s.Train, s.Test} {
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(images.Len())))
		h.Write(images.Labels)
		h.Write(images.Pixels)
	}
	return hex.EncodeToString(h.Sum(nil))
}
