// Command train trains one recipe natively.
//
//	go run ./tools/train -data build/data -recipe recipe.json
//
// The folder holds the shards that make data writes, or the four published
// files of Fashion-MNIST. The recipe is JSON (see atelier/core/train.Recipe);
// what it leaves out has its default, and without one the baseline is trained.
//
// It uses all cores, in a power of two up to 8; -cores N uses fewer. The result
// is the same to the bit.
//
// With -json it prints one event a line (see atelier/core/train.Event), all
// but the steps; the last line carries the test accuracy with its deviation
// over batches and the SHA-256 over the parameters.
//
// With -out it writes the run into a folder when it is over: the recipe, and
// the files that -export names (see atelier/core/export), or all of them:
//
//	safetensors  model.safetensors, the weights
//	onnx         model.onnx, which classifies images as they are published
//	pytorch      train.py, which repeats the run in PyTorch
//	csv          curves.csv, the losses and accuracies of every epoch
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"

	"golang.org/x/term"

	"atelier/core/nn"
	"atelier/core/train"
	"atelier/tools/internal/datadir"

	"atelier/tools/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(cli.Status("train", err, os.Stderr))
}

var errInterrupted = errors.New("interrupted")

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.SetOutput(stderr)
	data := flags.String("data", "build/data", "`folder` of the data set")
	recipePath := flags.String("recipe", "", "`file` of the recipe in JSON, - for standard input (default: the baseline)")
	cores := flags.Int("cores", runtime.GOMAXPROCS(0), "use at most so many `cores`; the result is the same to the bit")
	asJSON := flags.Bool("json", false, "print one event a line")
	out := flags.String("out", "", "write the run into this `folder` when it is over")
	exports := flags.String("export", "", "with -out, `kinds` of files beside the recipe, with commas between them: "+formNames()+" (default: all)")
	if err := cli.Parse(flags, args); err != nil {
		return err
	}
	if *cores < 1 {
		return fmt.Errorf("-cores %d: at least 1 is needed", *cores)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	wanted, err := parseForms(*exports)
	if err != nil {
		return err
	}
	if *exports != "" && *out == "" {
		return errors.New("-export: say with -out where to")
	}
	recipe, err := readRecipe(*recipePath, stdin)
	if err != nil {
		return err
	}
	set, err := datadir.Open(*data)
	if err != nil {
		return err
	}
	crew, err := train.NewCrew(recipe, set, nn.TeamSize(*cores))
	if err != nil {
		return err
	}
	defer crew.Close()
	var files *output
	if *out != "" {
		if files, err = newOutput(*out, wanted, recipe, set.Source); err != nil {
			return err
		}
	}
	var show display = newLines(stdout, recipe, set)
	if *asJSON {
		show = jsonLines{stdout}
	} else if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		show = &bar{display: show, out: stderr}
	}
	if err := follow(ctx, crew, show, files); err != nil || files == nil {
		return err
	}
	said, err := files.write(crew.Network())
	if err == nil && !*asJSON {
		_, err = fmt.Fprintln(stdout, said)
	}
	return err
}

// follow trains to the end of the run, and shows its events and keeps them for
// the files, if there are to be any.
func follow(ctx context.Context, crew *train.Crew, show display, files *output) error {
	for !crew.Done() {
		if ctx.Err() != nil {
			return errors.Join(errInterrupted, show.clear())
		}
		e := crew.Step()
		if files != nil {
			files.run.Add(e)
		}
		if err := show.event(e); err != nil {
			return err
		}
	}
	return nil
}

func readRecipe(path string, stdin io.Reader) (train.Recipe, error) {
	var text []byte
	var err error
	switch path {
	case "":
		return train.Default(), nil
	case "-":
		path = "standard input"
		text, err = io.ReadAll(io.LimitReader(stdin, train.MaxRecipeBytes+1))
	default:
		text, err = os.ReadFile(path)
	}
	if err != nil {
		return train.Recipe{}, err
	}
	recipe, err := train.ParseRecipe(text)
	if err != nil {
		return train.Recipe{}, fmt.Errorf("%s: %w", path, err)
	}
	return recipe, nil
}
