// UTF-8 for phones, whose JavaScript has no TextEncoder and no TextDecoder: what wasm-bindgen's glue asks of the two.

const REPLACEMENT = 0xfffd;
const UNITS_AT_ONCE = 4096;

/** Writes strings as UTF-8; half a surrogate pair becomes U+FFFD, as the standard has it. */
export class TextEncoder {
  encode(text) {
    // A UTF-16 unit never takes more than three bytes.
    const bytes = new Uint8Array(text.length * 3);
    return bytes.slice(0, this.encodeInto(text, bytes).written);
  }

  /** Stops before the first character that does not fit. */
  encodeInto(text, bytes) {
    let read = 0;
    let written = 0;
    while (read < text.length) {
      const units = isPair(text, read) ? 2 : 1;
      const point = scalarAt(text, read);
      const length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (written + length > bytes.length) break;
      write(point, length, bytes, written);
      read += units;
      written += length;
    }
    return { read, written };
  }
}

function isPair(text, index) {
  const high = text.charCodeAt(index) & 0xfc00;
  return high === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

function scalarAt(text, index) {
  if (isPair(text, index)) return text.codePointAt(index);
  const unit = text.charCodeAt(index);
  return (unit & 0xf800) === 0xd800 ? REPLACEMENT : unit;
}

function write(point, length, bytes, at) {
  if (length === 1) {
    bytes[at] = point;
    return;
  }
  for (let last = length - 1, rest = point; last > 0; last -= 1, rest >>= 6) {
    bytes[at + last] = 0x80 | (rest & 0x3f);
  }
  const marks = [0xc0, 0xe0, 0xf0];
  bytes[at] = marks[length - 2] | (point >> (6 * (length - 1)));
}

/** Reads UTF-8 and throws a `TypeError` on bytes that are none; keeps a byte order mark, as the glue wants it. */
export class TextDecoder {
  decode(bytes) {
    if (bytes === undefined) return '';
    let text = '';
    for (let at = 0; at < bytes.length; ) {
      const units = [];
      while (at < bytes.length && units.length < UNITS_AT_ONCE) {
        at += read(bytes, at, units);
      }
      text += String.fromCharCode.apply(null, units);
    }
    return text;
  }
}

/** Appends the UTF-16 units of the character at `at`, and says how many bytes it took. */
function read(bytes, at, units) {
  const first = bytes[at];
  if (first < 0x80) {
    units.push(first);
    return 1;
  }
  const length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) throw malformed(at);
  let point = first & (0x7f >> length);
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next];
    if ((byte & 0xc0) !== 0x80) throw malformed(at);
    point = (point << 6) | (byte & 0x3f);
  }
  const isOverlong = (length === 3 && point < 0x800) || (length === 4 && point < 0x10000);
  if (isOverlong || point > 0x10ffff || (point & 0x1ff800) === 0xd800) throw malformed(at);
  if (point < 0x10000) {
    units.push(point);
  } else {
    units.push(0xd800 | ((point - 0x10000) >> 10), 0xdc00 | (point & 0x3ff));
  }
  return length;
}

function malformed(at) {
  return new TypeError(`the bytes are not utf-8 from byte ${at} on`);
}
