// `node run.mjs <root of the repository> <page> <native program>`: uses the page as a person does, from disk and from a server. A line per
// check, then the sum.

import process from "node:process";
import * as access from "./checks/access.mjs";
import * as editor from "./checks/editor.mjs";
import * as figures from "./checks/figures.mjs";
import * as sharing from "./checks/sharing.mjs";
import { launch, open, PAGE, serve } from "./page.mjs";

/** A name, the check, and whether it also runs from a server. */
const CHECKS = [
  ["order: parts, reasons and refunds", figures.order, true],
  ["order: residue", figures.residue, false],
  ["order: a loss", figures.loss, false],
  ["drawings are to scale", figures.drawn, false],
  ["agent: six months", figures.agent, true],
  ["agent: words of the path lie free", figures.pathWords, false],
  ["agent: clearing", figures.clearing, false],
  ["agent: admission", figures.admission, false],
  ["agent: a metric of the host", figures.mentor, false],
  ["vip: card, waterfall, perks", figures.vip, true],
  ["balance: quotes by every basis", figures.balance, true],
  ["balance: a command that is turned down", figures.overdrawn, false],
  ["gmv: factors, change, target", figures.gmv, true],
  ["gmv: slider", figures.slider, false],
  ["published figures", figures.published, false],
  ["rulebook: findings at their place in both languages", editor.typo, true],
  ["rulebook: marks lie over the characters", editor.aligned, false],
  ["rulebook: a click selects the place", editor.jump, false],
  ["rulebook: repaired", editor.repaired, false],
  ["rulebook: warnings", editor.warned, false],
  ["rulebook: a section is put in", editor.section, false],
  ["a refusal stands at its field", editor.refused, false],
  ["address: opens the same page", sharing.address, true],
  ["address: broken ones", sharing.broken, false],
  ["address: without compression", sharing.plain, false],
  ["test cases replay natively", sharing.testCases, false],
  ["test cases copied by hand", sharing.byHand, false],
  ["keyboard alone", access.keyboard, true],
  ["results are said", access.live, false],
  ["axe-core finds nothing", access.axe, false],
  ["360 px wide", access.narrow, false],
  ["Chinese as it is spoken", access.chinese, false],
  ["language", access.language, false],
];

const browser = await launch();
const server = await serve();
let [passed, failed] = [0, 0];
for (const [name, check, served] of CHECKS) {
  for (const [place, remark] of [[PAGE, ""], ...(served ? [[server.address, ", from a server"]] : [])]) {
    const start = performance.now();
    const seconds = () => `(${((performance.now() - start) / 1000).toFixed(1)} s)`;
    const { page, context, faults } = await open(browser, place);
    try {
      const told = await check(page, { browser, faults, place });
      if (faults.length > 0) throw new Error(`the console complains:\n${faults.join("\n")}`);
      passed += 1;
      console.log(`${name}${remark} ... ok${told === undefined ? "" : `: ${told}`} ${seconds()}`);
    } catch (error) {
      failed += 1;
      console.log(`${name}${remark} ... FAILED ${seconds()}\n    ${String(error.stack ?? error).split("\n").join("\n    ")}`);
    }
    await context.close();
  }
}
server.close();
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
