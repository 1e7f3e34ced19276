// Columns give what calls give: every operation that runs over columns, row by row beside its call. Throws at the first that differs.

const ROWS = 200;
const DAY = 86_400_000;
/** What is not there, by the kind of array. */
const NOTHING = { Uint8Array: 255, Uint32Array: 2 ** 32 - 1, Int32Array: -(2 ** 31), BigInt64Array: -(2n ** 63n) };

/** The comparison of each operation: rules, a batch, and what the call says of a row in the columns' own terms. */
const COMPARISONS = {
  agent_admit: compareAdmit,
  agent_assess: compareAssess,
  commission_split: compareSplit,
  commission_clawback: compareClawback,
  // The four pieces of a month, one after the other.
  month_chains: compareMonth,
  month_absorb: compareMonth,
  month_merge: compareMonth,
  month_close: compareMonth,
  // The four pieces of a shop's customers.
  customer_absorb: compareCustomers,
  customer_merge: compareCustomers,
  customer_classify: compareCustomers,
  customer_segments: compareCustomers,
  vip_level: compareLevel,
  vip_price: comparePrice,
};

/** Compares all, and fails when an operation of the table is not among them. */
export function checkColumns(siyu, operations) {
  same(Object.keys(COMPARISONS).sort(), [...operations].sort(), 'the operations that are compared');
  new Set(Object.values(COMPARISONS)).forEach((compare) => compare(siyu, dice(7)));
  checkRefusals(siyu);
}

/** The small module says where columns are. */
export function checkNoColumns(siyu) {
  const error = thrown(() => siyu.Rulebook.parse(rules({ vip: VIP })).vipPriceColumns({}));
  same([error instanceof TypeError, error.message.includes('siyu/columns')], [true, true], error.message);
}

/** Throws that are the same everywhere: a whole number from 0 to below `sides`. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const TIERS = ['bronze', 'silver', 'gold'];

function compareAdmit(siyu, roll) {
  const spent = (amount) => ({ metric: 'own_lifetime_spend', at_least: amount });
  const tiers = [
    { id: 'bronze', admit: { all: [spent('500.00'), { metric: 'completed_orders', at_least: 2 }] } },
    { id: 'gold', reach: { metric: 'own_net_sales', at_least: '9000.00' }, admit: spent('2000.00') },
  ];
  const rulebook = siyu.Rulebook.parse(rules({ agent: { tiers, clearing: { reentry_months: 6 } } }));
  const { admission_readings: readings } = rulebook.rulebookColumns({});
  const applied = day('2026-11-21');
  const applicants = Array.from({ length: ROWS }, () => ({
    own_lifetime_spend: roll(300_000),
    completed_orders: roll(6),
    cleared: roll(4) === 0 ? month('2026-11') - 1 - roll(12) : undefined,
  }));
  const columns = rulebook.agentAdmitColumns({
    rows: ROWS,
    reading: BigInt64Array.from(applicants.flatMap((applicant) => readings.map(({ metric }) => BigInt(applicant[metric])))),
    cleared_month: Int32Array.from(applicants, ({ cleared }) => given(cleared, Int32Array)),
    applied_day: new Int32Array(ROWS).fill(applied),
  });
  const calls = applicants.map(({ own_lifetime_spend, completed_orders, cleared }) =>
    called(() => rulebook.agentAdmit({
      agent: 'mei',
      applied_on: date(applied),
      own_lifetime_spend: money(own_lifetime_spend),
      completed_orders,
      cleared_in: cleared === undefined ? null : monthOf(cleared),
    })),
  );
  const tier = (id) => (id === undefined ? NOTHING.Uint8Array : tiers.findIndex((own) => own.id === id));
  compare('agent_admit', columns, calls, (row, outcome) => ({
    result: [columns.result[row], ['admitted', 'refused'].indexOf(outcome.result)],
    tier: [columns.tier[row], tier(outcome.tier)],
    asked_tier: [columns.asked_tier[row], tier(outcome.asked_tier)],
    barred: [columns.barred[row], outcome.barred ? 1 : 0],
    reentry_day: [columns.reentry_day[row], given(outcome.reentry_from && day(outcome.reentry_from), Int32Array)],
  }));
  rulebook.free();
}

const OUTCOMES = ['protected', 'promoted', 'kept', 'warned', 'demoted', 'cleared'];

function compareAssess(siyu, roll) {
  const sold = (amount) => ({ metric: 'own_net_sales', at_least: amount });
  const tiers = [
    { id: 'bronze', keep: sold('1000.00') },
    { id: 'silver', reach: sold('20000.00'), keep: sold('10000.00') },
    { id: 'gold', reach: sold('50000.00'), keep: sold('30000.00') },
  ];
  const assessment = { protect: 1, grace: 1, clear_grace: 1 };
  const rulebook = siyu.Rulebook.parse(rules({ agent: { tiers, assessment } }));
  const agents = Array.from({ length: ROWS }, () => ({ tier: roll(3), misses: roll(2), sales: roll(6_000_000) }));
  const [joined, period] = [month('2025-03'), month('2026-11')];
  const columns = rulebook.agentAssessColumns({
    tier: Uint8Array.from(agents, ({ tier }) => tier),
    misses: Uint32Array.from(agents, ({ misses }) => misses),
    joined_month: new Int32Array(ROWS).fill(joined),
    last_month: new Int32Array(ROWS).fill(period - 1),
    period_month: new Int32Array(ROWS).fill(period),
    reading: BigInt64Array.from(agents, ({ sales }) => BigInt(sales)),
  });
  const calls = agents.map(({ tier, misses, sales }) => {
    const last = { period: monthOf(period - 1), outcome: 'kept', tier_before: TIERS[tier] };
    const state = { agent: 'mei', tier: TIERS[tier], joined_on: '2025-03-09', misses, last };
    const facts = { periods: [{ period: monthOf(period), own_net_sales: money(sales) }] };
    return called(() => rulebook.agentAssess({ state, period: monthOf(period), facts }));
  });
  const tier = (id) => (id === undefined ? NOTHING.Uint8Array : TIERS.indexOf(id));
  compare('agent_assess', columns, calls, (row, outcome) => ({
    outcome: [columns.outcome[row], OUTCOMES.indexOf(outcome.outcome)],
    tier_after: [columns.tier_after[row], tier(outcome.tier_after)],
    misses_after: [columns.misses_after[row], outcome.misses],
    effective_month: [columns.effective_month[row], given(outcome.effective_from && month(outcome.effective_from), Int32Array)],
    remaining_grace: [columns.remaining_grace[row], outcome.remaining_grace],
    next_tier: [columns.next_tier[row], tier(outcome.next_tier)],
  }));
  rulebook.free();
}

function compareSplit(siyu, roll) {
  const roles = { direct: { rate: '12%' }, sponsor: { rate: '3.3%' }, mentor: { rate: '1%' } };
  const pools = [{ id: 'team', rate: '2%', members: { amy: 1, zoe: 2 } }];
  const rulebook = siyu.Rulebook.parse(rules({ commission: { residual: 'house', roles, pools } }));
  const agents = ['mei', 'lan'];
  const lines = Array.from({ length: ROWS }, () => {
    const paid = roll(100_000);
    return { paid, cost: roll(paid + 1), chain: roll(3), hasMentor: roll(2) };
  });
  const columns = rulebook.commissionSplitColumns({
    members: 2,
    pools: 1,
    paid_fen: BigInt64Array.from(lines, ({ paid }) => BigInt(paid)),
    cost_fen: BigInt64Array.from(lines, ({ cost }) => BigInt(cost)),
    has_supplier: new Uint8Array(ROWS).fill(1),
    // Agents without a tier, and then nobody.
    chain_tier: Uint8Array.from(lines.flatMap(({ chain }) => agents.map((_, at) => (at < chain ? 254 : 255)))),
    has_mentor: Uint8Array.from(lines, ({ chain, hasMentor }) => (chain > 0 ? hasMentor : 0)),
    // By these, ties go as ids do: kim, lan, mei, team.
    chain_party: Uint32Array.from(lines.flatMap(() => [2, 1])),
    mentor_party: new Uint32Array(ROWS),
    pool_party: Uint32Array.of(3),
  });
  const calls = lines.map(({ paid, cost, chain, hasMentor }) => {
    const line = { id: '1', paid: money(paid), cost: money(cost), supplier: 'tea' };
    const own = agents.slice(0, chain).map((agent) => ({ agent }));
    const mentor = chain > 0 && hasMentor === 1 ? 'kim' : null;
    return called(() => rulebook.commissionSplit({ id: 'o', placed_on: '2026-11-21', chain: own, mentor, lines: [line] }));
  });
  compare('commission_split', columns, calls, (row, outcome) => {
    const parts = outcome.lines[0].parts;
    const of = (role) => parts.filter((part) => part.role === role).map(({ amount }) => fen(amount));
    const one = (role) => of(role)[0] || 0n;
    return {
      supplier_fen: [columns.supplier_fen[row], one('supplier')],
      chain_fen: [columns.chain_fen.subarray(row * 2, row * 2 + 2), [one('direct'), one('sponsor')]],
      mentor_fen: [columns.mentor_fen[row], one('mentor')],
      member_fen: [columns.member_fen.subarray(row * 2, row * 2 + 2), of('pool')],
      residual_fen: [columns.residual_fen[row], one('residual')],
    };
  });
  rulebook.free();
}

const ROLES = ['supplier', 'direct', 'sponsor', 'sponsor_2', 'mentor', 'pool', 'residual'];

function compareClawback(siyu, roll) {
  const rulebook = siyu.Rulebook.parse(
    rules({ commission: { residual: 'house', roles: { direct: { rate: '12%' }, sponsor: { rate: '3.3%' } } } }),
  );
  const orders = Array.from({ length: ROWS }, (_, row) => {
    const paid = roll(100_000);
    const line = { id: '1', paid: money(paid), cost: money(roll(paid + 1)), supplier: 'tea' };
    const order = { id: `o-${row}`, placed_on: '2026-11-21', chain: [{ agent: 'mei' }, { agent: 'lan' }], lines: [line] };
    const before = roll(paid + 1);
    // Now and then too much.
    const now = roll(paid - before + 1 + Math.floor(paid / 10));
    return { paid, line: rulebook.commissionSplit(order).outcome.lines[0], before, now, reason: roll(2) };
  });
  const columns = rulebook.commissionClawbackColumns({
    part_role: Uint8Array.from(orders[0].line.parts, ({ role }) => ROLES.indexOf(role)),
    paid_fen: BigInt64Array.from(orders, ({ paid }) => BigInt(paid)),
    part_fen: BigInt64Array.from(orders.flatMap(({ line }) => line.parts.map(({ amount }) => fen(amount)))),
    returned_fen: BigInt64Array.from(orders, ({ before }) => BigInt(before)),
    refund_fen: BigInt64Array.from(orders, ({ now }) => BigInt(now)),
    reason: Uint8Array.from(orders, ({ reason }) => reason),
  });
  const parts = orders[0].line.parts.length;
  const calls = orders.map(({ line, before, now, reason }) =>
    called(() => rulebook.commissionClawback({
      line,
      refunded: { returned: money(before) },
      refund: { amount: money(now), reason: ['returned', 'compensation'][reason] },
    })),
  );
  compare('commission_clawback', columns, calls, (row, outcome) => ({
    taken_fen: [columns.taken_fen.subarray(row * parts, (row + 1) * parts), outcome.parts.map(({ amount }) => fen(amount))],
    left_fen: [columns.left_fen[row], fen(outcome.left)],
  }));
  rulebook.free();
}

/** A month in two chunks: what each agent sold and earned is the sum of what calls say of the orders. */
function compareMonth(siyu, roll) {
  const sponsors = [undefined, 0, 0, 1, 1, 2];
  const agents = sponsors.length;
  const tiers = [{ id: 'bronze', keep: { metric: 'own_net_sales', at_least: '1.00' } }];
  const roles = { direct: { rate: '12%' }, sponsor: { rate: '3.3%' } };
  const rulebook = siyu.Rulebook.parse(rules({ agent: { tiers }, commission: { residual: 'house', roles } }));
  const orders = Array.from({ length: ROWS }, () => ({ seller: roll(agents), paid: roll(100_000) }));
  const sponsor = Uint32Array.from(sponsors, (own) => given(own, Uint32Array));
  const { class: classes, upline } = rulebook.monthChainsColumns({ above: 2, sponsor, tier: new Uint8Array(agents) });
  const absorb = (chunk) => rulebook.monthAbsorbColumns({
    agent: Uint32Array.from(chunk, ({ seller }) => seller),
    paid_fen: BigInt64Array.from(chunk, ({ paid }) => BigInt(paid)),
    class: classes,
    sponsor,
    above: 2,
    upline,
    earned_fen: new BigInt64Array(agents * 4),
    totals_fen: new BigInt64Array(9),
  });
  const [first, second] = [absorb(orders.slice(0, ROWS / 2)), absorb(orders.slice(ROWS / 2))];
  same([first.refused, second.refused], [0, 0], 'month_absorb: how many rows are refused');
  const { earned_fen, totals_fen } = rulebook.monthMergeColumns({
    agents,
    earned_fen: first.earned_fen,
    totals_fen: first.totals_fen,
    other_earned_fen: second.earned_fen,
    other_totals_fen: second.totals_fen,
  });
  const { assessment_readings: readings } = rulebook.rulebookColumns({});
  const month = rulebook.monthCloseColumns({
    segments: 1,
    above: 2,
    width: 4,
    readings: readings.length,
    sponsor,
    upline,
    earned_fen,
    totals_fen,
    reading: new BigInt64Array(agents * readings.length),
  });
  const sums = { own: new BigInt64Array(agents), direct: new BigInt64Array(agents), sponsor: new BigInt64Array(agents) };
  for (const { seller, paid } of orders) {
    const above = sponsors[seller];
    const chain = [seller, above].filter((agent) => agent !== undefined).map((agent) => ({ agent: `a${agent}` }));
    const call = { id: 'o', placed_on: '2026-11-21', chain, lines: [{ id: '1', paid: money(paid) }] };
    sums.own[seller] += BigInt(paid);
    for (const { role, party, amount } of rulebook.commissionSplit(call).outcome.lines[0].parts) {
      if (role !== 'residual') sums[role][Number(party.slice(1))] += fen(amount);
    }
  }
  same(texts(month.own_net_sales_fen), texts(sums.own), 'month_close: own_net_sales_fen');
  same(texts(month.direct_fen), texts(sums.direct), 'month_close: direct_fen');
  same(texts(month.indirect_fen), texts(sums.sponsor), 'month_close: indirect_fen');
  same(texts(month.reading), texts(sums.own), 'month_close: reading');
  rulebook.free();
}

/** Customers in two chunks of orders: what each and all are is what calls say of them. */
function compareCustomers(siyu, roll) {
  const rulebook = siyu.Rulebook.parse(rules({ customer: { super_users: { top: 7 }, dormant: { idle_days: 200 } } }));
  const { classes } = rulebook.rulebookColumns({});
  const asOf = day('2026-06-30');
  const count = 40;
  const orders = Array.from({ length: ROWS }, (_, at) => ({
    id: `o${at}`, customer: roll(roll(count) + 1), paid: roll(10_000), refunded: 0, on: asOf - roll(700) + 10,
  }));
  orders.filter(() => roll(4) === 0).forEach((order) => { order.refunded = roll(order.paid + 1); });
  const absorb = (chunk) => rulebook.customerAbsorbColumns({
    dates: 1,
    customer: Uint32Array.from(chunk, ({ customer }) => customer),
    paid_fen: BigInt64Array.from(chunk, ({ paid }) => BigInt(paid)),
    refunded_fen: BigInt64Array.from(chunk, ({ refunded }) => BigInt(refunded)),
    day: Int32Array.from(chunk, ({ on }) => on),
    as_of_day: Int32Array.of(asOf),
    cells: new BigInt64Array(count),
    last_order_day: new Int32Array(count).fill(NOTHING.Int32Array),
  });
  const [first, second] = [absorb(orders.slice(0, ROWS / 2)), absorb(orders.slice(ROWS / 2))];
  same([first.refused, second.refused], [0, 0], 'customer_absorb: how many rows are refused');
  const merged = rulebook.customerMergeColumns({
    cells: first.cells,
    last_order_day: first.last_order_day,
    other_cells: second.cells,
    other_last_order_day: second.last_order_day,
  });
  const columns = rulebook.customerClassifyColumns({
    dates: 1, cells: merged.cells, last_order_day: merged.last_order_day, as_of_day: Int32Array.of(asOf),
  });
  const bought = Array.from({ length: count }, (_, customer) => orders
    .filter((order) => order.customer === customer)
    .map(({ id, on, paid, refunded }) => ({ id, on: date(on), paid: money(paid), refunded: money(refunded) })));
  const calls = bought.map((own) => called(() => rulebook.customerClassify({ as_of: date(asOf), orders: own })));
  const placed = (name) => (name === undefined ? NOTHING.Uint8Array : classes.indexOf(name));
  compare('customer_classify', columns, calls, (row, outcome) => ({
    class: [columns.class[row], placed(outcome.class)],
    orders: [columns.orders[row], outcome.orders],
    net_sales_fen: [columns.net_sales_fen[row], fen(outcome.net_sales)],
    next_class: [columns.next_class[row], placed(outcome.next && outcome.next.class)],
    missing_orders: [columns.missing_orders[row], given(outcome.next && outcome.next.missing, Uint32Array)],
    dormant: [columns.dormant[row], Number(outcome.dormant)],
    dormant_day: [columns.dormant_day[row], given(outcome.dormant_on && day(outcome.dormant_on), Int32Array)],
  }));
  const together = rulebook.customerSegmentsColumns({ bands: classes.length + 1, figures: 4, firsts: 3, cells: merged.cells });
  const id = (customer) => `c${String(customer).padStart(2, '0')}`;
  const named = Object.fromEntries(bought.map((own, customer) => [id(customer), { orders: own }]));
  const { outcome } = rulebook.customerSegments({ as_of: date(asOf), customers: named });
  const expected = {
    class_customers: [...outcome.classes.map(({ customers }) => customers), outcome.unclassified],
    class_net_sales_fen: [...outcome.classes.map(({ net_sales }) => fen(net_sales)), 0],
    whole: [outcome.buyers, outcome.buyers, outcome.orders, fen(outcome.net_sales)],
    super_user: bought.map((_, customer) => Number(outcome.super_users.users.some((user) => user.customer === id(customer)))),
  };
  for (const [name, cells] of Object.entries(expected)) same(texts(together[name]), texts(cells), `customer_segments: ${name}`);
  const { concentration, super_users: users } = outcome;
  same(texts(together.top.subarray(0, 2)), texts([concentration.top_customers, fen(concentration.top_net_sales)]), 'customer_segments: top');
  same(texts(together.coverage.subarray(0, 1)), texts([concentration.coverage_customers]), 'customer_segments: coverage');
  same(texts(together.super_users.subarray(0, 2)), texts([users.customers, fen(users.net_sales)]), 'customer_segments: super_users');
  rulebook.free();
}

const LEVELS = ['gold', 'platinum', 'diamond'];
const CHANGES = ['none', 'granted', 'upgraded', 'kept', 'renewed', 'lowered', 'ended'];
const VIP = {
  levels: [
    { id: 'gold', top_up: '3000', factor: '9.5折' },
    { id: 'platinum', top_up: '4000', factor: '9折' },
    { id: 'diamond', top_up: '5000', factor: '8.5折' },
  ],
  floor: { unit_price: '0.01' },
  birthday: { factor: '9.5折' },
  points: { points: 100, worth: '1', maximum_share: '10%' },
};

function compareLevel(siyu, roll) {
  const rulebook = siyu.Rulebook.parse(rules({ vip: VIP }));
  const first = day('2026-01-01');
  const customers = Array.from({ length: ROWS }, () => {
    const days = Array.from({ length: roll(4) }, () => first + roll(300)).sort((one, other) => one - other);
    const topUps = days.map((on, at) => ({ id: `t${at}`, on, paid: roll(400_000) }));
    return { asOf: first + 150 + roll(200), purchase: roll(3) === 0 ? undefined : first + roll(200), topUps };
  });
  const topUps = customers.flatMap((customer) => customer.topUps);
  const columns = rulebook.vipLevelColumns({
    as_of_day: Int32Array.from(customers, ({ asOf }) => asOf),
    first_purchase_day: Int32Array.from(customers, ({ purchase }) => given(purchase, Int32Array)),
    top_up_count: Uint32Array.from(customers, (customer) => customer.topUps.length),
    top_up_day: Int32Array.from(topUps, ({ on }) => on),
    top_up_fen: BigInt64Array.from(topUps, ({ paid }) => BigInt(paid)),
  });
  const calls = customers.map(({ asOf, purchase, topUps: own }) =>
    called(() => rulebook.vipLevel({
      as_of: date(asOf),
      first_purchase_on: purchase === undefined ? null : date(purchase),
      top_ups: own.map(({ id, on, paid }) => ({ id, on: date(on), amount: money(paid) })),
    })),
  );
  compare('vip_level', columns, calls, (row, outcome) => ({
    level: [columns.level[row], place(outcome.level)],
    change: [columns.change[row], CHANGES.indexOf(outcome.change)],
    since_day: [columns.since_day[row], given(outcome.since && day(outcome.since), Int32Array)],
    review_day: [columns.review_day[row], given(outcome.review_on && day(outcome.review_on), Int32Array)],
    ends_day: [columns.ends_day[row], given(outcome.ends_on && day(outcome.ends_on), Int32Array)],
    counted_fen: [columns.counted_fen[row], fen(outcome.counted)],
    next_level: [columns.next_level[row], place(outcome.next && outcome.next.level)],
    missing_fen: [columns.missing_fen[row], (outcome.next ? fen(outcome.next.missing) : NOTHING.BigInt64Array)],
  }));
  rulebook.free();
}

function comparePrice(siyu, roll) {
  const rulebook = siyu.Rulebook.parse(rules({ vip: VIP }));
  const on = day('2026-05-21');
  const orders = Array.from({ length: ROWS }, () => ({
    list: roll(50_000),
    quantity: 1 + roll(3),
    level: [undefined, 0, 1, 2][roll(4)],
    born: roll(2) === 0 ? undefined : day('1990-05-01') + roll(40),
    // Now and then one that is refused.
    coupon: roll(20) - 1,
    points: roll(3000),
  }));
  const columns = rulebook.vipPriceColumns({
    on_day: new Int32Array(ROWS).fill(on),
    list_fen: BigInt64Array.from(orders, ({ list }) => BigInt(list)),
    quantity: Uint32Array.from(orders, ({ quantity }) => quantity),
    level: Uint8Array.from(orders, ({ level }) => given(level, Uint8Array)),
    born_day: Int32Array.from(orders, ({ born }) => given(born, Int32Array)),
    coupon_fen: BigInt64Array.from(orders, ({ coupon }) => BigInt(coupon) * 100n),
    points: Uint32Array.from(orders, ({ points }) => points),
  });
  const calls = orders.map(({ list, quantity, level, born, coupon, points }) =>
    called(() => rulebook.vipPrice({
      on: date(on),
      lines: [{ id: '1', list: money(list), quantity }],
      level: level === undefined ? null : LEVELS[level],
      born_on: born === undefined ? null : date(born),
      coupon: { amount: money(coupon * 100) },
      points,
    })),
  );
  compare('vip_price', columns, calls, (row, outcome) => {
    const off = (step) => fen(outcome.steps.find((own) => own.step === step).amount);
    return {
      payable_fen: [columns.payable_fen[row], fen(outcome.payable)],
      level_fen: [columns.level_fen[row], off('level')],
      birthday_fen: [columns.birthday_fen[row], off('birthday')],
      coupon_off_fen: [columns.coupon_off_fen[row], off('coupon')],
      points_fen: [columns.points_fen[row], off('points')],
      birthday_day: [columns.birthday_day[row], given(outcome.birthday && day(outcome.birthday), Int32Array)],
      points_used: [columns.points_used[row], outcome.points_used],
    };
  });
  rulebook.free();
}

/** Holds every row against its call; some are refused and most are not, or nothing was tried. */
function compare(operation, columns, calls, cells) {
  const refused = calls.filter(({ number }) => number !== 0).length;
  same(columns.refused, refused, `${operation}: how many rows are refused`);
  if (refused > calls.length / 2) throw new Error(`${operation}: ${refused} rows are refused`);
  calls.forEach(({ number, outcome }, row) => {
    same(columns.code[row], number, `${operation}, row ${row}: the code`);
    if (outcome === undefined) return;
    for (const [name, [found, expected]] of Object.entries(cells(row, outcome))) {
      same(texts(found), texts(expected), `${operation}, row ${row}: ${name}`);
    }
  });
}

/** One cell or several, as what JSON can say. */
function texts(cells) {
  return (typeof cells === 'object' ? Array.from(cells) : [cells]).map(String);
}

function checkRefusals(siyu) {
  const rulebook = siyu.Rulebook.parse(rules({ vip: VIP }));
  const batch = {
    as_of_day: Int32Array.of(20_000),
    top_up_count: Uint32Array.of(1),
    top_up_day: Int32Array.of(20_000),
    top_up_fen: BigInt64Array.of(500_000n),
  };
  const bought = { ...batch, first_purchase_day: Int32Array.of(20_000) };
  same(LEVELS[rulebook.vipLevelColumns(bought).level[0]], 'diamond', 'a customer who bought');
  same(LEVELS[rulebook.vipLevelColumns(batch).level[0]], undefined, 'one who did not');
  const refused = thrown(() => rulebook.vipLevelColumns({ ...batch, top_up_count: Uint32Array.of(1, 0) }));
  same([refused.code, refused.path], ['list_length', '/top_up_count'], 'a column that is too long');
  const missing = thrown(() => siyu.Rulebook.parse(rules({})).vipLevelColumns(batch));
  same(missing.code, 'section_missing', 'a rulebook without the section');
  for (const wrong of [{ top_up_fen: Int32Array.of(1) }, { top_up_fen: [1n] }, { as_of_day: undefined }, { refundedFen: batch.top_up_fen }]) {
    same(thrown(() => rulebook.vipLevelColumns({ ...batch, ...wrong })) instanceof TypeError, true, Object.keys(wrong)[0]);
  }
  same(Array.from(rulebook.vipLevelColumns({ ...batch, ...empty(batch) }).code), [], 'no rows');
  checkOptions(rulebook, bought);
  rulebook.free();
}

/** What is not wanted stays away, what is wanted is the same without the rest, and results come where they are due. */
function checkOptions(rulebook, batch) {
  const all = rulebook.vipLevelColumns(batch);
  const [name] = Object.keys(all).filter((own) => !['refused', 'level', 'code'].includes(own));
  const few = rulebook.vipLevelColumns(batch, { wanted: [name] });
  same([few.refused, Array.from(few.level), Array.from(few.code)], [all.refused, Array.from(all.level), Array.from(all.code)], 'few results');
  same(String(few[name]), String(all[name]), name);
  same(Object.keys(rulebook.vipLevelColumns(batch, { wanted: [] })).sort(), ['code', 'level', 'refused'], 'no more than is wanted');
  const out = { level: Uint8Array.of(77), code: Uint16Array.of(77) };
  const into = rulebook.vipLevelColumns(batch, { wanted: [], out });
  same([into.level === out.level, into.code === out.code], [true, true], 'results in arrays of the caller');
  same([out.level[0], out.code[0]], [all.level[0], all.code[0]], 'what was written into them');
  for (const wrong of [{ wanted: ['levels'] }, { out: { top_up_day: Int32Array.of(1) } }, { out: { level: new Uint8Array(2) } }, { out: { level: new Uint16Array(1) } }]) {
    same(thrown(() => rulebook.vipLevelColumns(batch, wrong)) instanceof TypeError, true, 'options ' + JSON.stringify(wrong));
  }
}

function empty(batch) {
  return Object.fromEntries(Object.entries(batch).map(([name, cells]) => [name, cells.slice(0, 0)]));
}

function called(call) {
  try {
    return { number: 0, outcome: call().outcome };
  } catch (error) {
    if (error.number === undefined) throw error;
    return { number: error.number };
  }
}

function rules(sections) {
  return { name: 'shop', version: '1', effective_from: '2026-01-01', ...sections };
}

function given(value, array) {
  return value === undefined ? NOTHING[array.name] : value;
}

function place(level) {
  return level === undefined ? NOTHING.Uint8Array : LEVELS.indexOf(level);
}

function money(minor) {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return (minor < 0 ? '-' : '') + digits.slice(0, -2) + '.' + digits.slice(-2);
}

function fen(amount) {
  return BigInt(amount.replace('.', ''));
}

function month(text) {
  const [year, number] = text.split('-').map(Number);
  return year * 12 + number - 1;
}

function monthOf(number) {
  return Math.floor(number / 12) + '-' + String((number % 12) + 1).padStart(2, '0');
}

function day(text) {
  return Date.parse(text) / DAY;
}

function date(number) {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

function thrown(action) {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown by ' + action);
}

function same(found, expected, what) {
  const texts = [found, expected].map((value) => JSON.stringify(value));
  if (texts[0] !== texts[1]) throw new Error(what + ': expected ' + texts[1] + ', found ' + texts[0]);
}
