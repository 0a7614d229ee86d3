package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"atelier/tools/browser"
)

// peer is the library that the bench compares with: the fastest in a browser.
const peer = "jaxjs-wasm-1t"

// comparePeers has the peer measured on the same work in the same browser, by a
// program that may lie beside the repository.
func (b *bench) comparePeers(ctx context.Context) error {
	if !b.peers {
		return fmt.Errorf("only with -peers%w", errLeftOut)
	}
	program, err := filepath.Abs(filepath.Join(b.root, "..", "shared", "peers", "run"))
	if err != nil {
		return err
	}
	if _, err := os.Stat(program); err != nil {
		return fmt.Errorf("%s is not there%w", program, errLeftOut)
	}
	chromium, err := browser.Find()
	if err != nil {
		return err
	}
	folder := cmp.Or(os.Getenv("PEERS_TMP"), filepath.Join(os.TempDir(), "peers"))
	command := exec.CommandContext(ctx, program, peer)
	command.Env = append(os.Environ(), "PEERS_TMP="+folder, "CHROMIUM="+chromium, "OPTS=sgd,adam", "MIN_TIMED=5",
		"MAX_WAIT_S="+cmp.Or(os.Getenv("MAX_WAIT_S"), "60"))
	command.Stdout, command.Stderr = b.log, b.log
	if err := command.Run(); err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(folder, "results.json"))
	if err != nil {
		return err
	}
	found, err := readPeers(text)
	if err != nil {
		return err
	}
	for opt, p := range found {
		if ours, ok := b.result.Browser.OneWorker[opt]; ok {
			p.Ratio = ours.EpochSeconds / p.EpochSeconds
			found[opt] = p
		}
	}
	b.result.Peers = map[string]map[string]Peer{peer: found}
	return nil
}

// readPeers takes the peer's results, by optimizer, out of the file with all.
func readPeers(text []byte) (map[string]Peer, error) {
	var file struct {
		Results []struct {
			Name, Opt, Error       string
			MedianMs, MinMs, MaxMs float64
			GFLOPS                 float64
			ForeignCores           float64
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	found := map[string]Peer{}
	for _, r := range file.Results {
		switch {
		case r.Name != peer:
		case r.Error != "":
			return nil, fmt.Errorf("%s %s: %s", r.Name, r.Opt, r.Error)
		default:
			found[r.Opt] = Peer{EpochSeconds: r.MedianMs / 1000, EpochSecondsMin: r.MinMs / 1000, EpochSecondsMax: r.MaxMs / 1000,
				GFLOPS: r.GFLOPS, OtherCores: r.ForeignCores}
		}
	}
	if len(found) == 0 {
		return nil, errors.New("no results of " + peer)
	}
	return found, nil
}
