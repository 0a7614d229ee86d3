package trainer

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// page stands in for the browser and the page: it serves files that a test can
// spoil, and collects what the worker says.
type page struct {
	t       *testing.T
	worker  *worker
	reports chan wire.Report

	mu      sync.Mutex
	files   map[string][]byte
	fresh   map[string]int // fetches that bypassed the cache
	fetched map[string]int
	slept   []float64
	shares  bool              // memory with other workers
	kept    map[string][]byte // snapshots, by run
	file    []byte            // exported last
	clock   float64
	tick    float64                  // seconds that the clock goes on by at every look; 0 is a millisecond
	held    map[string]chan struct{} // fetches of these files last until it is closed
	offline chan struct{}            // unless nil, there is no network until it is closed
	leap    float64                  // seconds that the clock goes on by at every tenth look, beside the usual
	looks   int
	yielded func() // if not nil, called at every Yield
	quiet   bool   // the page is known to send nothing
}

// open starts a worker on a made-up data set of 2,000 and 300 images.
func open(t *testing.T) *page {
	t.Helper()
	p := &page{t: t, reports: make(chan wire.Report, 100_000), fresh: map[string]int{}, fetched: map[string]int{}, kept: map[string][]byte{}}
	p.files = builtFiles(t)
	p.worker = newWorker(p)
	over := make(chan struct{})
	go func() {
		p.worker.loop()
		close(over)
	}()
	t.Cleanup(func() {
		p.worker.inbox <- func() { p.worker.run = nil }
		close(p.worker.inbox)
		<-over
	})
	p.await(wire.Ready)
	return p
}

var built = sync.OnceValues(func() ([]dataset.File, error) {
	return dataset.Build(dataset.MadeUp(1, 2000, 300))
})

func builtFiles(t *testing.T) map[string][]byte {
	files, err := built()
	require.NoError(t, err)
	copied := map[string][]byte{}
	for _, f := range files {
		copied[f.Name] = bytes.Clone(f.Content)
	}
	return copied
}

func (p *page) Post(message []byte, arrays ...[]byte) {
	r, err := wire.DecodeReport(message)
	require.NoError(p.t, err)
	p.mu.Lock()
	switch r.Kind {
	case wire.Kept:
		p.kept[r.Run] = bytes.Clone(arrays[0])
	case wire.Exported, wire.Imported:
		p.file = bytes.Clone(arrays[0])
	}
	p.mu.Unlock()
	p.reports <- r
}

func (p *page) Fetch(name string, fresh bool, limit int, progress func(int)) (download, error) {
	p.mu.Lock()
	p.fetched[name]++
	if fresh {
		p.fresh[name]++
	}
	content, ok := p.files[name]
	held := p.held[name]
	p.mu.Unlock()
	if ok && progress != nil {
		progress(len(content) / 2)
	}
	if held != nil {
		<-held
	}
	if !p.Online() {
		return nil, errors.New("cannot be fetched: Failed to fetch")
	}
	if !ok {
		return nil, errors.New("cannot be fetched: the server says 404 Not Found")
	}
	return fetched{content}, nil
}

// fetched is a download within the test.
type fetched struct{ bytesArray }

func (f fetched) SHA256() string { return fmt.Sprintf("%x", sha256.Sum256(f.bytesArray)) }

func (f fetched) Inflate(into []byte) (int, error) {
	r, err := gzip.NewReader(bytes.NewReader(f.bytesArray))
	if err != nil {
		return 0, err
	}
	content, err := io.ReadAll(r)
	if len(content) > len(into) {
		return 0, fmt.Errorf("inflates to more than %d bytes", len(into))
	}
	return copy(into, content), err
}

// Now advances at each look, so that slices end.
func (p *page) Now() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clock += cmp.Or(p.tick, 0.001)
	if p.looks++; p.looks%10 == 0 {
		p.clock += p.leap
	}
	return p.clock
}

func (p *page) Yield() {
	if p.yielded != nil {
		p.yielded()
	}
	runtime.Gosched()
}

func (p *page) Quiet() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.quiet
}

func (p *page) Sleep(seconds float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slept = append(p.slept, seconds)
}

func (p *page) Online() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.offline == nil
}

func (p *page) AwaitOnline() {
	p.mu.Lock()
	back := p.offline
	p.mu.Unlock()
	if back != nil {
		<-back
	}
}

func (p *page) SharesMemory() bool { return p.shares }

func (p *page) NewMemory(bytes int) memory { return &heap{bytes: make([]byte, bytes)} }

// heap is a memory within the test.
type heap struct {
	mu    sync.Mutex
	bytes []byte
	count int
}

func (m *heap) Len() int { return len(m.bytes) }

func (m *heap) Write(at int, bytes []byte) { copy(m.bytes[at:], bytes) }

func (m *heap) Read(at int, bytes []byte) { copy(bytes, m.bytes[at:]) }

func (m *heap) Announce(count int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.count = count
}

// Await does not wait: so the worker listens all the time.
func (m *heap) Await(count int, _ float64) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.count >= count
}

// change changes what is served.
func (p *page) change(do func(files map[string][]byte)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	do(p.files)
}

func (p *page) send(c wire.Command) { p.worker.receive(c.Encode(), nil, nil) }

// await returns the next report of the given kind.
func (p *page) await(kind wire.ReportKind) wire.Report {
	p.t.Helper()
	for r := range p.reports {
		if r.Kind == kind {
			return r
		}
		require.NotContains(p.t, []wire.ReportKind{wire.Failed, wire.Crashed}, r.Kind, r.Message)
	}
	panic("unreachable")
}

// awaitEvent returns the next event of the given kind.
func (p *page) awaitEvent(kind train.Kind) train.Event {
	p.t.Helper()
	for {
		if r := p.await(wire.Trained); r.Event.Kind == kind {
			return *r.Event
		}
	}
}

func recipe() train.Recipe {
	r := train.Default()
	r.Hidden = []int{16}
	r.BatchSize = 100
	r.Epochs = 2
	r.TrainingImages = 2000
	return r
}

// firstShard returns the name of a training shard of the files.
func firstShard(t *testing.T, files map[string][]byte) string {
	m, err := dataset.ParseManifest(files[dataset.ManifestFile])
	require.NoError(t, err)
	return m.Train[0].File
}

func TestAWorkerTrainsToTheSameBitsAsASession(t *testing.T) {
	p := open(t)
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	got := p.awaitEvent(train.Finished)

	s, err := train.NewSession(recipe(), dataset.MadeUp(1, 2000, 300))
	require.NoError(t, err)
	var want train.Event
	for !s.Done() {
		want = s.Step()
	}
	require.Equal(t, want, got)
}

// The clock of the test advances by a millisecond at each look, and the worker
// looks once a step and once a message: a step takes it one millisecond.
func TestTheTimeOfEvaluationIsToldApart(t *testing.T) {
	p := open(t)
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	for epoch := 1; epoch <= 2; epoch++ {
		r := p.await(wire.Trained)
		for r.Event.Kind != train.Epoch {
			r = p.await(wire.Trained)
		}
		// 1,800 images in batches of 100, and one batch of 200 to validate.
		require.InDelta(t, 0.001*float64(epoch), r.EvaluationSeconds, 1e-9)
		require.InDelta(t, 0.001*float64(1+epoch*(18+1)), r.Seconds, 1e-9, "with the step that only begins the run")
	}
}

// The clock of the test goes on by a millisecond a step, more or less.
func TestAWorkerYieldsSeldomWhileThePageIsQuiet(t *testing.T) {
	for _, c := range []struct {
		quiet       bool
		least, most float64 // seconds between two yields, most of the time
	}{
		{false, sliceSeconds, 1.5 * sliceSeconds},
		{true, quietSeconds, quietSeconds + sliceSeconds},
	} {
		t.Run(fmt.Sprintf("quiet: %t", c.quiet), func(t *testing.T) {
			p := open(t)
			finished(t, p, "1") // all data is here
			p.mu.Lock()
			p.quiet = c.quiet
			p.mu.Unlock()
			var at, between []float64
			do := func(task func()) {
				done := make(chan struct{})
				p.worker.inbox <- func() { task(); close(done) }
				<-done
			}
			do(func() { p.yielded = func() { at = append(at, p.Now()) } })
			r := recipe()
			r.Epochs = 50
			p.send(wire.Command{Kind: wire.Start, Run: "2", Recipe: r})
			p.awaitEvent(train.Finished)
			do(func() { p.yielded = nil })
			for i := range len(at) - 1 {
				between = append(between, at[i+1]-at[i])
			}
			slices.Sort(between)
			require.GreaterOrEqual(t, between[len(between)/2], c.least)
			require.LessOrEqual(t, between[len(between)/2], c.most)
		})
	}
}

// The clock of the test tells how many seconds the run took.
func TestTheCollectorGoesRoundOnceASecondOfTraining(t *testing.T) {
	p := open(t)
	r := recipe()
	r.Epochs = 200
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := p.Now()
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	p.awaitEvent(train.Finished)
	seconds := p.Now() - begin
	runtime.ReadMemStats(&after)
	require.Greater(t, seconds, 3.0)
	require.InDelta(t, seconds, after.NumForcedGC-before.NumForcedGC, 1)
}

func TestLoadingTellsProgressAndWhatTheDataIs(t *testing.T) {
	p := open(t)
	p.send(wire.Command{Kind: wire.Load})
	first := p.await(wire.Fetching).Loading
	require.Positive(t, first.Bytes)
	require.Equal(t, 2, first.TotalShards)
	d := p.await(wire.Loaded).Data
	require.Equal(t, dataset.MadeUpSource, d.Source)
	require.Equal(t, 2000, d.TrainingImages)
	require.Equal(t, 300, d.TestImages)
	require.Len(t, d.Classes, dataset.Classes)
	for _, samples := range d.Samples {
		require.Len(t, samples, samplesOfAClass*dataset.Pixels)
	}
	all := p.await(wire.Fetching).Loading
	require.Equal(t, all.TotalBytes, all.Bytes)
	require.Equal(t, 2, all.Shards)
}

func TestPauseHoldsResumeGoesOnAndStopEnds(t *testing.T) {
	p := open(t)
	r := recipe()
	r.Epochs = 1000
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	p.awaitEvent(train.Epoch)
	p.send(wire.Command{Kind: wire.Pause, Run: "1"})
	p.await(wire.Paused)
	// A paused worker answers, and trains nothing in between; what was being
	// observed may still come.
	p.send(wire.Command{Kind: wire.Pause, Run: "1"})
	for r := <-p.reports; r.Kind != wire.Paused; r = <-p.reports {
		require.NotEqual(t, wire.Trained, r.Kind)
	}
	p.send(wire.Command{Kind: wire.Resume, Run: "1"})
	p.await(wire.Resumed)
	p.awaitEvent(train.Epoch)
	p.send(wire.Command{Kind: wire.Stop, Run: "of long ago"})
	p.awaitEvent(train.Epoch)
	p.send(wire.Command{Kind: wire.Stop, Run: "1"})
	p.await(wire.Stopped)
	require.Nil(t, p.worker.run)
}

func TestAStoppedOrPausedRunWaitingForDataStaysSo(t *testing.T) {
	p := open(t)
	var content []byte
	var shard string
	p.change(func(files map[string][]byte) {
		shard = firstShard(t, files)
		content = files[shard]
		delete(files, shard)
	})
	p.send(wire.Command{Kind: wire.Load})
	p.await(wire.LoadFailed)
	p.change(func(files map[string][]byte) { files[shard] = content })
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	p.send(wire.Command{Kind: wire.Stop, Run: "1"})
	p.await(wire.Stopped)
	p.send(wire.Command{Kind: wire.Start, Run: "2", Recipe: recipe()})
	require.Equal(t, "2", p.await(wire.Trained).Run)
}

// Every fault names the file and the reason, and Start works again once the
// cause is gone.
func TestFaultyDataIsNamedAndTheNextStartWorks(t *testing.T) {
	flip := func(i int) func([]byte) []byte {
		return func(content []byte) []byte { content[i] ^= 1; return content }
	}
	cases := []struct {
		name     string
		manifest bool // spoil the manifest, or else a shard
		spoil    func(content []byte) []byte
		want     string
		tries    int
	}{
		{"a flipped byte", false, flip(1000), "sha-256", 3},
		{"a truncated shard", false, func(c []byte) []byte { return c[:len(c)/2] }, "bytes", 3},
		{"an HTML page instead", false, func([]byte) []byte { return []byte("<!doctype html><title>Not found</title>") }, "bytes", 3},
		{"a missing shard", false, func([]byte) []byte { return nil }, "404 Not Found", 3},
		{"a missing manifest", true, func([]byte) []byte { return nil }, "404 Not Found", 3},
		{"a manifest of an unknown version", true, func(c []byte) []byte {
			return bytes.Replace(c, []byte(`"format": 1`), []byte(`"format": 9`), 1)
		}, "9", 1},
		{"a manifest that is none", true, func([]byte) []byte { return []byte("<html>") }, "manifest.json", 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := open(t)
			var name string
			var sound []byte
			p.change(func(files map[string][]byte) {
				name = dataset.ManifestFile
				if !c.manifest {
					name = firstShard(t, files)
				}
				sound = bytes.Clone(files[name])
				if spoilt := c.spoil(files[name]); spoilt == nil {
					delete(files, name)
				} else {
					files[name] = spoilt
				}
			})
			p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
			for _, kind := range []wire.ReportKind{wire.LoadFailed, wire.Failed} {
				r := p.await2(kind)
				require.Contains(t, r.Message, name)
				require.Contains(t, r.Message, c.want)
			}
			require.Equal(t, c.tries, p.fetched[name])
			require.Equal(t, c.tries-1, p.fresh[name], "a further try must not be served from a cache")
			require.Equal(t, pauses[:c.tries-1], append([]float64{}, p.slept...))

			p.change(func(files map[string][]byte) { files[name] = sound })
			p.send(wire.Command{Kind: wire.Start, Run: "2", Recipe: recipe()})
			require.Equal(t, train.Finished, p.awaitEvent(train.Finished).Kind)
		})
	}
}

// await2 is await that takes failures for what they are.
func (p *page) await2(kind wire.ReportKind) wire.Report {
	for r := range p.reports {
		if r.Kind == kind {
			return r
		}
	}
	panic("unreachable")
}

func TestARecipeThatCannotRunFailsByItsField(t *testing.T) {
	p := open(t)
	r := recipe()
	r.TrainingImages = 5000
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	require.Contains(t, p.await2(wire.Failed).Message, "training_images must be at most 2000")
	p.send(wire.Command{Kind: wire.Start, Run: "2", Recipe: recipe()})
	p.awaitEvent(train.Finished)
}

// It says of which run, so that another goes on with that.
func TestAPanicInARunIsTheEndOfItsWorker(t *testing.T) {
	p := open(t)
	r := recipe()
	r.Epochs = 1000
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: r})
	p.awaitEvent(train.Epoch)
	p.worker.inbox <- func() { p.worker.run.session = new(train.Session) } // steps into nothing
	for {
		said := <-p.reports
		require.NotEqual(t, wire.Failed, said.Kind)
		if said.Kind == wire.Crashed {
			require.Equal(t, "1", said.Run)
			require.Contains(t, said.Message, "the training program failed: ")
			break
		}
	}
	left := make(chan bool)
	p.worker.inbox <- func() { left <- p.worker.run == nil }
	require.True(t, <-left, "it trains nothing while it waits for its end")
}

func TestAMessageOfAnotherBuildIsAnsweredPlainly(t *testing.T) {
	p := open(t)
	p.worker.receive([]byte(`{"version": 99, "kind": "start"}`), nil, nil)
	require.Contains(t, p.await2(wire.Crashed).Message, "reload the page")
}
