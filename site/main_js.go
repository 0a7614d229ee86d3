// Command site is the program of the page and of its workers. They are one
// program, which is fetched and compiled once for all of them: a second one
// would bring Go's runtime and the core a second time.
//
// On the page it shows the store's state, turns what people do into actions, and
// owns the workers.
package main

import (
	"syscall/js"

	"github.com/hexops/vecty"

	"atelier/site/internal/dom"
	"atelier/site/pool"
	"atelier/site/storage"
	"atelier/site/store"
	"atelier/site/ui"
	"atelier/wasm/trainer"
	"atelier/wasm/wire"
)

func main() {
	if js.Global().Get("window").IsUndefined() {
		trainer.Run()
	}
	root := js.Global().Get("document").Get("documentElement")
	initial := store.Initial()
	initial.SIMD = root.Get("dataset").Get("simd").String() == "true"
	initial.Workers = store.Workers(pool.Cores())
	initial.Theme = rememberedTheme()
	initial.Session = newSession()

	var s *store.Store
	keeper := storage.New(storage.Browser(initial.Session), func(a store.Action) { s.Dispatch(a) })
	workers := pool.New(pool.Browser(), keeper, func(r wire.Report) { s.Dispatch(store.Reported{Report: r}) })
	s = store.New(initial, workers.Send)

	dom.Install()
	page := &ui.Page{State: initial, Dispatch: s.Dispatch}
	showTheme(initial)
	if err := vecty.RenderInto("#app", page); err != nil {
		panic(err) // index.html has no such element
	}
	s.Listen(func(state store.State) {
		page.State = state
		vecty.Rerender(page) // at most once a frame, and not while hidden
	})
	s.Listen(showTheme)
	s.Listen(showTitle())
	watchSizes(s.Dispatch)
	resumeDraft(s.Dispatch) // before a link that had been opened, whose recipe it may have been made of
	resumeLesson(s.Dispatch)
	s.Listen(keepDraft())
	s.Listen(keepLesson())
	followAddress(s.Dispatch)
	followScrolling(s.Dispatch, s.State)
	dragQueue(s.Dispatch)
	keepFocus()
	followPen(s.Dispatch)
	photos := takePhotos(s.Dispatch)
	takePlans(s.Dispatch)
	saveResults(s.State)
	s.Listen(askWhatIsDue(s))
	s.Listen(copyLinks(s.Dispatch))
	workers.Files(saveRuns(s.State))
	s.Listen(saveDue(s.Dispatch))
	takeFiles(s, workers)
	takeDrops(s, workers, photos)
	dragLayers(s.Dispatch)
	s.Listen(keepOffline(s.Dispatch))
	takeKept(keeper)
	s.Listen(keeper.Follow)
	keeper.Open()
	s.Dispatch(store.LoadData{})
	loadWhenOnline(s)
	s.Listen(collect())
	warm()
	select {} // all further work is done in callbacks
}

// loadWhenOnline asks for the data again, if it could not be had, when the
// browser says that there is a network.
func loadWhenOnline(s *store.Store) {
	js.Global().Call("addEventListener", "online", js.FuncOf(func(js.Value, []js.Value) any {
		if s.State().Data.Phase == store.DataFailed {
			s.Dispatch(store.LoadData{})
		}
		return nil
	}))
}

// showTitle returns a listener that keeps the tab's title.
func showTitle() func(store.State) {
	shown := ""
	return func(s store.State) {
		if title := ui.Title(s); title != shown {
			shown = title
			vecty.SetTitle(title)
		}
	}
}
