package storage_test

import (
	"fmt"
	"strings"

	"atelier/core/train"
	"atelier/site/pool"
	"atelier/site/storage"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// tab is a page that is opened on a disk.
type tab struct {
	*store.Store
	*storage.Keeper
	commands []wire.Command
}

func open(d *disk, session string) *tab {
	p := &tab{}
	initial := store.Initial()
	initial.Session, initial.Workers = session, 2
	p.Store = store.New(initial, func(c wire.Command) { p.commands = append(p.commands, c) })
	p.Keeper = storage.New(desk{d, session}, p.Dispatch)
	p.Listen(p.Follow)
	d.alive[session] = true
	p.Open()
	return p
}

func (p *tab) say(r wire.Report) { p.Dispatch(store.Reported{Report: r}) }

// begin starts a run and returns its ID.
func (p *tab) begin() string {
	p.Dispatch(store.Train{})
	id := p.State().Newest().ID
	p.say(wire.Report{Kind: wire.Trained, Run: id, Event: &train.Event{Kind: train.Started, TrainingImages: 54000, Parameters: 10}})
	return id
}

// train has the run train an epoch, and hands over a snapshot.
func (p *tab) train(run string, epoch int, snapshot string) {
	p.say(wire.Report{Kind: wire.Trained, Run: run, Images: 54000 * epoch, Event: &train.Event{Kind: train.Epoch, Epoch: epoch, Epochs: 50}})
	p.Keep(run, snapshot)
	p.say(wire.Report{Kind: wire.Kept, Run: run, Epoch: epoch, Images: 54000 * epoch})
}

func (p *tab) finish(run string) {
	p.say(wire.Report{Kind: wire.Trained, Run: run, Event: &train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50}})
}

// snapshotOf returns the snapshot of a run.
func (p *tab) snapshotOf(run string) any {
	var got any
	p.Snapshot(run, func(s pool.Snapshot) { got = s })
	return got
}

func (p *tab) phases() string {
	var list []string
	for _, r := range p.State().Runs {
		list = append(list, fmt.Sprintf("%s %d", r.ID, r.Phase))
	}
	return strings.Join(list, ", ")
}
