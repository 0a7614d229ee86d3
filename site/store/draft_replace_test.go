package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/link"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/site/store"
)

func TestADraftWhosePlaceAnotherTookCanBeBroughtBack(t *testing.T) {
	other := train.Default()
	other.Name, other.Hidden = "Other", []int{7}
	before := then(brought(), store.Typed{Field: store.Epochs, Text: "3"}, store.Typed{Field: store.Dropout, Text: "half"})
	require.False(t, before.CanUndoFill())
	for name, fill := range map[string]store.Action{
		"the way back to the baseline": store.RecipeReset{},
		"a preset":                     store.Fill{Name: "Adam"},
		"a copy of a run":              store.Duplicate{Group: "run-1"},
		"weights to begin with":        store.BeginWith{Run: "run-1"},
		"a file":                       store.TakeRecipe{Name: "other.json", Text: export.Recipe(other)},
		"a link":                       store.OpenLink{Text: linkTo(t, link.Entry{Recipe: other, Seeds: []uint64{0}})},
	} {
		filled := then(before, fill)
		require.False(t, filled.Draft.Same(before.Draft), name)
		require.True(t, filled.CanUndoFill(), name)
		back := then(filled, store.Show{View: store.Inside}, store.UndoFill{})
		require.Same(t, before.Draft, back.Draft, name)
		require.Equal(t, "half", back.Draft.Text(store.Dropout), "what is wrong is not lost either")
		require.Same(t, filled.Draft, then(back, store.UndoFill{}).Draft, name)

		edited := then(filled, store.Typed{Field: store.Epochs, Text: "4"})
		require.False(t, edited.CanUndoFill(), name)
		require.Same(t, edited.Draft, then(edited, store.UndoFill{}).Draft, name)
		require.False(t, then(filled, store.LayerAdded{}).CanUndoFill(), name)
	}
}

func TestTheBaselineNeedsNoUndo(t *testing.T) {
	require.False(t, after(store.Fill{Name: "Adam"}).CanUndoFill(), "the way back to it is there")
	same := after(store.Fill{Name: "Adam"}, store.Typed{Field: store.Epochs, Text: "3"}, store.Fill{Name: "Adam"})
	require.False(t, same.CanUndoFill(), "it was Adam before")
}

// A lesson takes the place of a draft like any link; once it is over, that draft
// is still there.
func TestADraftOutlastsALesson(t *testing.T) {
	text, err := link.Encode(link.Link{
		Entries: []link.Entry{{Recipe: train.Default(), Seeds: []uint64{0}}},
		Lesson:  link.Lesson{Fixed: []string{store.Epochs}},
	})
	require.NoError(t, err)
	s := after(store.Typed{Field: store.Epochs, Text: "3"}, store.OpenLink{Text: text}, store.LessonDone{})
	require.True(t, s.CanUndoFill())
	require.Equal(t, 3, then(s, store.UndoFill{}).Draft.Recipe.Epochs)
}

func TestADraftIsAsItWasAfterAReload(t *testing.T) {
	s := after(
		store.Typed{Field: store.Name, Text: "Größer <b>"}, store.Typed{Field: store.LearningRate, Text: "0.050"},
		store.Typed{Field: store.Method, Text: "sgd"}, store.Typed{Field: store.HyperparameterField("momentum"), Text: "0.9"},
		store.Typed{Field: store.ScheduleKind, Text: "step"}, store.Typed{Field: store.ScheduleField("gamma"), Text: ".5"},
		store.Typed{Field: store.BatchNorm, Text: store.BatchNormAfter}, store.Typed{Field: store.BatchNormEpsilon, Text: "1e-3"},
		store.Typed{Field: store.Dropout, Text: "half"}, store.Typed{Field: store.Repeats, Text: "3"},
		store.LayerAdded{}, store.Typed{Field: store.HiddenField(1), Text: "sixty"})
	back := after(store.ResumeDraft{Text: s.KeptDraft()})
	require.True(t, back.Draft.Same(s.Draft))
	require.Equal(t, s.Draft.Recipe, back.Draft.Recipe)
	require.Equal(t, s.Draft.Errors, back.Draft.Errors)
	require.Equal(t, 3, back.Draft.Repeats)
	require.False(t, back.CanUndoFill())

	require.Empty(t, store.Initial().KeptDraft())
	require.Empty(t, after(store.Typed{Field: store.Epochs, Text: "3"}, store.RecipeReset{}).KeptDraft())
}

func TestWhatIsNoDraftIsNotResumed(t *testing.T) {
	for _, text := range []string{"", "{", "[]", `{"hidden":7}`, `{"hidden":["1","1","1","1","1","1","1","1","1"]}`} {
		require.True(t, after(store.ResumeDraft{Text: text}).Draft.Same(store.Initial().Draft), text)
	}
	odd := after(store.ResumeDraft{Text: `{"texts":{"optimizer.method":"lion","optimizer.beta":"1","no field":"x"},"hidden":[]}`})
	require.NotEmpty(t, odd.Draft.Errors.For(store.Method))
	require.False(t, odd.CanTrain())
}

// The address still has the link after a reload: it must not undo what was made
// of its recipe. Another link does.
func TestALinkThatIsOpenedAgainAfterAReloadLeavesTheDraft(t *testing.T) {
	sgd, adam := train.Default(), train.Default()
	adam.Optimizer = optim.Config{Method: "adam", LearningRate: 0.01}
	first, other := linkTo(t, link.Entry{Recipe: adam, Seeds: []uint64{0}}), linkTo(t, link.Entry{Recipe: sgd, Seeds: []uint64{0}})
	kept := after(store.OpenLink{Text: first}, store.Typed{Field: store.Epochs, Text: "3"}).KeptDraft()

	s := after(store.ResumeDraft{Text: kept}, store.OpenLink{Text: first})
	require.Equal(t, 3, s.Draft.Recipe.Epochs)
	require.NotNil(t, s.Links.Offer, "what it brought is said as before")
	require.False(t, s.CanUndoFill())

	s = then(s, store.OpenLink{Text: other}, store.OpenLink{Text: first})
	require.Equal(t, 50, s.Draft.Recipe.Epochs, "now it is opened anew")

	s = after(store.ResumeDraft{Text: kept}, store.OpenLink{Text: other})
	require.Equal(t, "sgd", s.Draft.Recipe.Optimizer.Method)
	require.True(t, s.CanUndoFill())
}

func TestALessonHoldsForADraftThatIsResumed(t *testing.T) {
	text, err := link.Encode(link.Link{
		Entries: []link.Entry{{Recipe: train.Default(), Seeds: []uint64{0}}},
		Lesson:  link.Lesson{Fixed: []string{store.Epochs}},
	})
	require.NoError(t, err)
	kept := after(store.OpenLink{Text: text}, store.LessonDone{}, store.Typed{Field: store.Epochs, Text: "3"}, store.Typed{Field: store.Dropout, Text: "0.5"}).KeptDraft()
	s := after(store.ResumeDraft{Text: kept}, store.OpenLink{Text: text})
	require.Equal(t, 0.5, s.Draft.Recipe.Dropout)
	require.Equal(t, 50, s.Draft.Recipe.Epochs)
}

// Whatever the browser kept, the page comes up.
func FuzzResumeDraft(f *testing.F) {
	f.Add(after(store.Typed{Field: store.Method, Text: "adam"}, store.LayerAdded{}).KeptDraft())
	f.Add(`{"opened":"r=1","texts":{"schedule.kind":"cosine","batch_norm":"?","optimizer.method":""},"hidden":["","x"]}`)
	f.Fuzz(func(t *testing.T, text string) {
		s := after(store.ResumeDraft{Text: text})
		s, _ = reduce(s, store.LayerAdded{}, store.Typed{Field: store.Method, Text: "sgd"}, store.Train{})
		require.True(t, after(store.ResumeDraft{Text: s.KeptDraft()}).Draft.Same(s.Draft) || s.KeptDraft() == "")
	})
}
