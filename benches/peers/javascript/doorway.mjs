// siyu itself in Node: the npm package, over typed arrays, and single decisions as text.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repeated } from './plain.mjs';
import { TIMES, lines } from './shop.mjs';

/** Orders that are handed in at once: each time the tables of all agents go into the module and come out again. */
const CHUNK = 1 << 20;
/** No result that need not be worked out. */
const NONE = { wanted: [] };
const [WIDTH, TOTALS, CLEARED] = [4, 9, 5];

function month(shop, rulebook) {
  const { sponsor, tier, agents, rows } = shop;
  const tables = { earned_fen: new BigInt64Array(agents * WIDTH), totals_fen: new BigInt64Array(TOTALS) };
  const reading = new BigInt64Array(agents);
  return () => {
    tables.earned_fen.fill(0n);
    tables.totals_fen.fill(0n);
    const chains = rulebook.monthChainsColumns({ sponsor, tier }, NONE);
    for (let from = 0; from < rows; from += CHUNK) {
      const orders = {
        agent: shop.agent.subarray(from, from + CHUNK),
        paid_fen: shop.paid.subarray(from, from + CHUNK),
        cancelled_fen: shop.refunded.subarray(from, from + CHUNK),
      };
      const { class: classes } = chains;
      const facts = { ...orders, class: classes, sponsor, ...tables };
      const { refused } = rulebook.monthAbsorbColumns(facts, { out: tables });
      if (refused > 0) throw new Error('the orders are sound');
    }
    const months = { segments: 1, width: WIDTH, readings: 1 };
    const closed = rulebook.monthCloseColumns({ ...months, sponsor, ...tables, reading }, { ...NONE, out: { reading } });
    const dates = { joined_month: shop.joined, last_month: shop.last, period_month: shop.month };
    const assessed = rulebook.agentAssessColumns({ tier, ...dates, reading }, NONE);
    return { earned: tables.earned_fen, closed, assessed };
  };
}

function monthColumns({ earned, closed, assessed }) {
  // Without refunds own sales and what is earned as the seller are sums as they are.
  const of = (cell) => earned.filter((_, at) => at % WIDTH === cell);
  const cleared = assessed.outcome.map((outcome) => (outcome === CLEARED ? 1 : 0));
  const { direct_team_net_sales_fen: team, indirect_fen: indirect } = closed;
  return [of(0), team, of(1), indirect, assessed.tier_after, cleared];
}

function refunds({ paid, tiers }, rulebook) {
  const { chain_fen: chain, residual_fen: house } = rulebook.commissionSplitColumns({ paid_fen: paid, chain_tier: tiers });
  const parts = new BigInt64Array(house.length * 4);
  house.forEach((rest, at) => {
    parts.set(chain.subarray(at * 3, at * 3 + 3), at * 4);
    parts[at * 4 + 3] = rest;
  });
  return {
    part_role: Uint8Array.of(1, 2, 3, 6),
    paid_fen: paid,
    part_fen: parts,
    returned_fen: paid.map((fen) => fen / 7n),
    refund_fen: paid.map((fen) => fen / 3n),
  };
}

const ROLES = ['direct', 'sponsor', 'sponsor_2', 'residual'];

/** The arrays of results, to be written into again and again. */
function arrays({ refused, ...results }) {
  if (refused > 0) throw new Error('the rows are sound');
  return results;
}

function parts(text) {
  const own = JSON.parse(text).outcome.lines[0].parts;
  const amount = (role) => own.find((part) => part.role === role)?.amount.replace('.', '') ?? '0';
  return ROLES.map((role) => BigInt(amount(role)));
}

export function doorwayCases(shop, folder) {
  const { Rulebook } = createRequire(join(folder, 'package.json'))('siyu');
  const rulebook = Rulebook.parse(shop.rulebook);
  const batch = lines(shop);
  const given = { paid_fen: batch.paid, chain_tier: batch.tiers };
  const refunded = refunds(batch, rulebook);
  const orders = shop.requests.map((text) => JSON.parse(text));
  const rows = batch.rows * TIMES;
  const into = { ...NONE, out: arrays(rulebook.commissionSplitColumns(given, NONE)) };
  const back = { ...NONE, out: arrays(rulebook.commissionClawbackColumns(refunded, NONE)) };
  return [
    { work: 'month', name: 'siyu, WebAssembly', rows: shop.rows, run: month(shop, rulebook), columns: monthColumns },
    {
      work: 'split', name: 'siyu, WebAssembly', rows,
      run: repeated(() => rulebook.commissionSplitColumns(given, into)),
      columns: ({ chain_fen: chain, residual_fen: house }) => [chain, house],
    },
    {
      work: 'clawback', name: 'siyu, WebAssembly', rows,
      run: repeated(() => rulebook.commissionClawbackColumns(refunded, back)),
      columns: ({ taken_fen: taken }) => [taken],
    },
    {
      work: 'decision-json', name: 'siyu, WebAssembly, text', rows: shop.requests.length,
      run: () => shop.requests.map((text) => rulebook.callText('commission_split', text)),
      columns: (texts) => [texts.flatMap(parts)],
    },
    {
      work: 'decision-json', name: 'siyu, WebAssembly, objects', rows: shop.requests.length,
      run: () => orders.map((order) => rulebook.commissionSplit(order)),
      columns: (decisions) => [decisions.flatMap((decision) => parts(JSON.stringify(decision)))],
    },
  ];
}
