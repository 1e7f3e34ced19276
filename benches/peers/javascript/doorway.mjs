// siyu itself in Node: the npm package, over columns in its memory and over typed arrays, and single decisions as text.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repeated } from './plain.mjs';
import { TIMES, lines } from './shop.mjs';

/** No result that need not be worked out. */
const NONE = { wanted: [] };
const [WIDTH, TOTALS, CLEARED] = [4, 9, 5];

/** A month over the shop's columns, wherever they lie; the tables of agents lie in the module's memory. */
function month(columns, rulebook, Column) {
  const { agent, paid, refunded, sponsor, tier, joined, last, month: period } = columns;
  const agents = tier.length;
  const table = (array, length) => new Column(array, length);
  const classes = table(Uint16Array, agents);
  const sums = { earned_fen: table(BigInt64Array, agents * WIDTH), totals_fen: table(BigInt64Array, TOTALS) };
  const reading = table(BigInt64Array, agents);
  const code = table(Uint16Array, agent.length);
  return () => {
    for (const sum of Object.values(sums)) sum.cells.fill(0n);
    rulebook.monthChainsColumns({ sponsor, tier }, { ...NONE, out: { class: classes } });
    const orders = { agent, paid_fen: paid, cancelled_fen: refunded };
    const { refused } = rulebook.monthAbsorbColumns({ ...orders, class: classes, sponsor, ...sums }, { out: { ...sums, code } });
    if (refused > 0) throw new Error('the orders are sound');
    const months = { segments: 1, width: WIDTH, readings: 1 };
    const closed = rulebook.monthCloseColumns({ ...months, sponsor, ...sums, reading }, { ...NONE, out: { reading } });
    const dates = { joined_month: joined, last_month: last, period_month: period };
    const assessed = rulebook.agentAssessColumns({ tier, ...dates, reading }, NONE);
    return { earned: sums.earned_fen.cells, closed, assessed };
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

function isArray(cells) {
  return ArrayBuffer.isView(cells);
}

function parts(text) {
  const own = JSON.parse(text).outcome.lines[0].parts;
  const amount = (role) => own.find((part) => part.role === role)?.amount.replace('.', '') ?? '0';
  return ROLES.map((role) => BigInt(amount(role)));
}

export function doorwayCases(shop, folder) {
  const { Column, Rulebook } = createRequire(join(folder, 'package.json'))('siyu');
  const rulebook = Rulebook.parse(shop.rulebook);
  const batch = lines(shop);
  const given = { paid_fen: batch.paid, chain_tier: batch.tiers };
  const refunded = refunds(batch, rulebook);
  const orders = shop.requests.map((text) => JSON.parse(text));
  const rows = batch.rows * TIMES;
  const split = (columns) => rulebook.commissionSplitColumns(columns, NONE);
  const clawback = (columns) => rulebook.commissionClawbackColumns(columns, NONE);
  const own = (columns) => Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, isArray(cells) ? Column.from(cells) : cells]));
  /** Over columns in the module's memory, and over the host's arrays, which are copied. */
  const ways = [['siyu, WebAssembly', own], ['siyu, WebAssembly, arrays', (columns) => columns]];
  const overColumns = ways.flatMap(([name, placed]) => {
    const over = (run, columns) => {
      const given = placed(columns);
      const options = { ...NONE, out: placed(arrays(run(columns))) };
      return (method) => repeated(() => rulebook[method](given, options));
    };
    return [
      { work: 'month', name, rows: shop.rows, run: month(placed(shop), rulebook, Column), columns: monthColumns },
      {
        work: 'split', name, rows,
        run: over(split, given)('commissionSplitColumns'),
        columns: ({ chain_fen: chain, residual_fen: house }) => [chain, house],
      },
      {
        work: 'clawback', name, rows,
        run: over(clawback, refunded)('commissionClawbackColumns'),
        columns: ({ taken_fen: taken }) => [taken],
      },
    ];
  });
  return [
    ...overColumns,
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
