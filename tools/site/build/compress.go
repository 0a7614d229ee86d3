package build

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/andybalholm/brotli"
)

// A compressor is one compressed form of a file.
type compressor struct {
	suffix  string // of the file's name
	quality int    // in the terms of its format
	writer  func(io.Writer) io.WriteCloser
}

// compressors returns the forms in which files are kept ready: as small as can
// be, or, if fast is set, hardly slower than copying.
func compressors(fast bool) []compressor {
	gzipLevel, brotliLevel := gzip.BestCompression, brotli.BestCompression
	if fast {
		gzipLevel, brotliLevel = gzip.BestSpeed, 2
	}
	return []compressor{
		{".gz", gzipLevel, func(w io.Writer) io.WriteCloser {
			z, _ := gzip.NewWriterLevel(w, gzipLevel) // errs only for unknown levels
			return z
		}},
		{".br", brotliLevel, func(w io.Writer) io.WriteCloser {
			return brotli.NewWriterLevel(w, brotliLevel)
		}},
	}
}

func (c compressor) compress(content []byte) ([]byte, error) {
	var b bytes.Buffer
	w := c.writer(&b)
	_, err := w.Write(content)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// cached returns the compressed content, from the cache folder if it is there,
// and puts it there if not. A cache that cannot be read or written only costs
// time.
func (c compressor) cached(dir string, content []byte) ([]byte, error) {
	if dir == "" {
		return c.compress(content)
	}
	name := filepath.Join(dir, fmt.Sprintf("%x.%d%s", sha256.Sum256(content), c.quality, c.suffix))
	if compressed, err := os.ReadFile(name); err == nil {
		now := time.Now()
		os.Chtimes(name, now, now) // still of use; see Prune
		return compressed, nil
	}
	compressed, err := c.compress(content)
	if err != nil {
		return nil, err
	}
	if os.MkdirAll(dir, 0o755) == nil {
		writeFile(name, compressed)
	}
	return compressed, nil
}

// unusedFor is how long the cache keeps what no build asked for.
const unusedFor = 7 * 24 * time.Hour

// Prune removes from a cache folder what no build has used for a week before
// now.
func Prune(dir string, now time.Time) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > unusedFor {
			err = os.Remove(filepath.Join(dir, entry.Name()))
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
