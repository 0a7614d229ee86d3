// Package e2e tests the whole site in a real browser: the built page, its
// workers, the data and the server, used as a person would use them.
package e2e
