package text

import "fmt"

// The view of the report.
const (
	ReportTitle = "The report"
	ReportHead  = "Three experiments, run again"
	ReportLede  = "“Deep Neural Networks and Fashion-MNIST” makes eight claims about shapes, optimizers and initialisation. Train its recipes here and watch each claim stand or fall."
	PlanLede    = "A plan of your own stands in the report’s place: its recipes, on its seeds."

	StudyLabel    = "Version of the report"
	StudyScaling  = "Input scaling"
	StudySeeds    = "Seeds"
	StudySeedsOf  = "a recipe"
	StudyQuick    = "Quick version"
	QuickContents = "12,000 images, 15 epochs"
	QuickNote     = "This is the quick version: a fifth of the images and 15 epochs. It shows what to expect; its figures are not the report’s."
	PlanFile      = "Plan from a file"
	PlanBack      = "Back to the report"
	PlanTooLong   = "the file is too long for a plan"
	PlanNoText    = "the file cannot be read"

	RunMissing    = "Run all that is missing"
	StudyProgress = "Progress of the report"
	NothingMore   = "Nothing is missing."
	RunFigure     = "Run"
	SaveResults   = "Save results"
	SaveHint      = "results.json, as the command line writes it"
	ResultsFile   = "results.json"
	ResultsTitle  = "Results"

	RecipeColumn  = "recipe"
	TestAccuracy  = "test accuracy"
	SeedsColumn   = "over seeds"
	NotTrained    = "not trained"
	BeginsWord    = "starting"
	ControlHint   = "control, not in the report"
	FigureTable   = "Test accuracies"
	FigureNote    = "Per cent, ± over batches"
	ClaimsTitle   = "The eight claims"
	ClaimColumn   = "claim"
	VerdictColumn = "verdict"
	WhyColumn     = "why"
	HowJudged     = "How it is judged"
	ClaimsNote    = "Judged over seeds where there are repeats. Where the report’s own measure, the deviation over batches, disagrees, both are said."
)

// ExperimentOf names an experiment by its number.
func ExperimentOf(number int) string { return fmt.Sprintf("Experiment %d", number) }

// FigureTitle names a figure; other plans than the report have none with a
// number.
func FigureTitle(figure int, title string) string {
	if figure == 0 {
		return title
	}
	return fmt.Sprintf("Figure %d. %s", figure, title)
}

// RunFigureLabel and StopFigureLabel say which figure's runs a button is about.
func RunFigureLabel(title string) string  { return "Run what is missing of " + title }
func StopFigureLabel(title string) string { return "Stop the runs of " + title }

// PlanContents says what a plan of one's own asks for.
func PlanContents(title string, recipes, seeds int) string {
	return fmt.Sprintf("%s: %s on %s", title, plural(recipes, "recipe", "recipes"), Seeds(seeds))
}

// PlanRefused says why a file is no plan for the page.
func PlanRefused(why string) string { return sentence("not taken: " + why) }

// RunsOver says how many runs are over of all.
func RunsOver(over, all int) string { return fmt.Sprintf("%d of %s", over, plural(all, "run", "runs")) }

// TimeLeft says how long what is under way still takes.
func TimeLeft(seconds float64) string { return "about " + About(seconds) + " left" }

// TimeNeeded says how long what is missing would take.
func TimeNeeded(seconds float64) string { return "takes about " + About(seconds) }

// StandingAt says how far the run of a recipe is that is farthest.
func StandingAt(epoch, epochs int, seed uint64) string {
	return fmt.Sprintf("epoch %d of %d, seed %d", epoch, epochs, seed)
}

// SeedsRange is the lowest and the highest test accuracy, and of how many seeds
// if there will be more.
func SeedsRange(low, high float64, finished, seeds int) string {
	span := Percent(low) + " to " + Percent(high)
	switch {
	case finished < 2 && seeds < 2:
		return ""
	case finished < 2:
		return fmt.Sprintf("%d of %d", finished, seeds)
	case finished < seeds:
		return fmt.Sprintf("%s, %d of %d", span, finished, seeds)
	}
	return span
}

// SomeDiverged says how many of a recipe's runs did.
func SomeDiverged(n int) string { return fmt.Sprintf("%d diverged", n) }

// VerdictCounts says how many claims hold, do not, and are open.
func VerdictCounts(hold, fall, open int) string {
	verb := func(n int, one, many string) string {
		if n == 1 {
			return one
		}
		return many
	}
	return fmt.Sprintf("%d %s, %d %s, %d cannot be told yet", hold, verb(hold, "holds", "hold"), fall, verb(fall, "does not", "do not"), open)
}

// ByBatches says what the deviation over batches says where the seeds disagree.
func ByBatches(outcome string) string { return "by batches it " + outcome }

// ReportAxis is the subtitle of the report's charts.
func ReportAxis(measure string, deviations bool) string {
	switch {
	case measure == lossMeasure:
		return "cross entropy, logarithmic"
	case deviations:
		return "per cent, ± over batches"
	}
	return "per cent"
}

// ReportChart names a chart of the report for those who reach it by keyboard.
func ReportChart(title, measure string) string {
	return fmt.Sprintf("%s: %s by epoch. Arrow keys move through the epochs.", title, MeasureWord(measure))
}
