package wire

// Form is a form in which a run can be taken away that only a worker can make:
// it needs the network, or takes long.
type Form string

// The forms.
const (
	Safetensors Form = "safetensors" // the parameters
	ONNX        Form = "onnx"        // the network, from pixels to probabilities
	PyTorch     Form = "pytorch"     // a script that repeats the run
)
