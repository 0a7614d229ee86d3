package plot

import "slices"

// Attribute is an attribute of an SVG element.
type Attribute struct{ Name, Value string }

// The light colours of the page, for paper: the same stand in the style sheet.
const (
	paperColour = "#ffffff"
	inkColour   = "#211f1b"
	quietColour = "#5c5850" // secondary text
	ruleColour  = "#ddd7c9"
	edgeColour  = "#8b8578" // strong rules
)

// runLooks are the colours and dashes of the runs, the first for style 1.
var runLooks = [...]struct{ colour, dash string }{
	{"#0c6acd", ""}, {"#de5617", "9 3"}, {"#0b4030", "2 2.5"}, {"#932471", "10 3 2 3"},
	{"#0f92b4", "5 3"}, {"#5e3e08", "14 4"}, {"#6a3cf0", "6 2.5 2 2.5 2 2.5"}, {"#858075", "3.5 2 1 2"},
}

// fontFamily is what every reader of SVG has something for.
const fontFamily = "Helvetica, Arial, sans-serif"

// OnPaper returns the attributes that say of an element of a chart what the
// page's style sheet says by its classes, in the light colours: a chart so
// written needs no style sheet. Programs that know no CSS read attributes, too.
func OnPaper(tag string, classes []string) []Attribute {
	is := func(class string) bool { return slices.Contains(classes, class) }
	colour, dash := inkColour, ""
	for i, look := range runLooks {
		if is("r" + string(rune('1'+i))) {
			colour, dash = look.colour, look.dash
		}
	}
	stroke := func(colour, width string, more ...Attribute) []Attribute {
		return append([]Attribute{{"fill", "none"}, {"stroke", colour}, {"stroke-width", width}}, more...)
	}
	crisp := Attribute{"shape-rendering", "crispEdges"}
	switch {
	case is("chart"):
		return []Attribute{{"font-family", fontFamily}, {"font-size", "12"}}
	case is("line"):
		more := []Attribute{{"stroke-linejoin", "round"}}
		if dash != "" {
			more = append(more, Attribute{"stroke-dasharray", dash})
		}
		return stroke(colour, "1.75", more...)
	case is("raw"):
		return stroke(colour, "1", Attribute{"opacity", "0.4"})
	case is("bar"):
		return stroke(colour, "1.1")
	case is("end"):
		return stroke(colour, "2")
	case is("lead"):
		return stroke(colour, "1", Attribute{"opacity", "0.7"})
	case is("event"):
		return stroke(colour, "1", crisp)
	case is("band"):
		return []Attribute{{"fill", colour}, {"opacity", "0.15"}}
	case is("notch"):
		return []Attribute{{"fill", colour}}
	case is("dot"):
		return []Attribute{{"fill", colour}, {"stroke", paperColour}, {"stroke-width", "1.5"}}
	case is("grid"):
		return stroke(ruleColour, "1", crisp)
	case is("tick") && !is("major"):
		return stroke(edgeColour, "1", crisp)
	case is("tick"), is("axis"):
		return stroke(quietColour, "1", crisp)
	case is("title"):
		return []Attribute{{"fill", inkColour}, {"font-size", "15"}, {"font-weight", "bold"}}
	case is("lbl"):
		return []Attribute{{"fill", inkColour}}
	case is("val"):
		return []Attribute{{"fill", quietColour}}
	case is("ground"):
		return []Attribute{{"fill", paperColour}}
	}
	if tag == "text" {
		return []Attribute{{"fill", quietColour}}
	}
	return nil
}
