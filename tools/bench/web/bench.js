// What the bench does in its page: it starts workers as the site's page does,
// from the site's own files, and notes when each of their reports comes. The
// page does nothing else meanwhile. tools/bench calls these functions.
"use strict";

const bench = (() => {
  const address = (name) => new URL(name, document.baseURI).href;

  // The attributes of the site's page say where its parts are.
  const site = (async () => {
    const text = await (await fetch("../")).text();
    const parts = new DOMParser().parseFromString(text, "text/html").documentElement.dataset;
    const at = (name) => address("../" + name);
    return { exec: at(parts.exec), worker: at(parts.worker), trainer: at(parts.programSimd), shards: at(parts.shards) };
  })();

  const modules = new Map(); // by address, compiled once
  function compile(url) {
    if (!modules.has(url)) modules.set(url, WebAssembly.compileStreaming(fetch(url)));
    return modules.get(url);
  }

  // A Trainer is a worker that runs the site's program.
  class Trainer {
    marks = []; // the reports of all events but steps, and when they came
    waiting = [];

    static async open(script) {
      const { exec, worker, trainer, shards } = await site;
      const t = new Trainer();
      t.worker = new Worker(script ? `${script}?worker=${encodeURIComponent(worker)}` : worker);
      t.worker.onmessage = ({ data }) => t.receive(performance.now() / 1000, data);
      t.worker.onerror = (event) => t.fail(event.message ?? "a script is missing");
      t.worker.postMessage({ exec, module: await compile(trainer), shards });
      return t;
    }

    // receive takes a report, with the size of the worker's memory if it comes
    // from memory.js.
    receive(at, data) {
      const { text, bytes } = typeof data === "string" ? { text: data, bytes: 0 } : data;
      const report = JSON.parse(text);
      if (["failed", "load failed", "crashed"].includes(report.kind)) return this.fail(report.message);
      if (report.kind === "trained" && report.event.kind !== "step") this.marks.push({ at, report: text, bytes });
      const now = this.waiting.filter(({ wanted }) => wanted(report));
      this.waiting = this.waiting.filter((w) => !now.includes(w));
      for (const { resolve } of now) resolve(at);
    }

    fail(message) {
      for (const { reject } of this.waiting) reject(new Error(message));
      this.waiting = [];
    }

    // until promises the time of the next report that is wanted.
    until(wanted) {
      return new Promise((resolve, reject) => this.waiting.push({ wanted, resolve, reject }));
    }

    post(text) { this.worker.postMessage(text); }

    // answer posts a command and promises the time of the report of that kind.
    answer(text, kind) {
      const answered = this.until((r) => r.kind === kind);
      this.post(text);
      return answered;
    }
  }

  const isEpoch = (least) => (r) => r.event?.kind === "epoch" && r.event.epoch >= least;

  // withTrainers opens workers, has them load the data, and starts them all at
  // once; they are gone when work is done.
  async function withTrainers({ workers, script, load, starts, connects }, work) {
    const trainers = await Promise.all(Array.from({ length: workers }, () => Trainer.open(script)));
    try {
      await Promise.all(trainers.map((t) => t.answer(load, "loaded")));
      introduce(trainers, connects);
      const working = work(trainers);
      trainers.forEach((t, rank) => t.post(starts[rank]));
      return await working;
    } finally {
      for (const t of trainers) t.worker.terminate();
    }
  }

  // introduce gives every two workers a port to each other: connects[a][b] tells
  // a of b. It does nothing where each has a run of its own.
  function introduce(trainers, connects) {
    if (!connects) return;
    trainers.forEach((one, a) => trainers.slice(0, a).forEach((other, b) => {
      const { port1, port2 } = new MessageChannel();
      one.worker.postMessage(connects[a][b], [port1]);
      other.worker.postMessage(connects[b][a], [port2]);
    }));
  }

  // together returns the marks of a run that all workers train together, of
  // which the first tells.
  function together(order) {
    return withTrainers(order, async (trainers) => {
      await trainers[0].until(isEpoch(order.epochs));
      return [trainers[0].marks];
    });
  }

  // train returns the marks of each worker. Nobody stops before the last one
  // has made so many epochs: all have the same company to the end.
  function train(order) {
    return withTrainers(order, async (trainers) => {
      await Promise.all(trainers.map((t) => t.until(isEpoch(order.epochs))));
      return trainers.map((t) => t.marks);
    });
  }

  // pause pauses the workers, in turn, while the others train, and returns how
  // many milliseconds each time took to be in force.
  function pause(order) {
    return withTrainers(order, async (trainers) => {
      const goesOn = (r) => r.kind === "trained";
      await Promise.all(trainers.map((t) => t.until(goesOn)));
      const times = [];
      for (let i = 0; i < order.times; i++) {
        const t = trainers[i % trainers.length];
        const pressed = performance.now();
        times.push((await t.answer(order.pause, "paused")) * 1000 - pressed);
        const again = t.until(goesOn);
        t.post(order.resume);
        await again;
      }
      return times;
    });
  }

  // A measurer is a worker that runs the bench's own program.
  const measurers = [];
  async function measurer() {
    const { exec, worker } = await site;
    const w = new Worker(worker);
    w.postMessage({ exec, module: await compile(address("worker.wasm")), shards: address("./") });
    return w;
  }

  // measure gives the order to so many measurers at once and returns their
  // answers.
  async function measure({ workers, order }) {
    while (measurers.length < workers) measurers.push(await measurer());
    return Promise.all(measurers.slice(0, workers).map((w) => new Promise((resolve, reject) => {
      w.onmessage = ({ data }) => resolve(JSON.parse(data));
      w.onerror = (event) => reject(new Error(event.message));
      w.postMessage(order);
    })));
  }

  return { train, together, pause, measure };
})();
