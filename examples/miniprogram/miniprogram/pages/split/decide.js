// From what was typed to what is shown. Every figure is siyu's own text; nothing is calculated here.

const { SiyuError } = require('siyu');

/** The days of the sample: on the first the customer has a birthday. */
const BIRTHDAY = '2026-05-20';
const ANOTHER_DAY = '2026-08-08';

/** Who sold, and who stands above. */
const CHAIN = [
  { agent: '阿梅', tier: 'silver' },
  { agent: '阿岚', tier: 'gold' },
  { agent: '阿竹', tier: 'diamond' },
];

const ROLES = {
  direct: '直属',
  sponsor: '上级',
  mentor: '导师',
  pool: '奖池',
  supplier: '供应商',
  residual: '留存',
};

const STEPS = { list: '吊牌价', level: '会员价', birthday: '生日价', coupon: '优惠券', points: '积分' };

/** What is shown for a form; the steps after one that failed are left out. */
function decide(rulebook, form) {
  const view = { price: null, split: null, refund: null, error: null };
  try {
    const price = rulebook.vipPrice(priceFacts(form));
    view.price = priceView(rulebook, price);
    const split = rulebook.commissionSplit(orderFacts(form, price.outcome.payable));
    view.split = splitView(rulebook, split);
    if (form.refund !== '') {
      const clawback = rulebook.commissionClawback({ line: split.outcome.lines[0], refund: { amount: form.refund } });
      view.refund = refundView(rulebook, clawback);
    }
  } catch (error) {
    view.error = errorView(error);
  }
  return view;
}

function priceFacts(form) {
  const facts = {
    on: form.isBirthday ? BIRTHDAY : ANOTHER_DAY,
    born_on: '1990-05-20',
    lines: [{ id: '1', list: form.list }],
  };
  if (form.level !== '') facts.level = form.level;
  return facts;
}

function orderFacts(form, paid) {
  const line = { id: '1', paid };
  if (form.cost !== '') Object.assign(line, { cost: form.cost, supplier: '供应商' });
  return { id: '订单', placed_on: form.isBirthday ? BIRTHDAY : ANOTHER_DAY, chain: CHAIN, lines: [line] };
}

function priceView(rulebook, decision) {
  const { list, payable, steps } = decision.outcome;
  const taken = steps.filter((step) => step.amount !== '0.00');
  return {
    list,
    payable,
    steps: taken.map((step) => ({ id: step.step, name: STEPS[step.step], amount: step.amount })),
    reasons: rulebook.explain(decision, 'zh-CN'),
  };
}

function splitView(rulebook, decision) {
  const [line] = decision.outcome.lines;
  return { paid: line.paid, parts: line.parts.map((part) => partView(part, line.paid)), reasons: rulebook.explain(decision, 'zh-CN') };
}

function refundView(rulebook, decision) {
  const { parts, left } = decision.outcome;
  return { left, parts: parts.map((part) => partView(part, null)), reasons: rulebook.explain(decision, 'zh-CN') };
}

function partView(part, whole) {
  const role = part.role.startsWith('sponsor') ? 'sponsor' : part.role;
  return {
    id: [part.party, part.role, part.pool].join('/'),
    party: part.party,
    role: ROLES[role],
    amount: part.amount,
    // How long its bar is drawn, and nothing else.
    percent: whole === null ? 0 : Math.max(0, Math.round((Number(part.amount) / Number(whole)) * 100)),
  };
}

/** The field of the form that a path points at. */
const FIELDS = [
  [/^\/lines\/0\/list/, 'list'],
  [/^\/lines\/0\/cost/, 'cost'],
  [/^\/refund\/amount/, 'refund'],
];

/** An error as the page shows it; what is none of siyu's is a mistake of this program and goes on. */
function errorView(error) {
  if (!(error instanceof SiyuError)) throw error;
  const [, field] = FIELDS.find(([path]) => path.test(error.path)) || [null, 'other'];
  return { field, code: error.code, path: error.path, message: error.messageZh, repair: error.repairZh };
}

/** Everything that is wrong with a rulebook, each with its place in the text. */
function findingViews(error, text) {
  if (!(error instanceof SiyuError)) throw error;
  const lines = text.split('\n');
  return error.findings.map(({ code, path, span, zh_cn: zhCn }, index) => ({
    index,
    code,
    path,
    place: span ? `第 ${span.line} 行第 ${span.column} 列` : '整份规则',
    line: span ? lines[span.line - 1].trim() : '',
    message: zhCn.message,
    repair: zhCn.repair,
  }));
}

module.exports = { decide, findingViews };
