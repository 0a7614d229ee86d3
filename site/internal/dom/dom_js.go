package dom

import (
	"syscall/js"
	_ "unsafe" // for go:linkname

	_ "github.com/hexops/vecty" // whose init asks for the document, before Install
)

// object is what vecty knows of an object: the methods of its jsObject.
type object interface {
	Set(key string, value any)
	Get(key string) object
	Delete(key string)
	Call(name string, args ...any) object
	String() string
	Truthy() bool
	Equal(other object) bool
	IsUndefined() bool
	Bool() bool
	Int() int
	Float() float64
}

//go:linkname globalValue github.com/hexops/vecty.globalValue
var globalValue object

// unwrap returns what is in a value of vecty's own, a function's among them.
//
//go:linkname unwrap github.com/hexops/vecty.unwrap
func unwrap(any) any

// Install has vecty reach the browser through this package, from the first
// render on. RenderIntoNode and HTML.Node do not work any more then, as they know
// vecty's own values only; RenderInto does.
func Install() {
	globalValue = wrap(js.Global())
	// The linker leaves out methods that it sees nobody call. Those without an
	// object in their types it sees vecty call; these are called here.
	if d := globalValue.Get("document"); !d.Equal(d.Call("getRootNode")) {
		panic("dom: the document is not its own root")
	}
}

// value is a value of JavaScript.
type value struct{ v js.Value }

// wrap returns the value; nil for null, as vecty has it.
func wrap(v js.Value) object {
	if v.IsNull() {
		return nil
	}
	return &value{v}
}

// plain returns what syscall/js can take.
func plain(x any) any {
	if v, ok := x.(*value); ok {
		return v.v
	}
	return unwrap(x)
}

func (o *value) Set(key string, x any) { o.v.Set(key, plain(x)) }
func (o *value) Delete(key string)     { o.v.Delete(key) }
func (o *value) String() string        { return o.v.String() }
func (o *value) Truthy() bool          { return o.v.Truthy() }
func (o *value) IsUndefined() bool     { return o.v.IsUndefined() }
func (o *value) Bool() bool            { return o.v.Bool() }
func (o *value) Int() int              { return o.v.Int() }
func (o *value) Float() float64        { return o.v.Float() }

// Get returns a property; of those that vecty always asks for, only the promise.
func (o *value) Get(key string) object {
	switch key {
	case "classList":
		return classList{o}
	case "dataset":
		return dataset{o}
	case "style":
		return style{o}
	}
	return wrap(o.v.Get(key))
}

func (o *value) Call(name string, args ...any) object {
	for i, x := range args {
		args[i] = plain(x)
	}
	return wrap(o.v.Call(name, args...))
}

func (o *value) Equal(other object) bool {
	v, ok := other.(*value)
	return ok && o.v.Equal(v.v)
}

// classList, dataset and style are those of an element, not yet fetched. They
// have the methods that vecty calls.
type (
	classList struct{ *value }
	dataset   struct{ *value }
	style     struct{ *value }
)

func (c classList) Call(name string, args ...any) object {
	return wrap(c.v.Get("classList").Call(name, args...))
}

func (d dataset) Set(key string, x any) { d.v.Get("dataset").Set(key, x) }
func (d dataset) Delete(key string)     { d.v.Get("dataset").Delete(key) }

func (s style) Call(name string, args ...any) object {
	return wrap(s.v.Get("style").Call(name, args...))
}
