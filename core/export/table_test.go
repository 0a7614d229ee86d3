package export_test

import (
	"encoding/csv"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
)

// hostile has what each format takes for a sign of its own.
const hostile = "a|b, \"c\" & 50% of_#1 \\x{y} $z$ ~^<i>\nsecond"

func measured() export.Table {
	return export.Table{
		Caption: "A_B",
		Columns: []export.Column{
			{Key: "run", Label: "Run", Texts: []string{"[64,64]", hostile, ""}},
			{Key: "rate", Label: "Rate", Values: []float64{0.1, 1e-5, 100}, Full: true},
			{Key: "accuracy", Label: "Accuracy, %", Percent: true, Decimals: 1,
				Values: []float64{0.85349, 1, math.NaN()}, Deviations: []float64{0.0123, 0, math.NaN()}},
			{Key: "sum", Texts: []string{"x", "y", "z"}, Hidden: true},
		},
	}
}

func TestCSVHasAllDigitsAndReadsBack(t *testing.T) {
	text := string(measured().CSV())
	require.True(t, strings.HasPrefix(text, "run,rate,accuracy,accuracy_deviation,sum\n\"[64,64]\",0.1,0.85349,0.0123,x\n"))
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, [][]string{
		{"run", "rate", "accuracy", "accuracy_deviation", "sum"},
		{"[64,64]", "0.1", "0.85349", "0.0123", "x"},
		{hostile, "1e-05", "1", "0", "y"},
		{"", "100", "", "", "z"},
	}, rows)
}

// The signs that begin a formula are those of
// https://owasp.org/www-community/attacks/CSV_Injection; a number may have one.
func TestNoTextInCSVIsAFormula(t *testing.T) {
	table := export.Table{Columns: []export.Column{
		{Key: "run", Texts: []string{"=1+1", "+a", "-a", "@a", "\ta", "a=1"}},
		{Key: "change", Values: []float64{-1, 1, -1, 1, 1, 1}},
	}}
	require.Equal(t, "run,change\n'=1+1,-1\n'+a,1\n'-a,-1\n'@a,1\n'\ta,1\na=1,1\n", string(table.CSV()))
}

// 0.85349 is 85.3 in percent, and 0.0123 is 1.2.
func TestMarkdownIsRoundedAndEscaped(t *testing.T) {
	require.Equal(t, `A\_B

| Run                                                   |  Rate | Accuracy, % |
| ---                                                   |   --: |         --: |
| [64,64]                                               |   0.1 |  85.3 ± 1.2 |
| a\|b, "c" \& 50% of\_\#1 \\x\{y\} $z$ \~^\<i\> second | 1e-05 |       100.0 |
|                                                       |   100 |           – |
`, string(measured().Markdown()))
}

// GitHub makes links of [words](address), [words][name] and, at the beginning of
// a line, [name]: address; what it does without the backslash is in
// https://spec.commonmark.org/0.31.2/#links.
func TestATextIsNoLinkInMarkdown(t *testing.T) {
	table := export.Table{Columns: []export.Column{{Label: "[a](b)", Texts: []string{"[a][b]", "[a]: b", "[[64]]"}}}}
	require.Equal(t, `| [a\](b) |
| ---     |
| [a\][b] |
| [a\]: b |
| [[64]]  |
`, string(table.Markdown()))
}

// The optional argument of a line's end in LaTeX is in brackets, as the report's
// shapes are, and a star may stand before it: neither may come next.
func TestLaTeXIsRoundedAndEscaped(t *testing.T) {
	require.Equal(t, `\begin{table}
\centering
\caption{A\_B}
\begin{tabular}{lrr}
\toprule
{}Run & Rate & Accuracy, \% \\
\midrule
{}[64,64] & 0.1 & 85.3 $\pm$ 1.2 \\
{}a\textbar{}b, "c" \& 50\% of\_\#1 \textbackslash{}x\{y\} \$z\$ \textasciitilde{}\textasciicircum{}\textless{}i\textgreater{} second & 1e-05 & 100.0 \\
{} & 100 & – \\
\bottomrule
\end{tabular}
\end{table}
`, string(measured().LaTeX()))
}

func TestTextsCanStandToTheRight(t *testing.T) {
	table := export.Table{Columns: []export.Column{{Label: "a", Texts: []string{"x"}}, {Label: "b", Texts: []string{"85.3 − 2"}, Right: true}}}
	require.Equal(t, "| a   |        b |\n| --- |      --: |\n| x   | 85.3 − 2 |\n", string(table.Markdown()))
	require.Contains(t, string(table.LaTeX()), "\\begin{tabular}{lr}\n\\toprule\n{}a & b \\\\\n\\midrule\n{}x & 85.3 $-$ 2 \\\\\n")
}

func TestATableWithoutRowsHasHeads(t *testing.T) {
	require.Equal(t, "a,b,b_deviation\n", string(export.Table{Columns: []export.Column{
		{Key: "a", Texts: []string{}}, {Key: "b", Values: []float64{}, Deviations: []float64{}},
	}}.CSV()))
	require.Zero(t, export.Table{}.Rows())
}

func TestColumnsOfDifferentLengthsArePanics(t *testing.T) {
	for _, second := range []export.Column{
		{Key: "b", Values: []float64{1}},
		{Key: "b", Texts: []string{"x", "y", "z"}},
		{Key: "b", Values: []float64{1, 2}, Deviations: []float64{1}},
	} {
		table := export.Table{Columns: []export.Column{{Key: "a", Texts: []string{"x", "y"}}, second}}
		require.PanicsWithValue(t, "export: column b has not as many rows as the one before it", func() { table.Rows() })
	}
}
