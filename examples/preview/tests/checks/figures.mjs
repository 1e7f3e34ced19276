// The figures of every tab, typed in and read as a person does, against what the native library decides for the same input.

import { PRESETS, decided, paste, preset, rows, same, sentences, signed, text, written } from "../page.mjs";

const ROLES = { supplier: "供应商", direct: "直接代理", sponsor: "上级", mentor: "导师", residual: "余额归属" };
const OUTCOMES = { protected: "保护期", promoted: "升级", kept: "保级", warned: "预警", demoted: "降级", cleared: "清退" };
const partName = ({ party, role, pool }) => `${party} ${pool ?? ROLES[role]}`;

/** An order whose first line and chain are edited, its parts, sentences and refunds. */
export async function order(page) {
  const { rulebook, order: scenario } = preset("sample");
  const { input, refunds } = scenario;
  input.lines[0].paid = "288.88";
  input.lines[0].cost = "150.00";
  input.chain[0].tier = "diamond";
  refunds[0].amount = "33.33";
  refunds.push({ line: "1", amount: "1.00", reason: "compensation" });
  await page.fill("#line-paid-0", input.lines[0].paid);
  await page.fill("#line-cost-0", input.lines[0].cost);
  await page.selectOption("#chain-tier-0", "diamond");
  await page.fill("#refund-amount-0", refunds[0].amount);
  await page.click("#refund-add");
  await page.fill("#refund-amount-1", refunds[1].amount);
  await page.selectOption("#refund-reason-1", "compensation");

  const split = decided(rulebook, "commission_split", input);
  same(await rows(page, "各方合计"), split.outcome.totals.map(({ party, amount }) => [party, written(amount)]), "totals");
  for (const { line, paid, parts } of split.outcome.lines) {
    const found = await rows(page, `商品行 ${line}(实付 ${written(paid)})`);
    same(found, parts.map((part) => [partName(part), written(part.amount)]), `line ${line}`);
  }
  const shown = await page.locator("#order-split .sentence").allInnerTexts();
  for (const sentence of sentences(rulebook, split, "zh-CN")) {
    if (!shown.some((found) => found.trim() === sentence)) throw new Error(`no reason on show says: ${sentence}`);
  }
  await refundsOf(page, rulebook, split, refunds);
}

async function refundsOf(page, rulebook, split, refunds) {
  let refunded = {};
  for (const [index, { line, amount, reason }] of refunds.entries()) {
    const splitLine = split.outcome.lines.find((candidate) => candidate.line === line);
    const { outcome } = decided(rulebook, "commission_clawback", { line: splitLine, refunded, refund: { amount, reason } });
    refunded = outcome.refunded;
    const caption = `退款 ${index + 1}:商品行 ${line},${reason === "returned" ? "退货" : "仅退款补偿"}`;
    same(await rows(page, caption), outcome.parts.map((part) => [partName(part), written(part.amount)]), caption);
  }
}

/** By hand: of 199.99 10 % is 19.999, 2 % is 3.9998, 1 % is 1.9999; of 59.97 1 % is 0.5997, twice. Rounded down, 0.0481 is left. */
export async function residue(page) {
  await page.fill("#line-paid-0", "199.99");
  same(
    (await rows(page, "舍入差")).map(([party, exact, amount, left]) => [party, exact, amount, left]),
    [
      ["美美", "19.999", "19.99", "0.009"],
      ["兰姐", "3.9998", "3.99", "0.0098"],
      ["service-stations", "1.9999", "1.99", "0.0099"],
      ["兰姐", "0.5997", "0.59", "0.0097"],
      ["service-stations", "0.5997", "0.59", "0.0097"],
    ],
    "residue",
  );
  same(await text(page, "#residue"), "舍入差合计 0.0481 元,由 house 承接,分文不差", "who took it");
}

/** Drawings have the lengths of the figures beside them; what is too small to be seen is drawn a little larger. */
export async function drawn(page) {
  const { rulebook, order: { input } } = preset("sample");
  const { lines } = decided(rulebook, "commission_split", input).outcome;
  const amounts = new Map();
  for (const part of lines.flatMap(({ parts }) => parts)) amounts.set(partName(part), (amounts.get(partName(part)) ?? 0) + Number(part.amount));
  const nodes = await page.locator(".sankey g").evaluateAll((all) =>
    all.map((node) => ({ name: [...node.querySelectorAll("text")].map(({ textContent }) => textContent).join(" "), side: node.querySelector("text").getAttribute("text-anchor"), height: Number(node.querySelector("rect").getAttribute("height")) })),
  );
  const right = nodes.filter(({ side, height, name }) => side === "start" && height > 2 && amounts.has(name));
  if (right.length < 4) throw new Error(`parties in the sankey: ${JSON.stringify(nodes)}`);
  proportional(right.map(({ name, height }) => [name, height, amounts.get(name)]));
  const left = nodes.filter(({ side }) => side === "end");
  proportional(left.map(({ name, height }, index) => [name, height, Number(lines[index].paid)]));

  await page.click("#tab-vip");
  const falls = await page.locator(".waterfall tbody tr").evaluateAll((all) =>
    all.map((row) => [row.querySelector("th").textContent, parseFloat(row.querySelector(".fall__bar").style.width), Math.abs(Number(row.querySelector("td.number").textContent.replace(/[,+]/g, "").replace("−", "-")))]),
  );
  if (falls.length !== 6) throw new Error(`steps of the waterfall: ${JSON.stringify(falls)}`);
  proportional(falls.filter(([, , amount]) => amount > 0));

  await page.click("#tab-balance");
  const { account } = decided(rulebook, "balance_apply", { commands: preset("sample").balance.commands }).outcome;
  const bars = await page.locator(".lot__bar").evaluateAll((all) => all.map((bar) => ["principal", "bonus"].map((kind) => parseFloat(bar.querySelector(`.${kind}`).style.width))));
  same(bars, account.lots.map(({ paid, paid_left, bonus, bonus_left }) => [paid_left, bonus_left].map((left) => Number(((100 * Number(left)) / (Number(paid) + Number(bonus))).toFixed(2)))), "what is left of each lot, in hundredths");
}

/** Rows of a name, a length and an amount. */
function proportional(rows) {
  const [[, length, amount]] = rows;
  for (const [name, ownLength, ownAmount] of rows) {
    if (Math.abs(ownLength / ownAmount - length / amount) > (0.01 * length) / amount) throw new Error(`${name} is drawn ${ownLength} long for ${ownAmount}, where ${length} stands for ${amount}`);
  }
}

/** A loss: the supplier's price is above what was paid, and the house adds what is missing. */
export async function loss(page) {
  const { rulebook, order: { input } } = preset("sample");
  input.lines[0].paid = "100.00";
  await page.fill("#line-paid-0", "100.00");
  const { totals } = decided(rulebook, "commission_split", input).outcome;
  same(await rows(page, "各方合计"), totals.map(({ party, amount }) => [party, written(amount)]), "totals");
  const labels = await page.locator(".sankey .node").allTextContents();
  if (!labels.includes("house 贴补")) throw new Error(`the sankey does not show who bears the loss: ${labels}`);
}

/** Six months, each handed on to the next, with another figure in the second. */
export async function agent(page) {
  const { rulebook, agent: scenario } = preset("sample");
  scenario.months[1].own_net_sales = "2999.99";
  await page.click("#tab-agent");
  await page.fill("#month-1-own_net_sales", "2999.99");
  const assessed = assess(rulebook, scenario);
  const expected = scenario.months.map((month, index) => {
    const outcome = assessed[index]?.outcome;
    return [month.period, written(month.own_net_sales), ...(outcome ? [OUTCOMES[outcome.outcome], outcome.tier_after ?? "清退", String(outcome.misses)] : ["—", "—", "—"])];
  });
  same(await rows(page, "六个月明细"), expected, "six months");
  for (const [index, decision] of assessed.entries()) {
    await page.locator(`#agent-month-${index}`).check();
    same(await text(page, "#agent-month .verdict strong"), OUTCOMES[decision.outcome.outcome], `outcome of month ${index + 1}`);
    const margins = (decision.outcome.missing ?? []).map(({ margin }) => `差 ${written(String(Object.values(margin)[0]))}`);
    same(await page.locator("#agent-month .missing__line strong").allInnerTexts(), margins, `what is missing in month ${index + 1}`);
    same(await page.locator("#agent-month .sentences li").allInnerTexts(), sentences(rulebook, decision, "zh-CN"), `why, month ${index + 1}`);
  }
}

/** The words of the path lie neither on its line nor on each other, whatever goes up or down. */
export async function pathWords(page) {
  await page.click("#tab-agent");
  for (const id of PRESETS.filter((candidate) => JSON.parse(preset(candidate).rulebook).agent !== undefined)) {
    await page.selectOption("#preset", id);
    await page.click("#tab-agent");
    for (const language of ["en", "zh-CN"]) {
      await page.click(`#language-${language}`);
      const covered = await page.evaluate(() => {
        const line = document.querySelector(".path__line");
        const words = [...document.querySelectorAll(".path__outcome")].map((word) => ({ text: word.textContent, box: word.getBBox() }));
        const crossed = words.filter(({ box }) => {
          for (let x = box.x; x <= box.x + box.width; x += 1) for (let y = box.y + 2; y <= box.y + box.height - 2; y += 1) if (line.isPointInStroke(new DOMPoint(x, y))) return true;
          return false;
        });
        const met = words.filter(({ box }, index) => words.slice(0, index).some(({ box: other }) => box.x < other.x + other.width && other.x < box.x + box.width && box.y + 2 < other.y + other.height - 2 && other.y + 2 < box.y + box.height - 2));
        return [...crossed, ...met].map(({ text }) => text);
      });
      same(covered, [], `${id}, ${language}: words that cannot be read`);
    }
  }
}

function assess(rulebook, { state: first, months, holdings, admission }) {
  const assessed = [];
  let state = { ...first, last: { period: "2026-04", outcome: "kept", tier_before: first.tier } };
  for (const [index, { period }] of months.entries()) {
    const facts = { periods: months.slice(0, index + 1), lifetime: { own_spend: admission.own_lifetime_spend } };
    const decision = decided(rulebook, "agent_assess", { state, period, facts, holdings });
    assessed.push(decision);
    if (decision.outcome.outcome === "cleared") break;
    state = decision.outcome.state;
  }
  return assessed;
}

/** Down to the clearing plan: two agents' months of nothing. */
export async function clearing(page) {
  await page.selectOption("#preset", "xiaohongmao");
  const { rulebook, agent: scenario } = preset("xiaohongmao");
  await page.click("#tab-agent");
  for (const index of [1, 2, 3, 4, 5]) await page.fill(`#month-${index}-own_net_sales`, "0");
  scenario.months.slice(1).forEach((month) => (month.own_net_sales = "0"));
  const assessed = assess(rulebook, scenario);
  const last = assessed.length - 1;
  same(assessed[last].outcome.outcome, "cleared", "native outcome of the last month");
  await page.locator(`#agent-month-${last}`).check();
  const { clearing } = assessed[last].outcome;
  same((await rows(page, "清退安排")).map(([, figure]) => figure), ["平台", written(String(clearing.customers)), written(clearing.paid), written(clearing.runs_on), written(clearing.forfeited), clearing.reentry_from], "clearing plan");
}

/** The published figure: 49,999.99 is refused by 0.01, 50,000.00 is admitted. */
export async function admission(page) {
  await page.selectOption("#preset", "xiaohongmao");
  same(await text(page, "#agent-admission .verdict strong"), "未获准入", "at 49,999.99");
  same(await text(page, "#agent-admission .missing__line strong"), "差 0.01", "short by");
  await page.fill("#admit-spend", "50000.00");
  same(await text(page, "#agent-admission .verdict strong"), "准入", "at 50,000.00");
}

/** Class hours of three months, the host's own metric. */
export async function mentor(page) {
  await page.selectOption("#preset", "lama");
  await page.click("#tab-agent");
  same((await rows(page, "六个月明细")).slice(0, 3).map((row) => row[2]), ["保护期", "保护期", "升级"], "264 hours");
  await page.fill("#month-2-class_hours", "83");
  same((await rows(page, "六个月明细"))[2][2], "保级", "263 hours");
}

export async function vip(page) {
  await page.selectOption("#preset", "qiduojia");
  same(await text(page, "#vip-payable"), "855.00", "the published price of 1,000.00");
  const { rulebook, vip: scenario } = preset("qiduojia");
  scenario.lines[0].list = "619.90";
  await page.fill("#goods-list-0", "619.90");
  await page.fill("#topup-amount-1", "2000.00");
  scenario.top_ups[1].amount = "2000.00";
  await page.fill("#coupon-amount", "55.50");
  await page.fill("#coupon-minimum", "1000");
  const level = decided(rulebook, "vip_level", { as_of: scenario.on, first_purchase_on: scenario.first_purchase_on, top_ups: scenario.top_ups }).outcome;
  const names = { gold: "黄金VIP", platinum: "铂金VIP", diamond: "钻石VIP" };
  same(await text(page, "#vip-level"), names[level.level], "level");
  same(await text(page, "#vip-counted"), written(level.counted), "what counts");
  const priced = decided(rulebook, "vip_price", { on: scenario.on, level: level.level, born_on: scenario.born_on, lines: scenario.lines, coupon: { amount: "55.50", minimum: "1000" } }).outcome;
  const negative = (amount) => (/^0(\.0+)?$/.test(amount) ? amount : written(`-${amount}`));
  const [levelStep, birthday, coupon, points] = priced.steps.map(({ amount }) => negative(amount));
  same(await rows(page, "价格瀑布"), [["原价", written(priced.list)], ["等级折扣", levelStep], ["生日折上折", birthday], ["优惠券", coupon], ["积分抵扣", points], ["应付", written(priced.payable)]], "waterfall");
  same(await rows(page, "分摊到每件商品"), priced.lines.map(({ id, ...line }) => [id, ...["list", "level", "birthday", "coupon", "points", "payable"].map((step) => written(line[step]))]), "lines");
  const { entitlements } = decided(rulebook, "vip_entitle", { on: scenario.on, customers: [{ id: "customer", level: level.level }] }).outcome;
  same(await page.locator(".perks strong").allInnerTexts(), entitlements.map(({ available }) => (available > 0 ? `可领 ${available} 份` : "暂不可领")), "perks");
}

/** The published quote, then the law's example V1 and V2 under edited rules. */
export async function balance(page) {
  await page.selectOption("#preset", "qiduojia");
  await page.click("#tab-balance");
  same(await text(page, "#refund-amount"), "4,100.00", "V8");
  await page.selectOption("#preset", "sample");
  await page.click("#tab-balance");
  const rulebook = preset("sample").rulebook.replace('"bonus": "300.00"', '"bonus": "1000.00"').replace('"any_time"', '"none"');
  await paste(page, "#rulebook", rulebook);
  await page.click("#command-remove-2");
  await page.fill("#command-list-1", "");
  const commands = [
    { id: "t1", date: "2026-01-10", top_up: { paid: "3000.00", channel: "wechat_pay" } },
    { id: "c2", date: "2026-02-14", spend: { purchase: "o1", amount: "1500.00" } },
  ];
  const { account } = decided(rulebook, "balance_apply", { commands }).outcome;
  const bases = { promise: "商家承诺", seven_days: "七日无理由", operator: "经营者原因", consumer: "消费者原因" };
  for (const [cause, published] of [["operator", "1,875.00"], ["consumer", "1,500.00"]]) {
    await page.locator(`#balance-cause-${cause}`).check();
    const quote = decided(rulebook, "balance_refund_quote", { account, on: "2026-11-20", cause });
    same(await text(page, "#refund-amount"), published, `V1 and V2, ${cause}`);
    same(written(quote.outcome.amount), published, `natively, ${cause}`);
    const expected = quote.outcome.candidates.map(({ basis, granted, used = "0.00", deducted = "0.00", amount }) => [bases[basis], written(amount), granted ? "适用" : "不适用", written(used), written(deducted)]);
    same(await rows(page, "各种依据"), expected, "bases");
    same(await page.locator("#why-quote li").allInnerTexts(), sentences(rulebook, quote, "zh-CN"), "why");
    const { legs } = decided(rulebook, "balance_refund_plan", { account, amount: quote.outcome.amount, on: "2026-11-20" }).outcome;
    same(await rows(page, "退款路径"), legs.map(({ lot, age_days, amount }) => [lot, "原路退回 · 微信支付", `${age_days} 天`, written(amount)]), "plan");
  }
}

/** What cannot be charged is turned down, with its repair, and the rest stays. */
export async function overdrawn(page) {
  await page.click("#tab-balance");
  await page.fill("#command-amount-1", "9999.00");
  await page.fill("#command-list-1", "");
  const notice = page.locator("#balance-lots .refused");
  same(await notice.getAttribute("data-code"), "balance_short", "code");
  same((await rows(page, "每笔充值的余额")).length, 2, "lots that stay");
}

export async function gmv(page) {
  await page.click("#tab-gmv");
  const { rulebook, gmv: { before, after } } = preset("sample");
  before.order_value = "168.80";
  after.lifetime_purchases = "3";
  await page.fill("#gmv-before-order_value", before.order_value);
  await page.fill("#gmv-after-lifetime_purchases", "3");
  const composed = decided(rulebook, "gmv_compose", { factors: before }).outcome;
  same(await text(page, "#gmv-total"), written(composed.gmv), "GMV");
  const change = decided(rulebook, "gmv_attribute", { before, after }).outcome;
  same(await text(page, "#gmv-change"), signed(change.change), "change");
  for (const [caption, parts] of [["连环替代", change.chain], ["夏普利值", change.shapley]]) {
    const found = (await rows(page, caption)).map(([, figure]) => figure);
    same(found, [written(change.before), ...parts.map(({ amount }) => signed(amount)), written(change.after)], caption);
  }
  await page.fill("#gmv-target", "700000.00");
  const solved = decided(rulebook, "gmv_solve", { factors: before, factor: "conversion", target: "700000.00" }).outcome;
  const hundredths = `${(Number(solved.value) * 100).toFixed(4).replace(/0+$/, "")}%`;
  same(await text(page, "#gmv-needed"), hundredths, "solved");
}

/** The slider by its keys: 120 % of 100,000 visitors, then 130 %. */
export async function slider(page) {
  await page.click("#tab-gmv");
  const { rulebook, gmv: { before } } = preset("sample");
  await page.focus("#gmv-slider");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  same(await text(page, "#gmv-slider-value"), "130%", "slider");
  const { what_if } = decided(rulebook, "gmv_compose", { factors: before, what_if: [{ name: "a", traffic: "130000" }] }).outcome;
  same(await text(page, "#gmv-what-if"), written(what_if[0].gmv), "what if");
  await page.locator("#slider-factor-conversion").check();
  const moved = decided(rulebook, "gmv_compose", { factors: before, what_if: [{ name: "a", conversion: "2.6%" }] }).outcome;
  same(await text(page, "#gmv-what-if-change"), signed(moved.what_if[0].change), "another factor");
}

/** The published figures of reach, target and fission. */
export async function published(page) {
  await page.selectOption("#preset", "lama");
  same(await text(page, "#reach-value"), "36,000.00", "CPM");
  await page.selectOption("#preset", "xiaohongmao");
  await page.click("#tab-gmv");
  same(await text(page, "#gmv-needed"), "14,000,000", "500 to 700 million");
  await page.selectOption("#preset", "aike");
  same(await text(page, "#gmv-total"), "300,000.00", "traditional");
  same((await rows(page, "连环替代")).at(-1), ["之后", "1,500,000.00"], "one generation");
  await page.selectOption("#gmv-after-fission-kind", "all");
  same((await rows(page, "连环替代")).at(-1), ["之后", "1,600,000.00"], "all generations");
}
