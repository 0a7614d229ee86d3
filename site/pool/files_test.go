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
