// A worker's script in place of the site's, which it loads: with each report it
// sends the size of the program's memory. Its own address names the site's
// script.
"use strict";

(() => {
  let memory;
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const result = await instantiate(...args);
    memory = (result.instance ?? result).exports.mem;
    return result;
  };
  const post = globalThis.postMessage.bind(globalThis);
  globalThis.postMessage = (text) => post({ text, bytes: memory?.buffer.byteLength ?? 0 });
  importScripts(new URL(location.href).searchParams.get("worker"));
})();
