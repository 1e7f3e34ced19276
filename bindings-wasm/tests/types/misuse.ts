// What a user may not write: in each line that ends with `// refused`, and in no other, `tsc --strict` must find a fault.

import { Rulebook as Orders } from 'siyu/commission';
import { Rulebook, SiyuError, call, explain, type CommissionSplitInput, type RulebookInput } from 'siyu';

const rulebook = Rulebook.parse('{}');

// Money is a string.
rulebook.moneyShare({ whole: 6.45 }); // refused
rulebook.moneyShare({ whole: '6.45', parts: [{ id: 'a', rate: 0.3 }] }); // refused
// Names are spelled right, and nothing is missing.
rulebook.moneyShare({ whole: '6.45', residul: 'house' }); // refused
rulebook.moneyShare({}); // refused
rulebook.moneyshare({ whole: '6.45' }); // refused
rulebook.call('money_shares', { whole: '6.45' }); // refused
rulebook.call('vip_level', { whole: '6.45' }); // refused
// Words are those of the table.
rulebook.moneyShare({ whole: '6.45', rounding: 'upwards' }); // refused
const rules: RulebookInput = { name: 'shop', version: '1', effective_from: '2026-01-01', vip: { level: [] } }; // refused
explain({}, 'fr'); // refused
// An operation of a rulebook needs one.
call('money_share', { whole: '6.45' }); // refused
// Only siyu makes rulebooks and errors.
new Rulebook({}); // refused
new SiyuError('{}'); // refused
// An outcome is that of its operation, and codes are those of the table.
rulebook.moneyShare({ whole: '6.45' }).outcome.lines; // refused
const fault = (error: SiyuError) => error.code === 'no_such_code'; // refused
const order: CommissionSplitInput = { id: 'o-1', placed_on: new Date(), chain: [], lines: [] }; // refused

// Columns are as wide as their table says, and none is forgotten.
rulebook.vipLevelColumns({ as_of_day: Int32Array.of(1), top_up_count: Uint32Array.of(0), top_up_day: new Int32Array() }); // refused
rulebook.vipPriceColumns({ on_day: Int32Array.of(1), list_fen: Int32Array.of(1) }); // refused
const assessed = { tier: Uint8Array.of(0), joined_month: Int32Array.of(1), period_month: Int32Array.of(1), reading: BigInt64Array.of(1n) };
rulebook.agentAssessColumns(assessed, { wanted: ['tier_before'] }); // refused
rulebook.agentAssessColumns(assessed, { wanted: ['next_tier'] }).shortfall; // refused
rulebook.agentAssessColumns(assessed, { out: { next_tier: new Int32Array(1) } }); // refused

// The module of a family has its own operations, and those that need none.
const orders = Orders.parse('{}');
orders.vipPrice({ on: '2026-05-20', lines: [{ id: '1', list: '199.00' }] }); // refused
orders.call('vip_level', '{}'); // refused
orders.commissionClawbackColumns({}); // refused

export { fault, order, rules };
