package web

import "syscall/js"

// Array returns bytes as a Uint8Array.
func Array(bytes []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(bytes))
	js.CopyBytesToJS(array, bytes)
	return array
}

// Bytes returns the content of a Uint8Array, or of an ArrayBuffer.
func Bytes(array js.Value) []byte {
	array = js.Global().Get("Uint8Array").New(array)
	bytes := make([]byte, array.Length())
	js.CopyBytesToGo(bytes, array)
	return bytes
}

// Save has the browser save some content as a file: texts, arrays and blobs, one
// after the other.
func Save(name, kind string, content ...js.Value) {
	parts := js.Global().Get("Array").New()
	for _, part := range content {
		parts.Call("push", part)
	}
	blob := js.Global().Get("Blob").New(parts, map[string]any{"type": kind})
	address := js.Global().Get("URL").Call("createObjectURL", blob)
	anchor := js.Global().Get("document").Call("createElement", "a")
	anchor.Set("href", address)
	anchor.Set("download", name)
	anchor.Call("click")
	// The browser reads it in tasks of its own, by which time it must be there
	// still.
	var forget js.Func
	forget = js.FuncOf(func(js.Value, []js.Value) any {
		forget.Release()
		js.Global().Get("URL").Call("revokeObjectURL", address)
		return nil
	})
	const minute = 60_000
	js.Global().Call("setTimeout", forget, minute)
}
