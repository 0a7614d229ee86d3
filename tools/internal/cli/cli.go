// Package cli has what the project's commands do alike at their two ends:
// they read their flags, and say with what they end.
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
)

// ErrUsage is the error of wrong flags, of which the flag package has told
// already.
var ErrUsage = errors.New("wrong usage")

// Parse parses the flags of a set that continues on errors. The error is
// flag.ErrHelp, ErrUsage or nil.
func Parse(flags *flag.FlagSet, args []string) error {
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return err
	case err != nil:
		return ErrUsage
	}
	return nil
}

// Status returns the exit status of the command of that name for what it ended
// with, and tells an error that nobody has told: 0 if it did what it was asked
// for, help included, 2 for wrong usage and 1 for every other error.
func Status(name string, err error, log io.Writer) int {
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, ErrUsage):
		return 2
	}
	fmt.Fprintf(log, "%s: %v\n", name, err)
	return 1
}
