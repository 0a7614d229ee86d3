// Package native lets vecty load outside a browser. It is imported for that
// effect by package headless, and by nothing else.
//
// Vecty's own init panics where there is no document, unless its unexported
// variable isTest is true. This package reaches the variable by its linker
// name and sets it in an init of its own, which must run before vecty's. It
// does: Go initialises, again and again, the first package in the order of
// import paths whose imports are all initialised (language specification,
// "Program initialization"). This package imports nothing that has to be
// initialised, so it is ready from the start; vecty imports reflect, and
// "atelier/…" sorts before "github.com/…". Importing vecty here would turn the
// order round, which is why the package stands by itself.
package native

import _ "unsafe" // for go:linkname

//go:linkname isTest github.com/hexops/vecty.isTest
var isTest bool

func init() { isTest = true }
