package trainer

import (
	"bytes"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// end is one end of a channel within the test.
type end struct {
	other *end

	mu      sync.Mutex
	listen  func(text []byte, arrays []array)
	waiting []func()
	closed  bool
	borrow  func(m memory)
}

func channel() (a, b *end) {
	a, b = &end{}, &end{}
	a.other, b.other = b, a
	return a, b
}

type bytesArray []byte

func (a bytesArray) Len() int           { return len(a) }
func (a bytesArray) CopyTo(into []byte) { copy(into, a) }

func (e *end) Listen(f func([]byte, []array)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.listen = f
	for _, deliver := range e.waiting {
		deliver()
	}
}

func (e *end) Send(text []byte, arrays ...[]byte) {
	var copied []array
	for _, a := range arrays {
		copied = append(copied, bytesArray(bytes.Clone(a)))
	}
	e.deliver(func(o *end) { o.listen(text, copied) })
}

// deliver has the other end do something, in its turn.
func (e *end) deliver(do func(o *end)) {
	o := e.other
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.listen == nil {
		o.waiting = append(o.waiting, func() { do(o) })
	} else if !o.closed {
		do(o)
	}
}

func (e *end) Lend(m memory)           { e.deliver(func(o *end) { o.borrow(m) }) }
func (e *end) Borrow(f func(m memory)) { e.borrow = f }

func (e *end) Close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
}

// connect hands a worker an end of a channel.
func (p *page) connect(purpose wire.Purpose, e *end) {
	p.worker.receive(wire.Command{Kind: wire.Connect, Purpose: purpose, Peer: 9}.Encode(), e, nil)
}

// fetches returns how often each file was fetched.
func (p *page) fetches() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	counted := map[string]int{}
	for name, n := range p.fetched {
		counted[name] = n
	}
	return counted
}

// two opens a worker that fetches and one that takes from it.
func two(t *testing.T) (giver, taker *page) {
	giver, taker = open(t), open(t)
	a, b := channel()
	giver.connect(wire.GiveData, a)
	taker.connect(wire.TakeData, b)
	return giver, taker
}

// parcelsAt is the other worker played by the test: the function returned waits for
// the next parcel that comes to its end.
func parcelsAt(t *testing.T, e *end) func() wire.Parcel {
	parcels := make(chan wire.Parcel, 10)
	e.Listen(func(text []byte, _ []array) {
		m, err := wire.DecodeParcel(text)
		require.NoError(t, err)
		parcels <- m
	})
	return func() wire.Parcel { return <-parcels }
}

// sound returns the manifest and the images of the data set that pages serve.
func sound(t *testing.T) (dataset.Manifest, dataset.Set) {
	m, err := dataset.ParseManifest(builtFiles(t)[dataset.ManifestFile])
	require.NoError(t, err)
	return m, dataset.MadeUp(1, 2000, 300)
}

// The expected event is that of a session in this process.
func TestAWorkerTrainsOnDataTakenFromAnother(t *testing.T) {
	s, err := train.NewSession(recipe(), dataset.MadeUp(1, 2000, 300))
	require.NoError(t, err)
	var want train.Event
	for !s.Done() {
		want = s.Step()
	}

	for name, ahead := range map[string]bool{"after it was fetched": true, "before": false} {
		t.Run(name, func(t *testing.T) {
			giver, taker := two(t)
			if ahead {
				giver.send(wire.Command{Kind: wire.Load})
				giver.await(wire.Loaded)
			}
			taker.send(wire.Command{Kind: wire.Start, Run: "2", Recipe: recipe()})
			require.Equal(t, wire.Trained, (<-taker.reports).Kind, "the data is the giver's to tell of")
			require.Equal(t, want, taker.awaitEvent(train.Finished))
			require.Empty(t, taker.fetches())
			for name, n := range giver.fetches() {
				require.Equal(t, 1, n, name)
			}
		})
	}
}

func TestTheGiverTrainsOnWhileItGives(t *testing.T) {
	giver, taker := two(t)
	r := recipe()
	r.Epochs = 1000
	giver.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	giver.awaitEvent(train.Epoch)
	taker.send(wire.Command{Kind: wire.Start, Run: "2", Recipe: recipe()})
	taker.awaitEvent(train.Finished)
	giver.awaitEvent(train.Epoch)
}

func TestWhatTheGiverCannotGetFailsTheTakersRunToo(t *testing.T) {
	giver, taker := two(t)
	var shard string
	var content []byte
	giver.change(func(files map[string][]byte) {
		shard = firstShard(t, files)
		content = files[shard]
		delete(files, shard)
	})
	taker.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	require.Contains(t, giver.await(wire.LoadFailed).Message, shard)
	require.Contains(t, taker.await2(wire.Failed).Message, shard)

	giver.change(func(files map[string][]byte) { files[shard] = content })
	taker.send(wire.Command{Kind: wire.Start, Run: "2", Recipe: recipe()})
	taker.awaitEvent(train.Finished)
	require.Empty(t, taker.fetches())
}

// The giver is gone after the images of the test.
func TestATakerWhoseGiverIsGoneFetchesTheRest(t *testing.T) {
	m, set := sound(t)
	taker := open(t)
	source, port := channel()
	next := parcelsAt(t, source)
	taker.connect(wire.TakeData, port)
	taker.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	require.Equal(t, wire.Parcel{Version: wire.Version, Kind: wire.Ask}, next())
	source.Send(wire.Parcel{Kind: wire.Manifest, Manifest: &m}.Encode())
	source.Send(wire.Parcel{Kind: wire.Shard, File: m.Test[0].File}.Encode(), set.Test.Labels, set.Test.Pixels)

	taker.send(wire.Command{Kind: wire.Load})
	taker.await(wire.Loaded)
	taker.awaitEvent(train.Finished)
	require.Equal(t, map[string]int{m.Train[0].File: 1}, taker.fetches())
	require.True(t, port.closed)
}

func TestATakerAsksItsNextGiverForTheRest(t *testing.T) {
	m, set := sound(t)
	taker := open(t)
	first, port := channel()
	next := parcelsAt(t, first)
	taker.connect(wire.TakeData, port)
	taker.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	next()
	first.Send(wire.Parcel{Kind: wire.Manifest, Manifest: &m}.Encode())
	first.Send(wire.Parcel{Kind: wire.Shard, File: m.Test[0].File}.Encode(), set.Test.Labels, set.Test.Pixels)

	second, port := channel()
	next = parcelsAt(t, second)
	taker.connect(wire.TakeData, port)
	require.Equal(t, []string{m.Test[0].File}, next().Have)
	second.Send(wire.Parcel{Kind: wire.Manifest, Manifest: &m}.Encode())
	second.Send(wire.Parcel{Kind: wire.Shard, File: m.Train[0].File}.Encode(), set.Train.Labels, set.Train.Pixels)
	taker.awaitEvent(train.Finished)
}

func TestTheGiverLeavesOutWhatTheTakerHas(t *testing.T) {
	m, _ := sound(t)
	giver := open(t)
	taker, port := channel()
	next := parcelsAt(t, taker)
	giver.connect(wire.GiveData, port)
	giver.send(wire.Command{Kind: wire.Load})
	giver.await(wire.Loaded)
	taker.Send(wire.Parcel{Kind: wire.Ask, Have: []string{m.Test[0].File}}.Encode())
	require.Equal(t, wire.Manifest, next().Kind)
	require.Equal(t, m.Train[0].File, next().File)
}

func TestATakerThatHasEverythingTellsSoOnceItIsTheGiver(t *testing.T) {
	giver, taker := two(t)
	taker.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	taker.awaitEvent(train.Finished)
	taker.send(wire.Command{Kind: wire.Load})
	require.Equal(t, giver.await(wire.Loaded).Data, taker.await(wire.Loaded).Data)
	require.Empty(t, taker.fetches())
}

func TestPartsThatDoNotFitFailTheRunThatWaits(t *testing.T) {
	m, set := sound(t)
	tests := map[string]struct {
		parcel wire.Parcel
		arrays [][]byte
		want   string
	}{
		"no such file":   {wire.Parcel{Kind: wire.Shard, File: "train-99.gz"}, nil, "train-99.gz is not in the manifest"},
		"too few pixels": {wire.Parcel{Kind: wire.Shard, File: m.Train[0].File}, [][]byte{set.Train.Labels, set.Test.Pixels}, "does not have 2000 labels and images"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			taker := open(t)
			source, port := channel()
			next := parcelsAt(t, source)
			taker.connect(wire.TakeData, port)
			taker.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
			next()
			source.Send(wire.Parcel{Kind: wire.Manifest, Manifest: &m}.Encode())
			source.Send(test.parcel.Encode(), test.arrays...)
			require.Contains(t, taker.await2(wire.Failed).Message, test.want)
		})
	}
}
