package static

import (
	"strconv"
	"strings"
)

// The content codings that a file can be sent in (RFC 9110, section 8.4.1).
const (
	identity = "identity"
	brotli   = "br"
	gzip     = "gzip"
)

// suffixes says how the name of a file in that encoding ends.
var suffixes = map[string]string{identity: "", brotli: ".br", gzip: ".gz"}

// negotiate returns the encoding to send, of those available (best first) and
// identity, by the values of Accept-Encoding (RFC 9110, section 12.5.3). The
// highest weight wins, and among equals the first available. Identity wins
// only if it is asked for with more weight or nothing else is accepted, and is
// also the answer when the client refuses everything: an uncompressed file
// serves it better than an error.
func negotiate(accept, available []string) string {
	weights := parseWeights(accept)
	best, bestWeight := identity, weights[identity]
	for _, encoding := range available {
		weight, named := weights[encoding]
		if !named {
			weight = weights["*"]
		}
		if weight > bestWeight || weight == bestWeight && weight > 0 && best == identity {
			best, bestWeight = encoding, weight
		}
	}
	return best
}

// parseWeights reads the values of Accept-Encoding: the weight of each coding,
// from 0 (refused) to 1. Malformed entries are left out.
func parseWeights(accept []string) map[string]float64 {
	weights := map[string]float64{}
	for entry := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		coding, parameters, _ := strings.Cut(entry, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		if coding == "x-gzip" { // an old name of the same
			coding = gzip
		}
		weight, ok := parseWeight(parameters)
		if coding != "" && ok {
			weights[coding] = weight
		}
	}
	return weights
}

// parseWeight reads "q=0.5"; no parameter at all means 1.
func parseWeight(s string) (weight float64, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 1, true
	}
	if len(s) < 2 || !strings.EqualFold(s[:2], "q=") {
		return 0, false
	}
	weight, err := strconv.ParseFloat(s[2:], 64)
	return weight, err == nil && weight >= 0 && weight <= 1
}
