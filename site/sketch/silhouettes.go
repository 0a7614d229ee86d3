package sketch

// Silhouette returns a simple drawing of a garment of the class, 0 to 9, to
// begin with.
func Silhouette(class int) []Stroke { return silhouettes[class]() }

var silhouettes = [...]func() []Stroke{
	tShirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankleBoot,
}

// folded returns cloth whose right half is given, from the top to the bottom,
// by points whose x counts from the middle; the left is its mirror image.
func folded(right ...Point) Stroke {
	s := Stroke{Tool: Cloth, Width: MinWidth}
	for _, p := range right {
		s.Points = append(s.Points, Point{Side/2 + p.X, p.Y})
	}
	for i := len(right) - 1; i >= 0; i-- {
		s.Points = append(s.Points, Point{Side/2 - right[i].X, right[i].Y})
	}
	s.Points = append(s.Points, s.Points[0])
	return s
}

// seam returns a line by points whose x counts from the middle.
func seam(tool Tool, width int, points ...Point) Stroke {
	s := Stroke{Tool: tool, Width: width}
	for _, p := range points {
		s.Points = append(s.Points, Point{Side/2 + p.X, p.Y})
	}
	return s
}

// shoe returns cloth by points whose x counts from the middle. Shoes are seen
// from the side, the toe to the left.
func shoe(points ...Point) Stroke {
	return seam(Cloth, MinWidth, append(points, points[0])...)
}

func tShirt() []Stroke {
	return []Stroke{
		folded(Point{70, 50}, Point{150, 80}, Point{240, 190}, Point{180, 240}, Point{140, 200}, Point{145, 510}),
		seam(Rubber, 24, Point{-60, 40}, Point{0, 66}, Point{60, 40}),
	}
}

func trouser() []Stroke {
	return []Stroke{
		folded(Point{85, 30}, Point{110, 200}, Point{125, 530}, Point{45, 530}, Point{8, 190}),
		seam(Pen, 8, Point{-85, 58}, Point{85, 58}),
	}
}

func pullover() []Stroke {
	return []Stroke{
		folded(Point{60, 50}, Point{140, 80}, Point{190, 180}, Point{225, 450}, Point{165, 465}, Point{138, 230}, Point{140, 500}),
		seam(Pen, 8, Point{-140, 470}, Point{140, 470}),
	}
}

func dress() []Stroke {
	return []Stroke{
		folded(Point{50, 30}, Point{85, 40}, Point{75, 140}, Point{62, 220}, Point{120, 530}),
		seam(Rubber, 24, Point{-40, 24}, Point{0, 60}, Point{40, 24}),
	}
}

func coat() []Stroke {
	return []Stroke{
		folded(Point{50, 30}, Point{130, 60}, Point{175, 160}, Point{205, 460}, Point{148, 470}, Point{128, 230}, Point{140, 530}),
		seam(Pen, 10, Point{0, 120}, Point{0, 530}),
		seam(Pen, 10, Point{-50, 40}, Point{0, 130}, Point{50, 40}),
	}
}

func sandal() []Stroke {
	return []Stroke{
		shoe(Point{-250, 430}, Point{-80, 430}, Point{230, 290}, Point{240, 420}, Point{210, 420}, Point{205, 350}, Point{-60, 460}, Point{-250, 460}),
		seam(Cloth, 22, Point{-200, 430}, Point{-150, 330}, Point{-90, 430}),
		seam(Cloth, 18, Point{215, 300}, Point{220, 190}, Point{110, 170}, Point{215, 230}),
	}
}

func shirt() []Stroke {
	strokes := []Stroke{
		folded(Point{55, 60}, Point{135, 85}, Point{185, 180}, Point{215, 420}, Point{160, 440}, Point{132, 230}, Point{138, 520}),
		folded(Point{30, 40}, Point{70, 60}, Point{0, 130}),
		seam(Pen, 8, Point{0, 130}, Point{0, 520}),
		seam(Pen, 8, Point{-60, 55}, Point{0, 130}, Point{60, 55}),
	}
	for y := 180; y < 520; y += 70 {
		strokes = append(strokes, seam(Rubber, 12, Point{16, y}))
	}
	return strokes
}

func sneaker() []Stroke {
	return []Stroke{
		shoe(Point{-260, 400}, Point{-255, 345}, Point{-170, 310}, Point{-20, 220}, Point{60, 210}, Point{110, 250}, Point{220, 215}, Point{250, 300}, Point{250, 400}),
		seam(Pen, 26, Point{-250, 405}, Point{245, 405}),
		seam(Rubber, 10, Point{-70, 270}, Point{-30, 300}),
		seam(Rubber, 10, Point{-20, 240}, Point{20, 275}),
	}
}

func bag() []Stroke {
	return []Stroke{
		folded(Point{190, 230}, Point{230, 490}, Point{200, 515}),
		seam(Pen, 22, Point{-110, 235}, Point{-95, 130}, Point{-50, 70}, Point{50, 70}, Point{95, 130}, Point{110, 235}),
		seam(Pen, 8, Point{-195, 270}, Point{195, 270}),
	}
}

func ankleBoot() []Stroke {
	return []Stroke{
		shoe(Point{-250, 490}, Point{-250, 420}, Point{-180, 370}, Point{-30, 290}, Point{-30, 60}, Point{190, 50}, Point{215, 300}, Point{225, 500}, Point{140, 500}, Point{130, 470}, Point{20, 490}),
		seam(Pen, 14, Point{-250, 488}, Point{20, 488}, Point{130, 462}, Point{222, 470}),
		seam(Pen, 8, Point{60, 70}, Point{50, 300}),
	}
}
