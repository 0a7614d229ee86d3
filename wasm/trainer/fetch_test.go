package trainer

import (
	"encoding/json"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/wasm/wire"
)

// many serves a set of one test shard and four training shards instead, named
// by letters from a and each with the images of the old test shard, and holds
// the fetches of those named.
func (p *page) many(held ...string) dataset.Manifest {
	m, err := dataset.ParseManifest(p.files[dataset.ManifestFile])
	require.NoError(p.t, err)
	shard, content := m.Test[0], p.files[m.Test[0].File]
	var all []dataset.Shard
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		shard.File = name
		all = append(all, shard)
		p.files[name] = content
	}
	m.Test, m.Train = all[:1], all[1:]
	p.files[dataset.ManifestFile], err = json.Marshal(m)
	require.NoError(p.t, err)
	p.held = map[string]chan struct{}{}
	for _, name := range held {
		p.held[name] = make(chan struct{})
	}
	return m
}

// release lets a held fetch end, and waits until nothing goes on any more.
func (p *page) release(name string) {
	close(p.held[name])
	synctest.Wait()
}

// said returns the reports that have come and were not yet looked at.
func (p *page) said() (list []wire.Report) {
	for {
		select {
		case r := <-p.reports:
			list = append(list, r)
		default:
			return list
		}
	}
}

func TestTwoFilesAreFetchedAtATimeAndTheirBytesAddUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := open(t)
		m := p.many("a", "b", "c", "d", "e")
		p.clock = 10 // so that the last report of progress is long ago
		p.send(wire.Command{Kind: wire.Load})
		synctest.Wait()
		require.Equal(t, map[string]int{dataset.ManifestFile: 1, "a": 1, "b": 1}, p.fetches())
		// The page tells of half of a file at once.
		half := m.Test[0].Bytes / 2
		require.Equal(t, &wire.Loading{Bytes: half, TotalBytes: 5 * m.Test[0].Bytes, TotalShards: 5}, p.said()[0].Loading)

		p.release("b")
		require.Equal(t, map[string]int{dataset.ManifestFile: 1, "a": 1, "b": 1, "c": 1}, p.fetches())
		require.Equal(t, &wire.Loading{Bytes: half + m.Test[0].Bytes, TotalBytes: 5 * m.Test[0].Bytes, Shards: 1, TotalShards: 5}, p.said()[0].Loading)
		for _, name := range []string{"e", "d", "c", "a"} {
			p.release(name)
		}
		require.Equal(t, 1200, p.await(wire.Loaded).Data.TrainingImages)
		test, images := dataset.MadeUp(1, 2000, 300).Test, p.worker.store.data
		require.Equal(t, test, images.Test)
		for i := range 4 {
			require.Equal(t, test, images.Train.Slice(300*i, 300*(i+1)))
		}
	})
}

func TestAFailureEndsTheFetchingWhenAllThatWasBegunIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := open(t)
		p.many("a", "b")
		sound := p.files["a"]
		delete(p.files, "a")
		p.send(wire.Command{Kind: wire.Load})
		synctest.Wait()
		p.release("a")
		require.Equal(t, map[string]int{dataset.ManifestFile: 1, "a": 3, "b": 1}, p.fetches())
		require.Empty(t, p.said())

		p.release("b")
		said := p.said()
		require.Len(t, said, 2)
		require.Equal(t, 1, said[0].Loading.Shards)
		require.Equal(t, wire.LoadFailed, said[1].Kind)
		require.Equal(t, "a cannot be fetched: the server says 404 Not Found", said[1].Message)
		require.Zero(t, p.fetches()["c"])

		p.change(func(files map[string][]byte) { files["a"] = sound })
		p.send(wire.Command{Kind: wire.Load})
		p.await(wire.Loaded)
		require.Equal(t, map[string]int{dataset.ManifestFile: 1, "a": 4, "b": 1, "c": 1, "d": 1, "e": 1}, p.fetches())
	})
}
