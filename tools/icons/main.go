// Icons draws the mark of the page as the icons that browsers and systems show
// of it: one of vectors and some of pixels.
//
//	go run ./tools/icons [-out site/static]
//
// The files are part of the repository; a test sees that they are what this
// draws.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	err := run(os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp): // the flag package has printed it
	case err != nil:
		fmt.Fprintln(os.Stderr, "icons:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("icons", flag.ContinueOnError)
	out := flags.String("out", filepath.Join("site", "static"), "the folder to put them in")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	files, err := icons()
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(*out, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
