package drawn_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/tools/internal/drawn"
)

var garments = dataset.MadeUp(1, 2000, 100)

func ExampleNew() {
	a, b := drawn.New(1, 2), drawn.New(1, 2)
	for range 3 {
		first, _ := a.Valid(garments)
		second, _ := b.Valid(garments)
		fmt.Println(first.Seed == second.Seed)
	}
	// Output:
	// true
	// true
	// true
}

func TestEveryChoiceIsDrawn(t *testing.T) {
	seen := map[string]bool{}
	c := drawn.New(5, 6)
	for range 300 {
		r, err := c.Valid(garments)
		require.NoError(t, err)
		require.Empty(t, r.Validate())
		for _, name := range []string{r.Optimizer.Method, r.Activation, r.Initialiser, string(r.InputScaling), r.Schedule.Kind, "every " + r.Schedule.Every} {
			seen[name] = true
		}
		seen["dropout"] = seen["dropout"] || r.Dropout > 0
		seen["batch norm"] = seen["batch norm"] || r.BatchNorm.Enabled
		seen["no hidden layer"] = seen["no hidden layer"] || len(r.Hidden) == 0
		seen["clipping"] = seen["clipping"] || r.GradientClipping > 0
		seen["smoothing"] = seen["smoothing"] || r.LabelSmoothing > 0
	}
	names := append(nn.ActivationNames(), nn.InitialiserNames()...)
	names = append(names, "every epoch", "every batch", "dropout", "batch norm", "no hidden layer", "clipping", "smoothing")
	for _, m := range optim.Methods() {
		names = append(names, m.Name)
	}
	for _, s := range optim.Schedules() {
		names = append(names, s.Name)
	}
	for _, s := range dataset.Scalings() {
		names = append(names, string(s))
	}
	for _, name := range names {
		require.True(t, seen[name], name)
	}
}

// By the field that it names, and by no other.
func TestWhatIsBrokenIsRefused(t *testing.T) {
	c := drawn.New(7, 8)
	for range 100 {
		r, field, err := c.Broken(garments)
		require.NoError(t, err)
		_, err = train.NewSession(r, garments)
		var refused train.Errors
		require.ErrorAs(t, err, &refused)
		require.Len(t, refused, 1, "%+v", r)
		require.Equal(t, field, refused[0].Field)
	}
}

// A set that is too small for what is drawn.
func TestAnotherRefusalIsAnError(t *testing.T) {
	_, err := drawn.New(1, 2).Valid(dataset.MadeUp(1, 50, 10))
	require.ErrorContains(t, err, "training_images")
	_, _, err = drawn.New(1, 2).Broken(dataset.MadeUp(1, 50, 10))
	require.ErrorContains(t, err, "training_images")
}
