// A user's program that a bundler packs, as Taro's webpack and uni-app's Vite do it, in the hosts.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { built, require } from '../consumer.mjs';
import { Host } from './host.mjs';
import { packageFolder } from './package.mjs';
import { check } from './report.mjs';
import { isES2017 } from './script.mjs';

const PROGRAM = `import { init, Rulebook } from 'siyu/miniprogram';
export async function sell(paid) {
  await init({ path: '/static/siyu.wasm.br' });
  const rulebook = Rulebook.parse({ name: 'r', version: '1', effective_from: '2026-01-01', commission: { residual: '平台', roles: { direct: { rate: '12%' } } } });
  return rulebook.commissionSplit({ id: '订单', placed_on: '2026-11-21', chain: [{ agent: '阿梅' }], lines: [{ id: '1', paid }] });
}
`;

/** Taro gives free names of the web to objects of its own. */
const TARO_WEB = `export const document = { currentScript: undefined };
export const window = { document };
export const navigator = { userAgent: 'taro' };
`;

export async function checkBundlers() {
  const folder = join(built, 'consumers/miniprogram-bundled');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  cpSync(packageFolder, join(folder, 'node_modules/siyu'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
  writeFileSync(join(folder, 'program.js'), PROGRAM);
  writeFileSync(join(folder, 'web.js'), TARO_WEB);

  for (const [name, pack] of Object.entries({ 'webpack as in Taro': webpack, 'Vite as in uni-app': vite })) {
    await check(`${name} packs it for a host`, async () => {
      const packed = await pack(folder);
      isES2017(readFileSync(packed, 'utf8'));
      const files = { '/program.js': packed, '/static/siyu.wasm.br': join(packageFolder, 'miniprogram_dist/siyu.wasm.br') };
      const { sell } = new Host({ object: 'WXWebAssembly', files }).require('/program.js');
      const { outcome } = await sell('19.99');
      assert.equal(outcome.lines[0].parts[0].amount, '2.39');
    });
  }
}

function webpack(folder) {
  const bundler = require('webpack');
  const web = (name) => [join(folder, 'web.js'), name];
  const configuration = {
    mode: 'production',
    context: folder,
    target: ['web', 'es2017'],
    entry: './program.js',
    output: { path: join(folder, 'webpack'), filename: 'program.js', library: { type: 'commonjs2' }, globalObject: '({})' },
    plugins: [new bundler.ProvidePlugin({ document: web('document'), window: web('window'), navigator: web('navigator') })],
  };
  return new Promise((resolve, reject) => {
    bundler(configuration, (error, stats) => {
      if (error || stats.hasErrors()) reject(error || new Error(stats.toString('errors-only')));
      else resolve(join(folder, 'webpack/program.js'));
    });
  });
}

async function vite(folder) {
  const { build } = await import(require.resolve('vite'));
  await build({
    root: folder,
    logLevel: 'error',
    build: { target: 'es2017', outDir: 'vite', lib: { entry: 'program.js', formats: ['cjs'], fileName: () => 'program.cjs' } },
  });
  return join(folder, 'vite/program.cjs');
}
