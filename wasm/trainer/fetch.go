package trainer

import (
	"cmp"
	"errors"
	"fmt"
	"sync"

	"atelier/core/dataset"
)

// fetchers is how many files are fetched at the same time: while one is
// inflated, which is most of the work, the next comes and is summed up.
// Inflating takes all of a worker, so that more gain nothing.
const fetchers = 2

// pauses are the seconds to wait before each further try at a file.
var pauses = [...]float64{0.5, 1.5}

// fetch brings the manifest, if wanted, and the files, in about their order. It
// runs beside the loop and touches the store only through do.
func (s *store) fetch(manifest bool, files []*file) {
	err := func() error {
		if manifest {
			m, err := s.fetchManifest()
			if err != nil {
				return err
			}
			s.await(func() {
				s.open(m)
				for _, p := range s.takers {
					giveManifest(p, m)
				}
				files = s.missing()
			})
		}
		return s.fetchShards(files)
	}()
	if err != nil {
		s.do(func() { s.giveUp(err.Error()) })
	}
}

// await has the worker's loop run the task, and returns when it has.
func (s *store) await(task func()) {
	done := make(chan struct{})
	s.do(func() {
		task()
		close(done)
	})
	<-done
}

// fetchShards brings the files, some at a time. After the first error, which it
// returns, it begins no further one; all that it began are over by then.
func (s *store) fetchShards(files []*file) error {
	var (
		group   sync.WaitGroup
		mu      sync.Mutex
		failure error
	)
	next := func() *file {
		mu.Lock()
		defer mu.Unlock()
		if failure != nil || len(files) == 0 {
			return nil
		}
		f := files[0]
		files = files[1:]
		return f
	}
	for range fetchers {
		group.Go(func() {
			var room []byte // for one file after the other
			for f := next(); f != nil; f = next() {
				room = resized(room, f.InflatedBytes())
				images, err := s.fetchShard(f, room)
				if err != nil {
					mu.Lock()
					failure = cmp.Or(failure, err)
					mu.Unlock()
					return
				}
				s.await(func() { s.place(f, images); s.tellProgress(true) })
			}
		})
	}
	group.Wait()
	return failure
}

func (s *store) fetchManifest() (m dataset.Manifest, err error) {
	err = s.try(dataset.ManifestFile, dataset.MaxManifestBytes, nil, func(d download) error {
		content := make([]byte, d.Len())
		d.CopyTo(content)
		m, err = dataset.ParseManifest(content)
		return err
	})
	return m, err
}

// fetchShard returns the images of a shard, which are in the given room.
func (s *store) fetchShard(f *file, room []byte) (images dataset.Images, err error) {
	progress := func(bytes int) {
		s.do(func() {
			f.came = bytes
			s.tellProgress(false)
		})
	}
	err = s.try(f.File, f.Bytes, progress, func(d download) error {
		if err := f.CheckSum(d.Len(), d.SHA256); err != nil {
			return err
		}
		n, err := d.Inflate(room)
		if err != nil {
			return fmt.Errorf("%s: %w", f.File, err)
		}
		images, err = f.Decode(room[:n])
		return err
	})
	return images, err
}

// try fetches a file of at most limit bytes and has it read, up to three
// times with growing pauses. The error is that of the last try. What fails for
// want of a network does not count, and is tried again when there is one.
func (s *store) try(name string, limit int, progress func(bytes int), read func(d download) error) error {
	for i := 0; ; {
		d, err := s.Fetch(name, i > 0, limit, progress)
		if err == nil {
			err = read(d)
		} else if s.awaitNetwork() {
			continue
		} else {
			err = fmt.Errorf("%s %w", name, err)
		}
		if err == nil || i == len(pauses) || errors.Is(err, dataset.ErrFormat) {
			return err
		}
		s.Sleep(pauses[i])
		i++
	}
}
