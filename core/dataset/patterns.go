package dataset

import "atelier/core/rng"

// upper is the cut of a garment for the upper body; lengths are in pixels.
type upper struct {
	top, hem             float64 // y of the neck and of the lower edge
	neck, depth          float64 // half its width, and how deep it is cut
	shoulder, chest      float64 // half their widths
	waist, hip           float64
	sleeve, cuff, spread float64 // length downwards, width at the end, and how far it stands off
}

// cut lays the garment: sleeves first, the body over them, the neck cut out.
func (u upper) cut(c *canvas) {
	armpit := u.top + 8
	if u.sleeve > 0 {
		end := u.top + 1 + u.sleeve
		outer := u.shoulder + u.spread
		c.both(0.92,
			point{u.shoulder - 1, u.top + 0.8}, point{u.shoulder + 0.6, u.top + 1.8},
			point{outer, end}, point{outer - u.cuff, end + 0.8},
			point{u.chest - 0.6, armpit})
	}
	waist := (armpit + u.hem) / 2
	c.folded(1,
		point{u.neck, u.top}, point{u.shoulder, u.top + 1.5},
		point{u.chest, armpit}, point{u.waist, waist}, point{u.hip, u.hem})
	if u.depth > 0 {
		c.folded(0, point{u.neck, u.top - 1}, point{u.neck * 0.7, u.top + float64(u.depth*0.7)}, point{0, u.top + u.depth})
	}
}

func tShirt(c *canvas, s *rng.Stream) {
	hip := s.Uniform(6, 8.2)
	u := upper{
		top: 3, hem: s.Uniform(22, 26), neck: s.Uniform(2.4, 4.2), depth: s.Uniform(1, 3.4),
		shoulder: s.Uniform(6.6, 8.4), chest: hip - s.Uniform(-0.3, 0.6), waist: hip - s.Uniform(0, 0.8), hip: hip,
		sleeve: s.Uniform(4, 8), cuff: s.Uniform(3.2, 4.6), spread: s.Uniform(2.4, 4.6),
	}
	if s.IntN(5) == 0 { // a top without sleeves
		u.sleeve, u.shoulder = 0, u.shoulder-1.6
	}
	u.cut(c)
}

func pullover(c *canvas, s *rng.Stream) {
	hip := s.Uniform(5.8, 7.6)
	u := upper{
		top: 3, hem: s.Uniform(22.5, 25.5), neck: s.Uniform(2.2, 3.6), depth: s.Uniform(0.4, 1.8),
		shoulder: s.Uniform(6.2, 7.8), chest: hip + s.Uniform(-0.2, 0.6), waist: hip + s.Uniform(-0.3, 0.4), hip: hip,
		sleeve: s.Uniform(17, 21.5), cuff: s.Uniform(2.4, 3.4), spread: s.Uniform(1.6, 4.2),
	}
	u.cut(c)
	if s.IntN(3) == 0 { // ribs at the hem
		c.folded(0.75, point{u.hip, u.hem - 1.6}, point{u.hip, u.hem})
	}
}

func dress(c *canvas, s *rng.Stream) {
	hip := s.Uniform(3.8, 8.4)
	u := upper{
		top: 2, hem: s.Uniform(25, 27), neck: s.Uniform(1.6, 2.8), depth: s.Uniform(0.8, 3),
		shoulder: s.Uniform(3.4, 5), chest: s.Uniform(3.4, 4.6), waist: s.Uniform(2.9, 4.4), hip: hip,
	}
	if s.IntN(2) == 0 {
		u.sleeve, u.cuff, u.spread = s.Uniform(3, 17), s.Uniform(2, 2.8), s.Uniform(1, 2.6)
	}
	u.cut(c)
	if s.IntN(4) == 0 { // a belt
		c.folded(0.4, point{u.waist, 13}, point{u.waist, 14.3})
	}
}

func coat(c *canvas, s *rng.Stream) {
	hip := s.Uniform(6, 8)
	u := upper{
		top: 2.5, hem: s.Uniform(24.5, 27), neck: s.Uniform(2, 3.2), depth: s.Uniform(1.5, 4),
		shoulder: s.Uniform(6, 7.6), chest: s.Uniform(5.8, 7.2), waist: hip - s.Uniform(0, 1), hip: hip,
		sleeve: s.Uniform(18, 22), cuff: s.Uniform(2.6, 3.6), spread: s.Uniform(1, 3.2),
	}
	u.cut(c)
	middle := s.Uniform(-0.6, 0.6)
	c.band(s.Uniform(0.1, 0.5), s.Uniform(0.6, 1.2), point{middle, 4}, point{middle, u.hem})
	if s.IntN(2) == 0 { // lapels
		c.both(0.7, point{0.3, u.top + u.depth + 4}, point{u.neck + 1.2, u.top + 0.8}, point{u.neck, u.top + 0.4})
	}
	if s.IntN(3) == 0 { // pockets
		c.both(0.55, point{2.4, 18}, point{5, 17.4}, point{5, 18.4}, point{2.4, 19})
	}
}

func shirt(c *canvas, s *rng.Stream) {
	hip := s.Uniform(5.8, 7.8)
	u := upper{
		top: 3, hem: s.Uniform(22.5, 26.5), neck: s.Uniform(2, 3.2), depth: s.Uniform(0.8, 3.2),
		shoulder: s.Uniform(6.2, 7.8), chest: hip - s.Uniform(-0.4, 0.4), waist: hip - s.Uniform(0, 0.8), hip: hip,
		sleeve: s.Uniform(14, 21), cuff: s.Uniform(2.2, 3.2), spread: s.Uniform(1.6, 4),
	}
	if s.IntN(3) == 0 { // short sleeves
		u.sleeve, u.cuff, u.spread = s.Uniform(5, 9), s.Uniform(3, 4), s.Uniform(2, 4)
	}
	u.cut(c)
	if s.IntN(4) > 0 { // buttons
		for y := 7.0; y < u.hem-1; y += 3 {
			c.folded(0.35, point{0.5, y}, point{0.5, y + 1})
		}
	}
	if s.IntN(4) > 0 { // a collar
		c.both(1.25, point{0.4, u.top + u.depth + 1.4}, point{u.neck + 1, u.top + 1.6}, point{u.neck - 0.2, u.top - 0.6})
	}
}

func trouser(c *canvas, s *rng.Stream) {
	waist, outer := s.Uniform(3.2, 4.6), s.Uniform(3.6, 6)
	hem := s.Uniform(1.8, 3.2)
	crotch, end := s.Uniform(8, 12), s.Uniform(24.5, 27)
	gap := s.Uniform(0.2, 1.2)
	c.both(1,
		point{0, 2}, point{waist, 2}, point{waist + 0.8, 8},
		point{outer, end}, point{max(outer-hem, gap), end}, point{gap / 2, crotch}, point{0, crotch})
	if s.IntN(2) == 0 { // a waistband
		c.folded(0.6, point{waist, 2}, point{waist, 3.4})
	}
}

// Shoes are seen from the side, the toe to the left.

func sandal(c *canvas, s *rng.Stream) {
	heel := s.Uniform(0, 7)
	if s.IntN(2) == 0 {
		heel = s.Uniform(0, 1)
	}
	sole, thick := 21.0, s.Uniform(1, 2.4)
	toe, back := point{-12, sole}, point{11, sole - heel}
	c.polygon(1, point{toe.x, toe.y - thick}, point{-4, sole - thick}, point{back.x, back.y - thick}, back, point{-3, sole + 0.4}, toe)
	if heel > 2 {
		c.polygon(0.9, point{8.6, back.y}, point{11, back.y}, point{10.6, sole}, point{9.6, sole})
	}
	straps := 2 + s.IntN(3)
	for i := range straps {
		x := -9 + float64(float64(i)*s.Uniform(4, 6.4))
		height := s.Uniform(3, 7.5)
		lean := s.Uniform(1, 5)
		base := sole - heel*(x+12)/23
		c.path(s.Uniform(0.7, 1.1), s.Uniform(0.8, 2), point{x, base}, point{x + lean, base - height}, point{x + lean + s.Uniform(1, 4), base - thick})
	}
	if s.IntN(2) == 0 { // around the ankle
		c.path(1, 1.2, point{10, back.y}, point{10.6, back.y - 6}, point{4, back.y - 7})
	}
}

func sneaker(c *canvas, s *rng.Stream) {
	sole, thick := 21.5, s.Uniform(1.4, 2.8)
	top := s.Uniform(12, 15)
	instep := s.Uniform(-3, 2)
	toe := s.Uniform(3, 4.6)
	c.polygon(1,
		point{-12.6, sole - thick}, point{-12.4, sole - toe}, point{-8, sole - toe - 1.4},
		point{instep, top}, point{instep + 2.4, top - 0.6}, point{6.5, top + 1.4},
		point{10.6, top - 0.2}, point{11.6, sole - thick})
	c.polygon(s.Uniform(0.45, 1.3), point{-12.8, sole - thick}, point{12, sole - thick}, point{11.6, sole}, point{-12, sole})
	for i := range s.IntN(4) { // laces
		x := instep - 3 + float64(1.5*float64(i))
		c.band(0.4, 0.7, point{x, top + 3.6 - float64(i)}, point{x + 2.4, top + 4.4 - float64(i)})
	}
	if s.IntN(2) == 0 { // a stripe
		c.band(0.5, 1, point{1, sole - thick}, point{4, top + 2})
	}
}

func ankleBoot(c *canvas, s *rng.Stream) {
	heel := s.Uniform(0, 4)
	sole := 24.0
	top := s.Uniform(3, 10)
	front := s.Uniform(-3, 0.6)
	toe := s.Uniform(3.4, 5.4)
	back := s.Uniform(9.4, 11)
	c.polygon(1,
		point{-12.4, sole - 1}, point{-12.2, sole - toe}, point{-8, sole - toe - 1.8},
		point{front, sole - toe - 5}, point{front + 0.6, top}, point{back, top - s.Uniform(0, 1)},
		point{back + 0.6, sole - heel - 1}, point{3, sole - float64(heel*0.6) - 1}, point{-3, sole - 1})
	c.polygon(s.Uniform(0.5, 1.2), point{-12.4, sole - 1}, point{-3, sole - 1}, point{3, sole - float64(heel*0.6) - 1},
		point{back + 0.6, sole - heel - 1}, point{back + 0.6, sole - heel}, point{3, sole - float64(heel*0.6) + 0.2}, point{-3, sole}, point{-12, sole})
	if heel > 1 {
		c.polygon(1, point{back - 3.2, sole - heel}, point{back + 0.6, sole - heel}, point{back + 0.4, sole}, point{back - 2.4, sole})
	}
	if s.IntN(2) == 0 { // a zip
		c.band(0.5, 0.8, point{(front + back) / 2, top}, point{float64((front+back)/2) - 1, sole - heel - 2})
	}
}

func bag(c *canvas, s *rng.Stream) {
	top, bottom := s.Uniform(8.5, 14), s.Uniform(22, 26)
	above, below := s.Uniform(7.5, 11.5), s.Uniform(8.5, 12.5)
	if s.IntN(8) > 0 { // handles
		reach, high := s.Uniform(3, above-1), s.Uniform(2, top-3)
		c.path(s.Uniform(0.6, 1), s.Uniform(0.9, 1.8),
			point{-reach, top + 1}, point{-reach * 0.85, (top + high) / 2}, point{-reach * 0.4, high},
			point{reach * 0.4, high}, point{reach * 0.85, (top + high) / 2}, point{reach, top + 1})
	}
	c.folded(1, point{above, top}, point{below, bottom - 1.4}, point{below - 1.4, bottom})
	switch s.IntN(3) {
	case 0: // a flap
		c.folded(0.75, point{above, top}, point{above, (top + bottom) / 2}, point{above - 3, float64((top+bottom)/2) + 1})
	case 1: // a clasp
		c.folded(0.3, point{1.2, top + 3}, point{1.2, top + 5})
	}
}
