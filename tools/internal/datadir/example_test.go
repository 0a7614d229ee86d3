package datadir_test

import (
	"fmt"
	"testing/fstest"

	"atelier/core/dataset"
	"atelier/tools/internal/datadir"
)

// What dataset.Build makes of a set is read again from the folder it is put
// into.
func ExampleRead() {
	files, err := dataset.Build(dataset.MadeUp(1, 300, 100))
	if err != nil {
		fmt.Println(err)
		return
	}
	folder := fstest.MapFS{}
	for _, f := range files {
		folder[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	set, err := datadir.Read(folder)
	fmt.Println(set.Source, set.Train.Len(), set.Test.Len(), err)
	// Output: made-up 300 100 <nil>
}
