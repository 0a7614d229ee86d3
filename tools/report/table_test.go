package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/experiment"
	"atelier/core/train"
)

func accuracyOf(mean float64) train.Accuracy { return train.Accuracy{Mean: mean} }

func TestTablesAreWrittenForPeople(t *testing.T) {
	tab := table{caption: "50 % & more", head: []string{"", "test"}, rows: [][]string{{"[64,64]", "85.3 ± 2.2"}, {"a_b", "9.0"}}}
	require.Equal(t, `|         |       test |
| ---     |        --: |
| [64,64] | 85.3 ± 2.2 |
| a\_b    |        9.0 |
`, string(tab.markdown()))
	require.Equal(t, `\begin{table}
\centering
\caption{50 \% \& more}
\begin{tabular}{lr}
\toprule
{} & test \\
\midrule
{}[64,64] & 85.3 $\pm$ 2.2 \\
{}a\_b & 9.0 \\
\bottomrule
\end{tabular}
\end{table}
`, string(tab.latex()))
}

// What docs/report holds was written from the results beside it, each file by
// the version of this program that made them.
func TestTheReportsTablesAreThoseOfItsResults(t *testing.T) {
	const folder = "../../docs/report"
	text, err := os.ReadFile(filepath.Join(folder, "results.json"))
	require.NoError(t, err)
	result, err := experiment.ParseResult(text)
	require.NoError(t, err)
	made := output{folder: t.TempDir()}
	require.NoError(t, writeTables(&made, result, groups(result)))
	require.NoError(t, made.write("claims.md", claims(result)))
	require.Len(t, made.names, 3)
	for _, name := range made.names {
		want, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		got, err := os.ReadFile(filepath.Join(made.folder, name))
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), name)
	}
}

func TestTheTableSaysHowFarRunsAre(t *testing.T) {
	recipe := train.Default()
	entryOf := func(finished, diverged, epochs int) entry {
		e := entry{Summary: experiment.Summary{Recipe: recipe, Diverged: diverged, TestAccuracy: train.Accuracy{Mean: 0.853, Deviation: 0.022}}}
		e.Finished = make([]experiment.Run, finished)
		e.Seeds = experiment.Spread{Low: 0.851, High: 0.8549}
		for range epochs {
			e.TrainLoss = append(e.TrainLoss, 0.3694)
			e.ValidationAccuracy = append(e.ValidationAccuracy, train.Accuracy{Mean: 0.857, Deviation: 0.018})
		}
		return e
	}
	for want, e := range map[[4]string]entry{
		{"0.369", "85.7 ± 1.8", "85.3 ± 2.2", "85.1 to 85.5"}:             entryOf(3, 0, 50),
		{"0.369", "85.7 ± 1.8", "85.3 ± 2.2", ""}:                         entryOf(1, 0, 50),
		{"0.369", "85.7 ± 1.8", "85.3 ± 2.2", "85.1 to 85.5, 1 diverged"}: entryOf(2, 1, 50),
		{"0.369", "85.7 ± 1.8", "diverged", ""}:                           entryOf(0, 2, 4),
		{"0.369", "85.7 ± 1.8", "", "epoch 4 of 50"}:                      entryOf(0, 0, 4),
		{"", "", "", "epoch 0 of 50"}:                                     entryOf(0, 0, 0),
	} {
		require.Equal(t, want[:], e.cells())
	}
}

func TestNumbersAreWrittenAsOneSaysThem(t *testing.T) {
	require.Equal(t, []string{"0 s", "59 s", "1 min 0 s", "4 min 29 s", "1 h 1 min"},
		[]string{duration(0.4), duration(59.4), duration(59.6), duration(269), duration(3660)})
	require.Equal(t, "85.3", plusMinus(0.853, 0), "a single batch has no deviation")
}
