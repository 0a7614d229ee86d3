package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"unicode"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/tools/internal/cli"
)

// options is what the command line asks for.
type options struct {
	data, out string
	summary   string // a document to write the table of all recipes into, too
	cores     int

	// The plan: a file's, or the report as the others say.
	planFile string
	quick    bool
	seeds    int
	epochs   int
	scaling  string
	recipes  string

	part  string
	merge bool
	parts []string // folders to merge
}

// newFlags returns the command's flags and where they put what they read.
func newFlags(log io.Writer) (*flag.FlagSet, *options) {
	o := &options{}
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	flags.SetOutput(log)
	flags.Usage = func() {
		fmt.Fprint(log, "usage: report [flags]                    train, and write what came of it\n"+
			"       report -merge [flags] FOLDER...   put together what parts have written\n\n")
		flags.PrintDefaults()
	}
	flags.StringVar(&o.data, "data", "build/data", "`folder` of the data set")
	flags.StringVar(&o.out, "out", "docs/report", "`folder` to write to")
	flags.StringVar(&o.summary, "summary", "", "write the table of all recipes into this `document` too, between its marks")
	flags.IntVar(&o.cores, "cores", runtime.GOMAXPROCS(0), "train on so many `cores`, a run on each")
	flags.StringVar(&o.planFile, "plan", "", "`file` of a plan in JSON, instead of the report")
	flags.BoolVar(&o.quick, "quick", false, "12,000 images and 15 epochs, to see what to expect")
	flags.IntVar(&o.seeds, "seeds", 3, "train every recipe on so many `seeds`: 0, 1, 2 and so on")
	flags.IntVar(&o.epochs, "epochs", 0, "so many `epochs` (default 50; 15 with -quick)")
	flags.StringVar(&o.scaling, "scaling", string(dataset.Standard), "input `scaling`: unit, signed or standard")
	flags.StringVar(&o.recipes, "recipes", "", "only these, as `names` in a row: baseline,64-64,adam (default: all)")
	flags.StringVar(&o.part, "part", "", "train only one of several parts, as `i/n`: 3/20 is the third of twenty")
	flags.BoolVar(&o.merge, "merge", false, "train nothing: put together the outputs of parts, in the folders named after the flags")
	return flags, o
}

// ofTheReport are the flags that a plan from a file has no use for.
var ofTheReport = []string{"quick", "seeds", "epochs", "scaling", "recipes"}

func parse(args []string, log io.Writer) (options, error) {
	flags, o := newFlags(log)
	if err := cli.Parse(flags, args); err != nil {
		return *o, err
	}
	o.parts = flags.Args()
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if o.part != "" && o.summary != "" {
		return *o, errors.New("-summary has no place beside -part: a part is not the whole")
	}
	if o.merge {
		return *o, o.checkMerge(given)
	}
	if len(o.parts) > 0 {
		return *o, fmt.Errorf("unexpected argument %q", o.parts[0])
	}
	if o.cores < 1 {
		return *o, fmt.Errorf("-cores %d: at least 1 is needed", o.cores)
	}
	if o.planFile != "" {
		for _, name := range ofTheReport {
			if given[name] {
				return *o, fmt.Errorf("-%s is of the report, and has no place beside -plan: write it into the plan", name)
			}
		}
		return *o, nil
	}
	if o.seeds < 1 || o.seeds > experiment.MaxSeeds {
		return *o, fmt.Errorf("-seeds %d: must be 1 to %d", o.seeds, experiment.MaxSeeds)
	}
	if given["epochs"] && (o.epochs < 1 || o.epochs > train.MaxEpochs) {
		return *o, fmt.Errorf("-epochs %d: must be 1 to %d", o.epochs, train.MaxEpochs)
	}
	if !dataset.Scaling(o.scaling).Valid() {
		return *o, fmt.Errorf("-scaling %s: must be one of unit, signed, standard", o.scaling)
	}
	return *o, nil
}

// checkMerge refuses what merging has no use for.
func (o options) checkMerge(given map[string]bool) error {
	for name := range given {
		if name != "merge" && name != "out" && name != "summary" {
			return fmt.Errorf("-%s has no place beside -merge, which trains nothing", name)
		}
	}
	if len(o.parts) == 0 {
		return errors.New("-merge: name the folders that the parts were written to")
	}
	return nil
}

// plan returns what is to be run.
func (o options) plan() (experiment.Plan, error) {
	if o.planFile != "" {
		text, err := os.ReadFile(o.planFile)
		if err != nil {
			return experiment.Plan{}, err
		}
		p, err := experiment.ParsePlan(text)
		if err != nil {
			return p, fmt.Errorf("%s: %w", o.planFile, err)
		}
		return p, nil
	}
	var version experiment.Options
	if o.quick {
		version = experiment.Quick()
	}
	if o.epochs > 0 {
		version.Epochs = o.epochs
	}
	version.Scaling = dataset.Scaling(o.scaling)
	for seed := range o.seeds {
		version.Seeds = append(version.Seeds, uint64(seed))
	}
	p := experiment.Report(version)
	if o.recipes == "" {
		return p, nil
	}
	var err error
	p.Recipes, err = choose(p.Recipes, o.recipes)
	return p, err
}

// choose returns the recipes whose short names are in the row, in their own
// order.
func choose(all []train.Recipe, row string) ([]train.Recipe, error) {
	wanted := map[string]bool{}
	for name := range strings.SplitSeq(row, ",") {
		wanted[strings.TrimSpace(name)] = true
	}
	var chosen []train.Recipe
	var names []string
	for _, r := range all {
		name := shortName(r.Name)
		names = append(names, name)
		if wanted[name] {
			chosen = append(chosen, r)
			delete(wanted, name)
		}
	}
	for name := range wanted {
		return nil, fmt.Errorf("-recipes: %q is none of %s", name, strings.Join(names, ", "))
	}
	return chosen, nil
}

// shortName writes a name in small letters, figures and hyphens: "[64,64]" is
// 64-64.
func shortName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}

// tasks returns the runs of the plan, or those of the part that is asked for.
func (o options) tasks(p experiment.Plan) ([]experiment.Task, error) {
	if o.part == "" {
		return p.Tasks(), nil
	}
	before, after, _ := strings.Cut(o.part, "/")
	part, err1 := strconv.Atoi(before)
	parts, err2 := strconv.Atoi(after)
	if err1 != nil || err2 != nil || part < 1 || part > parts {
		return nil, fmt.Errorf("-part %s: must be as 3/20, the first part being 1/20 and the last 20/20", o.part)
	}
	return p.Part(part, parts), nil
}
