package link_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/link"
	"atelier/core/optim"
	"atelier/core/train"
)

// sum is of the right form.
const sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// elaborate is a recipe that differs from the baseline in nearly everything.
func elaborate() train.Recipe {
	r := train.Default()
	r.Name = "Näht: 100 % „Wolle“ & <b>"
	r.Hidden = []int{64, 32}
	r.BatchNorm.Enabled, r.BatchNorm.Momentum = true, 0.2
	r.Dropout = 0.25
	r.InputScaling = dataset.Unit
	r.Optimizer = optim.Config{Method: "adamw", LearningRate: 0.003, Hyperparameters: map[string]float64{"beta1": 0.8, "weight_decay": 0.1}}
	r.Schedule = optim.Schedule{Kind: "cosine", Every: "batch", Warmup: 3, StepSize: 10, Gamma: 0.1, Length: 100}
	r.Epochs, r.TrainingImages, r.Seed = 3, 2000, train.MaxSeed-1
	return r
}

// of is a link of one recipe under its own seed.
func of(r train.Recipe) link.Link {
	return link.Link{Entries: []link.Entry{{Recipe: r, Seeds: []uint64{r.Seed}}}}
}

func comparison() link.Link {
	adam := train.Default()
	adam.Name, adam.Optimizer.Method, adam.Seed = "Adam", "adam", 7
	softmax := train.Default()
	softmax.Hidden = []int{}
	return link.Link{
		Entries: []link.Entry{
			{Recipe: elaborate(), Seeds: []uint64{train.MaxSeed - 1, train.MaxSeed}},
			{Recipe: adam, Seeds: []uint64{7, 8, 12}, Results: []string{sum, "", strings.Repeat("f", 64)}},
			{Recipe: softmax, Seeds: []uint64{0}},
		},
		Data:   dataset.FashionMNIST,
		Lesson: link.Lesson{Note: "Which one is better?\n<script>", Fixed: []string{"epochs", "optimizer.learning_rate"}, Hidden: []string{"seed"}},
	}
}

func TestALinkComesBackAsItWas(t *testing.T) {
	for name, l := range map[string]link.Link{
		"the baseline":    of(train.Default()),
		"another recipe":  of(elaborate()),
		"several of them": comparison(),
	} {
		t.Run(name, func(t *testing.T) {
			text, err := link.Encode(l)
			require.NoError(t, err)
			require.True(t, link.Is(text))
			require.Equal(t, text, strings.Map(func(r rune) rune {
				if strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=", r) {
					return r
				}
				return -1
			}, text), "no address needs to escape it")
			got, err := link.Decode(text)
			require.NoError(t, err)
			require.Equal(t, l, got)
		})
	}
}

// The first ones are what stands for a recipe in lecture notes.
func TestLinksAreShort(t *testing.T) {
	text, err := link.Encode(of(train.Default()))
	require.NoError(t, err)
	require.LessOrEqual(t, len(text), 32)
	adam := train.Default()
	adam.Name, adam.Optimizer.Method, adam.Epochs = "Adam", "adam", 20
	text, err = link.Encode(of(adam))
	require.NoError(t, err)
	require.LessOrEqual(t, len(text), 128)
}

func TestOneRecipeUnderConsecutiveSeedsIsForThePanel(t *testing.T) {
	kind := func(seeds ...uint64) string {
		text, err := link.Encode(link.Link{Entries: []link.Entry{{Recipe: train.Default(), Seeds: seeds}}})
		require.NoError(t, err)
		return text[:2]
	}
	require.Equal(t, "r=", kind(0))
	require.Equal(t, "r=", kind(0, 1, 2))
	require.Equal(t, "c=", kind(0, 2))
	text, err := link.Encode(comparison())
	require.NoError(t, err)
	require.Equal(t, "c=", text[:2])
}

// The stored links were written by another program, in Python, from the
// description in this package's comment; what they must mean stands beside them.
// They must be read for ever.
func TestStoredLinksAreReadForEver(t *testing.T) {
	text, err := os.ReadFile("testdata/version1.json")
	require.NoError(t, err)
	var stored []struct {
		Link    string
		Recipes []json.RawMessage
		Seeds   [][]uint64
		Results [][]string
		Data    string
		Lesson  link.Lesson
	}
	require.NoError(t, json.Unmarshal(text, &stored))
	require.NotEmpty(t, stored)
	for _, s := range stored {
		want := link.Link{Data: s.Data, Lesson: s.Lesson}
		for i, recipe := range s.Recipes {
			var r train.Recipe
			require.NoError(t, json.Unmarshal(recipe, &r), "whole, not what differs from today's default")
			e := link.Entry{Recipe: r, Seeds: s.Seeds[i]}
			if s.Results != nil {
				e.Results = s.Results[i]
			}
			want.Entries = append(want.Entries, e)
		}
		got, err := link.Decode(s.Link)
		require.NoError(t, err, s.Link)
		require.Equal(t, want, got, s.Link)
	}
}

func TestADamagedLinkIsRefused(t *testing.T) {
	text, err := link.Encode(comparison())
	require.NoError(t, err)
	for name, bad := range map[string]string{
		"empty":              "",
		"nothing in it":      "r=",
		"no version":         "r=eyJl",
		"an odd version":     "r=01." + text[4:],
		"cut off":            text[:len(text)-1],
		"cut off far":        text[:40],
		"only the version":   "r=1.",
		"one letter changed": text[:30] + changed(text[30:31]) + text[31:],
		"not base64":         text[:30] + "%" + text[31:],
		"something behind":   text + "A",
		"endless":            "r=1." + strings.Repeat("A", 1<<20),
	} {
		_, err := link.Decode(bad)
		require.ErrorIs(t, err, link.ErrDamaged, name)
	}
}

func changed(letter string) string {
	if letter == "A" {
		return "B"
	}
	return "A"
}

func TestALinkOfALaterVersionSaysSo(t *testing.T) {
	for _, text := range []string{"r=2.whatever-it-may-be", "c=10."} {
		_, err := link.Decode(text)
		require.ErrorIs(t, err, link.ErrNewer)
	}
}

func TestWhatIsOutOfBoundsCannotBeALink(t *testing.T) {
	long := strings.Repeat("ä", link.MaxNote)
	for name, change := range map[string]func(l *link.Link){
		"no recipe":                 func(l *link.Link) { l.Entries = nil },
		"too many recipes":          func(l *link.Link) { l.Entries = append(l.Entries, make([]link.Entry, link.MaxEntries)...) },
		"a recipe that is wrong":    func(l *link.Link) { l.Entries[0].Recipe.Epochs = 0 },
		"no seed":                   func(l *link.Link) { l.Entries[0].Seeds = nil },
		"another seed first":        func(l *link.Link) { l.Entries[1].Seeds[0] = 6 },
		"a seed twice":              func(l *link.Link) { l.Entries[1].Seeds[1] = 7 },
		"a seed that is too large":  func(l *link.Link) { l.Entries[0].Seeds[1] = train.MaxSeed + 1 },
		"too few results":           func(l *link.Link) { l.Entries[1].Results = []string{sum} },
		"a result that is no sum":   func(l *link.Link) { l.Entries[1].Results[0] = "abc" },
		"a result in capitals":      func(l *link.Link) { l.Entries[1].Results[0] = strings.ToUpper(sum) },
		"a note that is too long":   func(l *link.Link) { l.Lesson.Note = long + "." },
		"a control with blanks":     func(l *link.Link) { l.Lesson.Fixed = []string{"a b"} },
		"a control without a name":  func(l *link.Link) { l.Lesson.Hidden = []string{""} },
		"a control that is both":    func(l *link.Link) { l.Lesson.Hidden = []string{"epochs"} },
		"too many controls":         func(l *link.Link) { l.Lesson.Fixed = strings.Split(strings.Repeat("x ", 61), " ") },
		"a data set of odd letters": func(l *link.Link) { l.Data = "Fashion MNIST" },
	} {
		l := comparison()
		change(&l)
		_, err := link.Encode(l)
		require.Error(t, err, name)
	}
	l := comparison()
	l.Lesson.Note = long
	_, err := link.Encode(l)
	require.NoError(t, err)
}

func TestSeedsAreCountedOverAllRecipes(t *testing.T) {
	require.Equal(t, 6, comparison().Runs())
	many := of(train.Default())
	for seed := uint64(1); seed <= link.MaxSeeds; seed++ {
		many.Entries[0].Seeds = append(many.Entries[0].Seeds, seed)
	}
	_, err := link.Encode(many)
	require.ErrorContains(t, err, "121 runs")
}

func FuzzDecode(f *testing.F) {
	for _, l := range []link.Link{of(train.Default()), of(elaborate()), comparison()} {
		text, err := link.Encode(l)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, err := link.Decode(text)
		if err != nil {
			return
		}
		again, err := link.Encode(l)
		require.NoError(t, err, "what can be read can be written")
		same, err := link.Decode(again)
		require.NoError(t, err)
		require.Equal(t, l, same)
	})
}
