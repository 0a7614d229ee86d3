package text

import (
	"fmt"

	"atelier/core/dataset"
	"atelier/site/sketch"
	"atelier/wasm/wire"
)

// The view of the garments.
const (
	GarmentsTitle = "Try a garment"
	GarmentsLede  = "Draw one, or give a photo, and see what your networks take it for. Below are the garments that they learn from."
)

// Drawing.
const (
	DrawTitle    = "Draw"
	DrawHint     = "or drop in a photo"
	ToolsLabel   = "Draw with"
	LineLabel    = "Width of the line"
	PlaceLabel   = "Begin with"
	Clear        = "Clear"
	ChoosePhoto  = "Choose a photo"
	PhotoLabel   = "Your photo"
	DrawingEmpty = "Draw here"
)

// Tool names a tool.
func Tool(t sketch.Tool) string {
	switch t {
	case sketch.Pen:
		return "Pen"
	case sketch.Rubber:
		return "Rubber"
	}
	return "Cloth"
}

// ToolHint says what a tool does.
func ToolHint(t sketch.Tool) string {
	switch t {
	case sketch.Pen:
		return "Draws a line, darker than cloth."
	case sketch.Rubber:
		return "Takes away what lies under its line."
	}
	return "Go around a shape, and it is filled."
}

// DrawingLabel describes the drawing to those who do not see it.
func DrawingLabel(strokes int) string {
	if strokes == 0 {
		return "Your drawing, empty"
	}
	return "Your drawing, " + plural(strokes, "stroke", "strokes")
}

// PlaceClass names the button that draws a garment of the class.
func PlaceClass(class string) string { return "Draw a silhouette: " + class }

// Why a photo could not be taken, and what to do.
const (
	PhotoNotAnImage   = "This file is no picture that the browser can read. Try a PNG, JPEG or WebP."
	PhotoNothingThere = "Nothing stands out from the background of this photo. Try one of a garment on a plain, lighter ground."
)

// PhotoTooLarge says how large a photo may be.
var PhotoTooLarge = fmt.Sprintf("This photo is too large: at most %s × %s pixels can be taken. Make it smaller first.", Count(sketch.MaxSide), Count(sketch.MaxSide))

// What the network sees.
const (
	SeenTitle   = "As the network sees it"
	SeenNothing = "Nothing yet. Draw a garment, choose a photo, or begin with a silhouette."
	SeenNote    = "28 × 28 pixels, made as the data set’s images were: trimmed, shrunk, sharpened, centred, and light on black."
	SeenDark    = "The photo’s background is dark, so it was turned into its negative first."
)

// SeenLabel describes the image: how wide and high the garment is, and how much
// of the square it covers, in per cent.
func SeenLabel(width, height, covers int) string {
	return fmt.Sprintf("An image of 28 by 28 pixels: a light shape on black, %d wide and %d high, that covers %d per cent", width, height, covers)
}

// What the runs say.
const (
	VerdictsTitle  = "What each run says"
	VerdictsUnit   = "probability in per cent"
	TrainNetwork   = "Train a network first"
	TrainHint      = "What it takes your garment for stands here then."
	VerdictsEmpty  = "Draw something, and what each run takes it for stands here."
	VerdictsNobody = "No run has answered yet. The first can as soon as it has begun to train."
)

// Verdict says what a run takes the image for.
func Verdict(run, class string) string { return fmt.Sprintf("%s says %s.", run, class) }

// OfSeeds says that a verdict is the mean of those of several seeds.
func OfSeeds(n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf("mean of %d seeds", n)
}

// The data set, class by class.
const (
	BrowseTitle  = "The garments they learn from"
	ClassesLabel = "Class"
	PagesLabel   = "Pages"
	Previous     = "Previous"
	Next         = "Next"
	BrowseBusy   = "Fetching the images of this class."
)

// DataSource says what the images are and where they come from.
func DataSource(d *wire.Data) string {
	if d.Source == dataset.MadeUpSource {
		return fmt.Sprintf("Made-up garments: drawn by this program in the form of Fashion-MNIST, which could not be had. %s to learn from, shown here, and %s to be tested on.", plural(d.TrainingImages, "image", "images"), Count(d.TestImages))
	}
	return fmt.Sprintf("Fashion-MNIST, by Han Xiao, Kashif Rasul and Roland Vollgraf (2017): articles of an online shop. %s to learn from, shown here, and %s to be tested on.", plural(d.TrainingImages, "image", "images"), Count(d.TestImages))
}

// GarmentLabel describes one image of the data set.
func GarmentLabel(class string, index int) string {
	return fmt.Sprintf("%s, image %s", class, Count(index))
}

// PageOf says which page of a class's images is shown.
func PageOf(class string, page, pages int) string {
	return fmt.Sprintf("%s, page %s of %s", class, Count(page), Count(pages))
}
