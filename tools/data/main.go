// Command data brings Fashion-MNIST and cuts it into the shards and the
// manifest that the page reads.
//
//	go run ./tools/data -out build/data
//
// The four published files come from the folder in $FASHION_MNIST_DIR, if it
// is set; else from the cache folder, to which they are downloaded first. Each
// is checked against its SHA-256 before use. Where they cannot be had, the
// same shards are filled with made-up garments, drawn by the program, and it
// says so; a later run replaces them as soon as the real ones can be had.
//
// The output is the same, byte for byte, each time. An output that is there
// already and sound is left alone.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"atelier/core/dataset"
	"atelier/tools/internal/datadir"
)

// The size of the made-up set, that of Fashion-MNIST, and its default seed.
const (
	trainImages = 60000
	testImages  = 10000
	defaultSeed = 1
)

// options is what the command is asked to do.
type options struct {
	out    string // folder of the shards
	cache  string // folder of the downloads
	dir    string // folder of the published files; "" is none
	madeUp bool   // draw garments whatever there is
	seed   uint64 // of the garments
	train  int    // how many of them
	test   int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	// Every file is written whole or not at all, so that whoever presses the
	// keys again may end the program anywhere.
	context.AfterFunc(ctx, stop)
	o := options{train: trainImages, test: testImages}
	flag.StringVar(&o.out, "out", "build/data", "`folder` for the shards and their manifest")
	flag.StringVar(&o.cache, "cache", "data", "`folder` that keeps what was downloaded")
	flag.BoolVar(&o.madeUp, "made-up", false, "draw garments instead of fetching Fashion-MNIST")
	flag.Uint64Var(&o.seed, "seed", defaultSeed, "of the made-up garments")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "data: unexpected argument %q\n", flag.Arg(0))
		os.Exit(2)
	}
	o.dir = os.Getenv("FASHION_MNIST_DIR")
	if err := run(ctx, o, newFetcher(os.Stderr), os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "data:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options, f *fetcher, log io.Writer) error {
	key := o.key()
	if upToDate(o.out, key) {
		return o.said(log)
	}
	set, err := o.obtain(ctx, f, log)
	if err != nil {
		return err
	}
	if set.Source == dataset.MadeUpSource {
		key = o.madeUpKey()
		if upToDate(o.out, key) {
			return o.said(log)
		}
		fmt.Fprintln(log, "Drawing made-up garments.")
		set = dataset.MadeUp(o.seed, o.train, o.test)
	}
	if ctx.Err() != nil {
		return errInterrupted
	}
	if err := write(o.out, key, set); err != nil {
		return err
	}
	fmt.Fprintf(log, "%s: %d training and %d test images in %s\n", set.Source, set.Train.Len(), set.Test.Len(), o.out)
	return nil
}

// said says that there is nothing to do.
func (o options) said(log io.Writer) error {
	_, err := fmt.Fprintf(log, "The data in %s is up to date.\n", o.out)
	return err
}

var errInterrupted = errors.New("interrupted")

// excuse is what is said where there is no Fashion-MNIST.
const excuse = `
Fashion-MNIST cannot be had:
  %s
The page will train on made-up garments instead, and say so. To use the real
ones, connect to the network or set FASHION_MNIST_DIR to a folder that has the
four published files, and run this again.

`

// obtain returns the real set, or a set that only says it is to be made up.
func (o options) obtain(ctx context.Context, f *fetcher, log io.Writer) (dataset.Set, error) {
	madeUp := dataset.Set{Source: dataset.MadeUpSource}
	if o.madeUp {
		return madeUp, nil
	}
	if o.dir != "" {
		set, err := datadir.ReadCanonical(os.DirFS(o.dir))
		if err != nil {
			return set, fmt.Errorf("FASHION_MNIST_DIR %s: %w", o.dir, err)
		}
		return set, nil
	}
	if err := f.fetchAll(ctx, o.cache); err != nil {
		if ctx.Err() != nil {
			return madeUp, errInterrupted
		}
		if errors.Is(err, errCache) {
			return madeUp, err
		}
		fmt.Fprintf(log, excuse, strings.ReplaceAll(err.Error(), "\n", "\n  "))
		return madeUp, nil
	}
	return datadir.ReadCanonical(os.DirFS(o.cache))
}
