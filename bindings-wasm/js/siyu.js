// The package's interface, once the module is there: `index.d.ts` says what each thing takes, gives and promises.
// Nothing is decided here: an input becomes text, the module answers with an envelope, the envelope becomes a value or an error.

import { Column } from './column.js';
import { COLUMNS } from './columns-table.js';
import { runColumns } from './columns.js';
import { SiyuError } from './error.js';
import { toText } from './json.js';
import { module, started, startedWithColumns } from './module.js';
import { CODES, OPERATIONS } from './operations.js';

export { CODES as codes, Column, SiyuError };
export { init, initSync } from './module.js';

const OK = '{"ok":';
const ERROR = '{"error":';

/** The text of an answer; to the byte what every other language gets. */
function opened(envelope) {
  if (envelope.startsWith(OK)) return envelope.slice(OK.length, -1);
  throw new SiyuError(envelope.slice(ERROR.length, -1));
}

// Outside of the class: one that names itself inside is renamed when it is lowered.
function made(handle) {
  return new Rulebook(handle);
}

export class Rulebook {
  constructor(handle) {
    if (!(handle instanceof module.Handle)) throw new TypeError('a rulebook is made by `Rulebook.parse`');
    // Not a private field: lowered for old hosts, each would cost a WeakMap.
    Object.defineProperty(this, '_handle', { value: handle, writable: true });
  }

  static parse(rulebook) {
    const handle = new (started().Handle)(toText(rulebook));
    const refusal = handle.refusal();
    if (refusal === '') return made(handle);
    handle.free();
    throw new SiyuError(refusal);
  }

  call(operation, input) {
    return JSON.parse(this.callText(operation, toText(input)));
  }

  callText(operation, text) {
    return opened(this._open().call(String(operation), String(text)));
  }

  get digest() {
    return this._open().digest();
  }

  get canonical() {
    return this._open().canonical();
  }

  get warnings() {
    return JSON.parse(this._open().warnings());
  }

  verify(operation, input, decision) {
    const question = '{"operation":' + JSON.stringify(String(operation)) + ',"input":' + toText(input) + ',"decision":' + toText(decision) + '}';
    return JSON.parse(this.callText('decision_verify', question));
  }

  explain(decision, language) {
    return JSON.parse(this.callText('decision_explain', explaining(decision, language))).sentences;
  }

  free() {
    if (this._handle === undefined) return;
    this._handle.free();
    this._handle = undefined;
  }

  _open() {
    if (this._handle === undefined) throw new TypeError('the rulebook was freed');
    return this._handle;
  }
}

if (typeof Symbol === 'function' && Symbol.dispose) Rulebook.prototype[Symbol.dispose] = Rulebook.prototype.free;

for (const [method, operation] of OPERATIONS) {
  addMethod(method, function (input) {
    return this.call(operation, input);
  });
}

for (const columns of COLUMNS) {
  const [method] = columns;
  addMethod(method, function (given, options) {
    const handle = this._open();
    startedWithColumns(method);
    return runColumns(handle, columns, given, options);
  });
}

/** Like a method of the class itself: not among what a loop over a rulebook meets. */
function addMethod(name, value) {
  Object.defineProperty(Rulebook.prototype, name, { value, configurable: true, writable: true });
}

export function call(operation, input) {
  return JSON.parse(callText(operation, toText(input)));
}

export function callText(operation, text) {
  return opened(started().call(String(operation), String(text)));
}

export function check(rulebook) {
  return call('rulebook_check', { text: toText(rulebook) });
}

export function explain(decision, language) {
  return JSON.parse(callText('decision_explain', explaining(decision, language))).sentences;
}

export function version() {
  return started().version();
}

function explaining(decision, language) {
  return '{"decision":' + toText(decision) + ',"language":' + JSON.stringify(String(language)) + '}';
}
