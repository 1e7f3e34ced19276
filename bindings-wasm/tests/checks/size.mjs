// The size of the module: within the budget, or else not above what README.md says it has.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { built, root } from '../consumer.mjs';

/** What the module may weigh: bytes as they are, and with brotli. */
const BUDGET = { raw: 300_000, brotli: 100_000 };
/** How far a figure may be from the one in README.md: compilers differ. */
const LEEWAY = 0.02;

const bytes = readFileSync(join(built, 'siyu/siyu.wasm'));
const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
const measured = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };

const page = readFileSync(join(root, 'bindings-wasm/README.md'), 'utf8');
const line = /`siyu\.wasm`: (\d+) KB, (\d+) KB with gzip, (\d+) KB with brotli/.exec(page);
const kilobytes = (size) => Math.round(size / 1000);
const sentence = `\`siyu.wasm\`: ${kilobytes(measured.raw)} KB, ${kilobytes(measured.gzip)} KB with gzip, ${kilobytes(measured.brotli)} KB with brotli`;
const told = line && { raw: line[1] * 1000, gzip: line[2] * 1000, brotli: line[3] * 1000 };
if (told === null) throw new Error(`bindings-wasm/README.md does not say: ${sentence}`);
const off = Object.keys(told).filter((name) => Math.abs(measured[name] - told[name]) > told[name] * LEEWAY);
if (off.length > 0) {
  throw new Error(`the size is not what bindings-wasm/README.md says (${off.join(', ')}); if it is meant, write there: ${sentence}`);
}

const above = Object.keys(BUDGET).filter((name) => measured[name] > BUDGET[name]);
const distance = above.map((name) => `${kilobytes(measured[name] - BUDGET[name])} KB ABOVE THE ${BUDGET[name] / 1000} KB ${name.toUpperCase()} BUDGET`);
process.stdout.write([sentence, ...distance].join(', '));
