// Keeps the page and its data on the machine, so that later visits need no
// network. Everything it keeps is the copy of one build, which the page gets
// whole: no visit has parts of two.
//
// The page says ?simd=true or false behind this script's address: the program
// for other browsers is not kept. Its messages:
//   { keep: URL }  keep the data set in that folder, too
//   { page: ID }   sent while this waits: the page is of that build; if it is of
//                  another one than this, the answer is "newer"
//   "use"          become the one that answers, which ends the build before it;
//                  the answer is "held" if another tab still needs that one
"use strict";

// tools/site fills in the build, which index.html names too, and its files.
const build = { id: "", parts: [] };

// Other sites of this origin have caches, too.
const mine = `atelier ${registration.scope} `;
const programs = mine + build.id;
const shards = mine + "data";

const simd = new URL(location.href).searchParams.get("simd") === "true";
const otherProgram = simd ? /^atelier-plain\./ : /^atelier-simd\./;

// Where the host does not isolate the page from other origins, the copy does:
// then the workers of a run may share memory, from the second visit on. Nothing
// of the page comes from elsewhere, so nothing is lost by it. Other sites make
// the first visit load twice for that; here it might end a training.
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

// copy returns an answer as it is to be kept. Not every host says what it sends.
function copy(response, body, type) {
  const headers = new Headers(response.headers);
  if (type) headers.set("Content-Type", type);
  for (const [name, value] of Object.entries(isolation)) headers.set(name, value);
  // The body is unpacked already.
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(body, { headers });
}

async function get(name, options) {
  const response = await fetch(name, options);
  if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  return response;
}

// install keeps all of the build, or fails. The names of the parts say what is
// in them; the page's does not, so it is looked at.
async function install() {
  const cache = await caches.open(programs);
  const page = await get("./", { cache: "no-cache" });
  const text = await page.text();
  if (!text.includes(`data-build="${build.id}"`)) throw new Error("the page is of another build");
  const parts = build.parts.filter((name) => !otherProgram.test(name));
  await Promise.all(parts.map(async (name) => {
    const part = await get(name);
    // Only pages and the scripts of workers say what isolates. All else stays as
    // it came, so that the browser can keep compiled programs with it.
    await cache.put(name, name.endsWith(".js") ? copy(part, part.body) : part);
  }));
  await cache.put("./", copy(page, text, "text/html; charset=utf-8"));
}

// activate removes the builds before this one. No page uses them any more.
async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(mine) && name !== programs && name !== shards);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

// use makes this build the one that answers, unless several tabs are open: they
// would find no parts of theirs any more.
async function use(page) {
  const windows = await clients.matchAll({ includeUncontrolled: true });
  const open = windows.filter((client) => client.url.startsWith(registration.scope));
  if (open.length > 1) page.postMessage("held");
  else await skipWaiting();
}

// keep keeps the data set as its manifest has it now; the manifest itself once
// all of its shards are there; and no others any more.
async function keep(folder) {
  const cache = await caches.open(shards);
  const manifest = await get(folder + "manifest.json", { cache: "no-cache" });
  const text = await manifest.text();
  const { train, test } = JSON.parse(text);
  const files = [...train, ...test].map((shard) => folder + shard.file);
  for (const file of files) {
    if (!await cache.match(file)) await cache.add(file);
  }
  const name = folder + "manifest.json";
  await cache.put(name, copy(manifest, text, "application/json"));
  const wanted = new Set([...files, name].map((file) => new URL(file, location.href).href));
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
}

// Who serves the page on the own machine builds it anew at any time, or has put
// something else at its address; and is as near as the copy.
const ownMachine = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

// answer gives what is kept, and asks the network for what is not. Of the data
// set's manifest the network may have a newer one; and who says reload has seen
// that the copy of a shard is wrong.
async function answer(request) {
  const url = new URL(request.url);
  url.search = ""; // says how the page begins, not what it is
  url.hash = "";
  const name = url.href.replace(/\/index\.html$/, "/");
  const kept = await caches.match(name, { cacheName: programs }) ?? await caches.match(name, { cacheName: shards });
  if (!kept) return fetch(request);
  const page = ownMachine && name === registration.scope;
  const again = request.cache === "reload" && name.endsWith(".shard");
  if (!page && !again && !name.endsWith("/manifest.json")) return kept;
  try {
    // A network that does not answer is none.
    const fresh = await fetch(request, { signal: AbortSignal.timeout(5000) });
    if (!fresh.ok && !page) return kept;
    if (again) await (await caches.open(shards)).put(name, fresh.clone());
    return fresh;
  } catch {
    return kept;
  }
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  const { data, source } = event;
  if (data === "use" || data.page === build.id) event.waitUntil(use(source));
  else if (data.page) source.postMessage("newer");
  // Where there is no room for the data, the network has it.
  else if (data.keep) event.waitUntil(keep(data.keep).catch(() => {}));
});
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(registration.scope)) event.respondWith(answer(event.request));
});
