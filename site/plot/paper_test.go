package plot_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
	"atelier/site/plot"
)

// onPaper writes the attributes of a chart's elements, as the page does.
func onPaper(n *headless.Node) {
	for _, e := range n.All(headless.Is("")) {
		for _, a := range plot.OnPaper(e.Tag, strings.Fields(e.Attributes["class"])) {
			e.Attributes[a.Name] = a.Value
		}
	}
}

func printed() *plot.Print {
	c := plot.Chart{Title: "Accuracy", Subtitle: "per cent", Width: 300, Height: 200}
	for i, name := range []string{"First run", "Second run", "A third run", "One of a long name"} {
		c.Series = append(c.Series, plot.Series{Label: name, Style: i + 1, X: []float64{1, 2}, Y: []float64{60, 70 + float64(i)}, Deviation: []float64{1, 2}})
	}
	c.Series = append(c.Series, plot.Series{Label: "Empty", Style: 5})
	return c.Sheet().Print()
}

func TestAPrintedChartHasItsTitleAndALegendThatFits(t *testing.T) {
	p := printed()
	require.Equal(t, 324, p.Width, "300 and 12 on either side")
	require.Equal(t, 12+20+18+10+20+20+200+12, p.Height, "two rows of legend")
	n := headless.Render(p.Drawing())[0]
	for _, words := range []string{"Accuracy", "per cent", "First run", "One of a long name"} {
		require.Contains(t, n.Content(), words)
	}
	require.NotContains(t, n.Content(), "Empty")
}

func TestAllThatIsDrawnHasAColourOnPaper(t *testing.T) {
	n := headless.Render(printed().Drawing())[0]
	onPaper(n)
	drawn := 0
	for _, e := range n.All(headless.Is("")) {
		switch e.Tag {
		case "path", "text", "circle", "rect":
			drawn++
			require.Contains(t, e.Attributes, "fill", "%v", e)
		}
	}
	require.Greater(t, drawn, 20)
}

// The light half of light-dark() in the style sheet.
func TestTheColoursOfPaperAreThoseOfThePage(t *testing.T) {
	sheet, err := os.ReadFile("../static/style.css")
	require.NoError(t, err)
	colours := regexp.MustCompile(`--(run-\d|ink|ink-2|rule|rule-2): light-dark\((#[0-9a-f]{6}),`).FindAllStringSubmatch(string(sheet), -1)
	require.Len(t, colours, 12)
	of := map[string]string{}
	for _, c := range colours {
		of[c[1]] = c[2]
	}
	attribute := func(name, tag string, classes ...string) string {
		for _, a := range plot.OnPaper(tag, classes) {
			if a.Name == name {
				return a.Value
			}
		}
		return ""
	}
	dashes := regexp.MustCompile(`\.r(\d) \{ --c: var\(--run-\d\); --d: ([0-9. ]+|none);`).FindAllStringSubmatch(string(sheet), -1)
	require.Len(t, dashes, 8)
	for _, d := range dashes {
		require.Equal(t, of["run-"+d[1]], attribute("stroke", "path", "line", "r"+d[1]))
		require.Equal(t, strings.TrimSuffix(d[2], "none"), attribute("stroke-dasharray", "path", "line", "r"+d[1]))
	}
	require.Equal(t, of["ink"], attribute("fill", "text", "lbl"))
	require.Equal(t, of["ink-2"], attribute("fill", "text", "num"))
	require.Equal(t, of["rule"], attribute("stroke", "path", "grid"))
	require.Equal(t, of["rule-2"], attribute("stroke", "path", "tick"))
}
