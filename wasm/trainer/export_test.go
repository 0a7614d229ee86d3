package trainer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/export"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// The sum that a file must have is that of the run's own last event.
func TestAFinishedRunIsExportedFromItsSnapshotUnderItsPresentName(t *testing.T) {
	p := open(t)
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	sum := p.awaitEvent(train.Finished).ParametersSHA256
	finished(t, p, "2") // which takes the worker's place

	renamed := recipe()
	renamed.Name = "Another name"
	p.answer(wire.Command{Kind: wire.Export, Run: "1", Recipe: renamed, Form: wire.Safetensors, Whole: true}, wire.Exported)
	read, err := export.ReadModel(p.file, 1)
	require.NoError(t, err)
	require.Equal(t, sum, read.Network.SHA256())
	require.Equal(t, export.Model{Recipe: renamed, Network: read.Network, Epoch: renamed.Epochs, Whole: true}, read)

	p.send(wire.Command{Kind: wire.Export, Run: "1", Recipe: renamed, Form: wire.ONNX})
	require.Equal(t, wire.ONNX, p.await(wire.Exported).Form)
	require.Equal(t, export.ONNX(renamed, read.Network), p.file)
}

func TestTheScriptOfARunNeedsNoSnapshotAndKnowsTheDataSet(t *testing.T) {
	p := open(t)
	p.send(wire.Command{Kind: wire.Export, Run: "of another day", Recipe: recipe(), Form: wire.PyTorch})
	require.Equal(t, "of another day", p.await(wire.Exported).Run)
	want, err := export.PyTorch(recipe(), dataset.MadeUpSource)
	require.NoError(t, err)
	require.Equal(t, string(want), string(p.file))

	p.send(wire.Command{Kind: wire.Export, Run: "1", Recipe: recipe(), Form: wire.PyTorch, Source: dataset.FashionMNIST})
	p.await(wire.Exported)
	want, err = export.PyTorch(recipe(), dataset.FashionMNIST)
	require.NoError(t, err)
	require.Equal(t, string(want), string(p.file), "the run was on other data than is here")
}

func TestWhatCannotBeExportedIsRefusedWithTheReason(t *testing.T) {
	p := open(t)
	finished(t, p, "1")
	p.send(wire.Command{Kind: wire.Export, Run: "1", Recipe: recipe(), Form: wire.Safetensors})
	lacking := p.await(wire.Lacking)
	damaged := append([]byte(nil), p.kept["1"]...)
	damaged[len(damaged)/2]++
	p.worker.receive(lacking.Command.Encode(), nil, bytesArray(damaged))
	r := p.await(wire.NotExported)
	require.Equal(t, []string{"1", "safetensors"}, []string{r.Run, string(r.Form)})
	require.Contains(t, r.Message, "damaged")

	p.answer(wire.Command{Kind: wire.Export, Run: "1", Recipe: recipe(), Form: wire.Safetensors}, wire.Exported)
	p.send(wire.Command{Kind: wire.Export, Run: "1", Recipe: recipe(), Form: "tapestry"})
	require.Contains(t, p.await(wire.NotExported).Message, `"tapestry"`)
}

// And it does not come late, when the data is here after all.
func TestFilesThatWaitForDataWhichDoesNotComeAreRefused(t *testing.T) {
	p := open(t)
	var shard string
	var content []byte
	p.change(func(files map[string][]byte) {
		shard = firstShard(t, files)
		content = files[shard]
		delete(files, shard)
	})
	p.send(wire.Command{Kind: wire.Export, Run: "1", Recipe: recipe(), Form: wire.PyTorch})
	p.send(wire.Command{Kind: wire.Import, Run: "2"})
	for _, kind := range []wire.ReportKind{wire.LoadFailed, wire.NotExported, wire.NotImported} {
		require.Contains(t, p.await2(kind).Message, shard)
	}
	p.change(func(files map[string][]byte) { files[shard] = content })
	p.send(wire.Command{Kind: wire.Export, Run: "3", Recipe: recipe(), Form: wire.PyTorch})
	require.Equal(t, "3", p.await(wire.Exported).Run)
}

// Reading back what was written makes the same run again.
func TestAFileOfWeightsBecomesAFinishedRunThatCanBeSeen(t *testing.T) {
	p := open(t)
	s := finished(t, p, "1")
	p.answer(wire.Command{Kind: wire.Export, Run: "1", Recipe: recipe(), Form: wire.Safetensors, Whole: true}, wire.Exported)

	read := func(file []byte) wire.Report {
		p.send(wire.Command{Kind: wire.Import, Run: "2"})
		p.worker.receive(p.await(wire.Lacking).Command.Encode(), nil, bytesArray(file))
		for {
			if r := <-p.reports; r.Kind == wire.Imported || r.Kind == wire.NotImported {
				return r
			}
		}
	}
	r := read(p.file)
	require.Equal(t, wire.Imported, r.Kind)
	require.Equal(t, recipe(), *r.Recipe)
	require.True(t, r.Whole)
	require.Equal(t, train.Finished, r.Event.Kind)
	require.Equal(t, s.Network().SHA256(), r.Event.ParametersSHA256)
	p.kept["2"] = p.file // which the pool would do: the file beside the report
	i := p.answer(wire.Command{Kind: wire.Look, Run: "2"}, wire.Looked).Insight
	require.Equal(t, s.Judge(train.TestPart, mistakesShown), i.Judgement)

	damaged := append([]byte(nil), p.file...)
	r = read(damaged[:len(damaged)-3])
	require.Equal(t, wire.NotImported, r.Kind)
	require.Contains(t, r.Message, "safetensors")
}

// A network of an earlier epoch is not what the recipe comes to, whatever the
// page thinks.
func TestAFileOfARunThatWasStoppedSaysSo(t *testing.T) {
	snapshot, kept := halfway(t, long())
	p := opened(t)
	c := wire.Command{Kind: wire.Export, Run: "1", Recipe: long(), Form: wire.Safetensors, Whole: true}
	p.send(c)
	p.worker.receive(p.await(wire.Lacking).Command.Encode(), nil, bytesArray(snapshot))
	p.await(wire.Exported)
	read, err := export.ReadModel(p.file, 1)
	require.NoError(t, err)
	require.False(t, read.Whole)
	require.Equal(t, kept.Epoch, read.Epoch)

	p.send(wire.Command{Kind: wire.Import, Run: "2"})
	p.worker.receive(p.await(wire.Lacking).Command.Encode(), nil, bytesArray(p.file))
	r := p.await(wire.Imported)
	require.False(t, r.Whole)
	require.Equal(t, kept.Epoch, r.Event.Epoch)
}

// The clock of the test goes on by so much at every look that a slice holds one
// batch, and there are two.
func TestAWorkerListensWhileItTestsANetwork(t *testing.T) {
	p := open(t)
	finished(t, p, "1")
	p.answer(wire.Command{Kind: wire.Export, Run: "1", Recipe: recipe(), Form: wire.Safetensors}, wire.Exported)
	file := p.file
	p.mu.Lock()
	p.tick = 2 * sliceSeconds
	p.mu.Unlock()
	asked := false
	ready := make(chan struct{})
	p.worker.inbox <- func() {
		p.yielded = func() {
			if !asked {
				asked = true
				p.send(wire.Command{Kind: wire.Fetch, Wish: &wire.Wish{Part: wire.TestImages, Images: []int{1}}})
			}
		}
		close(ready)
	}
	<-ready
	p.worker.receive(wire.Command{Kind: wire.Import, Run: "2"}.Encode(), nil, bytesArray(file))
	require.Equal(t, wire.Fetched, (<-p.reports).Kind, "before the network is tested")
	require.Equal(t, wire.Imported, p.await(wire.Imported).Kind)
}
