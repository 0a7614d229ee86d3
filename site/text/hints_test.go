package text_test

import (
	"net/url"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/site/text"
)

func TestEveryFieldOfEveryChoiceIsExplained(t *testing.T) {
	explained := func(field string, r train.Recipe) {
		t.Helper()
		h, ok := text.Explain(field, r)
		require.True(t, ok, "%s of %s", field, r.Optimizer.Method)
		for _, words := range []string{h.What, h.Expect} {
			require.Regexp(t, regexp.MustCompile(`^[A-Z0].*\.$`), words, "%s is told in sentences", field)
		}
		require.NotEmpty(t, h.Source, field)
		address, err := url.Parse(h.Address)
		require.NoError(t, err)
		require.Equal(t, "https", address.Scheme, field)
		require.NotEqual(t, field, text.Field(field, r.Optimizer.Method), "a label")
	}
	for _, field := range []string{
		"hidden", "activation", "initialiser", "batch_norm", "batch_norm.momentum", "batch_norm.epsilon", "dropout", "input_scaling",
		"gradient_clipping", "label_smoothing", "batch_size", "epochs", "patience", "training_images", "validation_share", "seed", "repeats",
	} {
		explained(field, train.Default())
	}
	for _, m := range optim.Methods() {
		r := train.Default()
		r.Optimizer.Method = m.Name
		for _, field := range []string{"method", "learning_rate"} {
			explained("optimizer."+field, r)
		}
		for _, h := range m.Hyperparameters {
			explained("optimizer."+h.Name, r)
		}
	}
	for _, k := range optim.Schedules() {
		r := train.Default()
		r.Schedule.Kind = k.Name
		for _, field := range append([]string{"kind", "every", "warmup"}, k.Fields...) {
			explained("schedule."+field, r)
		}
	}
	_, ok := text.Explain("colour", train.Default())
	require.False(t, ok)
	_, ok = text.Explain("optimizer.colour", train.Default())
	require.False(t, ok)
}

func TestAnExplanationGoesWithTheChoice(t *testing.T) {
	r := train.Default()
	for _, a := range nn.Activations() {
		r.Activation = a.Name
		h, _ := text.Explain("activation", r)
		require.Equal(t, []string{a.Formula, a.Source}, []string{h.Formula, h.Address})
	}
	for _, i := range nn.Initialisers() {
		r.Initialiser = i.Name
		h, _ := text.Explain("initialiser", r)
		require.Equal(t, []string{i.Formula, i.Source}, []string{h.Formula, h.Address})
	}
	for _, m := range optim.Methods() {
		r.Optimizer.Method = m.Name
		h, _ := text.Explain("optimizer.method", r)
		require.Equal(t, m.Paper, h.Source)
		require.NotEqual(t, m.Source, h.Address, "the paper's own address")
	}
	r.Schedule.Kind, r.Schedule.Every = "step", "batch"
	h, _ := text.Explain("schedule.step_size", r)
	require.Contains(t, h.What, "so many batches")
}
