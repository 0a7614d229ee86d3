// Serve serves a built site on this machine.
//
//	go run ./tools/serve [-dir build] [-host 127.0.0.1] [-port 8080] [-base /]
//
// If the port is taken it takes the next free one, and says where the site is.
// It ends with Ctrl-C.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"atelier/tools/serve/static"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp): // the flag package has printed it
	case err != nil:
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	dir := flags.String("dir", "build", "the folder to serve")
	host := flags.String("host", "127.0.0.1", "the address to listen on; 0.0.0.0 lets other machines in")
	port := flags.Int("port", 8080, "the port; if taken, the next free one; 0 for any")
	base := flags.String("base", "/", "the path the site stands under, such as /atelier/")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}

	// A Root, and not DirFS: links that lead out of the folder do not.
	root, err := os.OpenRoot(*dir)
	if err != nil {
		return fmt.Errorf("%w; run make site first", err)
	}
	defer root.Close()
	if _, err := fs.Stat(root.FS(), "index.html"); err != nil {
		return fmt.Errorf("no site in %s: %w; run make site first", *dir, err)
	}
	listener, err := listen(*host, *port)
	if err != nil {
		return err
	}
	if taken := *port; taken != 0 && taken != portOf(listener) {
		fmt.Fprintf(out, "Port %d is taken.\n", taken)
	}
	fmt.Fprintf(out, "Atelier is at %s (Ctrl-C ends it)\n", address(listener, *base))
	if all := elsewhere(listener, *base); len(all) > 0 {
		fmt.Fprintf(out, "Other machines on this network find it at %s.\n", strings.Join(all, " or "))
		fmt.Fprintln(out, "Over http, browsers there keep nothing for later visits and lend workers no shared memory; all else works.")
	}
	return serve(ctx, listener, static.Handler(root.FS(), static.Options{Base: *base}))
}

// listen opens the port, or if it is taken the first free one of the hundred
// after it.
func listen(host string, port int) (net.Listener, error) {
	if port < 0 || port > 65535 {
		return nil, fmt.Errorf("port %d: must be from 0 to 65535", port)
	}
	for next := port; ; next++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(next)))
		if err == nil {
			return listener, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) || next == port+100 || next == 65535 {
			return nil, err
		}
	}
}

func portOf(listener net.Listener) int { return listener.Addr().(*net.TCPAddr).Port }

// address returns the URL at which a browser on this machine finds the site.
func address(listener net.Listener, base string) string {
	at := *listener.Addr().(*net.TCPAddr)
	host := at.IP.String()
	if at.IP.IsUnspecified() { // all addresses of the machine; this is one
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(at.Port)) + static.CleanBase(base)
}

// elsewhere returns the URLs at which other machines find the site, if it
// listens for them.
func elsewhere(listener net.Listener, base string) []string {
	at := listener.Addr().(*net.TCPAddr)
	if !at.IP.IsUnspecified() {
		return nil
	}
	networks, _ := net.InterfaceAddrs() // where they cannot be had, people know
	var urls []string
	for _, network := range networks {
		if n, ok := network.(*net.IPNet); ok && n.IP.IsGlobalUnicast() && n.IP.To4() != nil {
			urls = append(urls, "http://"+net.JoinHostPort(n.IP.String(), strconv.Itoa(at.Port))+static.CleanBase(base))
		}
	}
	return urls
}

// serve answers on the listener until the context ends, and then lets answers
// under way finish for a moment.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      5 * time.Minute, // the data over a slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return server.Close()
	}
	return nil
}
