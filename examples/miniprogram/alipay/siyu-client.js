// The side of the pages: asks the Worker, and gives a Promise for each question.

/** `worker` is what `my.createWorker('workers/index.js', { useExperimentalWorker: true })` gives; one is enough for the program. */
function createClient(worker) {
  const waiting = new Map();
  let asked = 0;
  worker.onMessage(({ id, answer, refusal, message }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (answer !== undefined) resolve(JSON.parse(answer));
    else reject(refused(refusal, message));
  });
  return {
    /** Calls an operation such as `commission_split`; the rulebook is its JSON text, or empty where none is needed. */
    call(rulebook, operation, input) {
      return new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.postMessage({ id: asked, rulebook, operation, input: JSON.stringify(input) });
      });
    },
  };
}

/** The refusal with its `code`, `path`, `parameters` and both languages, as fields of an Error. */
function refused(refusal, message) {
  return Object.assign(new Error(message), refusal === '' ? {} : JSON.parse(refusal));
}

module.exports = { createClient };
