// What a user may write: `tsc --strict` must take all of it.

import {
  Rulebook,
  SiyuError,
  call,
  check,
  codes,
  explain,
  version,
  type CommissionSplitInput,
  type CommissionSplitOutput,
  type Code,
  type InputOf,
  type OperationName,
  type OutputOf,
  type RulebookInput,
  type input,
  type output,
} from 'siyu';
import { Rulebook as Orders, SiyuError as OrderError, type OperationName as OrderOperation } from 'siyu/commission';
import { Rulebook as Quick } from 'siyu/columns';
import { init, initSync } from 'siyu/slim';
import { wasmBase64 } from 'siyu/wasm-base64';

const rules: RulebookInput = {
  $schema: './node_modules/siyu/schema.json',
  name: 'my-shop',
  version: '2026-11',
  effective_from: '2026-11-01',
  effective_to: null,
  commission: { residual: 'house', roles: { direct: { rate: '12%' }, sponsor: { rate: '3%' } } },
};
const line: input.commission.Line = { id: '1', paid: '19.99' };
const order: CommissionSplitInput = { id: 'o-1', placed_on: '2026-11-21', chain: [{ agent: 'mei' }], lines: [line] };

{
  using rulebook = Rulebook.parse(rules);
  const decision: CommissionSplitOutput = rulebook.commissionSplit(order);
  const parts: output.commission.LinePart[] = decision.outcome.lines.flatMap((split) => split.parts);
  const amounts: string[] = parts.map((part) => part.amount);
  const same: OutputOf<'commission_split'> = rulebook.call('commission_split', JSON.stringify(order));
  const sentences: string[] = [...explain(decision, 'zh-CN'), ...rulebook.explain(same, 'en')];
  const { verified, differs_at } = rulebook.verify('commission_split', order, decision);
  const refund = rulebook.commissionClawback({
    line: decision.outcome.lines[0]!,
    refund: { amount: '1.00', reason: 'returned' },
  });
  const text: string = rulebook.callText('commission_split', JSON.stringify(order));
  console.log(amounts, sentences, verified, differs_at, refund.outcome, text, rulebook.digest, rulebook.canonical);
}

// The entry with columns has the very same types.
const quick: Rulebook = Quick.parse(rules);
quick.free();

function everyOperation<Name extends OperationName>(rulebook: Rulebook, name: Name, facts: InputOf<Name>): OutputOf<Name> {
  return rulebook.call(name, facts);
}

try {
  everyOperation(Rulebook.parse('{}'), 'vip_level', JSON.parse('{}'));
} catch (error) {
  if (error instanceof SiyuError) {
    const code: Code = error.code;
    const isNumber: boolean = code === 'number_for_decimal';
    console.log(isNumber, error.path, error.params.found, error.messageZh, error.findings.map((finding) => finding.span?.line));
  }
}

const refunds = {
  part_role: Uint8Array.of(1, 6),
  paid_fen: BigInt64Array.of(1999n),
  part_fen: BigInt64Array.of(239n, 1760n),
  refund_fen: BigInt64Array.of(100n),
};
const columns = Rulebook.parse(rules).commissionClawbackColumns(refunds);
const taken: BigInt64Array = columns.taken_fen;
const names: Code[] = Array.from(columns.code, (number) => codes[number]).filter((code) => code !== undefined);
console.log(columns.refused, taken, names);
const into = { code: new Uint16Array(1) };
const { taken_fen, code } = Rulebook.parse(rules).commissionClawbackColumns(refunds, { wanted: [], out: into });
console.log(taken_fen.length, code === into.code);

const checked = check(rules);
const canonical: string | undefined = checked.canonical;
const sentences = call('decision_explain', { decision: {}, language: 'zh-CN' }).sentences;
initSync(new Uint8Array());
const started: Promise<void> = init(fetch('/siyu.wasm'));
console.log(canonical, sentences, started, wasmBase64.length, version());

{
  // The module of one family.
  const rulebook: Orders = Orders.parse(rules);
  const split: CommissionSplitOutput = rulebook.commissionSplit(order);
  const operation: OrderOperation = 'commission_clawback';
  const { verified } = rulebook.verify('commission_split', order, split);
  const shared: OutputOf<'money_share'> = rulebook.call('money_share', '{}');
  console.log(rulebook.explain(split, 'zh-CN'), operation, verified, shared.outcome, OrderError.name);
}
