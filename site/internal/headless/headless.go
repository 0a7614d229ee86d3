// Package headless renders vecty components without a browser, so that the
// page is tested by a plain go test. Only tests import it; importing it is
// also what allows vecty to load there.
package headless

import (
	"fmt"
	"html"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	"github.com/hexops/vecty"

	_ "atelier/site/internal/headless/native" // before vecty
)

// Node is an element, or a text if Tag is empty.
type Node struct {
	Tag  string
	Text string
	// Attributes holds attributes and properties alike, by the names that the
	// component gave them, the classes as "class" and data as "data-…".
	// Booleans that are false are left out, those that are true are "".
	Attributes map[string]string
	Listeners  []*vecty.EventListener
	Children   []*Node
}

// Render renders a component, an element or a list with all that is in it.
// Lists are laid out flat, as in a document, so there may be any number of
// nodes. Mount is not called, SkipRender is not asked.
func Render(c vecty.ComponentOrHTML) []*Node {
	switch c := c.(type) {
	case nil:
		return nil
	case vecty.List:
		var nodes []*Node
		for _, child := range c {
			nodes = append(nodes, Render(child)...)
		}
		return nodes
	case vecty.KeyedList:
		inner := field(reflect.ValueOf(&c).Elem(), "html").Interface()
		return element(inner.(*vecty.HTML)).Children
	case *vecty.HTML:
		if c == nil {
			return nil
		}
		return []*Node{element(c)}
	case vecty.Component:
		return Render(c.Render())
	}
	panic(fmt.Sprintf("headless: cannot render a %T", c))
}

// HTML renders a component and writes it as HTML.
func HTML(c vecty.ComponentOrHTML) string {
	var b strings.Builder
	for _, n := range Render(c) {
		b.WriteString(n.String())
	}
	return b.String()
}

// element reads the unexported fields of an element of vecty 0.6.0.
func element(h *vecty.HTML) *Node {
	v := reflect.ValueOf(h).Elem()
	n := &Node{
		Tag:        field(v, "tag").String(),
		Text:       field(v, "text").String(),
		Attributes: map[string]string{},
		Listeners:  field(v, "eventListeners").Interface().([]*vecty.EventListener),
	}
	for _, set := range []string{"properties", "attributes"} {
		for name, value := range field(v, set).Interface().(map[string]any) {
			switch value {
			case false:
			case true:
				n.Attributes[name] = ""
			default:
				n.Attributes[name] = fmt.Sprint(value)
			}
		}
	}
	for name, value := range field(v, "dataset").Interface().(map[string]string) {
		n.Attributes["data-"+name] = value
	}
	if classes := field(v, "classes").Interface().(map[string]struct{}); len(classes) > 0 {
		n.Attributes["class"] = strings.Join(slices.Sorted(maps.Keys(classes)), " ")
	}
	n.Children = Render(vecty.List(field(v, "children").Interface().([]vecty.ComponentOrHTML)))
	return n
}

// field returns a struct's field free of the read-only mark of unexported ones.
func field(v reflect.Value, name string) reflect.Value {
	f := v.FieldByName(name)
	return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
}

// void are the elements of HTML that have no end tag.
var void = []string{"br", "col", "hr", "img", "input", "link", "meta"}

// String writes the node as HTML, attributes in the order of their names.
func (n *Node) String() string {
	if n.Tag == "" {
		return html.EscapeString(n.Text)
	}
	var b strings.Builder
	b.WriteString("<" + n.Tag)
	for _, name := range slices.Sorted(maps.Keys(n.Attributes)) {
		b.WriteString(" " + name)
		if value := n.Attributes[name]; value != "" {
			b.WriteString(`="` + html.EscapeString(value) + `"`)
		}
	}
	b.WriteString(">")
	if slices.Contains(void, n.Tag) {
		return b.String()
	}
	for _, child := range n.Children {
		b.WriteString(child.String())
	}
	b.WriteString("</" + n.Tag + ">")
	return b.String()
}

// Content returns the text of the node and of all in it.
func (n *Node) Content() string {
	text := n.Text
	for _, child := range n.Children {
		text += child.Content()
	}
	return text
}

// All returns the nodes in n, itself included, for which match holds, in the
// order of the document.
func (n *Node) All(match func(*Node) bool) []*Node {
	var found []*Node
	if match(n) {
		found = append(found, n)
	}
	for _, child := range n.Children {
		found = append(found, child.All(match)...)
	}
	return found
}

// Is returns a match for All: elements with this tag ("" for any) and all
// these classes.
func Is(tag string, classes ...string) func(*Node) bool {
	return func(n *Node) bool {
		if n.Tag == "" || tag != "" && n.Tag != tag {
			return false
		}
		has := strings.Fields(n.Attributes["class"])
		for _, class := range classes {
			if !slices.Contains(has, class) {
				return false
			}
		}
		return true
	}
}

// Fire calls the node's listeners of the event, as "click". It reports
// whether there was one.
func (n *Node) Fire(event string, e *vecty.Event) bool {
	fired := false
	for _, l := range n.Listeners {
		if l.Name == event {
			l.Listener(e)
			fired = true
		}
	}
	return fired
}
