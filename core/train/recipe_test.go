package train_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/optim"
	"atelier/core/train"
)

func TestTheDefaultRecipeIsValidAndSurvivesJSON(t *testing.T) {
	r := train.Default()
	require.Nil(t, r.Validate())
	text, err := json.Marshal(r)
	require.NoError(t, err)
	read, err := train.ParseRecipe(text)
	require.NoError(t, err)
	require.Equal(t, r, read)
}

func TestAnEmptyObjectIsTheDefaultRecipe(t *testing.T) {
	r, err := train.ParseRecipe([]byte("{}"))
	require.NoError(t, err)
	require.Equal(t, train.Default(), r)
}

func TestAWrongFieldIsRefusedByItsPath(t *testing.T) {
	cases := []struct{ text, field, message string }{
		{`{"epoch": 3}`, "epoch", "is not a field of a recipe"},
		{`{"epochs": 0}`, "epochs", "must be 1 to 1000"},
		{`{"epochs": 1001}`, "epochs", "must be 1 to 1000"},
		{`{"epochs": 1.5}`, "epochs", "must be a whole number"},
		{`{"epochs": "10"}`, "epochs", "must be a whole number"},
		{`{"epochs": null}`, "epochs", "must be given, not null"},
		{`{"epochs": 1e99}`, "epochs", "must be a whole number"},
		{`{"hidden": 128}`, "hidden", "must be a list of widths"},
		{`{"hidden": [128, 0]}`, "hidden[1]", "must be 1 to 2048"},
		{`{"hidden": [128, "x"]}`, "hidden[1]", "must be a whole number"},
		{`{"hidden": [1,1,1,1,1,1,1,1,1]}`, "hidden", "must have at most 8 layers"},
		{`{"batch_size": 0}`, "batch_size", "must be 1 to 4096"},
		{`{"training_images": 99}`, "training_images", "must be 100 to 60000"},
		{`{"validation_share": 0}`, "validation_share", "must be 0.01 to 0.5"},
		{`{"validation_share": true}`, "validation_share", "must be a number"},
		{`{"seed": -1}`, "seed", "must be a whole number, not negative"},
		{`{"seed": 9007199254740992}`, "seed", "must be 0 to 9007199254740991"},
		{`{"name": 7}`, "name", "must be a text"},
		{`{"name": "` + strings.Repeat("x", 81) + `"}`, "name", "must have at most 80 characters"},
		{`{"input_scaling": "none"}`, "input_scaling", "must be one of unit, signed, standard"},
		{`{"input_scaling": 1}`, "input_scaling", "must be a text"},
		{`{"optimizer": "adam"}`, "optimizer", "must be an object"},
		{`{"optimizer": {"method": "adma"}}`, "optimizer.method", "must be one of " + strings.Join(optim.Names(), ", ")},
		{`{"optimizer": {"momentum": 1}}`, "optimizer.momentum", "must be at least 0 and below 1"},
		{`{"optimizer": {"nesterov": true}}`, "optimizer.nesterov", "needs a momentum above 0"},
		{`{"optimizer": {"nesterov": 0.5}}`, "optimizer.nesterov", "must be true or false"},
		{`{"optimizer": {"method": "adam", "momentum": 0.9}}`, "optimizer.momentum", "Adam has no such hyperparameter"},
		{`{"activation": "swish"}`, "activation", "must be one of relu, leaky_relu, tanh, sigmoid, gelu"},
		{`{"initialiser": ""}`, "initialiser", "must be one of default, xavier_normal, xavier_uniform, kaiming_normal, kaiming_uniform"},
		{`{"dropout": 1}`, "dropout", "must be 0 to 0.95"},
		{`{"dropout": false}`, "dropout", "must be a number"},
		{`{"batch_norm": true}`, "batch_norm", "must be an object"},
		{`{"batch_norm": {"enabled": 1}}`, "batch_norm.enabled", "must be true or false"},
		{`{"batch_norm": {"eps": 1}}`, "batch_norm.eps", "is not a field of a recipe"},
		{`{"batch_norm": {"momentum": 0}}`, "batch_norm.momentum", "must be above 0 and at most 1"},
		{`{"batch_norm": {"epsilon": -1}}`, "batch_norm.epsilon", "must be above 0 and at most 1"},
		{`{"batch_norm": {"enabled": true}, "batch_size": 1}`, "batch_size", "must be at least 2 with batch normalisation"},
		{`{"schedule": "cosine"}`, "schedule", "must be an object"},
		{`{"schedule": {"kind": "cos"}}`, "schedule.kind", "must be one of constant, step, cosine"},
		{`{"schedule": {"every": "step"}}`, "schedule.every", "must be epoch or batch"},
		{`{"schedule": {"warmup": -1}}`, "schedule.warmup", "must be 0 to 10000000"},
		{`{"schedule": {"step_size": 0}}`, "schedule.step_size", "must be 1 to 10000000"},
		{`{"schedule": {"gamma": 0}}`, "schedule.gamma", "must be above 0 and at most 1"},
		{`{"schedule": {"length": 1.5}}`, "schedule.length", "must be a whole number"},
		{`{"schedule": {"minimum": 101}}`, "schedule.minimum", "must be 0 to 100"},
		{`{"schedule": {"speed": 1}}`, "schedule.speed", "is not a field of a schedule"},
		{`{"gradient_clipping": -1}`, "gradient_clipping", "must be 0 to 1e+06"},
		{`{"label_smoothing": 1}`, "label_smoothing", "must be 0 to 0.9"},
		{`{"patience": 1001}`, "patience", "must be 0 to 1000"},
		{`{"optimizer": {"learning_rate": 0}}`, "optimizer.learning_rate", "must be above 0 and at most 100"},
		{`{"optimizer": {"learning_rate": "0.1"}}`, "optimizer.learning_rate", "must be a number"},
		{`{"optimizer": {"gamma": 1}}`, "optimizer.gamma", "SGD has no such hyperparameter"},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			_, err := train.ParseRecipe([]byte(c.text))
			var errs train.Errors
			require.ErrorAs(t, err, &errs)
			require.Len(t, errs, 1)
			require.Equal(t, c.field, errs[0].Field)
			require.Contains(t, errs[0].Message, c.message)
			require.Contains(t, err.Error(), c.field)
			require.Equal(t, errs[0].Message, errs.For(c.field))
		})
	}
}

func TestEveryWrongFieldIsNamedAtOnce(t *testing.T) {
	_, err := train.ParseRecipe([]byte(`{"epochs": "x", "batch_size": 0, "colour": 1, "optimizer": {"learning_rate": -1}}`))
	var errs train.Errors
	require.ErrorAs(t, err, &errs)
	require.Len(t, errs, 4)
	for _, field := range []string{"epochs", "batch_size", "colour", "optimizer.learning_rate"} {
		require.NotEmpty(t, errs.For(field), field)
	}
	require.Empty(t, errs.For("seed"))
}

func TestWhatIsNotOneObjectIsRefused(t *testing.T) {
	for _, text := range []string{"", "null", "[]", "7", "{", `{"epochs": 1} {}`, strings.Repeat(" ", train.MaxRecipeBytes) + "{}"} {
		_, err := train.ParseRecipe([]byte(text))
		require.ErrorContains(t, err, "recipe: ")
	}
}

func TestNumbersThatAreNoneAreOutOfRange(t *testing.T) {
	r := train.Default()
	r.ValidationShare = math.NaN()
	r.Optimizer.LearningRate = math.NaN()
	require.Len(t, r.Validate(), 2)
}

// (784+1)·128 + (128+1)·10 = 101,770 and so on, by hand; the first is the
// figure PyTorch users know of this network.
func TestParametersAreCounted(t *testing.T) {
	for _, c := range []struct {
		hidden []int
		count  int
	}{
		{nil, 7850},
		{[]int{128}, 101770},
		{[]int{64, 64}, 55050},
		{[]int{42, 42, 42}, 37012},
	} {
		r := train.Default()
		r.Hidden = c.hidden
		require.Equal(t, c.count, r.Cost().Parameters)
	}
}

// A valid recipe survives JSON as it is, and whatever else is refused without
// panic; nothing asks for much memory.
func FuzzParseRecipe(f *testing.F) {
	text, err := json.Marshal(train.Default())
	require.NoError(f, err)
	f.Add(text)
	f.Add([]byte(`{"optimizer": {"method": "adam", "beta1": 0.5}, "schedule": {"kind": "step"}, "batch_norm": {"enabled": true}}`))
	f.Add([]byte(`{"hidden": [1, 2, 3], "seed": 9007199254740991}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := train.ParseRecipe(data)
		if err != nil {
			return
		}
		text, err := json.Marshal(r)
		require.NoError(t, err)
		read, err := train.ParseRecipe(text)
		require.NoError(t, err)
		again, err := json.Marshal(read)
		require.NoError(t, err)
		require.JSONEq(t, string(text), string(again))
		require.LessOrEqual(t, r.Cost().Memory, train.MaxMemory)
	})
}
