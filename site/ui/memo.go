package ui

import "github.com/hexops/vecty"

// memo is a part of another component that follows from one value alone, and
// is left alone while that value stays as it is. A component that changes with
// each step of a run has those of its parts in memos that do not.
type memo struct {
	vecty.Core
	Of   any                   `vecty:"prop"` // comparable
	Draw func(any) *vecty.HTML `vecty:"prop"`
}

// keep returns what draw makes of the value, drawn when the value has changed.
// What draw makes must not depend on anything else.
func keep[T comparable](of T, draw func(T) *vecty.HTML) *memo {
	return &memo{Of: of, Draw: func(of any) *vecty.HTML { return draw(of.(T)) }}
}

// Copy implements vecty.Copier; see the package comment.
func (m *memo) Copy() vecty.Component { d := *m; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper. Values of two types are not the
// same.
func (m *memo) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*memo)
	return ok && p.Of == m.Of
}

// Render implements vecty.Component.
func (m *memo) Render() vecty.ComponentOrHTML { return m.Draw(m.Of) }
