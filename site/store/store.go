// Package store holds the truth of the page: one State, changed by one
// function, Reduce, when it is given an Action. What the workers must do
// comes out as commands. Nothing here knows the browser.
package store

import (
	"fmt"

	"atelier/wasm/wire"
)

// Store keeps the state and tells its listeners when it changes. It belongs
// to one goroutine.
type Store struct {
	state     State
	send      func(wire.Command)
	listeners []func(State)
}

// New returns a store in the given state. send carries the commands to the
// workers; it must not block.
func New(initial State, send func(wire.Command)) *Store {
	return &Store{state: initial, send: send}
}

// State returns the present state, which nobody may change.
func (s *Store) State() State { return s.state }

// Listen has f called with the new state after every action.
func (s *Store) Listen(f func(State)) { s.listeners = append(s.listeners, f) }

// Dispatch applies an action, sends the commands that follow from it, and
// calls the listeners.
//
// A panic on the way would end the program with all its runs; it becomes
// State.Fault instead, which the page shows.
func (s *Store) Dispatch(a Action) {
	defer func() {
		if cause := recover(); cause != nil {
			s.state.Fault = fmt.Sprint(cause)
			s.tell()
		}
	}()
	next, commands := Reduce(s.state, a)
	s.state = next
	for _, c := range commands {
		s.send(c)
	}
	s.tell()
}

func (s *Store) tell() {
	for _, f := range s.listeners {
		f(s.state)
	}
}
