package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// menu is what else can be done with a group: a button that opens a list of
// buttons over the page. A click beside the list, or Escape, closes it.
func menu(r row) *vecty.HTML {
	opener := "menu-" + r.id
	itself := "#" + opener
	next := thenMenu
	if r.menu {
		next = itself
	}
	return elem.Div(class("opens"), vecty.Markup(vecty.MarkupIf(r.menu, vecty.Data("escape", itself))),
		elem.Button(class("opener"), of(r.id), then(next), vecty.Markup(
			prop.ID(opener), prop.Type(prop.TypeButton), vecty.Data("do", doMenu),
			vecty.Attribute("aria-label", text.MenuLabel(r.name)),
			vecty.Attribute("aria-expanded", yesNo(r.menu)),
		), dots()),
		items(r, itself),
	)
}

// dots is the sign on the button.
func dots() *vecty.HTML {
	return svg("svg", attributes("viewBox", "0 0 16 4", "width", "16", "height", "4", "aria-hidden", "true"),
		path("M0 2a1.5 1.5 0 0 1 3 0a1.5 1.5 0 0 1-3 0M6.5 2a1.5 1.5 0 0 1 3 0a1.5 1.5 0 0 1-3 0M13 2a1.5 1.5 0 0 1 3 0a1.5 1.5 0 0 1-3 0"))
}

// items are what the menu offers. A group that is still being trained cannot
// be deleted.
func items(r row, opener string) vecty.List {
	if !r.menu {
		return nil
	}
	item := func(label, do, focus string) *vecty.HTML {
		return elem.ListItem(button(label, do, of(r.id), then(focus)))
	}
	pin := text.PinItem
	if r.pinned {
		pin = text.UnpinItem
	}
	list := vecty.List{
		item(text.RenameItem, doRename, thenName),
		item(text.CopyItem, doDuplicate, thenPanel),
		item(pin, doPin, opener),
		elem.ListItem(elem.Anchor(of(r.id), vecty.Markup(prop.Href("#"+string(store.Inside)), vecty.Data("do", doInside)), vecty.Text(text.InsideItem))),
		item(text.AgainItem, doAgain, opener),
		item(text.CopyLink, doShareGroup, thenMade),
	}
	if r.over {
		list = append(list, item(text.Delete, doDelete, thenUndo))
	}
	return vecty.List{
		elem.Div(class("around"), of(r.id), vecty.Markup(vecty.Data("do", doMenu), vecty.Attribute("aria-hidden", "true"))),
		elem.UnorderedList(class("menu"), attribute("aria-label", text.MenuLabel(r.name)), list),
	}
}

// renaming is the field for a group's other name. Enter takes it, Escape
// leaves the old one.
func renaming(r row) *vecty.HTML {
	opener, bad := "#menu-"+r.id, r.problem != ""
	return elem.Form(class("renaming"), vecty.Markup(vecty.Attribute("novalidate", ""), vecty.Data("escape", "#"+doNameLeft)),
		swatch(r.style),
		elem.Input(vecty.Markup(
			prop.ID(newName),
			vecty.Attribute("name", newName),
			vecty.Attribute("autocomplete", "off"),
			vecty.Attribute("aria-label", text.RenameLabel(r.name)),
			vecty.Attribute("aria-invalid", yesNo(bad)),
			vecty.MarkupIf(bad, vecty.Attribute("aria-describedby", complaintID(newName))),
			prop.Value(r.newName),
		)),
		elem.Button(class("quiet"), then(opener), vecty.Markup(prop.Type(prop.TypeSubmit), vecty.Data("do", doNameDone), prop.Disabled(bad)), vecty.Text(text.TakeName)),
		button(text.LeaveName, doNameLeft, class("quiet"), then(opener), vecty.Markup(prop.ID(doNameLeft))),
		elem.Paragraph(class("msg", "err"), vecty.Markup(prop.ID(complaintID(newName)), vecty.Property("hidden", !bad)), vecty.Text(r.problem)),
	)
}
