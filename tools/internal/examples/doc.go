// Package examples holds nothing but a test: that every package of the module
// that others can use is shown by an example which runs.
package examples
