// Package web is what the page's program needs of a browser in several places:
// promises, arrays of bytes, and files that it saves. Its functions are there in
// browsers only.
package web
