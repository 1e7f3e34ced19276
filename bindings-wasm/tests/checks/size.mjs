// The size of the modules: what README.md says, so that nothing grows unseen; those of one family within the budget, and the small one
// of all families once it has been there.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { FAMILIES } from '../../js/families.js';
import { built, root } from '../consumer.mjs';

/** What a module for phones may weigh: bytes as they are, and with brotli. */
const BUDGET = { raw: 300_000, brotli: 100_000 };
/** How far a figure may be from the one in README.md: compilers differ. */
const LEEWAY = 0.02;

const path = join(root, 'bindings-wasm/README.md');
const kilobytes = (size) => Math.round(size / 1000);

/** What a module weighs, and what README.md says of it, which is rewritten where it is wrong. */
function sizes(name) {
  const bytes = readFileSync(join(built, 'siyu', name));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const measured = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
  const sentence = `\`${name}\`: ${kilobytes(measured.raw)} KB, ${kilobytes(measured.gzip)} KB with gzip, ${kilobytes(measured.brotli)} KB with brotli`;
  const page = readFileSync(path, 'utf8');
  const line = new RegExp(`\`${name}\`: (\\d+) KB, (\\d+) KB with gzip, (\\d+) KB with brotli`).exec(page);
  if (line === null) throw new Error(`bindings-wasm/README.md does not say: ${sentence}`);
  const told = { raw: line[1] * 1000, gzip: line[2] * 1000, brotli: line[3] * 1000 };
  const off = Object.keys(told).filter((kind) => Math.abs(measured[kind] - told[kind]) > told[kind] * LEEWAY);
  if (off.length > 0) writeFileSync(path, page.replace(line[0], sentence));
  return { measured, told, sentence, fault: off.length > 0 ? `-${line[0]}\n+${sentence}\n` : '' };
}

const [{ measured, told, sentence, fault }, columns] = ['siyu.wasm', 'siyu-columns.wasm'].map(sizes);
const families = Object.keys(FAMILIES).map((family) => sizes(`siyu-${family}.wasm`));
const faults = fault + columns.fault + families.map((family) => family.fault).join('');
if (faults !== '') throw new Error(`rewritten: bindings-wasm/README.md\n${faults}if it grew, look why; then commit it`);

const tooBig = families.filter((family) => Object.keys(BUDGET).some((kind) => family.measured[kind] > BUDGET[kind]));
if (tooBig.length > 0) throw new Error(`above the budget of ${JSON.stringify(BUDGET)}: ${tooBig.map((family) => family.sentence).join('\n')}`);

const above = Object.keys(BUDGET).filter((name) => measured[name] > BUDGET[name]);
if (above.some((name) => told[name] <= BUDGET[name])) throw new Error(`above the budget that was kept before: ${sentence}`);
const distance = above.map((name) => `${kilobytes(measured[name] - BUDGET[name])} KB ABOVE THE ${BUDGET[name] / 1000} KB ${name.toUpperCase()} BUDGET`);
const within = `every family within ${BUDGET.raw / 1000} KB and ${BUDGET.brotli / 1000} KB with brotli`;
process.stdout.write([sentence, ...distance, columns.sentence, within].join(', '));
