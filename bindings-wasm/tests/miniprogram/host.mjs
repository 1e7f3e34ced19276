// A mini-program host as a phone is one: a realm of JavaScript with ES2017 and nothing of the web, and the host's own
// WebAssembly object, which takes paths into the code package.

import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import vm from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';

/** The host's objects, as siyu looks for them. */
export const OBJECTS = ['WXWebAssembly', 'TTWebAssembly', 'MYWebAssembly'];

/** What phones were seen to lack; the simulators of the vendors have some of it. */
export const ABSENT = [
  'WebAssembly', 'TextDecoder', 'TextEncoder', 'FinalizationRegistry', 'WeakRef', 'BigInt', 'BigInt64Array', 'BigUint64Array',
  'fetch', 'Request', 'Response', 'URL', 'document', 'window', 'self', 'navigator', 'location', 'performance', 'Intl', 'crypto',
  'atob', 'btoa', 'structuredClone', 'queueMicrotask', 'process', 'Buffer', 'globalThis', 'SharedArrayBuffer', 'Atomics',
];

/** Globals of ES2017 that phones have, and what every host adds. */
export const PRESENT = new Set([
  'Array', 'ArrayBuffer', 'Boolean', 'DataView', 'Date', 'Error', 'EvalError', 'Float32Array', 'Float64Array', 'Function',
  'Infinity', 'Int16Array', 'Int32Array', 'Int8Array', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'Proxy',
  'RangeError', 'ReferenceError', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'URIError',
  'Uint16Array', 'Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakSet', 'decodeURI', 'decodeURIComponent',
  'encodeURI', 'encodeURIComponent', 'escape', 'eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'undefined', 'unescape',
  'console', 'setTimeout', 'clearTimeout',
]);

/** Globals that newer phones have. */
const NEW = ['BigInt', 'BigInt64Array', 'BigUint64Array', 'FinalizationRegistry', 'WeakRef', 'globalThis'];

/** Members that came after ES2017. */
const LATER = {
  Array: ['fromAsync'],
  'Array.prototype': ['at', 'findLast', 'findLastIndex', 'flat', 'flatMap', 'toReversed', 'toSorted', 'toSpliced', 'with'],
  'ArrayBuffer.prototype': ['detached', 'maxByteLength', 'resizable', 'resize', 'transfer', 'transferToFixedLength'],
  'DataView.prototype': ['getBigInt64', 'getBigUint64', 'setBigInt64', 'setBigUint64'],
  Map: ['groupBy'],
  Object: ['fromEntries', 'groupBy', 'hasOwn'],
  Promise: ['allSettled', 'any', 'try', 'withResolvers'],
  'Promise.prototype': ['finally'],
  'RegExp.prototype': ['dotAll', 'hasIndices', 'unicodeSets'],
  'Set.prototype': ['difference', 'intersection', 'isDisjointFrom', 'isSubsetOf', 'isSupersetOf', 'symmetricDifference', 'union'],
  'String.prototype': ['at', 'isWellFormed', 'matchAll', 'replaceAll', 'toWellFormed', 'trimEnd', 'trimStart', 'trimLeft', 'trimRight'],
  'Symbol.prototype': ['description'],
  'Object.getPrototypeOf(Int8Array.prototype)': ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'],
};

/**
 * A running mini-program.
 *
 * `object` names the host's WebAssembly object; `files` maps paths of the code package to files on this machine, or to bytes;
 * `globals` are further objects of the host, such as `wx`. One that `isNew` has the JavaScript of today, still without a web.
 */
export class Host {
  constructor({ object, files, globals = {}, isNew = false }) {
    this.files = new Map(Object.entries(files));
    this.modules = new Map();
    this.instances = 0;
    // Mini-programs may neither `eval` nor compile modules of their own.
    this.context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } });
    this.run(isNew ? becomeBare([...PRESENT, ...NEW], {}) : becomeBare([...PRESENT], LATER), 'bare.js');
    Object.assign(this.context, { console, setTimeout, clearTimeout, ...globals });
    if (object !== undefined) this.context[object] = this.webAssembly(object);
  }

  run(code, filename) {
    return vm.runInContext(code, this.context, { filename });
  }

  /** Loads a module of the code package, as the host's own `require` does. */
  require(path) {
    const known = this.modules.get(path);
    if (known !== undefined) return known.exports;
    const code = this.read(path).toString('utf8');
    const module = { exports: this.run('({})', path) };
    this.modules.set(path, module);
    const load = this.run(`(function (require, module, exports) {${code}\n})`, path);
    load((wanted) => this.require(this.resolve(path, wanted)), module, module.exports);
    return module.exports;
  }

  /** Relative paths, and names of packages that "build npm" has put into `miniprogram_npm`. */
  resolve(from, wanted) {
    const path = wanted.startsWith('.') ? posix.join(posix.dirname(from), wanted) : `/miniprogram_npm/${wanted}`;
    const found = [path, `${path}.js`, `${path}/index.js`].find((candidate) => this.files.has(candidate));
    if (found === undefined) throw new Error(`module '${wanted}' is not defined, require args is '${wanted}'`);
    return found;
  }

  read(path) {
    const file = this.files.get(path);
    if (file === undefined) throw new Error(`no such file in the code package: ${path}`);
    return typeof file === 'string' ? readFileSync(file) : file;
  }

  /** The host's WebAssembly object: paths only, and of the exports what iOS hands out. */
  webAssembly(name) {
    const instantiate = async (path, imports) => {
      if (typeof path !== 'string' || !path.startsWith('/') || !/\.wasm(\.br)?$/.test(path)) {
        throw new TypeError(`${name}.instantiate: not a path into the code package: ${String(path)}`);
      }
      const stored = this.read(path);
      const bytes = path.endsWith('.br') ? brotliDecompressSync(stored) : stored;
      const { instance } = await WebAssembly.instantiate(bytes, imports);
      this.instances += 1;
      return { instance: { exports: asOnPhones(instance.exports) } };
    };
    return { instantiate };
  }
}

/** Without Globals, and without further names of a function that has three already. */
function asOnPhones(exports) {
  const names = new Map();
  const kept = {};
  for (const [name, value] of Object.entries(exports)) {
    if (value instanceof WebAssembly.Global) continue;
    const count = (names.get(value) ?? 0) + 1;
    names.set(value, count);
    if (count <= 3) kept[name] = value;
  }
  return kept;
}

/** Before ES2019 half a surrogate pair was written as it is. */
const STRINGIFY_OF_OLD = `
const stringify = JSON.stringify;
JSON.stringify = (...words) => {
  const text = stringify(...words);
  const unescaped = (escape, half) => (half === undefined ? escape : String.fromCharCode(parseInt(half, 16)));
  return text === undefined ? text : text.replace(/\\\\(?:\\\\|u(d[89a-f][0-9a-f]{2}))/g, unescaped);
};`;

/** A script that leaves of its realm the globals that are `present`, and takes from them what came `later`. */
function becomeBare(present, later) {
  const taken = Object.entries(later).map(([owner, names]) => `[${owner}, ${JSON.stringify(names)}]`);
  return `(function (realm) {
    for (const [owner, names] of [${taken.join(', ')}]) for (const name of names) delete owner[name];
    ${Object.keys(later).length > 0 ? STRINGIFY_OF_OLD : ''}
    const present = new Set(${JSON.stringify(present)});
    for (const name of Object.getOwnPropertyNames(realm)) if (!present.has(name)) delete realm[name];
  })(this)`;
}
