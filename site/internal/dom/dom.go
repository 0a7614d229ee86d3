// Package dom spares vecty most of what it asks the browser for.
//
// At each render vecty fetches the classList, the dataset and the style of every
// element, twice, whether or not any of them is to be changed. Each is an object
// of JavaScript, which costs a call, an entry in a table on either side and a
// finalizer: two thirds of the time of a render in which little changes, and
// most of what the collector has to do after it. Through this package vecty
// gets something that fetches them once they are needed.
//
// Vecty has no place for that. It reaches the browser by its unexported variable
// globalValue, of an interface type of its own, and everything else by what that
// gives it. The package sets the variable by its linker name, to a value of a
// type with the same methods; it relies on two interface types with the same
// methods being the same in memory, and on vecty 0.6.0, its last release, to stay
// as it is. Its tests fail if either changes.
package dom
