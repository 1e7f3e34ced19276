// The module, and whether it is started.

import * as module from '#module'; // what wasm-bindgen writes; see xtask/src/modules.rs

// Not called `exports`: in CommonJS that name is taken, and never undefined.
/** What the module exports; nothing before it is started. */
let moduleExports;

export { module };

/** The module; without it the JavaScript of wasm-bindgen would only say that it cannot read a property. */
export function started() {
  if (moduleExports === undefined) throw new TypeError('siyu is not started: wait for `init` first');
  return module;
}

/** The module, if it has columns and the host what they need. `what` is what asks. */
export function startedWithColumns(what) {
  if (typeof BigInt64Array !== 'function') throw new TypeError(what + ' needs BigInt64Array, which this host has not; call row by row');
  started();
  // What wasm-bindgen exports for the class.
  if (moduleExports.batch_new !== undefined) return module;
  throw new TypeError(what + ' needs the module with columns: import `siyu/columns`, or start with `siyu-columns.wasm`');
}

/** The memory of the module as it is now: when it grows it is another one, and arrays of the one before are empty. */
export function memory() {
  return moduleExports.memory.buffer;
}

export function initSync(source) {
  moduleExports = module.initSync({ module: source });
}

export async function init(source) {
  moduleExports = await module.default({ module_or_path: source });
}
