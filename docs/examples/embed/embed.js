// Trains a recipe in a worker of a built site, and says how it goes. What the
// worker is told and what it tells is described in wasm/wire/wire.go.
"use strict";

// borrow starts a worker of the site at that address. It finds the names of the
// site's parts in the attributes of its page (see index.html in the repository).
async function borrow(site) {
  const page = await (await fetch(site)).text();
  const parts = new DOMParser().parseFromString(page, "text/html").documentElement.dataset;
  const url = (name) => new URL(name, site).href;
  const program = url(hasSIMD() ? parts.programSimd : parts.programPlain);
  const module = await WebAssembly.compile(await (await fetch(program)).arrayBuffer());
  // Under a policy with Trusted Types the address would have to be one of them.
  const worker = new Worker(url(parts.worker));
  worker.postMessage({ exec: url(parts.exec), module, shards: url(parts.shards) });
  return worker;
}

// hasSIMD asks whether a function that makes a vector is valid.
function hasSIMD() {
  return WebAssembly.validate(new Uint8Array([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 0x0a, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x11, 0x0b,
  ]));
}

const says = document.querySelector("#says");

// hear shows a report.
function hear({ data }) {
  // A text, or a list of the text and a snapshot of the run.
  const report = JSON.parse(typeof data === "string" ? data : data[0]);
  const { kind, event, loading, message } = report;
  if (kind === "fetching") says.textContent = `${loading.shards} of ${loading.total_shards} shards`;
  if (message) says.textContent = message;
  if (event?.kind === "epoch") says.textContent = `Epoch ${event.epoch}: ${(100 * event.validation_accuracy.mean).toFixed(1)} %`;
  if (event?.kind === "finished") {
    says.textContent = `Test accuracy ${(100 * event.test_accuracy.mean).toFixed(1)} %, parameters ${event.parameters_sha256}`;
  }
}

// A whole recipe: fields that are left out are 0 here, and not their defaults.
// tools/train -out writes one, and so does the page.
const recipe = {
  name: "Borrowed", hidden: [64], activation: "relu", initialiser: "default",
  batch_norm: { enabled: false, after_activation: false, momentum: 0.1, epsilon: 1e-5 }, dropout: 0, input_scaling: "standard",
  optimizer: { method: "adam", learning_rate: 0.01 },
  schedule: { kind: "constant", every: "epoch", warmup: 0, step_size: 10, gamma: 0.1, length: 0, minimum: 0 },
  gradient_clipping: 0, label_smoothing: 0,
  batch_size: 100, epochs: 3, patience: 0, training_images: 2000, validation_share: 0.1, seed: 1,
};

document.querySelector("#train").addEventListener("click", async () => {
  try {
    const worker = await borrow(new URL(document.documentElement.dataset.atelier, document.baseURI));
    worker.onmessage = hear;
    worker.postMessage(JSON.stringify({ version: 1, kind: "start", run: "mine", recipe }));
  } catch (reason) {
    says.textContent = reason.message;
  }
}, { once: true });
