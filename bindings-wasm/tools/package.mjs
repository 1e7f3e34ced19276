// `node package.mjs <root of the repository> <folder of the modules> <folder of the package>`: lays out the npm package.
// One script, `slim`, holds everything but a module; the others start it with one, each as its host can.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import process from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';
import { FAMILIES } from '../js/families.js';

// The tools are where the command runs, not beside this file.
const require = createRequire(join(process.cwd(), 'package.json'));
const esbuild = require('esbuild');

const [root, modules, out] = process.argv.slice(2);
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
for (const name of ['siyu.wasm', 'siyu-columns.wasm']) copyFileSync(join(modules, name), join(out, name));
copyFileSync(join(root, 'core/schema/rulebook.schema.json'), join(out, 'schema.json'));
for (const name of ['LICENSE-APACHE', 'LICENSE-MIT']) copyFileSync(join(root, name), join(out, name));
copyFileSync(join(source, 'README.md'), join(out, 'README.md'));

/** The script with everything but a module. */
const slim = {
  ...common,
  bundle: true,
  entryPoints: [join(source, 'js/siyu.js')],
  alias: { '#module': join(modules, 'bindgen.js') },
};
const { metafile } = await esbuild.build({ ...slim, format: 'esm', outfile: join(out, 'slim.js'), metafile: true });
await esbuild.build({ ...slim, format: 'cjs', outfile: join(out, 'slim.cjs') });

/** A small script that stays beside those it imports. */
function script(name, code) {
  writeFileSync(join(out, name + '.js'), code);
}

/** The same for `require`. */
async function commonJs(name, code) {
  const requiring = code.replace(/(from '\.\/[a-z0-9-]+)\.js'/g, "$1.cjs'");
  writeFileSync(join(out, name + '.cjs'), (await esbuild.transform(requiring, { ...common, format: 'cjs' })).code);
}

/** Bytes as a script, which no bundler, server or packager has to find. */
function inBase64(bytes) {
  return `export const wasmBase64 = '${bytes.toString('base64')}';\n`;
}

/** For a plain <script>: one file, one global. */
function plainScript(name, from) {
  const outfile = join(out, name + '.iife.js');
  return esbuild.build({ ...common, bundle: true, format: 'iife', globalName: 'siyu', entryPoints: [join(out, from + '.js')], outfile });
}

const [index, workerd, node] = ['index', 'workerd', 'node'].map((name) => readFileSync(join(source, `js/entries/${name}.js`), 'utf8'));
const [small, columns] = ['siyu.wasm', 'siyu-columns.wasm'].map((name) => readFileSync(join(out, name)));

// Browsers, by default: the small module.
for (const write of [script, commonJs]) {
  await write('index', index);
  await write('wasm-base64', inBase64(small));
}
await plainScript('siyu', 'index');
script('workerd', workerd);

// Browsers, with columns: the module for speed.
script('siyu-columns', index.replace('./wasm-base64.js', './siyu-columns-base64.js'));
script('siyu-columns-base64', inBase64(columns));
await plainScript('siyu-columns', 'siyu-columns');
script('workerd-columns', workerd.replace('./siyu.wasm', './siyu-columns.wasm'));

// Node: the module for speed, compressed, in one script that `import` and `require` share, so that there is one `SiyuError`.
const compressed = brotliCompressSync(columns, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: columns.length } });
await commonJs('node', node.replace('COMPRESSED', compressed.toString('base64')));
const [{ exports }] = Object.values(metafile.outputs);
script('node', `import siyu from './node.cjs';\n\nexport const { ${exports.join(', ')} } = siyu;\n`);
// Beside the module itself, for mini-programs that want columns.
writeFileSync(join(out, 'siyu-columns.wasm.br'), compressed);

// One family: the module in one script that `import` and `require` share; and beside it as it is, and compressed for mini-programs.
for (const family of Object.keys(FAMILIES)) {
  const name = `siyu-${family}.wasm`;
  const bytes = readFileSync(join(modules, name));
  copyFileSync(join(modules, name), join(out, name));
  writeFileSync(join(out, name + '.br'), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  await esbuild.build({
    ...slim,
    entryPoints: [join(source, 'js/entries/family.js')],
    plugins: [withoutColumns(inBase64(bytes))],
    format: 'cjs',
    outfile: join(out, family + '.cjs'),
  });
  const types = readFileSync(join(source, 'js/family.d.ts'), 'utf8').replace(/FAMILY/g, family);
  writeFileSync(join(out, family + '.d.ts'), types);
  writeFileSync(join(out, family + '.d.cts'), types.replace(/(from '\.\/[a-z-]+)\.js'/g, "$1.cjs'"));
  const exported = Object.keys(require(join(out, family + '.cjs'))).join(', ');
  script(family, `import siyu from './${family}.cjs';\n\nexport const { ${exported} } = siyu;\n`);
}

/** The JavaScript layer without what columns need of it, and with the module. */
function withoutColumns(base64) {
  const instead = { 'columns-table.js': 'export const COLUMNS = [];', 'columns.js': 'export const runColumns = undefined;' };
  return {
    name: 'without-columns',
    setup(build) {
      build.onResolve({ filter: /^#base64$/ }, () => ({ path: 'base64', namespace: 'module' }));
      build.onLoad({ filter: /.*/, namespace: 'module' }, () => ({ contents: base64 }));
      build.onLoad({ filter: /[/\\]js[/\\]columns(-table)?\.js$/ }, ({ path }) => ({ contents: instead[basename(path)] }));
    },
  };
}

for (const name of ['index', 'slim', 'families', 'operations', 'columns', 'wasm-base64']) {
  const types = readFileSync(join(source, 'js', name + '.d.ts'), 'utf8');
  writeFileSync(join(out, name + '.d.ts'), types);
  writeFileSync(join(out, name + '.d.cts'), types.replace(/(from '\.\/[a-z-]+)\.js'/g, "$1.cjs'"));
}
