package e2e_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser/browsertest"
)

// Each tab trains its own to the end as if alone, and shows what the other has
// finished. One that is closed leaves its run to the other. Over plain http pages
// have no locks to know of each other by.
func TestTwoTabsDoNotDamageEachOther(t *testing.T) {
	t.Run("a safe way", func(t *testing.T) { twoTabs(t, newTabs(t), true) })
	t.Run("plain http", func(t *testing.T) {
		twoTabs(t, &tabs{visitor: &visitor{Page: browsertest.New(t)}, address: openToAll(t, newBare(t)) + bareFolder}, false)
	})
}

func twoTabs(t *testing.T, b *tabs, safe bool) {
	first := b.open()
	require.Equal(t, safe, browsertest.Eval[bool](first.Page, `isSecureContext && "locks" in navigator`))
	first.small(2)
	first.train("Done")
	first.sumOf("Done")
	first.long(30)
	first.train("One")
	first.goesOn("One")
	first.stored("One", `/"checkpoint"/`)

	second := b.open()
	second.waitFor(`button("Done") && text(part("Kept in this browser")).includes("1 run is being trained in another tab")`)
	require.False(t, second.is(`page().includes("interrupted")`))
	second.small(20)
	second.train("Two")
	require.Equal(t, madeUpSum(t, smallRecipe(20)), second.sumOf("Two"))
	require.Equal(t, madeUpSum(t, longRecipe(30)), first.sumOf("One"))
	first.waitFor(`button("Two")`)
	second.waitFor(`button("One") && !page().includes("in another tab")`)

	first.long(40)
	first.train("Left")
	first.goesOn("Left")
	first.stored("Left", `/"checkpoint":{"epoch":[1-9]/`)
	first.Close()
	second.waitFor(`page().includes("1 run was interrupted")`)
	second.press("Go on")
	require.Equal(t, madeUpSum(t, longRecipe(40)), second.sumOf("Left"))
	second.stored("Left", `/"finished"/`)
	second.RequireNoProblems()
	second.Close()

	third := b.open()
	third.waitFor(`button("Done") && button("One") && button("Two") && button("Left")`)
	require.False(t, third.is(`page().includes("interrupted")`))
	third.RequireNoProblems()
}
