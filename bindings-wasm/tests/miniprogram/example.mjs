// `examples/miniprogram` as the hosts run it: its page with a fake of what WeChat gives a page, Alipay's Worker with its two sides.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import { packageJson, root } from '../consumer.mjs';
import { Host } from './host.mjs';
import { codePackage, packageFolder } from './package.mjs';
import { check } from './report.mjs';
import { isES2017 } from './script.mjs';

/** WeChat asks for less in one `setData`: all of it crosses to another thread as JSON. */
const DATA_LIMIT = 256 * 1024;

export async function checkExample() {
  const folder = join(root, 'examples/miniprogram');
  const program = join(folder, 'miniprogram');
  const files = { ...codePackage(), ...filesOf(program) };

  await checkFiles(folder, program);
  await checkPage(files);
  await checkAlipay(folder);
}

function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
  // What a developer has installed beside the sources is not part of them.
  const own = entries.filter((path) => statSync(path).isFile() && !/node_modules|miniprogram_npm/.test(path));
  return Object.fromEntries(own.map((path) => [`/${relative(folder, path)}`, path]));
}

async function checkFiles(folder, program) {
  const read = (name) => readFileSync(join(program, name), 'utf8');
  const page = 'pages/split/index';

  await check('the example is a project that the developer tools can open', () => {
    const project = JSON.parse(readFileSync(join(folder, 'project.config.json'), 'utf8'));
    assert.equal(join(folder, project.miniprogramRoot), `${program}/`);
    assert.equal(project.appid, 'touristappid');
    const app = JSON.parse(read('app.json'));
    assert.deepEqual(app.pages, [page]);
    assert.deepEqual(app.useExtendedLib, { weui: true });
    for (const ending of ['js', 'json', 'wxml', 'wxss']) assert.ok(read(`${page}.${ending}`).length > 0, ending);
    assert.equal(JSON.parse(read('package.json')).dependencies.siyu, packageJson.version);
  });

  await check('its template asks only for components, handlers and data that are there', () => {
    const template = read(`${page}.wxml`);
    const { usingComponents } = JSON.parse(read(`${page}.json`));
    const tags = new Set([...template.matchAll(/<([a-z-]+)/g)].map(([, tag]) => tag));
    const own = new Set(['block', 'input', 'picker', 'switch', 'text', 'view']);
    assert.deepEqual([...tags].filter((tag) => !own.has(tag)).sort(), Object.keys(usingComponents).sort());

    const definition = definitionOf({ '/miniprogram_npm/siyu/index.js': Buffer.from('module.exports = {};'), ...filesOf(program) });
    for (const [, handler] of template.matchAll(/ bind[a-z]+="(\w+)"/g)) assert.equal(typeof definition[handler], 'function', handler);
    const names = [...template.matchAll(/{{(.*?)}}/g)].flatMap(([, code]) =>
      [...code.replace(/'[^']*'/g, '').matchAll(/(?<![\w.])[a-z]\w*/gi)].map(([name]) => name),
    );
    const known = new Set([...Object.keys(definition.data), 'item', 'true', 'false', 'length']);
    assert.deepEqual(names.filter((name) => !known.has(name)), []);
  });

  await check('its pages name only files that are there', () => {
    for (const name of ['README.md', 'README.zh-CN.md']) {
      const text = readFileSync(join(folder, name), 'utf8');
      const installed = [...text.matchAll(/node_modules\/siyu\/([\w./]*\w)/g)].map(([, path]) => join(packageFolder, path));
      const linked = [...text.matchAll(/\]\(([\w./-]+)\)/g)].map(([, path]) => join(folder, path));
      assert.ok(installed.length > 0 && linked.length > 0);
      assert.deepEqual([...installed, ...linked].filter((path) => !existsSync(path)), []);
    }
  });

  await check('its template closes what it opens', () => {
    const open = [];
    for (const [, slash, tag, rest] of read(`${page}.wxml`).matchAll(/<(\/?)([a-z-]+)((?:"[^"]*"|[^">])*)>/g)) {
      if (slash === '') rest.endsWith('/') || open.push(tag);
      else assert.equal(open.pop(), tag);
    }
    assert.deepEqual(open, []);
  });

  for (const path of Object.values({ ...filesOf(program), ...filesOf(join(folder, 'alipay')) })) {
    if (!path.endsWith('.js')) continue;
    await check(`ES2017 only: ${relative(folder, path)}`, () => isES2017(readFileSync(path, 'utf8')));
  }
}

function definitionOf(files) {
  let found;
  const host = new Host({ object: 'WXWebAssembly', files, globals: { Page: (definition) => (found = definition), App() {}, wx: {} } });
  host.require('/app.js');
  host.require('/pages/split/index.js');
  return found;
}

/** A page as WeChat runs it: its data is a copy, and what it sets crosses to another thread as JSON. */
function open(files) {
  const definition = definitionOf(files);
  const page = Object.assign(Object.create(definition), { data: JSON.parse(JSON.stringify(definition.data)), sent: 0, times: 0 });
  page.setData = (changes) => {
    const text = JSON.stringify(changes);
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(sendable(changes))));
    assert.ok(Buffer.byteLength(text) < DATA_LIMIT, `${Buffer.byteLength(text)} bytes in one setData`);
    page.sent = Math.max(page.sent, Buffer.byteLength(text));
    page.times += 1;
    Object.assign(page.data, JSON.parse(text));
  };
  return page;
}

/** The value itself, once it is sure that JSON says all of it. */
function sendable(value) {
  if (Array.isArray(value)) return value.map(sendable);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sendable(member)]));
  }
  assert.ok(value === null || ['string', 'number', 'boolean'].includes(typeof value), `a ${typeof value} in setData`);
  return value;
}

async function checkPage(files) {
  const type = (page, field, value) => page.onAmount({ currentTarget: { dataset: { field } }, detail: { value } });
  const choose = (page, value) => page.onPreset({ detail: { value: String(value) } });
  const parts = (view) => view.parts.map(({ party, amount }) => `${party} ${amount}`).join(', ');
  const started = async () => {
    const page = open(files);
    await page.onLoad();
    assert.equal(page.data.state, 'ready', page.data.failure);
    return page;
  };

  await check('the page shows a birthday price, a split and a refund, each with its reasons', async () => {
    const { view } = (await started()).data;
    // 199.00 × 0.95 = 189.05; 199.00 × 0.9025 = 179.5975, rounded half up.
    assert.deepEqual(view.price.steps.map(({ name, amount }) => `${name} ${amount}`), ['会员价 9.95', '生日价 9.45']);
    assert.equal(view.price.payable, '179.60');
    // 12 % and 3 % of 179.60 rounded down, and the rest.
    assert.equal(parts(view.split), '阿梅 21.55, 阿岚 5.38, 平台 152.67');
    // 21.55 × 50.00 / 179.60 = 5.9994, 5.38 × 50.00 / 179.60 = 1.4977.
    assert.equal(parts(view.refund), '阿梅 5.99, 阿岚 1.49, 平台 42.52');
    assert.equal(view.refund.left, '129.60');
    for (const { reasons } of [view.price, view.split, view.refund]) {
      assert.ok(reasons.length > 0);
      reasons.forEach((reason) => assert.match(reason, /\p{Script=Han}/u));
    }
    assert.equal(view.error, null);
  });

  await check('every preset is decided, but the one with mistakes, which is told whole', async () => {
    const page = await started();
    const last = page.data.presets.length - 1;
    for (let preset = 0; preset < last; preset += 1) {
      choose(page, preset);
      assert.equal(page.data.view.error, null, page.data.presets[preset]);
      const sum = page.data.view.split.parts.reduce((total, { amount }) => total + Math.round(Number(amount) * 100), 0);
      assert.equal(sum, Math.round(Number(page.data.view.split.paid) * 100));
    }
    choose(page, last);
    assert.equal(page.data.view, null);
    assert.deepEqual(page.data.findings.map(({ path, place }) => `${path} ${place}`), [
      '/effective_from 第 4 行第 21 列',
      '/commission/roles/direct/rate 第 7 行第 34 列',
      '/commission/roles/sponser 第 7 行第 41 列',
      '/vip/levels/0/top_up 第 9 行第 45 列',
    ]);
    for (const { message, repair, line } of page.data.findings) {
      assert.match(message, /\p{Script=Han}/u);
      assert.match(repair, /\p{Script=Han}/u);
      assert.ok(line.length > 0);
    }
    type(page, 'list', '20');
    assert.equal(page.data.view, null);
    choose(page, 0);
    assert.equal(page.data.view.price.list, '20.00');
    assert.deepEqual(page.data.findings, []);
  });

  await check('what is typed wrong is told at its field, and what stood before it stays', async () => {
    const page = await started();
    const wrong = (field, value) => {
      type(page, field, value);
      const { error } = page.data.view;
      assert.match(error.message, /\p{Script=Han}/u);
      assert.match(error.repair, /\p{Script=Han}/u);
      return [error.field, error.code];
    };
    assert.deepEqual(wrong('list', '12.3.4'), ['list', 'money_format']);
    assert.equal(page.data.view.price, null);
    assert.deepEqual(wrong('list', ''), ['list', 'money_format']);
    type(page, 'list', '199.00');
    assert.deepEqual(wrong('refund', '500')[0], 'refund');
    assert.equal(page.data.view.price.payable, '179.60');
    assert.equal(page.data.view.refund, null);
    type(page, 'refund', '');
    assert.equal(page.data.view.error, null);
    assert.deepEqual(wrong('cost', '很贵'), ['cost', 'money_format']);
  });

  await check('level and birthday change the price', async () => {
    const page = await started();
    page.onBirthday({ detail: { value: false } });
    assert.equal(page.data.view.price.payable, '189.05');
    page.onLevel({ detail: { value: '3' } });
    assert.equal(page.data.view.price.payable, '169.15');
    page.onLevel({ detail: { value: '0' } });
    assert.equal(page.data.view.price.payable, '199.00');
    assert.deepEqual(page.data.view.price.steps, []);
  });

  await check('one setData for each thing typed, far from too large', async () => {
    const page = await started();
    const before = page.times;
    type(page, 'list', '128.00');
    assert.equal(page.times, before + 1);
    for (let preset = 0; preset < page.data.presets.length; preset += 1) choose(page, preset);
    return `at most ${page.sent} bytes`;
  });

  await check('a module that is not there is told on the page', async () => {
    const { '/miniprogram_npm/siyu/siyu.wasm.br': _, ...without } = files;
    const page = open(without);
    await page.onLoad();
    assert.equal(page.data.state, 'failed');
    assert.match(page.data.failure, /siyu\.wasm\.br/);
  });

  await check('a page that is left frees its rulebook', async () => {
    const page = await started();
    const { rulebook } = page;
    page.onUnload();
    assert.throws(() => rulebook.digest, { message: 'the rulebook was freed' });
    page.onUnload();
  });
}

async function checkAlipay(folder) {
  const built = codePackage();
  const files = {
    '/workers/index.js': join(folder, 'alipay/workers/index.js'),
    '/workers/siyu.js': built['/miniprogram_npm/siyu/index.js'],
    '/static/siyu.wasm.br': built['/miniprogram_npm/siyu/siyu.wasm.br'],
    '/siyu-client.js': join(folder, 'alipay/siyu-client.js'),
  };
  /** The two ends of a Worker; messages are copied, as between threads. */
  const ends = () => {
    const heard = { page: null, worker: null };
    const end = (own, other) => ({
      onMessage: (listener) => (heard[own] = listener),
      postMessage: (message) => setTimeout(() => heard[other](JSON.parse(JSON.stringify(message)))),
    });
    return { page: end('page', 'worker'), worker: end('worker', 'page') };
  };
  const rulebook = '{"name": "r", "version": "1", "effective_from": "2026-01-01", "commission": {"residual": "平台", "roles": {"direct": {"rate": "12%"}}}}';
  const order = { id: '订单😀', placed_on: '2026-11-21', chain: [{ agent: '阿梅' }], lines: [{ id: '1', paid: '19.99' }] };

  await check("a page asks siyu in Alipay's Worker, where alone there is WebAssembly", async () => {
    const { page, worker } = ends();
    new Host({ object: 'MYWebAssembly', files, globals: { worker } }).require('/workers/index.js');
    const onPage = new Host({ files });
    assert.equal(onPage.run('typeof MYWebAssembly', 'page'), 'undefined');
    const client = onPage.require('/siyu-client.js').createClient(page);

    const [split, explained, another] = await Promise.all([
      client.call(rulebook, 'commission_split', order),
      client.call('', 'decision_explain', { decision: { reasons: [] }, language: 'zh-CN' }),
      client.call(rulebook.replace('12%', '20%'), 'commission_split', order),
    ]);
    assert.equal(split.outcome.lines[0].parts[0].amount, '2.39');
    assert.equal(explained.sentences.length, 0);
    assert.equal(another.outcome.lines[0].parts[0].amount, '3.99');

    const refused = (call) => call.then(() => assert.fail('not refused'), (error) => [error.code, error.path]);
    assert.deepEqual(await refused(client.call(rulebook, 'commission_split', { ...order, lines: [] })), ['list_length', '/lines']);
    assert.deepEqual(await refused(client.call('{}', 'commission_split', order)), ['rulebook_refused', '/name']);
    assert.equal((await client.call(rulebook, 'commission_split', order)).outcome.order, '订单😀');
  });

  await check("a page is told why Alipay's Worker has not started", async () => {
    const { page, worker } = ends();
    const { '/static/siyu.wasm.br': _, ...without } = files;
    new Host({ object: 'MYWebAssembly', files: without, globals: { worker } }).require('/workers/index.js');
    const client = new Host({ files }).require('/siyu-client.js').createClient(page);
    await assert.rejects(client.call(rulebook, 'commission_split', order), { message: /cannot load `\/static\/siyu\.wasm\.br`/ });
  });
}
