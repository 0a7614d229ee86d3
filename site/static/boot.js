// Starts the page's program, and says so readably if it cannot start or ends. Its
// JavaScript is old enough for any browser that has WebAssembly. The program
// finds itself compiled in globalThis.atelier.module, to hand it to its workers,
// and in atelier.worker and atelier.serviceWorker the addresses of their scripts.
"use strict";

(() => {
  const page = document.documentElement.dataset;

  // A module with one function that makes a 128-bit vector: valid only where
  // SIMD is known.
  const simdProbe = new Uint8Array([
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // "\0asm", version 1
    0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, // types: () -> v128
    0x03, 0x02, 0x01, 0x00, // functions: one, of type 0
    0x0a, 0x08, 0x01, 0x06, 0x00, // code: one body of 6 bytes, no locals
    0x41, 0x00, 0xfd, 0x11, 0x0b, // i32.const 0, i32x4.splat, end
  ]);

  // scripts returns the addresses of the workers' script and of the service
  // worker's, as what the page's policy allows to be run, where the browser knows
  // such types. There are no others.
  function scripts() {
    const addresses = {
      worker: new URL(page.worker, document.baseURI).href,
      serviceWorker: `${new URL(page.serviceWorker, document.baseURI).href}?simd=${page.simd}`,
    };
    if (typeof trustedTypes !== "object") return addresses;
    const policy = trustedTypes.createPolicy("atelier", { createScriptURL: (name) => addresses[name] });
    return { worker: policy.createScriptURL("worker"), serviceWorker: policy.createScriptURL("serviceWorker") };
  }

  // say shows the text and, if offered, a button that loads the page anew.
  function say(text, offerReload) {
    const place = document.getElementById("boot-message");
    place.textContent = text;
    place.hidden = text === "";
    if (offerReload) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Reload";
      button.addEventListener("click", () => location.reload());
      place.append(" ", button);
    }
  }

  // missing names what the browser lacks, if anything.
  function missing() {
    if (typeof WebAssembly !== "object") return "WebAssembly";
    if (typeof Worker !== "function") return "web workers";
    return "";
  }

  // load fetches the program, and compiles and instantiates it while it arrives.
  async function load(url, imports) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
    // Browsers compile while they fetch only if the host knows the type.
    const streams = response.headers.get("Content-Type") === "application/wasm";
    return streams
      ? WebAssembly.instantiateStreaming(response, imports)
      : WebAssembly.instantiate(await response.arrayBuffer(), imports);
  }

  // firstComplaint remembers the first line that says why a Go program ends;
  // it is written to the console before the program exits.
  function firstComplaint() {
    const decoder = new TextDecoder();
    const write = globalThis.fs.writeSync;
    let complaint = "";
    let line = ""; // so far: the runtime writes it in pieces
    globalThis.fs.writeSync = function (fd, bytes) {
      const lines = (line + decoder.decode(bytes, { stream: true })).split("\n");
      line = lines.pop();
      complaint = complaint || lines.find((l) => /^(panic|fatal error): /.test(l)) || "";
      return write.call(this, fd, bytes);
    };
    return () => complaint;
  }

  async function boot() {
    const lack = missing();
    if (lack) {
      say(`Atelier needs ${lack}, which this browser does not have or does not allow. Any current browser will do.`);
      return;
    }
    page.simd = String(WebAssembly.validate(simdProbe));
    if (typeof Go !== "function") {
      say(`The page could not fetch ${page.exec}, a part of its program.`, true);
      return;
    }
    // A trap inside the program, once it runs, ends it without an exit code.
    addEventListener("error", (event) => {
      if (event.error instanceof WebAssembly.RuntimeError) {
        say(`The program has stopped: ${event.message}.`, true);
      }
    });
    say("Fetching the program…");
    const go = new Go();
    let code = 0;
    go.exit = (c) => { code = c; };
    let module, instance;
    try {
      ({ module, instance } = await load(page.simd === "true" ? page.programSimd : page.programPlain, go.importObject));
    } catch (reason) {
      say(`The program could not be fetched: ${reason.message}.`, true);
      return;
    }
    globalThis.atelier = { module, ...scripts() };
    const complaint = firstComplaint();
    const ended = go.run(instance); // runs until the program first waits
    if (!go.exited) say("");
    await ended;
    say(`The program has stopped: ${complaint() || `exit code ${code}`}.`, true);
  }

  boot().catch((reason) => say(`The program could not start: ${reason.message}.`, true));
})();
