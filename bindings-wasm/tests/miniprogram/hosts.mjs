// siyu in the hosts: every vector, errors, texts, memory and start, where there is nothing of the web.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { COLUMNS } from '../../js/columns-table.js';
import { FAMILIES } from '../../js/families.js';
import { judge, judgeFamily, require, tests, vectorFiles } from '../consumer.mjs';
import { ABSENT, Host, OBJECTS } from './host.mjs';
import { codePackage, packageFolder } from './package.mjs';
import { check } from './report.mjs';

const INDEX = '/miniprogram_npm/siyu/index.js';
/** Where a mini-program has put the module with columns. */
const COLUMNS_PATH = '/static/siyu-columns.wasm.br';
const RULEBOOK = {
  name: '小蓝伞优选☂️',
  version: '2026.11',
  effective_from: '2026-01-01',
  commission: { residual: '平台🏠', roles: { direct: { rate: '12%' }, sponsor: { rate: '3%' } } },
};
const ORDER = { id: '订单😀', placed_on: '2026-11-21', chain: [{ agent: '阿梅👩‍💼' }, { agent: '阿岚' }], lines: [{ id: '1', paid: '19.99' }] };

/** What Taro puts where the web has its objects: there, and of no use to a loader of modules. */
const TARO = {
  document: { currentScript: undefined, createElement: () => ({}), body: {} },
  window: { document: {} },
  navigator: { userAgent: 'taro' },
  location: { href: '' },
};

/** What the simulators of the vendors have and phones have not: it must not be what siyu runs on. */
const SIMULATOR = {
  TextDecoder: class {
    decode() {
      throw new Error('the decoder of the simulator was used');
    }
  },
  TextEncoder: class {
    encode() {
      throw new Error('the encoder of the simulator was used');
    }
  },
  WebAssembly: {
    instantiate() {
      throw new Error('the WebAssembly of the simulator was used');
    },
  },
  fetch() {
    throw new Error('the simulator was asked to fetch');
  },
};

const SURROUNDINGS = { bare: {}, Taro: TARO, simulator: SIMULATOR };

export async function checkHosts() {
  const files = codePackage();
  const host = (options) => new Host({ object: 'WXWebAssembly', files, ...options });

  await checkTheHostItself(host);
  await checkVectors(files);
  await checkStart(files, host);
  await checkAnswers(host);
}

/** What a host lets through that a phone would not makes every other check worthless. */
async function checkTheHostItself(host) {
  for (const name of ABSENT) {
    await check(`hosts have no ${name}`, () => {
      assert.equal(host({}).run(`typeof ${name}`, 'absent'), 'undefined');
      assert.equal(host({ globals: { [name]: 1 } }).run(`typeof ${name}`, 'present'), 'number');
    });
  }
  await check('hosts have nothing that came after ES2017', () => {
    const later = ['[].flat', '"".replaceAll', 'Object.fromEntries', 'Promise.prototype.finally', 'new Uint8Array(1).at'];
    later.forEach((member) => assert.equal(host({}).run(`typeof (${member})`, 'later'), 'undefined', member));
    assert.equal(host({}).run('JSON.stringify("\\ud800\\\\ud800")', 'later'), '"\ud800\\\\ud800"');
  });
  await check('hosts make no code of text', () => {
    assert.throws(() => host({}).run('new Function("return 1")', 'text'), { name: 'EvalError' });
  });
  await check('hosts load paths into the code package and nothing else', async () => {
    const { WXWebAssembly } = host({}).context;
    const wrong = [new Uint8Array(8), 'siyu.wasm', './siyu.wasm', 'https://siyu.example/siyu.wasm', 'wxfile://siyu.wasm', '/siyu.bin', '/gone.wasm'];
    for (const path of wrong) await assert.rejects(WXWebAssembly.instantiate(path, {}), String(path));
  });
  await check('hosts hand out no Global and no fourth name', async () => {
    const planted = host({ files: { '/planted.wasm': PLANTED } });
    const { instance } = await planted.context.WXWebAssembly.instantiate('/planted.wasm', {});
    assert.deepEqual(Object.keys(instance.exports), ['a', 'b', 'c']);
  });
}

/** `(module (func (export "a") (export "b") (export "c") (export "d")) (global (export "g") i32 (i32.const 0)))` */
const PLANTED = Buffer.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], ...[1, 4, 1, 0x60, 0, 0], ...[3, 2, 1, 0], ...[6, 6, 1, 0x7f, 0, 0x41, 0, 0x0b],
  ...[7, 21, 5, ...['a', 'b', 'c', 'd'].flatMap((name) => [1, name.charCodeAt(0), 0, 0]), 1, 0x67, 3, 0], ...[10, 4, 1, 2, 0, 0x0b],
]);

/** In each host what runs in every host: it, the vectors and siyu are of one realm, as they are in a mini-program. */
async function checkVectors(files) {
  const { outputFiles } = await require('esbuild').build({
    stdin: { contents: "export * from './columns.js';\nexport * from './families.js';\nexport * from './interface.js';\nexport * from './vectors.js';\n", resolveDir: tests },
    bundle: true, format: 'cjs', charset: 'utf8', write: false,
  });
  const familyPath = (family) => `/static/siyu-${family}.wasm.br`;
  const everywhere = {
    ...files,
    ...Object.fromEntries(Object.keys(FAMILIES).map((family) => [familyPath(family), join(packageFolder, `siyu-${family}.wasm.br`)])),
    [COLUMNS_PATH]: join(packageFolder, 'siyu-columns.wasm.br'),
    '/everywhere.js': Buffer.from(outputFiles[0].contents),
    '/vectors.js': Buffer.from(`module.exports = ${JSON.stringify(vectorFiles())};`),
  };
  const started = async (isNew, options) => {
    const host = new Host({ object: 'MYWebAssembly', files: everywhere, isNew });
    const siyu = host.require(INDEX);
    await siyu.init(options);
    return { siyu, ...host.require('/everywhere.js'), vectors: host.require('/vectors.js') };
  };
  await check('with the module for them columns run where there are 64-bit arrays', async () => {
    const { siyu, checkColumns, answers, vectors } = await started(true, { path: COLUMNS_PATH });
    checkColumns(siyu, COLUMNS.map(([, name]) => name));
    return judge({ lines: answers(siyu, vectors) });
  });
  const { siyu: whole, digestsOf, vectors: all } = await started(true);
  const digests = digestsOf(whole, all);
  for (const [family, operations] of Object.entries(FAMILIES)) {
    await check(`the module of ${family} answers its vectors as natively, gives every digest, and says what it has not`, async () => {
      const { siyu, checkFamily, vectors } = await started(false, { path: familyPath(family) });
      return `${judgeFamily(family, checkFamily(siyu, vectors, operations, digests))} vectors`;
    });
  }
  await check('without it columns say which module they need', async () => {
    const { siyu, checkNoColumns } = await started(true);
    checkNoColumns(siyu);
  });
  await check('where there are no 64-bit arrays columns say so', async () => {
    const { siyu } = await started(false);
    assert.throws(() => siyu.Rulebook.parse(RULEBOOK).commissionClawbackColumns({}), { name: 'TypeError', message: /needs BigInt64Array/ });
  });
  for (const object of OBJECTS) {
    for (const [surroundings, globals] of Object.entries(SURROUNDINGS)) {
      const host = new Host({ object, files: everywhere, globals });
      const siyu = host.require(INDEX);
      await siyu.init();
      const { answers, checkInterface } = host.require('/everywhere.js');
      await check(`the interface is what it is everywhere: ${object}, ${surroundings}`, () => checkInterface(siyu));
      await check(`every vector is answered to the byte as natively: ${object}, ${surroundings}`, () =>
        judge({ lines: answers(siyu, host.require('/vectors.js')) }),
      );
    }
  }
}

async function checkStart(files, host) {
  const plain = { ...files, '/static/siyu.wasm': join(packageFolder, 'siyu.wasm') };
  const works = (siyu) => assert.match(siyu.version(), /^\d+\.\d+\.\d+$/);

  await check('before the start it says that it is not started', () => {
    const siyu = host({}).require(INDEX);
    const calls = [() => siyu.version(), () => siyu.Rulebook.parse('{}'), () => siyu.callText('rulebook_check', '{}'), () => siyu.check('{}')];
    calls.forEach((call) => assert.throws(call, { name: 'TypeError', message: 'siyu is not started: wait for `init` first' }));
  });
  await check('it starts from another path, uncompressed', async () => {
    const siyu = host({ files: plain }).require(INDEX);
    await siyu.init({ path: '/static/siyu.wasm' });
    works(siyu);
  });
  await check('it starts with a host that it does not know', async () => {
    const other = host({ object: 'KSWebAssembly' });
    const siyu = other.require(INDEX);
    await assert.rejects(siyu.init(), { name: 'TypeError', message: /no WebAssembly of a mini-program here/ });
    await siyu.init({ host: other.context.KSWebAssembly });
    works(siyu);
  });
  await check('a path that is wrong is told with its repair, and the next start may be right', async () => {
    const siyu = host({ files: plain }).require(INDEX);
    const expected = /^cannot load `\/gone\.wasm`: no such file .*; put siyu\.wasm\.br into the code package and name it: `init\({ path }\)`$/;
    await assert.rejects(siyu.init({ path: '/gone.wasm' }), (error) => {
      assert.match(error.message, expected);
      assert.match(error.cause.message, /no such file/);
      return true;
    });
    assert.throws(() => siyu.version(), { message: /not started/ });
    await siyu.init({ path: '/static/siyu.wasm' });
    works(siyu);
  });
  await check('starting twice, also at once, loads the module once', async () => {
    const counted = host({});
    const siyu = counted.require(INDEX);
    await Promise.all([siyu.init(), siyu.init()]);
    await siyu.init();
    assert.equal(counted.instances, 1);
    works(siyu);
  });
}

async function checkAnswers(host) {
  const inNode = require(join(packageFolder, 'index.cjs'));
  const siyu = host({}).require(INDEX);
  await siyu.init();

  await check('its interface is that of the npm package, and `init`', () => {
    const names = (interface_) => Object.keys(interface_).filter((name) => !name.startsWith('init')).sort();
    assert.deepEqual(names(siyu), names(inNode));
    const methods = (interface_) => Object.getOwnPropertyNames(interface_.Rulebook.prototype).sort();
    assert.deepEqual(methods(siyu), methods(inNode));
  });

  await check('Chinese and emoji come back as they were', () => {
    const rulebook = siyu.Rulebook.parse(RULEBOOK);
    const decision = rulebook.commissionSplit(ORDER);
    assert.equal(decision.outcome.order, '订单😀');
    const parts = decision.outcome.lines[0].parts.map(({ party, amount }) => [party, amount]);
    assert.deepEqual(JSON.stringify(parts), '[["阿梅👩‍💼","2.39"],["阿岚","0.59"],["平台🏠","17.01"]]');
    for (const language of ['zh-CN', 'en']) {
      const sentences = rulebook.explain(decision, language);
      assert.equal(JSON.stringify(sentences), JSON.stringify(siyu.explain(decision, language)));
      assert.ok(sentences.some((sentence) => sentence.includes('阿梅👩‍💼')), sentences.join('\n'));
    }
    rulebook.free();
  });

  await check('a refusal is an error of the host with code, path, parameters and both languages', () => {
    const rulebook = siyu.Rulebook.parse(RULEBOOK);
    const error = thrown(() => rulebook.commissionSplit({ ...ORDER, lines: [{ id: '1', paid: 19.99 }] }));
    assert.ok(error instanceof siyu.SiyuError);
    assert.equal(host({}).run('(error) => Object.prototype.toString.call(error)', 'kind')(error), '[object Error]');
    const twin = thrown(() => inNode.Rulebook.parse(RULEBOOK).commissionSplit({ ...ORDER, lines: [{ id: '1', paid: 19.99 }] }));
    assert.equal(error.json, twin.json);
    assert.equal(JSON.stringify(error.params), JSON.stringify(twin.params));
    assert.deepEqual([error.name, error.code, error.path], ['SiyuError', 'number_for_decimal', '/lines/0/paid']);
    assert.match(error.messageZh, /\p{Script=Han}/u);
    assert.match(error.repairZh, /\p{Script=Han}/u);
    rulebook.free();
  });

  await check('a rulebook is refused with everything that is wrong with it', () => {
    const error = thrown(() => siyu.Rulebook.parse('{"name": "", "effective_from": "2026-02-30",\n "nme": 1}'));
    assert.deepEqual(Array.from(error.findings, ({ code, path }) => code + path), [
      'missing_field/version', 'id_format/name', 'date_format/effective_from', 'unknown_field/nme',
    ]);
    assert.deepEqual(error.findings[3].span.line, 2);
  });

  await check('halves of surrogate pairs are taken as in Node', () => {
    for (const half of ['\ud800', '\udc00', '阿\ud83d梅', '\ude00\ud83d']) {
      const [here, there] = [siyu, inNode].map((either) => {
        const rulebook = either.Rulebook.parse(RULEBOOK);
        const order = { ...ORDER, id: half };
        const asObject = thrown(() => rulebook.commissionSplit(order)).message;
        const asText = rulebook.callText('commission_split', `{"id":"${half}","placed_on":"2026-11-21","lines":[{"id":"1","paid":"1"}]}`);
        rulebook.free();
        return { asObject, asText };
      });
      assert.deepEqual(here, there);
      assert.match(here.asObject, /not valid json/);
      assert.ok(here.asText.includes('\ufffd'));
    }
  });

  await check('a text of a megabyte comes through', () => {
    const rulebook = siyu.Rulebook.parse(RULEBOOK);
    const lines = Array.from({ length: 8000 }, (_, index) => ({ id: `行${index}`, sku: '面膜😀'.repeat(8), paid: '19.99' }));
    const decision = rulebook.commissionSplit({ ...ORDER, lines, detail: 'none' });
    assert.equal(decision.outcome.lines.length, 8000);
    assert.equal(decision.outcome.lines[7999].line, '行7999');
    rulebook.free();
  });

  await check('what is freed is freed: ten thousand rulebooks need no more memory than a hundred', async () => {
    let memory;
    const watched = host({});
    const { instantiate } = watched.context.WXWebAssembly;
    watched.context.WXWebAssembly.instantiate = async (...words) => {
      const result = await instantiate(...words);
      memory = result.instance.exports.memory;
      return result;
    };
    const fresh = watched.require(INDEX);
    await fresh.init();
    const use = (times, free) => {
      for (let time = 0; time < times; time += 1) {
        const rulebook = fresh.Rulebook.parse(RULEBOOK);
        rulebook.commissionSplit(ORDER);
        thrown(() => fresh.Rulebook.parse('{}'));
        if (free) rulebook.free();
      }
      return memory.buffer.byteLength;
    };
    const before = use(100, true);
    assert.equal(use(10000, true), before);
    assert.ok(use(10000, false) > before, 'rulebooks that nobody frees are not seen');
    return `${before} bytes`;
  });

  await check('a rulebook that was freed says so, and is freed twice without harm', () => {
    const rulebook = siyu.Rulebook.parse(RULEBOOK);
    rulebook.free();
    rulebook.free();
    assert.throws(() => rulebook.commissionSplit(ORDER), { name: 'TypeError', message: 'the rulebook was freed' });
  });
}

function thrown(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
