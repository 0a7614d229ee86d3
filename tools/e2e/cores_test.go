package e2e_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
)

// A run on two cores ends with the bits of one, with and without memory that
// the workers share; it can be paused and stopped, and its workers are then
// free for other runs.
func TestOneRunOnTwoCoresHasTheBitsOfOne(t *testing.T) {
	recipe := smallRecipe(3)
	recipe.BatchNorm.Enabled = true
	want := native(t, recipe, dataset.MadeUp(1, 6000, 1000))
	s := serve(t)
	for name, script := range map[string]string{
		"shared memory": "",
		"messages":      `Object.defineProperty(globalThis, "crossOriginIsolated", { value: false }); delete globalThis.SharedArrayBuffer;`,
	} {
		t.Run(name, func(t *testing.T) {
			v := &visitor{Page: browsertest.New(t)}
			v.onEveryPage(hire + script)
			v.Open(s.URL)
			v.waitFor(`button("Train")`)
			v.choose("Cores for a run", "2")
			v.choose("Batch norm", "before")

			v.small(train.MaxEpochs)
			v.press("Train")
			v.waitFor(`line("accuracy")`)
			v.press("Pause")
			v.waitFor(`button("Resume")`)
			v.press("Resume")
			v.waitFor(`button("Pause")`)
			v.press("Stop")
			v.waitFor(`page().includes("stopped in epoch")`)

			v.small(3)
			v.press("Train")
			require.Equal(t, want.ParametersSHA256, v.waitText(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256")) && fact("Parameters’ SHA-256")`))
			v.RequireNoProblems()
		})
	}
}
