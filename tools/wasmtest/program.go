package main

import (
	"context"
	"crypto/rand"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"atelier/tools/internal/gotool"
)

//go:embed web
var web embed.FS

// A program is a test program and all that its page asks for.
type program struct {
	file           string // the compiled tests
	wasmExec       []byte
	config         config
	stdout, stderr io.Writer
	ended          chan end // gets the first end that the page reports
}

// config is what the program is started with.
type config struct {
	Args   []string          `json:"args"`
	Env    map[string]string `json:"env"`
	Folder string            `json:"folder"`
}

// end is how the program ended. A message means that it could not start or go
// on.
type end struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// newProgram prepares the program args[0] to run in the current folder.
func newProgram(ctx context.Context, args []string, stdout, stderr io.Writer) (*program, error) {
	folder, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	wasmExec, err := gotool.WasmExec(ctx, ".")
	if err != nil {
		return nil, err
	}
	env, left := fit(args, os.Environ())
	if len(left) > 0 {
		fmt.Fprintf(stderr, "wasmtest: the environment is too long for a WebAssembly program; left out %v\n", left)
	}
	return &program{
		file:     args[0],
		wasmExec: wasmExec,
		config:   config{args, env, folder},
		stdout:   stdout,
		stderr:   stderr,
		ended:    make(chan end, 1),
	}, nil
}

// serve serves the program to a page on this machine. The URL holds a secret,
// so that nobody else can read the machine's files.
func (p *program) serve() (url string, stop func() error, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	secret := "/" + rand.Text()
	server := &http.Server{Handler: http.StripPrefix(secret, p.handler())}
	go server.Serve(listener) // until stop
	return "http://" + listener.Addr().String() + secret + "/", server.Close, nil
}

func (p *program) handler() http.Handler {
	mux := http.NewServeMux()
	for _, name := range []string{"page.html", "page.js", "worker.js", "files.js"} {
		at := "/" + name
		if name == "page.html" {
			at = "/{$}"
		}
		mux.HandleFunc("GET "+at, func(w http.ResponseWriter, r *http.Request) {
			http.ServeFileFS(w, r, web, "web/"+name)
		})
	}
	mux.HandleFunc("GET /wasm_exec.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		w.Write(p.wasmExec)
	})
	mux.HandleFunc("GET /test.wasm", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		http.ServeFile(w, r, p.file)
	})
	mux.HandleFunc("GET /config", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(p.config)
	})
	mux.HandleFunc("GET /file", func(w http.ResponseWriter, r *http.Request) {
		serveAny(w, r.URL.Query().Get("path"))
	})
	mux.HandleFunc("POST /stdout", func(w http.ResponseWriter, r *http.Request) { io.Copy(p.stdout, r.Body) })
	mux.HandleFunc("POST /stderr", func(w http.ResponseWriter, r *http.Request) { io.Copy(p.stderr, r.Body) })
	mux.HandleFunc("POST /exit", p.exit)
	return mux
}

// exit takes the report of how the program ended; the first one counts.
func (p *program) exit(w http.ResponseWriter, r *http.Request) {
	var e end
	if err := json.NewDecoder(r.Body).Decode(&e); err != nil {
		e.Message = fmt.Sprintf("unreadable report of the end: %v", err)
	}
	select {
	case p.ended <- e:
	default:
	}
}

// serveAny answers with a file's bytes, a folder's names, or the code of the
// error as Node would say it. Relative paths start from the current folder.
func serveAny(w http.ResponseWriter, path string) {
	info, err := os.Stat(path)
	var body []byte
	if err == nil && info.IsDir() {
		w.Header().Set("X-Folder", "true")
		body, err = names(path)
	} else if err == nil {
		body, err = os.ReadFile(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fail(w, "ENOENT")
	case errors.Is(err, fs.ErrPermission):
		fail(w, "EACCES")
	case err != nil:
		fail(w, "EIO")
	default:
		w.Write(body)
	}
}

func fail(w http.ResponseWriter, code string) {
	w.WriteHeader(http.StatusNotFound)
	io.WriteString(w, code)
}

// names returns the names in a folder as a JSON array.
func names(folder string) ([]byte, error) {
	entries, err := os.ReadDir(filepath.Clean(folder))
	if err != nil {
		return nil, err
	}
	list := make([]string, len(entries))
	for i, entry := range entries {
		list[i] = entry.Name()
	}
	return json.Marshal(list)
}
