package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// helm is what an active run is steered with: the field for its learning rate,
// and the buttons that pause it, step it on and stop it.
type helm struct {
	run, name string // its ID, and what it is called
	phase     store.RunPhase
	tunable   bool // the rate can be changed now
	rate      store.RateField
}

func (h helm) draw() *vecty.HTML { return elem.Div(class("steer"), h.rateForm(), h.controls()) }

// rateForm is the field in which the learning rate is changed: Enter, or the
// button, has the run take what is typed.
func (h helm) rateForm() *vecty.HTML {
	id := "rate-" + h.run
	bad := h.rate.Error != ""
	return elem.Form(class("rate"), vecty.Markup(vecty.Attribute("novalidate", "")),
		elem.Label(vecty.Markup(prop.For(id)), vecty.Text(text.RateField)),
		elem.Input(of(h.run), vecty.Markup(
			prop.ID(id),
			vecty.Attribute("name", rateName),
			vecty.Attribute("inputmode", "decimal"),
			vecty.Attribute("autocomplete", "off"),
			vecty.Attribute("aria-label", text.RateLabel(h.name)),
			vecty.Attribute("aria-invalid", yesNo(bad)),
			vecty.MarkupIf(bad, vecty.Attribute("aria-describedby", complaintID(id))),
			prop.Disabled(!h.tunable),
			prop.Value(h.rate.Text),
		)),
		elem.Button(class("quiet"), of(h.run), then(`[id="`+id+`"]`), vecty.Markup(
			prop.Type(prop.TypeSubmit), vecty.Data("do", doRate),
			vecty.Attribute("aria-label", text.SetRateLabel(h.name)),
			prop.Disabled(!h.tunable || !h.rate.Another()),
		), vecty.Text(text.SetRate)),
		elem.Paragraph(class("msg", "err"),
			vecty.Markup(prop.ID(complaintID(id)), vecty.Property("hidden", !bad)),
			vecty.Text(text.FieldMessage(h.rate.Error)),
		),
	)
}

// controls are the same buttons in every phase, so that whoever pressed one
// keeps the focus. Those for single steps cannot be disabled for that reason:
// while a step is trained the run is not paused.
func (h helm) controls() *vecty.HTML {
	word, label, do := text.Pause, text.PauseLabel(h.name), doPause
	if h.phase == store.Paused {
		word, label, do = text.Resume, text.ResumeLabel(h.name), doResume
	}
	control := func(word, label, do string, markup ...vecty.MarkupOrChild) *vecty.HTML {
		return button(word, do, append(markup, class("quiet"), attribute("aria-label", label), of(h.run))...)
	}
	possible := func(yes bool) vecty.MarkupList { return vecty.Markup(prop.Disabled(!yes)) }
	paused := attribute("aria-disabled", yesNo(h.phase != store.Paused))
	return elem.Div(class("ctls"),
		control(word, label, do, possible(h.phase != store.Stopping)),
		control(text.OneBatch, text.OneBatchLabel(h.name), doBatch, paused),
		control(text.OneEpoch, text.OneEpochLabel(h.name), doEpoch, paused),
		control(text.Stop, text.StopLabel(h.name), doStop, possible(h.phase != store.Stopping), then(thenRuns)),
	)
}
