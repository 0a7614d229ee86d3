package cli_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/internal/cli"
)

func ExampleStatus() {
	fmt.Println(cli.Status("report", errors.New("the disk is full"), os.Stdout))
	fmt.Println(cli.Status("report", nil, os.Stdout))
	// Output:
	// report: the disk is full
	// 1
	// 0
}

func TestFlagsEndACommandWithTheirStatusAndAreToldOnce(t *testing.T) {
	for args, want := range map[string]struct {
		status int
		told   string
	}{
		"-n=3":     {0, ""},
		"-h":       {0, "Usage of x:\n  -n int\n    \tn\n"},
		"-unknown": {2, "flag provided but not defined: -unknown\nUsage of x:\n  -n int\n    \tn\n"},
	} {
		var log bytes.Buffer
		flags := flag.NewFlagSet("x", flag.ContinueOnError)
		flags.SetOutput(&log)
		flags.Int("n", 0, "n")
		require.Equal(t, want.status, cli.Status("x", cli.Parse(flags, []string{args}), &log), args)
		require.Equal(t, want.told, log.String(), args)
	}
}
