package optim_test

import (
	"encoding/json"
	"fmt"

	"atelier/core/nn"
	"atelier/core/optim"
)

// Finding the lowest point of (w - 3)², whose gradient is 2(w - 3).
func Example() {
	var config optim.Config
	err := json.Unmarshal([]byte(`{"method": "sgd", "learning_rate": 0.05, "momentum": 0.8, "nesterov": true}`), &config)
	if err != nil || config.Validate() != nil {
		fmt.Println(err, config.Validate())
		return
	}
	w := &nn.Parameter{Value: []float32{0}, Grad: []float32{0}}
	optimizer := optim.New(config, []*nn.Parameter{w})
	for range 100 {
		w.Grad[0] = 2 * (w.Value[0] - 3)
		optimizer.Step(config.LearningRate)
	}
	fmt.Printf("%.3f\n", w.Value[0])
	// Output: 3.000
}

func ExampleMethods() {
	for _, m := range optim.Methods() {
		fmt.Println(m.Label, m.LearningRate)
	}
	// Output:
	// SGD 0.01
	// Adagrad 0.01
	// RMSprop 0.01
	// AdaDelta 1
	// Adam 0.001
	// AdamW 0.001
	// NAdam 0.002
}

// Two epochs of warm-up, then down to a tenth along a cosine.
func ExampleSchedule_Rate() {
	s := optim.Constant()
	s.Kind, s.Warmup, s.Minimum = "cosine", 2, 0.01
	const batches, epochs = 100, 6
	for epoch := range epochs {
		fmt.Printf("%.4f ", s.Rate(0.1, epoch, 0, batches, epochs))
	}
	fmt.Println()
	// Output: 0.0333 0.0667 0.1000 0.0868 0.0550 0.0232
}
