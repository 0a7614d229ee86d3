package storage

import "atelier/site/store"

// grant does what people ask of the storage.
func (k *Keeper) grant() {
	asked := k.state.Storage
	if asked.Wish == k.wish {
		return
	}
	k.wish = asked.Wish
	switch k.wish {
	case store.Persist:
		k.place.Persist(func(granted bool) {
			k.dispatch(store.Granted{Refused: !granted})
			k.weigh()
		})
	case store.Export:
		k.export(k.state.Runs)
	case store.Clear:
		for id := range k.unread {
			k.erase(id)
		}
		clear(k.unread)
		k.unreadWhy = ""
		k.flush()
		k.dispatch(store.Granted{Refused: asked.NotPromised})
		k.weigh()
	}
}
