// Site builds the site into a folder that any static host can serve.
//
//	go run ./tools/site [-out build] [-fast]
//
// Run it in the root of the repository. It compiles the page and the worker,
// gives every file a name with a hash of its content, and puts compressed
// forms beside it. The data of the page is not its business; see tools/data.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"atelier/tools/site/build"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp): // the flag package has printed it
	case err != nil:
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("site", flag.ContinueOnError)
	dir := flags.String("out", "build", "the folder to fill")
	fast := flags.Bool("fast", false, "compress quickly, for a server on this machine")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	cache := build.UserCache() // without a place for it, every build compresses anew
	err := build.Site(ctx, build.Options{Out: *dir, Fast: *fast, Cache: cache, Log: out})
	if err != nil || cache == "" {
		return err
	}
	return build.Prune(cache, time.Now())
}
