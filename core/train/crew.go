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
	orders   []chan struct{}
	done     chan struct{}
}

// NewCrew sets up the run of a recipe with so many members: 1, 2, 4 or 8. The
// errors are those of NewSession. Close ends the goroutines.
func NewCrew(recipe Recipe, data dataset.Set, members int) (*Crew, error) {
	sessions := make([]*Session, members)
	for i := range sessions {
		s, err := NewSession(recipe, data)
		if err != nil {
			return nil, err
		}
		sessions[i] = s
	}
	return assemble(sessions), nil
}

// RestoreCrew makes a crew of a snapshot, as Restore does a session.
func RestoreCrew(snapshot []byte, data dataset.Set, members int) (*Crew, error) {
	sessions := make([]*Session, members)
	for i := range sessions {
		s, err := Restore(snapshot, data)
		if err != nil {
			return nil, err
		}
		sessions[i] = s
	}
	return assemble(sessions), nil
}

func assemble(sessions []*Session) *Crew {
	c := &Crew{Session: sessions[0], members: sessions, done: make(chan struct{}, len(sessions))}
	for i, t := range nn.NewTeam(len(sessions)) {
		s := sessions[i]
		s.Join(t)
		if i > 0 {
			order := make(chan struct{})
			c.orders = append(c.orders, order)
			go func() {
				for range order {
					s.Step()
					c.done <- struct{}{}
				}
			}()
		}
	}
	return c
}

// Step is Session.Step, on all members.
func (c *Crew) Step() Event {
	for _, order := range c.orders {
		order <- struct{}{}
	}
	e := c.Session.Step()
	for range c.orders {
		<-c.done
	}
	return e
}

// Close ends the goroutines of the crew, which must not Step any more.
func (c *Crew) Close() {
	for _, order := range c.orders {
		close(order)
	}
}

// SetLearningRate is Session.SetLearningRate, of all members.
func (c *Crew) SetLearningRate(rate float64) error {
	for _, s := range c.members {
		if err := s.SetLearningRate(rate); err != nil {
			return err
		}
	}
	return nil
}
