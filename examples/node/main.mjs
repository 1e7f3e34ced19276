// A storefront in Node: tells the story of examples/story, whose README says what happens and why.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Rulebook, SiyuError } from 'siyu';

const story = process.argv[2];
const read = (name) => readFileSync(join(story, name), 'utf8');
const print = (line) => process.stdout.write(line + '\n');

/** What siyu refuses, as the error that says why. */
function refusal(call) {
  try {
    call();
  } catch (error) {
    if (error instanceof SiyuError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function printParts(parts) {
  for (const { party, role, amount } of parts) print(`  ${party} (${role}): ${amount}`);
}

function printWhy(rulebook, decision) {
  for (const sentence of rulebook.explain(decision, 'zh-CN')) print(`  - ${sentence}`);
}

// 1. Next month's rules have faults.
const { findings } = refusal(() => Rulebook.parse(read('faulty.json')));
print(`下月的规则被拒绝,${findings.length} 处:`);
for (const { span, code, path, zh_cn } of findings) {
  print(`  ${span.line}:${span.column} ${code} ${path}:${zh_cn.message}`);
}

// 2. This month's rules are sound.
const rulebook = Rulebook.parse(read('rulebook.json'));
print(`本月的规则,指纹 ${rulebook.digest}`);

// 3. 小梅🌸 has sold tea.
const order = JSON.parse(read('order.json'));
const split = rulebook.commissionSplit(order);
const [line] = split.outcome.lines;
print(`订单 ${order.id},实付 ${line.paid}:`);
printParts(line.parts);
printWhy(rulebook, split);

// 4. The buyer gets 1.00 back.
const refund = { amount: '1.00', reason: 'returned' };
const clawback = rulebook.commissionClawback({ line, refund });
print(`退款 ${refund.amount}:`);
printParts(clawback.outcome.parts);
printWhy(rulebook, clawback);

// 5. Someone types 20.00.
const typed = { ...refund, amount: '20.00' };
const refused = refusal(() => rulebook.commissionClawback({ line, refund: typed }));
print(`退款 ${typed.amount}:`);
print(`  被拒绝,${refused.code} ${refused.path}`);
print(`  ${refused.messageZh};${refused.repairZh}`);
print(`  ${refused.messageEn}; ${refused.repairEn}`);

// 6. A platinum member's birthday.
const price = rulebook.vipPrice(read('basket.json'));
print(`生日价,标价 ${price.outcome.list},应付 ${price.outcome.payable}:`);
for (const { step, amount, price: left } of price.outcome.steps) print(`  ${step}: 减 ${amount},得 ${left}`);
printWhy(rulebook, price);

// 7. Was the split in the books?
const verified = (decision) => {
  const { verified: same, differs_at } = rulebook.verify('commission_split', order, decision);
  return same ? '一致' : `不一致,${differs_at}`;
};
print(`核对分账:${verified(split)}`);

// 8. A fen too much in the books.
const forged = structuredClone(split);
forged.outcome.lines[0].parts[1].amount = '2.40';
print(`核对多记一分的分账:${verified(forged)}`);

rulebook.free();
