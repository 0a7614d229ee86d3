// Runs in the site's own page before its scripts: notes what a visitor waits
// for. globalThis.visit says what was seen.
"use strict";

(() => {
  const visit = globalThis.visit = {
    firstBatch: 0, // seconds from the navigation to the report of a trained batch
  };

  globalThis.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if (visit.firstBatch || typeof data !== "string") return;
        if (JSON.parse(data).event?.kind === "step") visit.firstBatch = performance.now() / 1000;
      });
    }
  };

  visit.pressTrain = () => {
    const button = document.querySelector('[data-do="train"]:enabled');
    button?.click();
    return button !== null;
  };

  // Nobody presses sooner than at the next frame after the button is there.
  visit.hurry = () => { if (!visit.pressTrain()) requestAnimationFrame(visit.hurry); };
})();
