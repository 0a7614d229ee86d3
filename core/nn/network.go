package nn

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/rng"
)

// Network is a list of layers, each taking what the one before it gives, as
// PyTorch's nn.Sequential. It owns all memory that a pass needs.
type Network struct {
	Layers []Layer

	rows       int              // the most a batch may have
	input      blas32.General   // of the last Forward
	pass       Pass             // the last Forward's
	values     []blas32.General // values[i] is what layer i gave, for rows rows
	gradients  []blas32.General // gradients[i] is the gradient in values[i]
	parameters []*Parameter
	buffers    []Buffer
	partial    [][]float32 // gradients that Backward sets for the rows at hand
}

// New returns the network of the given layers for batches of at most rows
// rows. The parameters are renamed as PyTorch's nn.Sequential would: "weight"
// of layer 2 is "2.weight". It panics if the layers do not fit together.
func New(rows int, layers ...Layer) *Network {
	n := &Network{Layers: layers, rows: rows}
	for i, l := range layers {
		if i > 0 && l.Inputs() != layers[i-1].Outputs() {
			panic(fmt.Sprintf("nn: layer %d takes %d features, layer %d gives %d", i, l.Inputs(), i-1, layers[i-1].Outputs()))
		}
		l.Reserve(rows)
		n.values = append(n.values, newMatrix(rows, l.Outputs()))
		n.gradients = append(n.gradients, newMatrix(rows, l.Outputs()))
		for _, p := range l.Parameters() {
			p.Name = fmt.Sprintf("%d.%s", i, p.Name)
			n.parameters = append(n.parameters, p)
			if !p.complete {
				n.partial = append(n.partial, p.Grad)
			}
		}
		if b, ok := l.(Buffered); ok {
			for _, b := range b.Buffers() {
				b.Name = fmt.Sprintf("%d.%s", i, b.Name)
				n.buffers = append(n.buffers, b)
			}
		}
	}
	return n
}

// Parameters lists the parameters of all layers in order.
func (n *Network) Parameters() []*Parameter { return n.parameters }

// Buffers lists the buffers of all layers in order.
func (n *Network) Buffers() []Buffer { return n.buffers }

// Initialise draws all parameters of dense layers and gives every dropout
// layer a stream of its own under the seed.
func (n *Network) Initialise(init Initialiser, seed uint64) {
	for i, l := range n.Layers {
		switch l := l.(type) {
		case *Dense:
			l.Initialise(init, seed)
		case *Dropout:
			l.Seed(rng.New(seed, fmt.Sprintf("dropout.%d", i)))
		}
	}
}

// Streams lists the random streams of all layers in order.
func (n *Network) Streams() []*rng.Stream {
	var streams []*rng.Stream
	for _, l := range n.Layers {
		if l, ok := l.(*Dropout); ok {
			streams = append(streams, l.Stream())
		}
	}
	return streams
}

// Output returns what layer i gave in the last Forward, which stands until the
// next.
func (n *Network) Output(i int) blas32.General { return top(n.values[i], n.input.Rows) }

// Join has the network work on the share of each batch that falls to a member
// of a team. All members must have the same network, in the same state.
func (n *Network) Join(t Team) { n.pass.team = t }

// Share returns which rows of a batch fall to this network: rows from to to-1,
// all if it is in no team.
func (n *Network) Share(rows int) (from, to int) {
	rank, members := n.place()
	each := slicesOfABatch / members
	return sliceStart(rows, rank*each), sliceStart(rows, (rank+1)*each)
}

func (n *Network) place() (rank, members int) {
	if t := n.pass.team; t != nil {
		return t.Rank(), t.Members()
	}
	return 0, 1
}

// Forward returns the logits [B, C] for a batch x [B, I]. They are the
// network's own memory and stand until the next Forward.
func (n *Network) Forward(x blas32.General, mode Mode) blas32.General {
	return n.ForwardShare(x, x.Rows, mode)
}

// ForwardShare is Forward for x that is the network's Share of a batch of so
// many rows.
func (n *Network) ForwardShare(x blas32.General, rows int, mode Mode) blas32.General {
	if x.Rows > n.rows || x.Cols != n.Layers[0].Inputs() {
		panic(fmt.Sprintf("nn: input of %d×%d, want at most %d×%d", x.Rows, x.Cols, n.rows, n.Layers[0].Inputs()))
	}
	if from, to := n.Share(rows); x.Rows != to-from {
		panic(fmt.Sprintf("nn: input of %d rows, want this network's share of %d: %d", x.Rows, rows, to-from))
	}
	n.input = x
	rank, members := n.place()
	n.pass.share(mode, rows, rank, members)
	for i, l := range n.Layers {
		y := top(n.values[i], x.Rows)
		l.Forward(x, y, &n.pass)
		n.pass.done(Activating)
		x = y
	}
	return x
}

// Pass returns what the last Forward was told of its batch.
func (n *Network) Pass() *Pass { return &n.pass }

// LogitsGradient is where the gradient in the logits of the last Forward
// belongs, before Backward is called.
func (n *Network) LogitsGradient() blas32.General {
	return top(n.gradients[len(n.Layers)-1], n.input.Rows)
}

// Backward sets the gradients of all parameters from LogitsGradient. The last
// Forward must have been in mode Training. In a team some are those of the rows
// at hand, until Complete.
func (n *Network) Backward() {
	rows := n.input.Rows
	for i := len(n.Layers) - 1; i >= 0; i-- {
		x, dx := n.input, blas32.General{}
		if i > 0 {
			x, dx = top(n.values[i-1], rows), top(n.gradients[i-1], rows)
		}
		n.Layers[i].Backward(x, top(n.values[i], rows), top(n.gradients[i], rows), dx, &n.pass)
		n.pass.done(Activating)
	}
}

// Complete makes the gradients that Backward has set those of the whole batch,
// and does what Add does.
func (n *Network) Complete(numbers []float64) {
	if t := n.pass.team; t != nil {
		t.Sum(n.partial, numbers)
		n.pass.done(Exchanging)
		for _, l := range n.Layers {
			if l, ok := l.(*Dense); ok {
				l.complete()
			}
		}
		n.pass.done(Activating)
	}
}

// Add replaces numbers by their sums over the team.
func (n *Network) Add(numbers []float64) {
	if t := n.pass.team; t != nil {
		t.Sum(nil, numbers)
	}
}

// SHA256 returns, in hexadecimal, the SHA-256 over the values of all
// parameters in order: float32, little endian, in PyTorch's layout. In
// PyTorch it is
//
//	h = hashlib.sha256()
//	for p in model.parameters():
//	    h.update(p.detach().contiguous().numpy().astype("<f4").tobytes())
//	print(h.hexdigest())
func (n *Network) SHA256() string {
	h := sha256.New()
	for _, p := range n.parameters {
		values := make([]float32, len(p.Value))
		p.PyTorch(values, p.Value)
		text := make([]byte, 0, 4*len(values))
		for _, v := range values {
			text = binary.LittleEndian.AppendUint32(text, math.Float32bits(v))
		}
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil))
}
