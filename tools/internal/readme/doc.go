// Package readme holds nothing: its tests see that the README is true.
package readme
