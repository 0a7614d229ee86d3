package web_test

import (
	"fmt"
	"syscall/js"

	"atelier/site/internal/web"
)

func Example() {
	blob := js.Global().Get("Blob").New([]any{web.Array([]byte("seven of ")), "nine"})
	buffer, err := web.Await(blob.Call("arrayBuffer"))
	fmt.Println(string(web.Bytes(buffer)), err)
	// Output: seven of nine <nil>
}
