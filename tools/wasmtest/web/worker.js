// Runs a Go test program as it would run natively: with its arguments, its
// environment, its folder and its files.
"use strict";

importScripts("wasm_exec.js", "files.js");

globalThis.fs.writeSync = (fd, bytes) => {
  postMessage({ fd, bytes: bytes.slice() });
  return bytes.length;
};

(async () => {
  const { args, env, folder } = await (await fetch("config")).json();
  globalThis.process.cwd = () => folder;
  const go = new Go();
  go.argv = args;
  go.env = env;
  let code = 0;
  go.exit = (c) => { code = c; };
  const { instance } = await WebAssembly.instantiateStreaming(fetch("test.wasm"), go.importObject);
  await go.run(instance);
  postMessage({ code });
})().catch((reason) => postMessage({ code: 2, message: String(reason) }));
