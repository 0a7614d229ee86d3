package export_test

import (
	"fmt"
	"log"

	"atelier/core/dataset"
	"atelier/core/export"
	"atelier/core/train"
)

func Example() {
	recipe := train.Default()
	recipe.Hidden, recipe.Epochs, recipe.TrainingImages = []int{16}, 2, 500
	session, err := train.NewSession(recipe, dataset.MadeUp(1, 500, 100))
	if err != nil {
		log.Fatal(err)
	}
	run := export.Run{Name: recipe.Name}
	for !session.Done() {
		run.Add(session.Step())
	}
	fmt.Println(export.Curves([]export.Run{run}).Rows(), "epochs")

	// Whoever opens the file has the recipe and the network.
	file := export.Safetensors(export.Model{Recipe: recipe, Network: session.Network(), Epoch: recipe.Epochs, Whole: true})
	opened, err := export.ReadModel(file, 1)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(opened.Recipe.Hidden, opened.Network.SHA256() == run.End.ParametersSHA256)
	for _, t := range export.StateDict(opened.Network) {
		fmt.Println(t.Name, t.Shape)
	}
	// Output:
	// 2 epochs
	// [16] true
	// 0.weight [16 784]
	// 0.bias [16]
	// 2.weight [10 16]
	// 2.bias [10]
}
