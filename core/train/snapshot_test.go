package train_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/rng"
	"atelier/core/train"
)

// everyMethod returns a recipe for each optimizer, with all that has a state
// turned on: batch normalisation, dropout, momentum, a schedule, patience.
func everyMethod() []train.Recipe {
	var recipes []train.Recipe
	for _, m := range optim.Methods() {
		r := small()
		r.Name = m.Name
		r.Epochs, r.Patience = 2, 5
		r.BatchNorm.Enabled = true
		r.Dropout = 0.3
		r.LabelSmoothing = 0.1
		r.GradientClipping = 1
		r.Schedule.Kind, r.Schedule.Every, r.Schedule.Warmup = "cosine", "batch", 2
		r.Optimizer = optim.Config{Method: m.Name, LearningRate: 0.01, Hyperparameters: map[string]float64{"weight_decay": 0.01}}
		for _, h := range m.Hyperparameters {
			switch h.Name {
			case "momentum":
				r.Optimizer.Hyperparameters[h.Name] = 0.9
			case "centered":
				r.Optimizer.Hyperparameters[h.Name] = 1
			}
		}
		recipes = append(recipes, r)
	}
	return recipes
}

// finish takes the session to its end and returns all events.
func finish(s *train.Session) []train.Event {
	var events []train.Event
	for !s.Done() {
		events = append(events, s.Step())
	}
	return events
}

func TestARestoredRunGoesOnAsIfNeverStopped(t *testing.T) {
	data := garments()
	places := rng.New(1, "places")
	for _, r := range everyMethod() {
		t.Run(r.Name, func(t *testing.T) {
			whole := run(t, r, data)
			for _, steps := range []int{0, 1, len(whole) - 1, len(whole), 1 + places.IntN(len(whole)-1), 1 + places.IntN(len(whole)-1)} {
				s, err := train.NewSession(r, data)
				require.NoError(t, err)
				for range steps {
					s.Step()
				}
				snapshot := s.Snapshot()
				restored, err := train.Restore(snapshot, data)
				require.NoError(t, err)
				require.Equal(t, snapshot, restored.Snapshot())
				require.Equal(t, s.Images(), restored.Images())
				require.Equal(t, whole[steps:], append([]train.Event{}, finish(restored)...), "interrupted after %d steps", steps)
				finish(s)
				require.Equal(t, s.Snapshot(), restored.Snapshot())
			}
		})
	}
}

// The child of TestARestoredRunEndsAlikeInANewProcess.
const snapshotVariable = "ATELIER_TEST_SNAPSHOT"

func TestARestoredRunEndsAlikeInANewProcess(t *testing.T) {
	if file, child := os.LookupEnv(snapshotVariable); child {
		snapshot, err := os.ReadFile(file)
		require.NoError(t, err)
		s, err := train.Restore(snapshot, garments())
		require.NoError(t, err)
		text, err := json.Marshal(last(finish(s)))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(file+".json", text, 0o600))
		return
	}
	if runtime.GOOS == "js" {
		t.Skip("skipped: a browser starts no processes")
	}
	places := rng.New(2, "places")
	for _, r := range everyMethod() {
		t.Run(r.Name, func(t *testing.T) {
			want := run(t, r, garments())
			s, err := train.NewSession(r, garments())
			require.NoError(t, err)
			for range 1 + places.IntN(len(want)-1) {
				s.Step()
			}
			file := filepath.Join(t.TempDir(), "snapshot")
			require.NoError(t, os.WriteFile(file, s.Snapshot(), 0o600))
			child := exec.Command(os.Args[0], "-test.run", "^TestARestoredRunEndsAlikeInANewProcess$")
			child.Env = append(os.Environ(), snapshotVariable+"="+file)
			out, err := child.CombinedOutput()
			require.NoError(t, err, "%s", out)
			text, err := os.ReadFile(file + ".json")
			require.NoError(t, err)
			expected, err := json.Marshal(last(want))
			require.NoError(t, err)
			require.JSONEq(t, string(expected), string(text))
		})
	}
}

// resealed returns the snapshot, changed and with a checksum that is right.
func resealed(snapshot []byte, change func(body []byte) []byte) []byte {
	body := change(bytes.Clone(snapshot[:len(snapshot)-crc32.Size]))
	return binary.LittleEndian.AppendUint32(body, crc32.ChecksumIEEE(body))
}

func TestWhatIsNoSnapshotIsRefused(t *testing.T) {
	data := garments()
	s, err := train.NewSession(small(), data)
	require.NoError(t, err)
	for range 5 {
		s.Step()
	}
	sound := s.Snapshot()
	const version = 12 // bytes of magic before it
	recipeEnd := version + 8 + int(binary.LittleEndian.Uint32(sound[version+4:]))
	other := dataset.MadeUp(2, 1000, 300)

	for name, c := range map[string]struct {
		snapshot []byte
		data     dataset.Set
		says     string
	}{
		"nothing":              {nil, data, "snapshot: not the snapshot of a run"},
		"something else":       {[]byte("{}"), data, "not the snapshot of a run"},
		"only its beginning":   {sound[:13], data, "cut short"},
		"a flipped bit":        {append(append(bytes.Clone(sound[:900]), sound[900]^1), sound[901:]...), data, "damaged"},
		"a missing end":        {sound[:len(sound)-7], data, "damaged"},
		"another version":      {resealed(sound, func(b []byte) []byte { b[version] = 9; return b }), data, "of version 9, this program reads version 2"},
		"a recipe too long":    {resealed(sound, func(b []byte) []byte { b[version+6] = 0xff; return b }), data, "cut short"},
		"another recipe":       {resealed(sound, func(b []byte) []byte { b[version+8] = '['; return b }), data, "recipe"},
		"another data set":     {sound, other, "of a run on another data set"},
		"too many bytes":       {resealed(sound, func(b []byte) []byte { return append(b, 0) }), data, "has 1 bytes too many"},
		"too few bytes":        {resealed(sound, func(b []byte) []byte { return b[:len(b)-1] }), data, "cut short"},
		"no parameters":        {resealed(sound, func(b []byte) []byte { return b[:recipeEnd+32] }), data, "has not all parameters"},
		"an unknown phase":     {resealed(sound, func(b []byte) []byte { b[recipeEnd+32+8] = 'T'; return b }), data, "unknown phase"},
		"an impossible epoch":  {resealed(sound, func(b []byte) []byte { b[recipeEnd+32+8+len("training")+3] = 200; return b }), data, "a place that its recipe does not have"},
		"an enormous text":     {resealed(sound, func(b []byte) []byte { b[recipeEnd+32+5] = 1; return b }), data, "cut short"},
		"an unknown generator": {resealed(sound, func(b []byte) []byte { return bytes.Replace(b, []byte("pcg:"), []byte("xyz:"), 1) }), data, "rng"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := train.Restore(c.snapshot, c.data)
			require.ErrorContains(t, err, c.says)
		})
	}
}

// Whatever the bytes, there is an error or a session that goes on; the checksum
// is made right, so that the fuzzer gets past it.
func FuzzRestore(f *testing.F) {
	data := dataset.MadeUp(1, 100, 20)
	r := small()
	r.Hidden, r.TrainingImages, r.Epochs = []int{2}, 100, 1
	r.Dropout, r.BatchNorm.Enabled = 0.5, true
	s, err := train.NewSession(r, data)
	require.NoError(f, err)
	for range 3 {
		snapshot := s.Snapshot()
		f.Add(snapshot[:len(snapshot)-crc32.Size])
		s.Step()
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := train.Restore(resealed(append(body, make([]byte, crc32.Size)...), func(b []byte) []byte { return b }), data)
		if err != nil {
			return
		}
		for range 3 {
			if !s.Done() {
				s.Step()
			}
		}
	})
}

func TestARunWithoutAHiddenLayerIsRestored(t *testing.T) {
	for name, hidden := range map[string][]int{"none": nil, "an empty list": {}} {
		r := train.Default()
		r.Hidden, r.TrainingImages, r.Epochs = hidden, 500, 1
		s, err := train.NewSession(r, dataset.MadeUp(1, 500, 100))
		require.NoError(t, err)
		_, err = train.Restore(s.Snapshot(), dataset.MadeUp(1, 500, 100))
		require.NoError(t, err, name)
	}
}
