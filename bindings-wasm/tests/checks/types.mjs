// TypeScript: what may be written compiles, what may not is refused where it stands; for ESM, CommonJS and bundlers.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { install, require, tests } from '../consumer.mjs';

const typescript = require('typescript');
const sources = ['usage.ts', 'misuse.ts'].map((name) => [name, readFileSync(join(tests, 'types', name), 'utf8')]);
const commonJs = sources.map(([name, text]) => [name.replace('.ts', '.cts'), text]);
const folder = install('types', Object.fromEntries([...sources, ...commonJs]));

const { ModuleKind, ModuleResolutionKind, ScriptTarget } = typescript;
const RESOLUTIONS = {
  node: { module: ModuleKind.NodeNext, moduleResolution: ModuleResolutionKind.NodeNext },
  bundler: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler },
  // Older projects have it still, and the templates of Taro and uni-app.
  node10: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Node10, ignoreDeprecations: '6.0' },
};

/** The faults of files that are compiled together. */
function faults(files, resolution) {
  const options = {
    ...RESOLUTIONS[resolution],
    target: ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    // Ours are not skipped: they are what is checked.
    skipLibCheck: false,
  };
  return typescript.getPreEmitDiagnostics(typescript.createProgram(files.map((file) => join(folder, file)), options));
}

function told(found) {
  const host = { getCurrentDirectory: () => folder, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
  return typescript.formatDiagnostics(found, host);
}

/** The lines in which a file has faults. */
function lines(found, file) {
  const own = found.filter((fault) => fault.file !== undefined && fault.file.fileName.endsWith(`/${file}`));
  const line = (fault) => fault.file.getLineAndCharacterOfPosition(fault.start).line + 1;
  return [...new Set(own.map(line))].sort((one, other) => one - other);
}

const refused = sources[1][1].split('\n').flatMap((text, index) => (text.endsWith('// refused') ? [index + 1] : []));
// CommonJS has types of its own in Node.
const cases = [['node', ['ts', 'cts']], ['bundler', ['ts']], ['node10', ['ts']]];
for (const [resolution, endings] of cases) {
  const files = endings.flatMap((ending) => [`usage.${ending}`, `misuse.${ending}`]);
  const found = faults(files, resolution);
  const misuses = files.filter((file) => file.startsWith('misuse'));
  const elsewhere = found.filter((fault) => !misuses.some((file) => fault.file?.fileName.endsWith(`/${file}`)));
  if (elsewhere.length > 0) throw new Error(told(elsewhere));
  for (const file of misuses) {
    const own = lines(found, file);
    if (String(own) !== String(refused)) {
      throw new Error(`${file}: faults are due in the lines ${refused} and found in ${own}\n${told(found)}`);
    }
  }
}
process.stdout.write(`${refused.length} misuses refused, for import, require, bundlers, and as before TypeScript 5`);
