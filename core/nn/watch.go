package nn

// Part is a kind of work in training, for those who want to know where the time
// goes.
type Part string

// The parts of a pass.
const (
	Multiplying Part = "products"    // of matrices
	Activating  Part = "activations" // all else in the layers and the loss: biases, activations, batch normalisation, dropout
	Exchanging  Part = "exchange"    // between the members of a team, with the waiting for one another
)

// Watch has done called whenever a piece of work on a batch in mode Training
// ends, with what it was; nil, the default, ends that. Whoever looks at a clock
// in done knows how long the piece took: it began where the last one ended.
func (n *Network) Watch(done func(Part)) { n.pass.watch = done }

// done says that a piece of work has ended.
func (p *Pass) done(part Part) {
	if p.watch != nil && p.Mode == Training {
		p.watch(part)
	}
}
