package ui_test

import (
	"fmt"

	"atelier/site/internal/headless"
	"atelier/site/store"
	"atelier/site/ui"
)

// What the page shows follows from the store's state alone. A network of one
// hidden layer of h units has (784 + 1)·h + (h + 1)·10 parameters.
func ExamplePage() {
	state := store.Initial()
	for _, width := range []string{"128", "64"} {
		state, _ = store.Reduce(state, store.Typed{Field: store.HiddenField(0), Text: width})
		page := headless.Render(&ui.Page{State: state, Dispatch: func(store.Action) {}})[0]
		for _, facts := range page.All(headless.Is("p", "facts")) {
			fmt.Println(facts.Content())
		}
	}
	// Output:
	// 101,770 parameters
	// 50,890 parameters
}
