// What one would write in plain JavaScript: typed arrays of numbers, which are exact here since nothing passes 2^53, and of BigInts.

import { NONE, RATES, TIMES, chainOf, lines } from './shop.mjs';

/** A month over Float64Arrays. */
function monthOfNumbers({ agents, rows, agent, sponsor, tier, paid, refunded }) {
  const [money, back] = [Float64Array.from(paid, Number), Float64Array.from(refunded, Number)];
  return () => {
    const [own, team, direct, first, second, indirect] = Array.from({ length: 6 }, () => new Float64Array(agents));
    for (let at = 0; at < rows; at++) {
      const one = agent[at];
      const base = money[at] - back[at];
      own[one] += base;
      direct[one] += Math.floor((base * RATES[tier[one]]) / 10_000);
      first[one] += Math.floor((base * 300) / 10_000);
      second[one] += Math.floor((base * 100) / 10_000);
    }
    const [after, cleared] = [new Uint8Array(agents), new Uint8Array(agents)];
    for (let one = 0; one < agents; one++) {
      const above = sponsor[one];
      if (above !== NONE) {
        team[above] += own[one];
        indirect[above] += first[one];
        if (sponsor[above] !== NONE) indirect[sponsor[above]] += second[one];
      }
      const reached = (own[one] >= 200_000) + (own[one] >= 1_000_000) + (own[one] >= 5_000_000);
      cleared[one] = tier[one] === 0 && own[one] < 50_000 ? 1 : 0;
      after[one] = cleared[one] === 1 ? 255 : Math.max(reached, tier[one] - 1);
    }
    return [own, team, direct, indirect, after, cleared];
  };
}

/** The same over BigInt64Arrays. */
function monthOfBigInts({ agents, rows, agent, sponsor, tier, paid, refunded }) {
  const rates = RATES.map(BigInt);
  return () => {
    const [own, team, direct, first, second, indirect] = Array.from({ length: 6 }, () => new BigInt64Array(agents));
    for (let at = 0; at < rows; at++) {
      const one = agent[at];
      const base = paid[at] - refunded[at];
      own[one] += base;
      direct[one] += (base * rates[tier[one]]) / 10_000n;
      first[one] += (base * 300n) / 10_000n;
      second[one] += (base * 100n) / 10_000n;
    }
    const [after, cleared] = [new Uint8Array(agents), new Uint8Array(agents)];
    for (let one = 0; one < agents; one++) {
      const above = sponsor[one];
      if (above !== NONE) {
        team[above] += own[one];
        indirect[above] += first[one];
        if (sponsor[above] !== NONE) indirect[sponsor[above]] += second[one];
      }
      const reached = (own[one] >= 200_000n) + (own[one] >= 1_000_000n) + (own[one] >= 5_000_000n);
      cleared[one] = tier[one] === 0 && own[one] < 50_000n ? 1 : 0;
      after[one] = cleared[one] === 1 ? 255 : Math.max(reached, tier[one] - 1);
    }
    return [own, team, direct, indirect, after, cleared];
  };
}

function splitOfNumbers({ rows, paid, tiers }) {
  const money = Float64Array.from(paid, Number);
  const [chain, house] = [new Float64Array(rows * 3), new Float64Array(rows)];
  return () => {
    for (let at = 0; at < rows; at++) {
      const base = money[at];
      const place = at * 3;
      chain[place] = Math.floor((base * RATES[tiers[place]]) / 10_000);
      chain[place + 1] = tiers[place + 1] === 255 ? 0 : Math.floor((base * 300) / 10_000);
      chain[place + 2] = tiers[place + 2] === 255 ? 0 : Math.floor((base * 100) / 10_000);
      house[at] = base - chain[place] - chain[place + 1] - chain[place + 2];
    }
    return [chain, house];
  };
}

function splitOfBigInts({ rows, paid, tiers }) {
  const rates = RATES.map(BigInt);
  const [chain, house] = [new BigInt64Array(rows * 3), new BigInt64Array(rows)];
  return () => {
    for (let at = 0; at < rows; at++) {
      const base = paid[at];
      const place = at * 3;
      chain[place] = (base * rates[tiers[place]]) / 10_000n;
      chain[place + 1] = tiers[place + 1] === 255 ? 0n : (base * 300n) / 10_000n;
      chain[place + 2] = tiers[place + 2] === 255 ? 0n : (base * 100n) / 10_000n;
      house[at] = base - chain[place] - chain[place + 1] - chain[place + 2];
    }
    return [chain, house];
  };
}

const CUSTOMERS = 9_000_000;

/** Customers by class A, B, C, D and none; all net sales, and those of the first hundredth of all customers. */
function segments({ rows, customer, paid, refunded }) {
  const [money, back] = [Float64Array.from(paid, Number), Float64Array.from(refunded, Number)];
  const [orders, sums] = [new Uint32Array(CUSTOMERS), new Float64Array(CUSTOMERS)];
  return () => {
    orders.fill(0);
    sums.fill(0);
    for (let at = 0; at < rows; at++) {
      const net = money[at] - back[at];
      if (net > 0) {
        orders[customer[at]]++;
        sums[customer[at]] += net;
      }
    }
    const classes = [0, 0, 0, 0, 0];
    let whole = 0;
    for (let one = 0; one < CUSTOMERS; one++) {
      const count = orders[one];
      classes[count >= 5 ? 0 : count >= 3 ? 1 : count === 2 ? 2 : count === 1 ? 3 : 4]++;
      whole += sums[one];
    }
    const first = sums.slice().sort().subarray(CUSTOMERS - CUSTOMERS / 100);
    return [classes, [whole, first.reduce((sum, net) => sum + net, 0)]];
  };
}

/** One decision as an object that says who gets what, as what, by which rate. */
function decide(seller, sponsor, sponsor2, tier, paid) {
  const parts = [];
  let rest = paid;
  const add = (party, role, rate) => {
    const amount = Math.floor((paid * rate) / 10_000);
    rest -= amount;
    parts.push({ party, role, rate, amount });
  };
  add(seller, 'direct', RATES[tier]);
  if (sponsor !== NONE) add(sponsor, 'sponsor', 300);
  if (sponsor2 !== NONE) add(sponsor2, 'sponsor_2', 100);
  parts.push({ party: 'house', role: 'residual', rate: null, amount: rest });
  return parts;
}

const ROLES = ['direct', 'sponsor', 'sponsor_2', 'residual'];

/** The parts of decisions by role. */
function told(decisions) {
  const amount = (parts, role) => parts.find((part) => part.role === role)?.amount ?? 0;
  return [decisions.flatMap((parts) => ROLES.map((role) => amount(parts, role)))];
}

export function repeated(run) {
  return () => {
    for (let time = 1; time < TIMES; time++) run();
    return run();
  };
}

export function plainCases(shop) {
  const orders = shop.requests.map((_, at) => [...chainOf(shop, at), shop.tier[shop.agent[at]], Number(shop.paid[at])]);
  const batch = lines(shop);
  const same = (columns) => columns;
  const month = { work: 'month', rows: shop.rows, columns: same };
  const split = { work: 'split', rows: batch.rows * TIMES, columns: same };
  const rows = orders.length;
  return [
    { ...month, name: 'JavaScript, Number', run: monthOfNumbers(shop) },
    { ...month, name: 'JavaScript, BigInt', run: monthOfBigInts(shop) },
    { ...split, name: 'JavaScript, Number', run: repeated(splitOfNumbers(batch)) },
    { ...split, name: 'JavaScript, BigInt', run: repeated(splitOfBigInts(batch)) },
    { work: 'segments', rows: shop.rows, name: 'JavaScript, Number', run: segments(shop), columns: same },
    { work: 'decision', rows, name: 'JavaScript, objects', run: () => orders.map((order) => decide(...order)), columns: told },
    {
      work: 'decision-json', rows, name: 'JavaScript, JSON.stringify',
      run: () => orders.map((order) => JSON.stringify(decide(...order))),
      columns: (texts) => told(texts.map((text) => JSON.parse(text))),
    },
  ];
}
