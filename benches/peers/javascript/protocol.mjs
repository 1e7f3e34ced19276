// How `cargo xtask bench` speaks with this process: as `benches/src/protocol.rs` says.

import process from 'node:process';
import { createInterface } from 'node:readline';

const WEIGHT = 0x9e3779b97f4a7c15n;

/** The checksum over columns of integers, numbers or BigInts. */
function checksum(columns) {
  let total = 0n;
  for (const column of columns) {
    let [sum, weight] = [0n, 0n];
    for (const cell of column) {
      sum += BigInt(cell) * BigInt.asUintN(64, weight | 1n);
      weight = BigInt.asUintN(64, weight + WEIGHT);
    }
    total = BigInt.asUintN(64, total * 31n + BigInt.asUintN(64, sum));
  }
  return total.toString(16).padStart(16, '0');
}

/** Cases: `{ work, name, rows, run, columns }`, the columns of what a run gave. */
export async function serve(cases, missing) {
  const tell = (line) => process.stdout.write(line + '\n');
  for (const { work, name, rows } of cases) tell(['case', work, name, rows].join('\t'));
  for (const [name, reason] of Object.entries(missing)) tell(['missing', name, reason].join('\t'));
  tell('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const [what, at] = line.split(' ');
    const { run, columns } = cases[at];
    const start = process.hrtime.bigint();
    const outcome = run();
    const time = process.hrtime.bigint() - start;
    tell(what === 'check' ? 'sum ' + checksum(columns(outcome)) : 'time ' + time);
  }
}
