package e2e_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
	"atelier/tools/internal/drawn"
	"atelier/wasm/wire"
)

func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// ended is how a run ended in a worker.
type ended struct {
	Kind    wire.ReportKind
	Event   *train.Event
	Message string
	Epochs  int
}

// inWorkers starts two workers as the page does, has them do the commands, and
// keeps how each run ended in globalThis.ends. A worker that is gone stays so.
const inWorkers = `(async () => {
	const commands = %s, { exec, shards } = document.documentElement.dataset;
	const at = (name) => new URL(name, document.baseURI).href;
	globalThis.ends = [], globalThis.doing = {};
	let next = 0;
	await Promise.all([0, 1].map((which) => new Promise((over) => {
		const worker = new Worker(atelier.worker);
		worker.postMessage({ exec: at(exec), module: atelier.module, shards: at(shards) });
		let n, epochs;
		const go = () => {
			if ((n = next++) >= commands.length) { worker.terminate(); over(); return; }
			doing[which] = n;
			epochs = 0;
			worker.postMessage(commands[n]);
		};
		worker.addEventListener("message", ({ data }) => {
			if (typeof data !== "string") return; // a snapshot
			const { kind, event, message } = JSON.parse(data);
			if (event?.kind === "epoch") epochs++;
			if (["failed", "crashed"].includes(kind) || ["finished", "diverged"].includes(event?.kind)) {
				ends[n] = { kind, event, message, epochs };
				if (kind === "crashed") over(); else go();
			}
		});
		go();
	})));
})()`

// trainInWorkers returns how the runs of the recipes ended.
func trainInWorkers(t *testing.T, v *visitor, recipes []train.Recipe) []ended {
	var commands []string
	for i, r := range recipes {
		commands = append(commands, string(wire.Command{Kind: wire.Start, Run: fmt.Sprint(i), Recipe: r}.Encode()))
	}
	browsertest.Eval[any](v.Page, "void "+fmt.Sprintf(inWorkers, asJSON(commands)))
	t.Cleanup(func() {
		if t.Failed() {
			for _, n := range browsertest.Eval[[]int](v.Page, `Object.values(doing)`) {
				t.Logf("trained last: %s", asJSON(recipes[n]))
			}
		}
	})
	browsertest.WaitAtMost[bool](v.Page, patience, fmt.Sprintf(`ends.filter(Boolean).length === %d || ends.some((e) => e?.kind === "crashed")`, len(recipes)))
	return browsertest.Eval[[]ended](v.Page, `ends.filter(Boolean)`)
}

// The sums are those of the same runs natively.
func TestAnyValidRecipeTrainsOrDivergesWithAReason(t *testing.T) {
	set := dataset.MadeUp(1, 6000, 1000)
	c := drawn.New(1, 2)
	var recipes []train.Recipe
	for range 500 {
		r, err := c.Valid(set)
		require.NoError(t, err)
		recipes = append(recipes, r)
	}
	v := open(t, serve(t))
	finished := 0
	for i, e := range trainInWorkers(t, v, recipes) {
		r := asJSON(recipes[i])
		require.Equal(t, wire.Trained, e.Kind, "%s: %s", e.Message, r)
		if e.Event.Kind == train.Diverged {
			require.NotEmpty(t, e.Event.Reason, r)
			continue
		}
		finished++
		require.Equal(t, 2, e.Epochs, r)
		if finished%20 == 0 {
			require.Equal(t, native(t, recipes[i], set).ParametersSHA256, e.Event.ParametersSHA256, r)
		}
	}
	t.Logf("%d of %d trained to their ends, the others diverged", finished, len(recipes))
	require.Greater(t, finished, 250)
	v.RequireNoProblems()
}

func TestARecipeWithOneFieldOutOfRangeIsRefusedByThatField(t *testing.T) {
	set := dataset.MadeUp(1, 6000, 1000)
	c := drawn.New(3, 4)
	var recipes []train.Recipe
	var fields []string
	for range 500 {
		r, field, err := c.Broken(set)
		require.NoError(t, err)
		recipes, fields = append(recipes, r), append(fields, field)
	}
	v := open(t, serve(t))
	for i, e := range trainInWorkers(t, v, recipes) {
		require.Equal(t, wire.Failed, e.Kind, asJSON(recipes[i]))
		require.True(t, strings.HasPrefix(e.Message, "recipe: "+fields[i]+" "), "%s should be refused, not: %s", fields[i], e.Message)
	}
	v.RequireNoProblems()
}
