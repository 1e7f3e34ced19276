// Inputs as JSON text. `JSON.stringify` would turn NaN into null, a Map into {} and a bigint into an exception; here what JSON
// cannot say is refused with its place, before a wrong figure is decided upon.

/** An input as JSON text: a string is taken for the text itself. */
export function toText(input) {
  return typeof input === 'string' ? input : written(input, '', []);
}

function written(value, path, within) {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return value.toString();
    case 'number':
      return writtenNumber(value, path);
    case 'object':
      return value === null ? 'null' : writtenObject(value, path, within);
    default:
      throw notJson(path, typeof value === 'undefined' ? 'undefined' : 'a ' + typeof value);
  }
}

/** Half of a surrogate pair as an escape, which engines before ES2019 leave as it is, and then it is lost on the way. */
function quoted(text) {
  return JSON.stringify(text).replace(/[\ud800-\udfff]/gu, (half) => '\\u' + half.charCodeAt(0).toString(16));
}

function writtenNumber(value, path) {
  if (!Number.isFinite(value)) throw notJson(path, String(value));
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new TypeError(path + ': ' + value + ' is too large for a number, write it as a string or a bigint');
  }
  return String(value);
}

function writtenObject(value, path, within) {
  if (typeof value.toJSON === 'function') return written(value.toJSON(), path, within);
  if (within.includes(value)) throw notJson(path, 'an object that holds itself');
  within.push(value);
  const text = Array.isArray(value) ? writtenList(value, path, within) : writtenRecord(value, path, within);
  within.pop();
  return text;
}

function writtenList(list, path, within) {
  // `map` would jump over the holes of a list.
  return '[' + Array.from(list, (item, index) => written(item, path + '/' + index, within)).join(',') + ']';
}

function writtenRecord(record, path, within) {
  const prototype = Object.getPrototypeOf(record);
  // A plain object of another window or context has another `Object.prototype`.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw notJson(path, 'a ' + ((record.constructor && record.constructor.name) || 'class'));
  }
  const members = Object.keys(record).filter((name) => record[name] !== undefined);
  const member = (name) => quoted(name) + ':' + written(record[name], path + step(name), within);
  return '{' + members.map(member).join(',') + '}';
}

/** A step of an RFC 6901 pointer. */
function step(name) {
  return '/' + name.replace(/~/g, '~0').replace(/\//g, '~1');
}

function notJson(path, found) {
  return new TypeError((path === '' ? '' : path + ': ') + found + ' is nothing that JSON can say, leave it out or write it as a string');
}
