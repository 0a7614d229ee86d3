// The script of a worker: starts the program in it and hands it its messages.
//
// The first message says where things are:
//   exec    URL of wasm_exec.js
//   module  the compiled program
//   shards  URL of the folder of the data
//   bell    an Int32Array in shared memory, whose only number the page adds 1 to
//           after every later message; undefined where there is no such memory
// Every later message is for the program (see wasm/wire): a text, or a list of
// the text and a Uint8Array; with a port to another worker if one was sent
// along. The program finds globalThis.atelier with shards and bell, sets
// atelier.receive to a function of a message and, maybe, a port, and calls
// atelier.ready(); what came before is kept for it. All URLs are absolute.
//
// Should the program end, which it never does by itself, or fail to start, the
// page gets one last message: a wire report of kind "crashed".
"use strict";

(() => {
  const waiting = []; // messages that came before the program was ready
  const atelier = { shards: "", bell: undefined, receive: null, ready };
  let isReady = false;
  let crashed = false;
  let complaint = ""; // the line in which the Go runtime said why it ends

  function ready() {
    isReady = true;
    while (waiting.length > 0) deliver(waiting.shift());
  }

  function deliver(event) {
    if (isReady) atelier.receive(event.data, ...event.ports);
    else waiting.push(event);
  }

  function crash(message) {
    if (crashed) return;
    crashed = true;
    postMessage(JSON.stringify({ version: 1, kind: "crashed", message }));
  }

  // The Go runtime writes to the console why it ends; listen in.
  function listenForComplaint() {
    const decoder = new TextDecoder();
    const write = globalThis.fs.writeSync;
    let line = ""; // so far: the runtime writes it in pieces
    globalThis.fs.writeSync = function (fd, bytes) {
      const lines = (line + decoder.decode(bytes, { stream: true })).split("\n");
      line = lines.pop();
      complaint = complaint || lines.find((l) => /^(panic|fatal error): /.test(l)) || "";
      return write.call(this, fd, bytes);
    };
  }

  // own returns the address of a script, which the site's policy allows to be
  // run, if it is one of this site's.
  function own(url) {
    if (new URL(url).origin !== location.origin) throw new Error(`${url} is not a part of this site`);
    return url;
  }

  async function start({ exec, module, shards, bell }) {
    importScripts(typeof trustedTypes === "object"
      ? trustedTypes.createPolicy("atelier", { createScriptURL: own }).createScriptURL(exec)
      : own(exec));
    // Vecty, which is in the program for the page, refuses to be where there is no
    // document. The program knows by the missing window that it is in a worker.
    globalThis.document = {};
    atelier.shards = shards;
    atelier.bell = bell;
    globalThis.atelier = atelier;
    const go = new Go();
    let code = 0;
    go.exit = (c) => { code = c; };
    const instance = await WebAssembly.instantiate(module, go.importObject);
    listenForComplaint();
    await go.run(instance);
    crash(complaint || `the program ended with exit code ${code}`);
  }

  addEventListener("message", (event) => {
    addEventListener("message", deliver);
    start(event.data).catch((reason) => crash(reason.message));
  }, { once: true });

  // Traps of the program, out of memory among them, surface here.
  addEventListener("error", (event) => crash(complaint || event.message));
})();
