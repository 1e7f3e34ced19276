// Alipay has WebAssembly in a Worker only. This one answers every operation of siyu; `siyu.js` beside it is the `index.js` of the
// package's folder `miniprogram_dist`, since a Worker may only ask for files of its own folder.
const siyu = require('./siyu.js');

const started = siyu.init({ path: '/static/siyu.wasm.br' });
// Why it did not start is told to everyone who asks.
started.catch(() => {});

/** The rulebook asked for last, by its text: the next question is mostly asked of the same. */
let last = { text: '', rulebook: null };

worker.onMessage(({ id, rulebook, operation, input }) => {
  started
    .then(() => opened(rulebook).callText(operation, input))
    .then(
      (answer) => worker.postMessage({ id, answer }),
      (error) => worker.postMessage({ id, refusal: error instanceof siyu.SiyuError ? error.json : '', message: error.message }),
    );
});

function opened(text) {
  // `rulebook_check` and `decision_explain` need none.
  if (text === '') return siyu;
  if (text !== last.text) {
    if (last.rulebook) last.rulebook.free();
    last = { text: '', rulebook: null };
    last = { text, rulebook: siyu.Rulebook.parse(text) };
  }
  return last.rulebook;
}
