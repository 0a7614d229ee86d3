package optim_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/optim"
)

func TestConfigsSayWhatIsWrongWithThem(t *testing.T) {
	for _, c := range []struct {
		config optim.Config
		want   optim.Problems
	}{
		{optim.Config{"sgd", 0.1, settings{"momentum": 0.9, "nesterov": 1}}, nil},
		{optim.Config{"sgd", optim.MaxLearningRate, nil}, nil},
		{optim.Config{}, optim.Problems{{"method", "must be one of " + strings.Join(optim.Names(), ", ")}}},
		{optim.Config{"sgd", 0, nil}, optim.Problems{{"learning_rate", "must be above 0 and at most 100"}}},
		{optim.Config{"sgd", math.NaN(), nil}, optim.Problems{{"learning_rate", "must be above 0 and at most 100"}}},
		{optim.Config{"sgd", 101, settings{"weight_decay": -1, "momentum": math.Inf(1)}}, optim.Problems{
			{"learning_rate", "must be above 0 and at most 100"},
			{"momentum", "must be at least 0 and below 1"},
			{"weight_decay", "must be at least 0 and at most 1"},
		}},
		{optim.Config{"adam", 0.1, settings{"momentum": 0.9}}, optim.Problems{{"momentum", "Adam has no such hyperparameter"}}},
		{optim.Config{"sgd", 0.1, settings{"nesterov": 1}}, optim.Problems{{"nesterov", "needs a momentum above 0 and a dampening of 0"}}},
		{optim.Config{"sgd", 0.1, settings{"nesterov": 1, "momentum": 0.9, "dampening": 0.1}}, optim.Problems{{"nesterov", "needs a momentum above 0 and a dampening of 0"}}},
	} {
		require.Equal(t, c.want, c.config.Validate(), "%v", c.config)
	}
}

func TestProblemsAreListedInTheirError(t *testing.T) {
	problems := optim.Problems{{"momentum", "must be a number"}, {"", "must be an object"}}
	require.EqualError(t, problems, "optim: momentum must be a number; must be an object")
}

func TestValueIsTheDefaultUnlessGiven(t *testing.T) {
	c := optim.Config{"adam", 0.1, settings{"beta1": 0.5}}
	require.Equal(t, 0.5, c.Value("beta1"))
	require.Equal(t, 0.999, c.Value("beta2"))
	require.PanicsWithValue(t, `optim: "adam" has no hyperparameter "rho"`, func() { c.Value("rho") })
}

func TestConfigsComeBackFromJSON(t *testing.T) {
	for _, v := range variants {
		text, err := json.Marshal(v.config)
		require.NoError(t, err)
		var got optim.Config
		require.NoError(t, json.Unmarshal(text, &got), string(text))
		require.Equal(t, v.config, got, string(text))
	}
}

func TestConfigsAreFlatObjectsInJSON(t *testing.T) {
	text, err := json.Marshal(optim.Config{"sgd", 0.1, settings{"momentum": 0.9, "nesterov": 1, "weight_decay": 0}})
	require.NoError(t, err)
	require.JSONEq(t, `{"method": "sgd", "learning_rate": 0.1, "momentum": 0.9, "nesterov": true, "weight_decay": 0}`, string(text))
}

func TestConfigsAreReadOverThoseThatAreThere(t *testing.T) {
	before := optim.Config{"sgd", 0.1, settings{"momentum": 0.9}}
	for text, want := range map[string]optim.Config{
		`{}`:                 before,
		`{"nesterov": true}`: {"sgd", 0.1, settings{"momentum": 0.9, "nesterov": 1}},
		`{"method": "sgd", "learning_rate": 0.2}`: {"sgd", 0.2, settings{"momentum": 0.9}},
		`{"method": "adam", "beta1": 0.8}`:        {"adam", 0.1, settings{"beta1": 0.8}},
	} {
		c := optim.Config{"sgd", 0.1, settings{"momentum": 0.9}}
		require.NoError(t, json.Unmarshal([]byte(text), &c), text)
		require.Equal(t, want, c, text)
	}
}

func TestConfigsOfWrongTypesAreRefused(t *testing.T) {
	for text, want := range map[string]optim.Problems{
		`[]`:                     {{"", "must be an object"}},
		`null`:                   {{"", "must be an object"}},
		`{"method": 3}`:          {{"method", "must be a text"}},
		`{"learning_rate": "1"}`: {{"learning_rate", "must be a number"}},
		`{"learning_rate": true, "momentum": null}`: {{"learning_rate", "must be a number"}, {"momentum", "must be a number"}},
		`{"momentum": true}`:                        {{"momentum", "must be a number"}},
		`{"nesterov": 1}`:                           {{"nesterov", "must be true or false"}},
	} {
		c := optim.Config{"sgd", 0.1, settings{"momentum": 0.9}}
		var got optim.Problems
		require.ErrorAs(t, json.Unmarshal([]byte(text), &c), &got, text)
		require.Equal(t, want, got, text)
		require.Equal(t, optim.Config{"sgd", 0.1, settings{"momentum": 0.9}}, c, "left as it was")
	}
}
