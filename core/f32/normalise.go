package f32

// Normalisation makes numbers of bytes: x becomes (x/255 - mean)/deviation,
// every operation rounded to float32.
type Normalisation struct {
	mean, deviation float32
	table           [256]float32 // what each byte becomes
}

// NewNormalisation returns the normalisation by a mean and a deviation, which
// must not be 0.
func NewNormalisation(mean, deviation float32) Normalisation {
	n := Normalisation{mean: mean, deviation: deviation}
	for x := range n.table {
		n.table[x] = (float32(x)/255 - mean) / deviation
	}
	return n
}

// Apply sets d to what the bytes become.
func (n *Normalisation) Apply(d []float32, x []byte) {
	x = x[:len(d)]
	i := normaliseFront(d, x, n.mean, n.deviation)
	// Unrolled, because a turn of a loop costs WebAssembly more than the work
	// in it.
	for ; i+8 <= len(d); i += 8 {
		to, from := (*[8]float32)(d[i:]), (*[8]byte)(x[i:])
		to[0], to[1] = n.table[from[0]], n.table[from[1]]
		to[2], to[3] = n.table[from[2]], n.table[from[3]]
		to[4], to[5] = n.table[from[4]], n.table[from[5]]
		to[6], to[7] = n.table[from[6]], n.table[from[7]]
	}
	for ; i < len(d); i++ {
		d[i] = n.table[x[i]]
	}
}

// For every byte x, x·over255 + x·over255Rest rounds to x/255: the first product
// is exact, and the second is what it lacks. Vectors divide so slowly that two
// products and a sum are sooner done.
const (
	over255     float32 = 0x1.01p-8
	over255Rest float32 = 1.0/255 - 0x1.01p-8
)
