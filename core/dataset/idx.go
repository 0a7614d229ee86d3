package dataset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The first four bytes of an IDX file: unsigned bytes in three dimensions or
// one.
const (
	imagesMagic = 2051
	labelsMagic = 2049
)

// maxImages bounds the count that a header may claim.
const maxImages = 1 << 20

// ReadIDX reads a file of images and the file of their labels, both already
// inflated. Every header, size and label is checked.
//
// Reference: https://github.com/zalandoresearch/fashion-mnist (the format is
// that of http://yann.lecun.com/exdb/mnist/).
func ReadIDX(images, labels io.Reader) (Images, error) {
	pixels, err := ReadIDXImages(images)
	if err != nil {
		return Images{}, fmt.Errorf("images: %w", err)
	}
	m := Images{Pixels: pixels}
	if m.Labels, err = ReadIDXLabels(labels); err != nil {
		return Images{}, fmt.Errorf("labels: %w", err)
	}
	if n := len(pixels) / Pixels; n != len(m.Labels) {
		return Images{}, fmt.Errorf("%d images but %d labels", n, len(m.Labels))
	}
	return m, nil
}

// ReadIDXImages reads a file of images of 28×28 pixels.
func ReadIDXImages(r io.Reader) ([]byte, error) {
	count, err := readHeader(r, imagesMagic, Rows, Columns)
	if err != nil {
		return nil, err
	}
	return readBody(r, count, Pixels)
}

// ReadIDXLabels reads a file of labels 0 to 9.
func ReadIDXLabels(r io.Reader) ([]byte, error) {
	count, err := readHeader(r, labelsMagic)
	if err != nil {
		return nil, err
	}
	labels, err := readBody(r, count, 1)
	if err != nil {
		return nil, err
	}
	return labels, checkLabels(labels)
}

// readHeader reads the magic number, the count and the further dimensions,
// which must be those given.
func readHeader(r io.Reader, magic uint32, dimensions ...uint32) (count int, err error) {
	header := make([]byte, 8+4*len(dimensions))
	if n, err := io.ReadFull(r, header); err != nil {
		return 0, fmt.Errorf("header ends after %d of %d bytes: %w", n, len(header), unexpected(err))
	}
	field := func(i int) uint32 { return binary.BigEndian.Uint32(header[4*i:]) }
	if field(0) != magic {
		return 0, fmt.Errorf("magic number %d, want %d", field(0), magic)
	}
	if field(1) > maxImages {
		return 0, fmt.Errorf("%d items claimed, more than %d", field(1), maxImages)
	}
	for i, want := range dimensions {
		if got := field(2 + i); got != want {
			return 0, fmt.Errorf("dimension %d is %d, want %d", i+1, got, want)
		}
	}
	return int(field(1)), nil
}

// readBody reads count items of the given size, and that nothing follows. It
// allocates as the bytes come, not as the header claims.
func readBody(r io.Reader, count, size int) ([]byte, error) {
	want := count * size
	body, err := io.ReadAll(io.LimitReader(r, int64(want)+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("after %d of %d bytes: %w", len(body), want, unexpected(err))
	case len(body) < want:
		return nil, fmt.Errorf("ends after %d of %d bytes: %w", len(body), want, io.ErrUnexpectedEOF)
	case len(body) > want:
		return nil, fmt.Errorf("more than the %d bytes that the header announces", want)
	}
	return body, nil
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
