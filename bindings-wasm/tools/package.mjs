// `node package.mjs <root of the repository> <folder of wasm-bindgen> <siyu.wasm> <folder of the package>`: lays out the npm package.
// One script, `slim`, holds everything but the module; the others start it with the module, each as its host can.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

// The tools are where the command runs, not beside this file.
const require = createRequire(join(process.cwd(), 'package.json'));
const esbuild = require('esbuild');

const [root, bindgen, module, out] = process.argv.slice(2);
const source = join(root, 'bindings-wasm');
/** What bundlers of 2017 understand, and the developer tools of mini-programs. */
const target = 'es2017';
const common = {
  target,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const packageJson = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
writeFileSync(join(out, 'package.json'), JSON.stringify(packageJson, null, 2) + '\n');
copyFileSync(module, join(out, 'siyu.wasm'));
copyFileSync(join(root, 'core/schema/rulebook.schema.json'), join(out, 'schema.json'));
for (const name of ['LICENSE-APACHE', 'LICENSE-MIT']) copyFileSync(join(root, name), join(out, name));
copyFileSync(join(source, 'README.md'), join(out, 'README.md'));

const base64 = readFileSync(module).toString('base64');

/** The script with everything but the module. */
const slim = {
  ...common,
  bundle: true,
  entryPoints: [join(source, 'js/siyu.js')],
  alias: { '#module': join(bindgen, 'siyu.js') },
};
await esbuild.build({ ...slim, format: 'esm', outfile: join(out, 'slim.js') });
await esbuild.build({ ...slim, format: 'cjs', outfile: join(out, 'slim.cjs') });

/** A small script that stays beside those it imports. */
async function entry(name, code) {
  writeFileSync(join(out, name + '.js'), code);
  const ofCommonJs = code.replace(/(from '\.\/[a-z0-9-]+)\.js'/g, "$1.cjs'");
  writeFileSync(join(out, name + '.cjs'), (await esbuild.transform(ofCommonJs, { ...common, format: 'cjs' })).code);
}

await entry('index', readFileSync(join(source, 'js/entries/index.js'), 'utf8'));
await entry('wasm-base64', `export const wasmBase64 = '${base64}';\n`);
copyFileSync(join(source, 'js/entries/workerd.js'), join(out, 'workerd.js'));

// For a plain <script>: one file, one global.
await esbuild.build({
  ...common,
  bundle: true,
  format: 'iife',
  globalName: 'siyu',
  entryPoints: [join(out, 'index.js')],
  outfile: join(out, 'siyu.iife.js'),
});

for (const name of ['index', 'slim', 'operations', 'columns', 'wasm-base64']) {
  const types = readFileSync(join(source, 'js', name + '.d.ts'), 'utf8');
  writeFileSync(join(out, name + '.d.ts'), types);
  writeFileSync(join(out, name + '.d.cts'), types.replace(/(from '\.\/[a-z-]+)\.js'/g, "$1.cjs'"));
}
