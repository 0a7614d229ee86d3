package link_test

import (
	"fmt"

	"atelier/core/link"
	"atelier/core/train"
)

func ExampleEncode() {
	recipe := train.Default()
	recipe.Optimizer.Method = "adam"
	text, err := link.Encode(link.Link{Entries: []link.Entry{{Recipe: recipe, Seeds: []uint64{0, 1, 2}}}})
	if err != nil {
		panic(err)
	}
	fmt.Println(text)

	read, err := link.Decode(text)
	if err != nil {
		panic(err)
	}
	fmt.Println(read.Entries[0].Recipe.Optimizer.Method, read.Entries[0].Seeds)
	// Output:
	// r=1.eyJlIjpbeyJyIjp7Im9wdGltaXplciI6eyJtZXRob2QiOiJhZGFtIn19LCJzIjpbMSwyXX1dfbNQgbM
	// adam [0 1 2]
}
