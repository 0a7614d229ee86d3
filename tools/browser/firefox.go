package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// ErrNoFirefox says that this machine has no Firefox, and what to do about it.
var ErrNoFirefox = errors.New("no Firefox found; install one (Debian: apt-get install firefox-esr) or set FIREFOX to its path")

// FindFirefox returns the path of the Firefox to use: the one the environment
// variable FIREFOX names, or the first found under the usual names. The error
// wraps ErrNoFirefox.
func FindFirefox() (string, error) {
	return findFirefox(os.Getenv, exec.LookPath)
}

func findFirefox(getenv func(string) string, lookPath func(string) (string, error)) (string, error) {
	if wanted := getenv("FIREFOX"); wanted != "" {
		path, err := lookPath(wanted)
		if err != nil {
			return "", fmt.Errorf("FIREFOX=%s: %w (%w)", wanted, err, ErrNoFirefox)
		}
		return path, nil
	}
	for _, name := range []string{"firefox-esr", "firefox"} {
		if path, err := lookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoFirefox
}

// A Firefox is a running Firefox without a window, which shows one page. It
// takes no orders: the page itself has to tell its server what happens.
type Firefox struct {
	command *exec.Cmd
	profile string
	done    chan struct{}
}

// StartFirefox starts the Firefox that FindFirefox finds, on a page, with a
// profile of its own that is gone afterwards. It ends with Close, or with the
// context.
func StartFirefox(ctx context.Context, url string) (*Firefox, error) {
	path, err := FindFirefox()
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "atelier-firefox-")
	if err != nil {
		return nil, err
	}
	f := &Firefox{profile: profile, done: make(chan struct{})}
	f.command = exec.CommandContext(ctx, path, "--headless", "--no-remote", "--profile", profile, url)
	f.command.Cancel = func() error { return f.command.Process.Signal(os.Interrupt) }
	f.command.WaitDelay = 5 * time.Second
	if err := f.command.Start(); err != nil {
		os.RemoveAll(profile)
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	go func() {
		f.command.Wait()
		close(f.done)
	}()
	return f, nil
}

// Done is closed when the browser has ended, wanted or not.
func (f *Firefox) Done() <-chan struct{} { return f.done }

// Close ends the browser, waits for it, and removes its profile.
func (f *Firefox) Close() error {
	f.command.Process.Signal(os.Interrupt)
	select {
	case <-f.done:
	case <-time.After(5 * time.Second):
		f.command.Process.Kill()
		<-f.done
	}
	return os.RemoveAll(f.profile)
}
