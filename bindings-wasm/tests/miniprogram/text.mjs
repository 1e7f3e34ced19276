// The coder of UTF-8 that the mini-program build brings along, against that of Node.

import assert from 'node:assert/strict';

import * as own from '../../js/miniprogram/text.js';
import { check } from './report.mjs';

export async function checkText() {
  const encoder = new own.TextEncoder();
  const decoder = new own.TextDecoder();
  const standard = { encoder: new TextEncoder(), decoder: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }) };

  await check('every character is written and read as by the standard', () => {
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const isHalf = point >= 0xd800 && point < 0xe000;
      const text = isHalf ? String.fromCharCode(point) : String.fromCodePoint(point);
      const bytes = encoder.encode(text);
      assert.equal(Buffer.compare(bytes, standard.encoder.encode(text)), 0, `U+${point.toString(16)}`);
      assert.equal(decoder.decode(bytes), isHalf ? '\ufffd' : text, `U+${point.toString(16)}`);
    }
  });

  await check('halves of surrogate pairs in any order are written as by the standard', () => {
    const units = ['a', '中', '\ud83d', '\ude00', '\udbff', '\udc00'];
    for (let number = 0; number < units.length ** 5; number += 1) {
      const text = [0, 1, 2, 3, 4].map((place) => units[Math.floor(number / units.length ** place) % units.length]).join('');
      assert.deepEqual([...encoder.encode(text)], [...standard.encoder.encode(text)], JSON.stringify(text));
    }
  });

  await check('bytes that are no utf-8 are refused where the standard refuses them', () => {
    let refused = 0;
    for (const bytes of byteStrings()) {
      const [expected, found] = [standard.decoder, decoder].map((either) => read(either, bytes));
      assert.equal(found, expected, `${bytes}`);
      refused += found === null ? 1 : 0;
    }
    return `${refused} refused`;
  });

  await check('long texts are read across the places where they are cut', () => {
    for (const length of [4094, 4095, 4096, 4097, 100000]) {
      const text = 'a'.repeat(length % 7) + '分账😀'.repeat(length);
      assert.equal(decoder.decode(standard.encoder.encode(text)), text);
    }
  });

  await check('what does not fit is not written', () => {
    for (let room = 0; room <= 10; room += 1) {
      const [found, expected] = [encoder, standard.encoder].map((either) => {
        const bytes = new Uint8Array(room);
        return { ...either.encodeInto('aé中😀', bytes), bytes: [...bytes] };
      });
      assert.deepEqual(found, expected);
    }
  });
}

function read(decoder, bytes) {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    assert.ok(error instanceof TypeError);
    return null;
  }
}

/** Every string of up to four bytes that stand at the borders of what utf-8 allows. */
function* byteStrings() {
  const borders = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff];
  for (let length = 1; length <= 4; length += 1) {
    for (let number = 0; number < borders.length ** length; number += 1) {
      const bytes = new Uint8Array(length);
      for (let place = 0; place < length; place += 1) bytes[place] = borders[Math.floor(number / borders.length ** place) % borders.length];
      yield bytes;
    }
  }
}
