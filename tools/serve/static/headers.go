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
// What is not named is forbidden; what is comes from the site's own origin.
//
// Scripts are files, WebAssembly and workers, and their addresses are Trusted
// Types of the policy "atelier", which boot.js and worker.js make: no other text
// becomes a script or HTML. Images may also be data URLs, which the page makes
// itself of garments and photos.
func Policy() string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
		"worker-src 'self'",
		"style-src 'self'",
		"connect-src 'self'",
		"img-src 'self' data:",
		"manifest-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types atelier",
	}, "; ")
}
