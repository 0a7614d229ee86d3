// Package readme holds nothing: its tests see that the README and the other
// documents are true.
package readme
