package train

import (
	"sync"

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
	others   sync.WaitGroup // the goroutines of all but the first
}

// NewCrew sets up the run of a recipe with so many members: 1, 2, 4 or 8, or it
// panics (see nn.TeamSize). The errors are those of NewSession. Close ends the
// goroutines.
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
	c.startOthers()
	return c, nil
}

// startOthers has the others go ahead until they need the first.
func (c *Crew) startOthers() {
	for _, s := range c.members[1:] {
		c.others.Go(func() {
			for !s.Done() {
				s.Step()
			}
		})
	}
}

// TestAgain is Session.TestAgain, of all members.
func (c *Crew) TestAgain() bool {
	if !c.Session.TestAgain() {
		return false
	}
	c.others.Wait() // for who has not returned from the last step
	for _, s := range c.members[1:] {
		s.TestAgain()
	}
	c.startOthers()
	return true
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
