package store

import "atelier/wasm/wire"

// MaxDeaths is how many workers may die with a run: what kills three of them
// would kill the fourth.
const MaxDeaths = 3

// died lets an active run go on with another worker, from its snapshot; unless
// it was to stop anyway, too many have died with it, or there is no hope that
// the next one fares better.
func died(r *Run, reason string, hope bool) {
	r.Deaths++
	switch {
	case r.Phase == Stopping:
		r.Phase = Stopped
	case !hope || r.Deaths >= MaxDeaths:
		fail(r, Failed, reason)
	default:
		r.revive = true
	}
}

// revive starts the runs whose worker has died. They keep their places, as
// another worker is free in place of the dead one; one that was paused stays so.
func revive(s State) (State, []wire.Command) {
	var commands []wire.Command
	for _, r := range s.Runs {
		if !r.revive {
			continue
		}
		commands = append(commands, start(r))
		phase := Waiting
		if r.Phase == Paused {
			phase = Paused
			commands = append(commands, wire.Command{Kind: wire.Pause, Run: r.ID})
		}
		s = changed(s, r.ID, func(r *Run) { r.revive, r.Phase = false, phase })
	}
	return s, commands
}
