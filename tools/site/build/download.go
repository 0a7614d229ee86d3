package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// needed reports whether the file is code without which training cannot start
// in a browser that has SIMD.
func needed(source string) bool {
	return source == "atelier-simd.wasm" || strings.HasSuffix(source, ".js") && !strings.HasSuffix(source, "/"+keeper)
}

// Download returns how many bytes of code a visitor must fetch before training
// can start, from a host that sends it as small as brotli makes it: by file,
// under the names it has in the repository. The cache is as in Options.
func Download(ctx context.Context, root, cache string) (map[string]int, error) {
	assets, err := gather(ctx, root)
	if err != nil {
		return nil, err
	}
	var wait sync.WaitGroup
	var mu sync.Mutex
	var failed error
	sizes := map[string]int{}
	for _, a := range assets {
		if !needed(a.source) {
			continue
		}
		wait.Go(func() {
			small, err := smallest().cached(cache, a.content)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed = err
			}
			sizes[a.source] = len(small)
		})
	}
	wait.Wait()
	return sizes, failed
}

// smallest returns the form of a file that is smallest.
func smallest() compressor {
	all := compressors(false)
	return all[len(all)-1]
}

// UserCache returns the folder that keeps what was compressed for this user;
// "" if the system has no place for it.
func UserCache() string {
	user, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(user, "atelier", "compressed")
}
