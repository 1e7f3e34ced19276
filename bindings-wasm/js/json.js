// Inputs as JSON text. `JSON.stringify` would turn NaN into null, a Map into {} and a bigint into an exception; here what JSON
// cannot say is refused with its place, before a wrong figure is decided upon.

/** An input as JSON text: a string is taken for the text itself. */
export function toText(input) {
  return typeof input === 'string' ? input : written(input, { steps: [], within: [] });
}

/** The text of a value; `at` has the steps to it and the objects that it lies within. */
function written(value, at) {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return value.toString();
    case 'number':
      return writtenNumber(value, at);
    case 'object':
      return value === null ? 'null' : writtenObject(value, at);
    default:
      throw notJson(at, typeof value === 'undefined' ? 'undefined' : 'a ' + typeof value);
  }
}

/** Texts that stand between quotes as they are: nearly all. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** Half of a surrogate pair as an escape, which engines before ES2019 leave as it is, and then it is lost on the way. */
function quoted(text) {
  if (PLAIN.test(text)) return '"' + text + '"';
  return JSON.stringify(text).replace(/[\ud800-\udfff]/gu, (half) => '\\u' + half.charCodeAt(0).toString(16));
}

function writtenNumber(value, at) {
  if (!Number.isFinite(value)) throw notJson(at, String(value));
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new TypeError(pointer(at) + ': ' + value + ' is too large for a number, write it as a string or a bigint');
  }
  return String(value);
}

function writtenObject(value, at) {
  if (typeof value.toJSON === 'function') return written(value.toJSON(), at);
  if (at.within.includes(value)) throw notJson(at, 'an object that holds itself');
  at.within.push(value);
  const text = Array.isArray(value) ? writtenList(value, at) : writtenRecord(value, at);
  at.within.pop();
  return text;
}

function writtenList(list, at) {
  let text = '';
  // `map` would jump over the holes of a list.
  for (let index = 0; index < list.length; index += 1) {
    text += (index === 0 ? '' : ',') + inside(index, list[index], at);
  }
  return '[' + text + ']';
}

function writtenRecord(record, at) {
  const prototype = Object.getPrototypeOf(record);
  // A plain object of another window or context has another `Object.prototype`.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw notJson(at, 'a ' + ((record.constructor && record.constructor.name) || 'class'));
  }
  let text = '';
  for (const name of Object.keys(record)) {
    const value = record[name];
    if (value !== undefined) text += (text === '' ? '' : ',') + quoted(name) + ':' + inside(name, value, at);
  }
  return '{' + text + '}';
}

/** The text of a value one step further inside. */
function inside(step, value, at) {
  at.steps.push(step);
  const text = written(value, at);
  at.steps.pop();
  return text;
}

/** Where a value is, as an RFC 6901 pointer: made only for who is told of it. */
function pointer(at) {
  return at.steps.map((step) => '/' + String(step).replace(/~/g, '~0').replace(/\//g, '~1')).join('');
}

function notJson(at, found) {
  const path = pointer(at);
  return new TypeError((path === '' ? '' : path + ': ') + found + ' is nothing that JSON can say, leave it out or write it as a string');
}
