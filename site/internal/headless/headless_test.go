package headless_test

import (
	"fmt"
	"testing"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/event"
	"github.com/hexops/vecty/prop"
	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
)

// greeting is a component as the page has them.
type greeting struct {
	vecty.Core
	name    string
	greeted int
}

func (g *greeting) Render() vecty.ComponentOrHTML {
	return elem.Paragraph(
		vecty.Markup(vecty.Class("b", "a"), prop.ID("greeting"), vecty.Data("n", "1"), vecty.Attribute("aria-label", `"hi"`)),
		vecty.If(g.name != "", vecty.Text("hello "), elem.Bold(vecty.Text(g.name))),
		vecty.List{elem.Break()}.WithKey("k"),
		elem.Button(vecty.Markup(prop.Disabled(true), vecty.Property("hidden", false), event.Click(func(*vecty.Event) { g.greeted++ })), vecty.Text("<again>")),
	)
}

func ExampleHTML() {
	fmt.Println(headless.HTML(&greeting{name: "Ada"}))
	// Output: <p aria-label="&#34;hi&#34;" class="a b" data-n="1" id="greeting">hello <b>Ada</b><br><button disabled>&lt;again&gt;</button></p>
}

func TestWhatIsNotThereIsLeftOut(t *testing.T) {
	var none *vecty.HTML
	require.Empty(t, headless.HTML(nil))
	require.Equal(t, "<div></div>", headless.HTML(elem.Div(none, vecty.If(false, elem.Span()), nil)))
}

func TestNodesAreFoundAndTheirListenersFire(t *testing.T) {
	g := &greeting{name: "Ada"}
	root := headless.Render(g)[0]
	require.Len(t, root.All(headless.Is("p", "a", "b")), 1)
	require.Empty(t, root.All(headless.Is("p", "c")))
	require.Equal(t, "hello Ada<again>", root.Content())

	button := root.All(headless.Is("button"))[0]
	require.True(t, button.Fire("click", nil))
	require.False(t, button.Fire("keydown", nil))
	require.Equal(t, 1, g.greeted)
}
