package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// rateForm is the field in which an active run's learning rate is changed:
// Enter, or the button, has the run take what is typed.
func rateForm(r *store.Run, f store.RateField) *vecty.HTML {
	id := "rate-" + r.ID
	bad := f.Error != ""
	name := called(r)
	return elem.Form(class("rate"), vecty.Markup(vecty.Attribute("novalidate", "")),
		elem.Label(vecty.Markup(prop.For(id)), vecty.Text(text.RateField)),
		elem.Input(of(r.ID), vecty.Markup(
			prop.ID(id),
			vecty.Attribute("name", rateName),
			vecty.Attribute("inputmode", "decimal"),
			vecty.Attribute("autocomplete", "off"),
			vecty.Attribute("aria-label", text.RateLabel(name)),
			vecty.Attribute("aria-invalid", yesNo(bad)),
			vecty.MarkupIf(bad, vecty.Attribute("aria-describedby", complaintID(id))),
			prop.Disabled(!tunable(r)),
			prop.Value(f.Text),
		)),
		elem.Button(class("quiet"), of(r.ID), then(`[id="`+id+`"]`), vecty.Markup(
			prop.Type(prop.TypeSubmit), vecty.Data("do", doRate),
			vecty.Attribute("aria-label", text.SetRateLabel(name)),
			prop.Disabled(!tunable(r) || !f.Another()),
		), vecty.Text(text.SetRate)),
		elem.Paragraph(class("msg", "err"),
			vecty.Markup(prop.ID(complaintID(id)), vecty.Property("hidden", !bad)),
			vecty.Text(text.FieldMessage(f.Error)),
		),
	)
}

// tunable reports whether the run can change its learning rate now.
func tunable(r *store.Run) bool { return r.Phase == store.Training || r.Phase == store.Paused }

// retuned says that the rate was changed by hand, if it was.
func retuned(r *store.Run) string {
	n := len(r.Retuned)
	if n == 0 {
		return ""
	}
	last := r.Retuned[n-1]
	return text.RateChanged(last.Rate, last.Epoch, n)
}
