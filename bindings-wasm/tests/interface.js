// What the interface promises beyond the answers, in whatever host this is. Throws at the first promise that is not kept.

const RULES = {
  name: 'my-shop',
  version: '2026-11',
  effective_from: '2026-11-01',
  commission: { residual: 'house', roles: { direct: { rate: '12%' }, sponsor: { rate: '3%' } } },
};
const ORDER = {
  id: 'o-1',
  placed_on: '2026-11-21',
  chain: [{ agent: '小梅🌸' }, { agent: '阿兰' }],
  lines: [{ id: '1', paid: '19.99' }],
};

export function checkInterface(siyu) {
  const rulebook = siyu.Rulebook.parse(RULES);
  checkRulebook(siyu, rulebook);
  checkCalls(siyu, rulebook);
  checkDecisions(siyu, rulebook);
  checkRefusals(siyu, rulebook);
  checkWhatJsonCannotSay(siyu, rulebook);
  checkEnd(siyu, rulebook);
}

function checkRulebook(siyu, rulebook) {
  same(siyu.Rulebook.parse(JSON.stringify(RULES)).digest, rulebook.digest, 'the digest of the text');
  same(/^[0-9a-f]{64}$/.test(rulebook.digest), true, 'the form of the digest');
  same(siyu.Rulebook.parse(rulebook.canonical).digest, rulebook.digest, 'the digest of the canonical form');
  same(rulebook.warnings, [], 'warnings');
  same(Object.keys(rulebook), [], 'the own fields of a rulebook');
  same(siyu.check(RULES), { accepted: true, findings: [], digest: rulebook.digest, canonical: rulebook.canonical }, 'check');
  same(/^\d+\.\d+\.\d+$/.test(siyu.version()), true, 'the version');
  const other = thrown(() => new siyu.Rulebook({}));
  same(other instanceof TypeError, true, 'a rulebook that nobody parsed');
}

function checkCalls(siyu, rulebook) {
  const decision = rulebook.commissionSplit(ORDER);
  const parts = decision.outcome.lines[0].parts.map((part) => part.party + ' ' + part.amount);
  same(parts, ['小梅🌸 2.39', '阿兰 0.59', 'house 17.01'], 'the parts of an order');
  same(rulebook.commissionSplit(JSON.stringify(ORDER)), decision, 'an input as text');
  same(rulebook.call('commission_split', ORDER), decision, 'the call by name');
  same(JSON.parse(rulebook.callText('commission_split', JSON.stringify(ORDER))), decision, 'the call on texts');
  same(rulebook.commissionSplit(Object.assign(Object.create(null), ORDER)), decision, 'an object without a prototype');
  same(rulebook.commissionSplit({ ...ORDER, detail: undefined }), decision, 'a field that is undefined');
  same(rulebook.commissionSplit({ ...ORDER, placed_on: new Date('2026-11-20T16:30:00Z') }), decision, 'a date as an instant');
}

function checkDecisions(siyu, rulebook) {
  const decision = rulebook.commissionSplit(ORDER);
  same(siyu.explain(decision, 'zh-CN')[0], rulebook.explain(decision, 'zh-CN')[0], 'explained with and without a rulebook');
  same(siyu.explain(decision, 'zh-CN')[0].includes('小梅🌸'), true, 'a reason in Chinese');
  same(siyu.explain(JSON.stringify(decision), 'en').length, decision.reasons.length, 'reasons in English');
  same(rulebook.verify('commission_split', ORDER, decision), { verified: true }, 'verify');
  decision.outcome.lines[0].parts[0].amount = '2.40';
  const at = '/outcome/lines/0/parts/0/amount';
  same(rulebook.verify('commission_split', ORDER, decision), { verified: false, differs_at: at }, 'verify a forgery');
}

function checkRefusals(siyu, rulebook) {
  const error = thrown(() => rulebook.commissionSplit({ ...ORDER, lines: [{ id: '1', paid: 19.99 }] }));
  same(error instanceof siyu.SiyuError && error instanceof Error, true, 'the class of a refusal');
  same([error.name, error.code, error.path], ['SiyuError', 'number_for_decimal', '/lines/0/paid'], 'a number for money');
  same(siyu.codes[error.number], error.code, 'the name of its number');
  same(error.params.found, '`19.99`', 'its parameters');
  same(error.message.includes('put it in quotes, as "19.99"'), true, 'its repair');
  same([error.messageZh.includes('浮点'), error.repairZh.includes('引号')], [true, true], 'it in Chinese');
  same(JSON.parse(JSON.stringify(error)).code, error.code, 'it as JSON');
  same(error.findings, [], 'its findings');

  const refused = thrown(() => siyu.Rulebook.parse({ name: '', version: '1' }));
  const codes = refused.findings.map((finding) => finding.code);
  same([refused.code, codes.length], ['rulebook_refused', 2], 'the findings of a rulebook');
  same(refused.findings.every((finding) => refused.message.includes(finding.en.message)), true, 'them in the message');
  same(siyu.check({ name: '', version: '1' }).findings.map((finding) => finding.code), codes, 'them without throwing');
  same(thrown(() => siyu.call('no_such_operation', {})).code, 'unknown_operation', 'an unknown operation');
  same(thrown(() => siyu.call('commission_split', ORDER)).code, 'rulebook_missing', 'a missing rulebook');
}

function checkWhatJsonCannotSay(siyu, rulebook) {
  const circle = {};
  circle.inner = [circle];
  const sayings = [
    [{ lines: [{ paid: NaN }] }, '/lines/0/paid: NaN'],
    [{ 'a/b~': Infinity }, '/a~1b~0: Infinity'],
    [{ lines: [undefined] }, '/lines/0: undefined'],
    [{ lines: new Map() }, '/lines: a Map'],
    [{ id: () => 0 }, '/id: a function'],
    [{ count: 2 ** 60 }, '/count: 1152921504606847000'],
    [circle, '/inner/0: an object that holds itself'],
    [undefined, 'undefined'],
  ];
  for (const [input, begin] of sayings) {
    const error = thrown(() => rulebook.call('commission_split', input));
    same([error instanceof TypeError, error.message.startsWith(begin + ' ')], [true, true], begin + ' in ' + error.message);
  }
  const large = thrown(() => rulebook.commissionSplit({ ...ORDER, id: 12345678901234567890n }));
  same(large.path, '/id', 'a bigint where a text is due');
}

function checkEnd(siyu, rulebook) {
  for (let round = 0; round < 3; round += 1) siyu.Rulebook.parse(RULES).free();
  rulebook.free();
  rulebook.free();
  same(thrown(() => rulebook.digest) instanceof TypeError, true, 'a rulebook that was freed');
  if (typeof Symbol.dispose === 'symbol') {
    const other = siyu.Rulebook.parse(RULES);
    other[Symbol.dispose]();
    same(thrown(() => other.digest) instanceof TypeError, true, 'a rulebook that was disposed of');
  }
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
