// Runs the tests in a worker and passes on, in order, what they write and how
// they end. The page itself is never busy, so nothing is held up.
"use strict";

(() => {
  const worker = new Worker("worker.js");
  let sending = Promise.resolve();

  // post sends one thing after the other: the order is that of the tests.
  function post(what, body) {
    sending = sending.then(() => fetch(what, { method: "POST", body }));
  }

  worker.onmessage = ({ data }) => {
    if (data.bytes) post(data.fd === 2 ? "stderr" : "stdout", data.bytes);
    else post("exit", JSON.stringify(data));
  };
  // A trap, or a script that cannot be loaded.
  worker.onerror = (event) => post("exit", JSON.stringify({ code: 2, message: event.message ?? "the worker did not start" }));
})();
