package train_test

import (
	"fmt"
	"log"

	"atelier/core/dataset"
	"atelier/core/train"
)

func Example() {
	recipe, err := train.ParseRecipe([]byte(`{
		"hidden": [64], "epochs": 3, "training_images": 2000, "batch_size": 100,
		"optimizer": {"method": "adam", "learning_rate": 0.01}
	}`))
	if err != nil {
		log.Fatal(err) // train.Errors: one for each field that is wrong
	}
	session, err := train.NewSession(recipe, dataset.MadeUp(1, 2000, 500))
	if err != nil {
		log.Fatal(err)
	}
	for !session.Done() {
		switch e := session.Step(); e.Kind {
		case train.Epoch:
			fmt.Printf("epoch %d of %d\n", e.Epoch, e.Epochs)
		case train.Finished:
			fmt.Println("better than one in two:", e.TestAccuracy.Mean > 0.5)
		}
	}
	// Output:
	// epoch 1 of 3
	// epoch 2 of 3
	// epoch 3 of 3
	// better than one in two: true
}
