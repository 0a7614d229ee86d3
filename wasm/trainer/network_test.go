package trainer

import (
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// cutOff takes the network away, or brings it back.
func (p *page) cutOff(off bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if off {
		p.offline = make(chan struct{})
		return
	}
	close(p.offline)
	p.offline = nil
}

func TestWithoutANetworkARunWaitsAndGoesOnByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := open(t)
		p.many("a")
		p.cutOff(true)
		r := recipe()
		r.TrainingImages = 1200
		p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
		synctest.Wait()
		said := p.said()
		require.Len(t, said, 1)
		require.Equal(t, &wire.Loading{Offline: true}, said[0].Loading)

		p.cutOff(false)
		synctest.Wait()
		require.Equal(t, &wire.Loading{}, p.said()[0].Loading)
		p.cutOff(true) // in the middle of a file, which was held back
		p.release("a")
		require.Equal(t, 1, p.fetches()["a"])
		p.cutOff(false)
		require.Equal(t, train.Finished, p.awaitEvent(train.Finished).Kind)
		require.Empty(t, p.slept, "a network that is gone does not count as a try")
		require.Equal(t, 2, p.fetches()[dataset.ManifestFile])
		require.Equal(t, 2, p.fetches()["a"])
	})
}
