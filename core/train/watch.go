package train

import "atelier/core/nn"

// The parts of a run, beside those of a pass through the network. Shuffling
// belongs to Gathering, clipping to Updating, and all that a Step does in
// evaluation is one piece, Evaluating.
const (
	Gathering  nn.Part = "gather"     // the images of a batch, scaled
	Updating   nn.Part = "optimizer"  // the parameters
	Evaluating nn.Part = "evaluation" // a batch of validation or test images
)

// Watch has done called whenever a piece of the run's work ends, with what it
// was, within Step; nil, the default, ends that. See nn.Network.Watch.
func (s *Session) Watch(done func(nn.Part)) {
	s.watch = done
	s.network.Watch(done)
}

// did says that a piece of work has ended.
func (s *Session) did(part nn.Part) {
	if s.watch != nil {
		s.watch(part)
	}
}
