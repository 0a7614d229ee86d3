package main

import (
	"context"
	"strings"

	"atelier/tools/site/build"
)

// sizes measures what a visitor must fetch.
func (b *bench) sizes(ctx context.Context) error {
	files, err := build.Download(ctx, b.root, build.UserCache())
	if err != nil {
		return err
	}
	s := &b.result.Sizes
	for source, size := range files {
		if strings.HasSuffix(source, ".wasm") {
			s.ProgramBytes += size
		} else {
			s.ScriptBytes += size
		}
		s.TotalBytes += size
	}
	return nil
}
