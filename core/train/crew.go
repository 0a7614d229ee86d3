package train

import (
	"atelier/core/dataset"
	"atelier/core/nn"
)

// Crew is a run on several cores: sessions of one recipe, a goroutine each,
// that share the rows of every batch. Its events and its bits are those of a
// Session.
type Crew struct {
	*Session // the first member: to look at, and to take snapshots of
	members  []*Session
	team     *nn.Goroutines
}

// NewCrew sets up the run of a recipe with so many members: 1, 2, 4 or 8. The
// errors are those of NewSession. Close ends the goroutines.
func NewCrew(recipe Recipe, data dataset.Set, members int) (*Crew, error) {
	return newCrew(members, func() (*Session, error) { return NewSession(recipe, data) })
}

// RestoreCrew makes a crew of a snapshot, as Restore does a session.
func RestoreCrew(snapshot []byte, data dataset.Set, members int) (*Crew, error) {
	return newCrew(members, func() (*Session, error) { return Restore(snapshot, data) })
}

func newCrew(members int, session func() (*Session, error)) (*Crew, error) {
	c := &Crew{team: nn.NewTeam(members)}
	for rank := range members {
		s, err := session()
		if err != nil {
			return nil, err
		}
		s.Join(c.team.Member(rank))
		c.members = append(c.members, s)
	}
	c.Session = c.members[0]
	for _, s := range c.members[1:] {
		// The others go ahead until they need the first.
		go func() {
			for !s.Done() {
				s.Step()
			}
		}()
	}
	return c, nil
}

// SetLearningRate is Session.SetLearningRate, of all members.
func (c *Crew) SetLearningRate(rate float64) error {
	if !c.Done() {
		c.team.Settle()
	}
	for _, s := range c.members {
		if err := s.SetLearningRate(rate); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the goroutines of the crew, which must not Step any more.
func (c *Crew) Close() { c.team.Close() }
