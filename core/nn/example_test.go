package nn_test

import (
	"fmt"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
	"atelier/core/nn"
)

// Learning exclusive or by gradient descent.
func Example() {
	x := blas32.General{Rows: 4, Cols: 2, Stride: 2, Data: []float32{0, 0, 0, 1, 1, 0, 1, 1}}
	labels := []byte{0, 1, 1, 0}

	network := nn.New(4, nn.NewDense(2, 8), nn.Tanh{Features: 8}, nn.NewDense(8, 2))
	xavier, _ := nn.InitialiserByName("xavier_uniform")
	network.Initialise(xavier, 1)
	for range 300 {
		logits := network.Forward(x, nn.Training)
		nn.CrossEntropy{}.Loss(logits, labels, network.LogitsGradient(), network.Pass())
		network.Backward()
		for _, p := range network.Parameters() {
			f32.AddScaled(p.Value, -0.5, p.Grad)
		}
	}

	logits := network.Forward(x, nn.Evaluation)
	predictions := make([]byte, 4)
	nn.Predict(predictions, logits)
	loss := nn.CrossEntropy{}.Loss(logits, labels, blas32.General{}, network.Pass()) / 4
	fmt.Println(predictions, loss < 0.05)
	for _, p := range network.Parameters() {
		fmt.Println(p.Name, p.Shape)
	}
	// Output:
	// [0 1 1 0] true
	// 0.weight [8 2]
	// 0.bias [8]
	// 2.weight [2 8]
	// 2.bias [2]
}
