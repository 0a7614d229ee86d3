package link

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"

	"atelier/core/train"
)

const version = "1"

// The kinds of links.
const (
	recipeKind     = "r="
	comparisonKind = "c="
)

// message is what a link of version 1 holds, with short names because it has to
// fit into an address.
type message struct {
	Entries []entry  `json:"e"`
	Data    string   `json:"d,omitzero"`
	Note    string   `json:"n,omitzero"`
	Fixed   []string `json:"f,omitzero"`
	Hidden  []string `json:"h,omitzero"`
}

type entry struct {
	Recipe  object   `json:"r,omitzero"` // what differs from the baseline of version 1
	Seeds   []uint64 `json:"s,omitzero"` // those behind the recipe's own
	Results []string `json:"p,omitzero"` // the SHA-256 in base64url
}

type object map[string]json.RawMessage

// Is reports whether the part of an address behind its # is meant to be a link,
// sound or not.
func Is(text string) bool {
	return strings.HasPrefix(text, recipeKind) || strings.HasPrefix(text, comparisonKind)
}

// Encode returns the link as text. It is an error if it is out of bounds.
func Encode(l Link) (string, error) {
	if err := l.check(); err != nil {
		return "", err
	}
	m := message{Data: l.Data, Note: l.Lesson.Note, Fixed: l.Lesson.Fixed, Hidden: l.Lesson.Hidden}
	for _, e := range l.Entries {
		out := entry{Recipe: differences(e.Recipe), Seeds: e.Seeds[1:]}
		for _, sum := range e.Results {
			raw, _ := hex.DecodeString(sum) // has been checked
			out.Results = append(out.Results, base64.RawURLEncoding.EncodeToString(raw))
		}
		m.Entries = append(m.Entries, out)
	}
	content, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("link: %w", err)
	}
	content = binary.BigEndian.AppendUint32(content, crc32.ChecksumIEEE(content))
	kind := comparisonKind
	if l.Single() {
		kind = recipeKind
	}
	text := kind + version + "." + base64.RawURLEncoding.EncodeToString(content)
	if len(text) > MaxBytes {
		return "", fmt.Errorf("link: %d characters long, more than %d", len(text), MaxBytes)
	}
	return text, nil
}

// Decode reads a link. The error is, or wraps, ErrNewer or ErrDamaged; or it
// says which of the recipes this program cannot train, and why.
func Decode(text string) (Link, error) {
	if len(text) > MaxBytes || !Is(text) {
		return Link{}, ErrDamaged
	}
	of, rest, found := strings.Cut(text[len(recipeKind):], ".")
	switch {
	case !found || !isNumber(of):
		return Link{}, ErrDamaged
	case of != version:
		return Link{}, ErrNewer
	}
	m, err := unpack(rest)
	if err != nil {
		return Link{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	l := Link{Data: m.Data, Lesson: Lesson{Note: m.Note, Fixed: m.Fixed, Hidden: m.Hidden}}
	for i, in := range m.Entries[:min(len(m.Entries), MaxEntries+1)] { // one too many is found by check
		e, err := in.entry()
		if err != nil {
			return Link{}, fmt.Errorf("link: recipe %d: %w", i+1, err)
		}
		l.Entries = append(l.Entries, e)
	}
	if err := l.check(); err != nil {
		return Link{}, err
	}
	return l, nil
}

// isNumber reports whether a version is one: a positive number.
func isNumber(s string) bool {
	return s != "" && len(s) < 10 && s[0] != '0' && strings.Trim(s, "0123456789") == ""
}

// unpack undoes base64, checks the sum and reads the JSON.
func unpack(text string) (message, error) {
	content, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return message{}, err
	}
	const sum = 4
	if len(content) < sum {
		return message{}, io.ErrUnexpectedEOF
	}
	content, written := content[:len(content)-sum], binary.BigEndian.Uint32(content[len(content)-sum:])
	if crc32.ChecksumIEEE(content) != written {
		return message{}, fmt.Errorf("the checksum does not match")
	}
	if !utf8.Valid(content) {
		return message{}, fmt.Errorf("not a text")
	}
	var m message
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return message{}, err
	}
	if _, err := d.Token(); err != io.EOF {
		return message{}, fmt.Errorf("something follows the end")
	}
	return m, nil
}

func (in entry) entry() (Entry, error) {
	var e Entry
	var err error
	if e.Recipe, err = train.ParseRecipe(in.Recipe.over(baseline())); err != nil {
		return Entry{}, err
	}
	e.Seeds = append([]uint64{e.Recipe.Seed}, in.Seeds...)
	for _, text := range in.Results {
		raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
		if err != nil {
			return Entry{}, fmt.Errorf("a result: %w", err)
		}
		e.Results = append(e.Results, hex.EncodeToString(raw))
	}
	return e, nil
}
