package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

// Between two visits the server has got other images.
func TestRunsOfDifferentImagesAreToldApart(t *testing.T) {
	b := newTabs(t)
	v := b.open()
	v.small(2)
	v.train("Before")
	v.sumOf("Before")
	v.stored("Before", `/"data":{"source":"made-up"/`)
	v.stored("Before", `/"finished"/`)
	require.False(t, v.is(`text(part("Runs")).includes("on made-up garments")`))
	v.Close()

	first, second := dataset.MadeUp(1, 6000, 1000), dataset.MadeUp(2, 6000, 1000)
	files, err := dataset.Build(second)
	require.NoError(t, err)
	for name := range b.s.data {
		b.s.change(name, nil)
	}
	for _, f := range files {
		b.s.change(f.Name, f.Content)
	}
	v = b.open()
	v.small(2)
	v.train("After")
	require.Equal(t, native(t, smallRecipe(2), second).ParametersSHA256, v.sumOf("After"))
	v.waitFor(fmt.Sprintf(`text(part("Runs")).includes("on made-up garments %.8s") && text(part("Runs")).includes("on made-up garments %.8s")`,
		first.SHA256(), second.SHA256()))
	v.control("Compare Before")
	v.control("Compare After")
	v.waitFor(`text(part("Comparison")).includes("were trained on other images each")`)
	v.picture(t, "several data sets")
	v.RequireNoProblems()
}
