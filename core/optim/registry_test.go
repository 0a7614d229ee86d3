package optim_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
	"atelier/core/optim"
)

// From the signatures on PyTorch 2's pages, except for SGD's learning rate,
// which PyTorch long left to the user: 0.01 is the usual one. Booleans are 0
// for False, 1 for True.
func TestDefaultsArePyTorchs(t *testing.T) {
	want := map[string]settings{
		"sgd":      {"lr": 0.01, "momentum": 0, "dampening": 0, "weight_decay": 0, "nesterov": 0},
		"adagrad":  {"lr": 0.01, "lr_decay": 0, "weight_decay": 0, "initial_accumulator_value": 0, "eps": 1e-10},
		"rmsprop":  {"lr": 0.01, "alpha": 0.99, "eps": 1e-8, "weight_decay": 0, "momentum": 0, "centered": 0},
		"adadelta": {"lr": 1.0, "rho": 0.9, "eps": 1e-6, "weight_decay": 0},
		"adam":     {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0},
		"adamw":    {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.01},
		"nadam":    {"lr": 0.002, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0, "momentum_decay": 0.004},
	}
	got := map[string]settings{}
	for _, m := range optim.Methods() {
		got[m.Name] = settings{"lr": m.LearningRate}
		for _, h := range m.Hyperparameters {
			got[m.Name][h.Name] = h.Default
		}
	}
	require.Equal(t, want, got)
}

func TestEveryMethodIsDocumentedAndWorksWithItsDefaults(t *testing.T) {
	require.Equal(t, []string{"sgd", "adagrad", "rmsprop", "adadelta", "adam", "adamw", "nadam"}, optim.Names())
	for _, m := range optim.Methods() {
		require.NotEmpty(t, m.Label)
		require.True(t, strings.HasPrefix(m.Source, "https://docs.pytorch.org/docs/stable/generated/torch.optim."), m.Source)
		require.Regexp(t, `“.+”.*\b(19|20)\d\d\b`, m.Paper)
		require.Nil(t, optim.Config{Method: m.Name, LearningRate: m.LearningRate}.Validate(), m.Name)
		for _, h := range m.Hyperparameters {
			require.NotEmpty(t, h.Label)
			require.True(t, h.Allows(h.Default), "%s of %s", h.Name, m.Name)
		}
	}
	_, ok := optim.ByName("SGD")
	require.False(t, ok, "names are of small letters")
}

func TestStateSizeCountsTheArraysOfAParameter(t *testing.T) {
	for _, v := range variants {
		optimizer := optim.New(v.config, []*nn.Parameter{{Value: make([]float32, 3), Grad: make([]float32, 3)}})
		require.Len(t, optimizer.Arrays(), v.config.StateSize(), v.name)
	}
}

// The keys of a parameter in optimizer.state_dict()["state"] of PyTorch; what
// is one number there is one for all parameters here.
func TestStateHasPyTorchsNames(t *testing.T) {
	for name, want := range map[string][]string{
		"SGD":                          {"step"},
		"SGD with Nesterov's momentum": {"momentum_buffer", "step"},
		"Adagrad":                      {"sum", "step"},
		"RMSprop":                      {"square_avg", "step"},
		"RMSprop with everything":      {"square_avg", "grad_avg", "momentum_buffer", "step"},
		"Adadelta":                     {"square_avg", "acc_delta", "step"},
		"Adam":                         {"exp_avg", "exp_avg_sq", "step"},
		"AdamW":                        {"exp_avg", "exp_avg_sq", "step"},
		"NAdam":                        {"exp_avg", "exp_avg_sq", "step", "mu_product"},
	} {
		for _, v := range variants {
			if v.name != name {
				continue
			}
			p := &nn.Parameter{Name: "0.bias", Value: make([]float32, 3), Grad: make([]float32, 3)}
			optimizer := optim.New(v.config, []*nn.Parameter{p})
			var got []string
			for _, a := range optimizer.Arrays() {
				require.Same(t, p, a.Parameter)
				require.Len(t, a.Values, 3)
				got = append(got, a.Name)
			}
			for _, n := range optimizer.Numbers() {
				got = append(got, n.Name)
			}
			require.Equal(t, want, got, name)
			optimizer.Step(0.1)
			require.Equal(t, 1.0, *optimizer.Numbers()[0].Value)
		}
	}
}

func TestRangesSayWhatTheyAllow(t *testing.T) {
	for _, c := range []struct {
		method, name  string
		says          string
		allows, wrong []float64
	}{
		{"sgd", "momentum", "at least 0 and below 1", []float64{0, 0.999}, []float64{-1e-9, 1}},
		{"sgd", "dampening", "at least 0 and at most 1", []float64{0, 1}, []float64{1.01}},
		{"sgd", "nesterov", "true or false", []float64{0, 1}, []float64{0.5, -1}},
		{"adam", "weight_decay", "at least 0 and at most 1", []float64{0, 1}, []float64{-1, 1.1}},
		{"adam", "eps", "at least 1e-20 and at most 1", []float64{1e-20, 1}, []float64{0, 2}},
		{"adadelta", "rho", "at least 0 and below 1", []float64{0, 0.9}, []float64{1}},
		{"rmsprop", "alpha", "at least 0 and below 1", []float64{0, 0.9}, []float64{1}},
	} {
		for _, v := range c.allows {
			m, _ := optim.ByName(c.method)
			require.True(t, allowed(m, c.name, v), "%s = %v", c.name, v)
		}
		for _, v := range c.wrong {
			require.Equal(t, optim.Problems{{c.name, "must be " + c.says}}, optim.Config{c.method, 0.1, settings{c.name: v}}.Validate())
		}
	}
}

// allowed asks the hyperparameter itself: by the rules of SGD, Nesterov's
// momentum is not valid by itself.
func allowed(m optim.Method, name string, v float64) bool {
	for _, h := range m.Hyperparameters {
		if h.Name == name {
			return h.Allows(v)
		}
	}
	return false
}
