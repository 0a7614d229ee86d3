package main

import (
	"context"

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
		switch source {
		case "page.wasm":
			s.PageBytes += size
		case "trainer-simd.wasm":
			s.TrainerBytes += size
		default:
			s.ScriptBytes += size
		}
		s.TotalBytes += size
	}
	return nil
}
