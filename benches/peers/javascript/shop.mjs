// The shop that is measured, as `siyu-benches write` wrote it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const NONE = 2 ** 32 - 1;
export const RATES = [500, 800, 1200, 1500];
/** Orders that are split in a batch, and how often it is in a run. */
export const [BATCH, TIMES] = [100_000, 10];

/** The columns of a folder. */
export function shopOf(folder) {
  const column = (file, array) => {
    const bytes = readFileSync(join(folder, file));
    return new array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  const shop = {
    sponsor: column('sponsor.u32', Uint32Array),
    tier: column('tier.u8', Uint8Array),
    joined: column('joined.i32', Int32Array),
    last: column('last.i32', Int32Array),
    month: column('month.i32', Int32Array),
    agent: column('agent.u32', Uint32Array),
    paid: column('paid.i64', BigInt64Array),
    refunded: column('refunded.i64', BigInt64Array),
    customer: column('customer.u32', Uint32Array),
    rulebook: readFileSync(join(folder, 'rulebook.json'), 'utf8'),
    requests: readFileSync(join(folder, 'requests.jsonl'), 'utf8').split('\n'),
  };
  return { ...shop, agents: shop.tier.length, rows: shop.agent.length };
}

/** The seller of an order and the two above. */
export function chainOf({ agent, sponsor }, at) {
  const above = (one) => (one === NONE ? NONE : sponsor[one]);
  const first = above(agent[at]);
  return [agent[at], first, above(first)];
}

/** The first orders as columns for a split: what was paid, and the tiers of who may be paid, 255 for nobody. */
export function lines(shop) {
  const rows = Math.min(BATCH, shop.rows);
  const tiers = new Uint8Array(rows * 3);
  for (let at = 0; at < rows; at++) {
    chainOf(shop, at).forEach((one, place) => (tiers[at * 3 + place] = one === NONE ? 255 : shop.tier[one]));
  }
  return { rows, paid: shop.paid.slice(0, rows), tiers };
}
