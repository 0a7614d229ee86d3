package pool_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/pool"
	"atelier/wasm/wire"
)

func TestFilesOfARunAreHandedOnBeforeTheirReport(t *testing.T) {
	o := heard(busy(2))
	var files []pool.Snapshot
	o.Files(func(r wire.Report, file pool.Snapshot) {
		require.Equal(t, "of the past", r.Run)
		require.Equal(t, wire.ONNX, r.Form)
		files = append(files, file)
	})
	before := len(o.reports)
	o.react = func(wire.Report) { require.Len(t, files, 1) }
	o.Send(wire.Command{Kind: wire.Export, Run: "of the past", Form: wire.ONNX})
	require.Equal(t, []string{"export of the past"}, o.workers[0].hears())
	made := wire.Report{Kind: wire.Exported, Run: "of the past", Form: wire.ONNX}
	o.workers[0].received(string(made.Encode()), "its bytes")
	require.Equal(t, []pool.Snapshot{"its bytes"}, files)
	require.Equal(t, []wire.Report{made}, o.reports[before:])
}

func TestAFileOfARunOfWhichNothingIsKeptIsRefused(t *testing.T) {
	o := heard(busy(1))
	command := wire.Command{Kind: wire.Export, Run: "7", Form: wire.Safetensors}
	o.workers[0].say(wire.Report{Kind: wire.Lacking, Run: "7", Command: &command})
	require.Equal(t, wire.Report{Kind: wire.NotExported, Run: "7", Form: wire.Safetensors, Message: "nothing was kept of the run"}, o.reports[len(o.reports)-1])
}

// Those that others make come all the same.
func TestFilesThatADeadWorkerWasToMakeOrReadAreAnsweredForAndNoOthers(t *testing.T) {
	o := heard(busy(2))
	o.workers[0].say(finished) // so that it has least to do
	o.Pool.Keep("8", "a file")
	o.Send(wire.Command{Kind: wire.Export, Run: "1", Form: wire.ONNX})
	o.Send(wire.Command{Kind: wire.Export, Run: "1", Form: wire.Safetensors})
	o.Send(wire.Command{Kind: wire.Import, Run: "8"})
	o.Send(wire.Command{Kind: wire.Export, Run: "2", Form: wire.PyTorch}) // goes to the worker that trains it
	o.workers[0].say(wire.Report{Kind: wire.Exported, Run: "1", Form: wire.ONNX})
	before := len(o.reports)
	o.workers[0].failed("out of memory")
	require.Equal(t, []wire.Report{
		{Kind: wire.NotExported, Run: "1", Form: wire.Safetensors, Message: "the worker is gone: out of memory"},
		{Kind: wire.NotImported, Run: "8", Message: "the worker is gone: out of memory"},
		{Kind: wire.Crashed, Message: "out of memory"},
	}, o.reports[before:])
	require.Nil(t, o.kept["8"], "a file that nobody reads any more")
	o.workers[1].say(wire.Report{Kind: wire.Exported, Run: "2", Form: wire.PyTorch})
	require.Equal(t, wire.Exported, o.reports[len(o.reports)-1].Kind)
}

// The file is kept as a snapshot is, until the worker has made one of it.
func TestAFileThatBecomesARunMakesWayForItsSnapshot(t *testing.T) {
	o := heard(busy(1))
	w := o.workers[0]
	given := func(c wire.Command) pool.Snapshot {
		before := len(w.given)
		w.say(wire.Report{Kind: wire.Lacking, Run: "7", Command: &c})
		if len(w.given) == before {
			return nil
		}
		return w.given[before]
	}
	o.Pool.Keep("7", "a file")
	o.Send(wire.Command{Kind: wire.Import, Run: "7"})
	require.Equal(t, []string{"import 7"}, w.hears())
	require.Equal(t, "a file", given(wire.Command{Kind: wire.Import, Run: "7"}))
	made := wire.Report{Kind: wire.Imported, Run: "7"}
	w.received(string(made.Encode()), "its snapshot")
	require.Equal(t, made, o.reports[len(o.reports)-1])
	require.Equal(t, "its snapshot", given(look("7")))

	o.Pool.Keep("7", "no model")
	w.say(wire.Report{Kind: wire.NotImported, Run: "7"})
	require.Nil(t, given(wire.Command{Kind: wire.Import, Run: "7"}), "what is of no use is not kept")
	require.Equal(t, wire.NotImported, o.reports[len(o.reports)-1].Kind)
}
