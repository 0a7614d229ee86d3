package stats

// Confusion counts images by what they are and what they were taken for:
// Confusion[t][p] images of class t were taken for class p.
type Confusion [][]int

// NewConfusion returns the empty matrix for the given number of classes.
func NewConfusion(classes int) Confusion {
	c := make(Confusion, classes)
	for t := range c {
		c[t] = make([]int, classes)
	}
	return c
}

// Add counts predictions against the truth. It panics if there are more
// predictions than truths, or a class that the matrix does not have.
func (c Confusion) Add(truth, predicted []byte) {
	for i, p := range predicted {
		c[truth[i]][p]++
	}
}

// Count returns the number of images, and of those that were taken for what
// they are.
func (c Confusion) Count() (images, right int) {
	for t, row := range c {
		for _, n := range row {
			images += n
		}
		right += row[t]
	}
	return images, right
}

// Precision returns, of the images taken for the class, the share that are of
// it; 0 if none were, as scikit-learn has it.
func (c Confusion) Precision(class int) float64 {
	taken := 0
	for _, row := range c {
		taken += row[class]
	}
	return share(c[class][class], taken)
}

// Recall returns, of the images of the class, the share that were taken for
// it: the class's own accuracy; 0 if there are none.
func (c Confusion) Recall(class int) float64 {
	of := 0
	for _, n := range c[class] {
		of += n
	}
	return share(c[class][class], of)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
