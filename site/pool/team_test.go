package pool_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// crew is an office whose workers train run "1" together, as many as members,
// and that have heard of it.
func crew(members int) *office {
	o := newOffice()
	o.Send(wire.Command{Kind: wire.Start, Run: "1", Members: members})
	return o
}

func heard(o *office) *office {
	for _, w := range o.workers {
		w.hears()
	}
	return o
}

func TestTheMembersOfATeamMeetBeforeTheyStart(t *testing.T) {
	o := crew(4)
	require.Len(t, o.workers, 4)
	for rank, w := range o.workers {
		var met []string
		for _, told := range w.got {
			if told != "start 1" {
				met = append(met, told)
			}
		}
		require.Equal(t, "start 1", w.got[len(w.got)-1])
		for other := range 4 {
			if other != rank {
				require.Contains(t, met, fmt.Sprintf("team up, worker %d", other), "by its rank")
			}
		}
	}
	// Each port goes to one worker only, and its other end to another.
	owner := map[any]int{}
	for i, w := range o.workers {
		for _, p := range w.ports {
			require.NotContains(t, owner, p)
			owner[p] = i
		}
	}
	for p, i := range owner {
		require.NotEqual(t, i, owner[-p.(int)])
	}
}

// The first stops between two steps; the others then leave at once.
func TestATeamIsPausedAndStoppedThroughItsFirst(t *testing.T) {
	o := heard(crew(2))
	o.Send(wire.Command{Kind: wire.Pause, Run: "1"})
	o.Send(wire.Command{Kind: wire.Resume, Run: "1"})
	o.Send(wire.Command{Kind: wire.Stop, Run: "1"})
	require.Equal(t, []string{"pause 1", "resume 1", "stop 1"}, o.workers[0].got)
	require.Empty(t, o.workers[1].got)

	stopped := wire.Report{Kind: wire.Stopped, Run: "1"}
	o.workers[0].say(stopped)
	require.Equal(t, []string{"leave 1"}, o.workers[1].got)
	require.Equal(t, []wire.Report{stopped}, o.reports)
}

func TestATeamThatHasFinishedIsFree(t *testing.T) {
	o := heard(crew(2))
	o.workers[0].say(finished)
	o.start("2")
	o.start("3")
	require.Equal(t, []string{"start 2"}, o.workers[0].got)
	require.Equal(t, []string{"start 3"}, o.workers[1].got)
	require.Len(t, o.workers, 2)
}

// One of them fails: the page hears of it once, and the others are told to leave
// it before they get anything else to do.
func TestWhenAMemberFailsTheOthersLeave(t *testing.T) {
	for name, fail := range map[string]func(*fakeWorker){
		"a failure": func(w *fakeWorker) { w.say(wire.Report{Kind: wire.Failed, Run: "1", Message: "why"}) },
		"a crash":   func(w *fakeWorker) { w.failed("why") },
	} {
		for member := range 2 {
			t.Run(fmt.Sprint(name, member), func(t *testing.T) {
				o := heard(crew(2))
				o.react = func(r wire.Report) {
					if r.Run == "1" {
						o.start("2")
						o.start("3")
					}
				}
				o.workers[member].say(loaded)
				fail(o.workers[member])
				other := o.workers[1-member].got
				leave := slices.Index(other, "leave 1")
				next := slices.IndexFunc(other, func(told string) bool { return told == "start 2" || told == "start 3" })
				require.GreaterOrEqual(t, leave, 0)
				require.Greater(t, next, leave)
				o.workers[1-member].say(wire.Report{Kind: wire.Failed, Run: "1"})
				o.workers[1-member].say(wire.Report{Kind: wire.Trained, Run: "1", Event: &train.Event{Kind: train.Finished}})
				ends := 0
				for _, r := range o.reports {
					if r.Run == "1" && r.Ends() {
						ends++
						require.Equal(t, "why", r.Message)
					}
				}
				require.Equal(t, 1, ends)
			})
		}
	}
}
