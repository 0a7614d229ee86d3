package dataset

import (
	"fmt"

	"atelier/core/rng"
)

// MadeUpVersion counts the changes to what MadeUp draws.
const MadeUpVersion = 1

// MadeUp draws a data set in the form of Fashion-MNIST, for where that cannot
// be had: garments of the same ten classes, each a silhouette with a random
// cut, place, cloth and noise. Some are cut like those of another class, as in
// the real set, so that no classifier gets all of them right. The classes
// come in equal shares, and the images are interleaved as in any Set.
//
// The same seed gives the same bytes on every machine, and a larger set begins
// with the images of a smaller one.
func MadeUp(seed uint64, train, test int) Set {
	return Set{MadeUpSource, madeUp(seed, "train", train), madeUp(seed, "test", test)}
}

// madeUp draws n images. Each has a stream of its own.
func madeUp(seed uint64, part string, n int) Images {
	images := NewImages(n)
	var c canvas
	for i := range n {
		class := i % Classes
		images.Labels[i] = byte(class)
		c.draw(images.Image(i), class, rng.New(seed, fmt.Sprintf("made-up/%s/%d", part, i)))
	}
	return images
}

// draw draws one garment of the class.
func (c *canvas) draw(image []byte, class int, s *rng.Stream) {
	cut := class
	if like := alike[class]; s.Float64() < confusion {
		cut = like[s.IntN(len(like))]
	}
	c.clear()
	c.place(s)
	patterns[cut](c, s)
	c.dye(image, s)
}

// confusion is the share of garments that are cut like another class.
const confusion = 0.1

// alike lists, for each class, those that its garments may be cut like.
var alike = [Classes][]int{
	0: {6, 2, 3},    // T-shirt/top: shirt, pullover, dress
	1: {1},          // trouser: no other
	2: {4, 6, 0},    // pullover: coat, shirt, T-shirt
	3: {0, 4},       // dress: T-shirt, coat
	4: {2, 6},       // coat: pullover, shirt
	5: {7},          // sandal: sneaker
	6: {0, 2, 4, 6}, // shirt: T-shirt, pullover, coat
	7: {5, 9},       // sneaker: sandal, ankle boot
	8: {8},          // bag: no other
	9: {7},          // ankle boot: sneaker
}

// patterns cuts a garment of each class.
var patterns = [Classes]func(*canvas, *rng.Stream){
	tShirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankleBoot,
}
