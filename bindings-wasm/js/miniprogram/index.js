// Mini-programs: the module lies in the code package, and the host's own object loads it from there.
import { init as start } from '../siyu.js';

export { Column, Rulebook, SiyuError, call, callText, check, codes, explain, version } from '../siyu.js';

/** Where "build npm" of WeChat and Douyin puts the module. */
const BUILT_PATH = '/miniprogram_npm/siyu/siyu.wasm.br';

export async function init({ host = hostHere(), path = BUILT_PATH } = {}) {
  if (host === undefined) {
    throw new TypeError('no WebAssembly of a mini-program here: hand it in as `init({ host })`; Alipay has it in a Worker only');
  }
  try {
    await start(Promise.resolve({ host, path }));
  } catch (cause) {
    const told = cause && cause.message ? cause.message : String(cause);
    const error = new Error(`cannot load \`${path}\`: ${told}; put siyu.wasm.br into the code package and name it: \`init({ path })\``);
    error.cause = cause;
    throw error;
  }
}

/** Of WeChat, Douyin or Alipay, whichever is there. */
function hostHere() {
  if (typeof WXWebAssembly !== 'undefined') return WXWebAssembly;
  if (typeof TTWebAssembly !== 'undefined') return TTWebAssembly;
  if (typeof MYWebAssembly !== 'undefined') return MYWebAssembly;
  return undefined;
}
