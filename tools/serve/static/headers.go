package static

import "strings"

// A Header is one line of an answer's head.
type Header struct{ Name, Value string }

// Security returns the headers that go with every answer. Hosts that read a
// _headers file are told the same.
func Security() []Header {
	return []Header{
		{"Content-Security-Policy", Policy() + "; frame-ancestors 'none'"},
		// Together these two isolate the page from every other origin, which
		// browsers ask for before they lend shared memory and fine clocks.
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Embedder-Policy", "require-corp"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Referrer-Policy", "no-referrer"},
		{"X-Content-Type-Options", "nosniff"},
	}
}

// Policy returns the part of the Content-Security-Policy that a page may also
// state for itself in a meta element (frame-ancestors works only in a header).
// Everything comes from the site's own origin; nothing inline runs. Images may
// also be made by the page itself (blob and data URLs).
func Policy() string {
	return strings.Join([]string{
		"default-src 'self'",
		"script-src 'self' 'wasm-unsafe-eval'",
		"img-src 'self' blob: data:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
	}, "; ")
}
