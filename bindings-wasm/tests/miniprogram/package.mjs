// What the npm package holds for mini-programs, and what "build npm" makes of it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { brotliDecompressSync } from 'node:zlib';

import { built, packageJson, require } from '../consumer.mjs';
import { check } from './report.mjs';

export const packageFolder = join(built, 'siyu');

const USE = `import { init, Rulebook, SiyuError } from 'siyu/miniprogram';
export async function payable(): Promise<string> {
  await init({ path: '/static/siyu.wasm.br' });
  const rulebook = Rulebook.parse('{}');
  try {
    return rulebook.vipPrice({ on: '2026-05-20', lines: [{ id: '1', list: '199.00' }] }).outcome.payable;
  } catch (error) {
    return error instanceof SiyuError ? error.messageZh : '';
  } finally {
    rulebook.free();
  }
}
`;

/** What "build npm" makes of the package: paths of the code package, and the files that it copies there. */
export function codePackage() {
  const folder = join(packageFolder, packageJson.miniprogram);
  return Object.fromEntries(readdirSync(folder).map((name) => [`/miniprogram_npm/siyu/${name}`, join(folder, name)]));
}

export async function checkPackage() {
  const files = codePackage();
  const size = (name) => statSync(files[`/miniprogram_npm/siyu/${name}`]).size;

  await check('the folder for mini-programs holds what they need and nothing more', () => {
    const names = Object.keys(files).map((path) => path.replace('/miniprogram_npm/siyu/', ''));
    assert.deepEqual(names.sort(), ['index.d.ts', 'index.js', 'package.json', 'siyu.wasm.br']);
  });

  await check('the compressed module is the module', () => {
    const plain = readFileSync(join(packageFolder, 'siyu.wasm'));
    assert.equal(Buffer.compare(brotliDecompressSync(readFileSync(files['/miniprogram_npm/siyu/siyu.wasm.br'])), plain), 0);
    return `${plain.length} bytes, ${size('siyu.wasm.br')} compressed`;
  });

  await check('a code package grows by little of the 2 MB that it may have', () => {
    const sum = ['index.js', 'package.json', 'siyu.wasm.br'].map(size).reduce((total, bytes) => total + bytes);
    assert.ok(size('index.js') <= 48 * 1024, `index.js has ${size('index.js')} bytes`);
    return `${sum} bytes, index.js ${size('index.js')} of them`;
  });

  const project = join(built, 'consumers/miniprogram');
  rmSync(project, { recursive: true, force: true });
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  cpSync(packageFolder, join(project, 'node_modules/siyu'), { recursive: true });

  await check('bundlers find it as `siyu/miniprogram`', () => {
    const siyu = createRequire(join(project, 'index.js'))('siyu/miniprogram');
    assert.equal(typeof siyu.init, 'function');
    assert.throws(() => siyu.version(), { name: 'TypeError', message: /not started/ });
  });

  const compile = (options, file) => {
    // What Taro's and uni-app's templates say has been told to be old.
    const compilerOptions = { noEmit: true, strict: true, target: 'es2017', lib: ['es2020'], types: [], ignoreDeprecations: '6.0', ...options };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    const tsc = require.resolve('typescript/bin/tsc');
    execFileSync(process.execPath, [tsc, '--project', project], { encoding: 'utf8' });
  };
  const told = (error) => new Error(error.stdout || error.message);
  for (const [module, moduleResolution] of [['esnext', 'bundler'], ['node16', 'node16'], ['esnext', 'node10']]) {
    await check(`its types serve without those of the web: ${moduleResolution}`, () => {
      writeFileSync(join(project, 'use.ts'), USE);
      try {
        compile({ module, moduleResolution }, 'use.ts');
      } catch (error) {
        throw told(error);
      }
      writeFileSync(join(project, 'misuse.ts'), USE.replace("'/static/siyu.wasm.br'", '1'));
      assert.throws(() => compile({ module, moduleResolution }, 'misuse.ts'), (error) => error.stdout.includes('TS2322'));
    });
  }
}
