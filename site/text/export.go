package text

import "fmt"

// Files to take away, and to bring in.
const (
	FilesLabel     = "Files and links"
	OfTicked       = "Of the ticked runs"
	OfAllRuns      = "Of all runs"
	SaveTables     = "Tables"
	SaveCharts     = "Charts"
	SaveTogether   = "All of it"
	CurvesCSV      = "Curves, CSV"
	ResultsCSV     = "Results, CSV"
	SummaryCSV     = "Summary, CSV"
	DifferencesCSV = "Differences, CSV"
	AsMarkdown     = "Markdown"
	AsLaTeX        = "LaTeX"
	AsSVG          = "SVG"
	AsPNG          = "PNG"
	AsZIP          = "One ZIP"
	BringIn        = "Bring in"
	BringInFile    = "Open a recipe or weights"
	BringInHint    = "A recipe (.json) fills the panel, weights (.safetensors) become a finished run, to look into or to continue from. Files can also be dropped on the page."
	ReadingFile    = "Reading the file…"
	NotTaken       = "The file could not be made"
	NotRead        = "The file could not be read"
	Origin         = "Origin"
	ImportedWord   = "from a file"

	SaveTerm        = "Save"
	SaveWeights     = "Weights"
	SaveWeightsHint = "The weights as safetensors, with PyTorch’s names"
	SaveONNX        = "ONNX"
	SaveONNXHint    = "The network as ONNX, from pixels to probabilities"
	SaveScript      = "PyTorch script"
	SaveScriptHint  = "A script that repeats the run in PyTorch, with the initial weights"
	SaveRecipe      = "Recipe"
	SaveRecipeHint  = "The recipe as JSON"
	SavingFile      = "Making the file…"
)

// Why a file that was brought in is refused.
const (
	FileUnknown  = "it is neither a recipe (.json) nor weights (.safetensors)"
	FileTooLarge = "it is too large"
	FileBroken   = "the browser could not read it"
)

// FromFilePart says of a network from a file what is known of its run, which did
// not come to its end by its recipe, as far as the file says.
func FromFilePart(epoch, epochs int) string {
	if epoch < epochs {
		return fmt.Sprintf("from a file, after epoch %d of %d", epoch, epochs)
	}
	return "from a file that does not vouch for its recipe"
}

// What begins with the weights of a run.
const (
	BeginWith     = "Continue from these weights"
	BeginWithHint = "Puts the recipe into the panel, to begin with these weights; the optimizer begins anew"
	BeginAfresh   = "Begin with new weights"
	NoScriptHint  = "There is none of a run that began with the weights of another"
)

// BegunWith says whose weights a run begins with.
func BegunWith(name string) string { return "begins with the weights of " + name }

// PanelBegins says of the panel whose weights its runs begin with.
func PanelBegins(name string) string {
	return "Begins with the weights of " + name + ". The optimizer has no past. Keep the seed, and the split into training and validation stays as it was."
}

// FileTrouble says what went wrong with a file.
func FileTrouble(name, why string) string {
	if name != "" {
		return name + ": " + FieldMessage(why)
	}
	return FieldMessage(why)
}

// SaveOf labels what can be saved of a run.
func SaveOf(run string) string { return SaveTerm + " " + run }
