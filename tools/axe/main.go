// Axe fetches axe-core, whose rules of accessibility the browser tests apply to
// the page.
//
//	go run ./tools/axe [-out bin/axe.min.js]
//
// It is a tool of the tests alone, and no part of the site. The version is
// pinned by its SHA-256; a file that is there already is taken for it. Without
// a network nothing is written, and the tests leave the rules out; with
// REQUIRE_AXE=1 that is an error.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"time"
)

// The package, as the registry of npm has it, and the file in it.
const (
	address = "https://registry.npmjs.org/axe-core/-/axe-core-4.14.1.tgz"
	sum     = "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"
	script  = "package/axe.min.js"

	maxPackage = 4 << 20 // bytes
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	out := flag.String("out", "bin/axe.min.js", "the `file` to write")
	flag.Parse()
	err := fetch(ctx, address, sum, *out)
	switch {
	case err == nil:
	case os.Getenv("REQUIRE_AXE") == "1":
		fmt.Fprintln(os.Stderr, "axe:", err)
		os.Exit(1)
	default:
		fmt.Fprintln(os.Stderr, "SKIPPED: the rules of accessibility:", err)
	}
}

// fetch writes the script of the package at the address, unless it is there.
func fetch(ctx context.Context, address, sum, out string) error {
	if _, err := os.Stat(out); err == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, response.Status)
	}
	content, err := io.ReadAll(io.LimitReader(response.Body, maxPackage))
	if err != nil {
		return fmt.Errorf("%s: %w", address, err)
	}
	found := sha256.Sum256(content)
	if got := hex.EncodeToString(found[:]); got != sum {
		return fmt.Errorf("%s: sha-256 is %s, want %s", address, got, sum)
	}
	text, err := extract(content)
	if err != nil {
		return fmt.Errorf("%s: %w", address, err)
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	return os.WriteFile(out, text, 0o644)
}

// extract returns the script in a package.
func extract(content []byte) ([]byte, error) {
	inflated, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	files := tar.NewReader(inflated)
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("has no " + script)
		}
		if err != nil {
			return nil, err
		}
		if header.Name == script {
			return io.ReadAll(io.LimitReader(files, maxPackage))
		}
	}
}
