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
};

/** The lines with faults, and the faults as one reads them. */
function faults(file, resolution) {
  const options = {
    ...RESOLUTIONS[resolution],
    target: ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.esnext.disposable.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    // Ours are not skipped: they are what is checked.
    skipLibCheck: false,
  };
  const program = typescript.createProgram([join(folder, file)], options);
  const found = typescript.getPreEmitDiagnostics(program);
  const host = { getCurrentDirectory: () => folder, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
  const own = found.filter((fault) => fault.file !== undefined && fault.file.fileName.endsWith(file));
  const line = (fault) => fault.file.getLineAndCharacterOfPosition(fault.start).line + 1;
  return {
    text: typescript.formatDiagnostics(found, host),
    count: found.length,
    elsewhere: found.length - own.length,
    lines: [...new Set(own.map(line))].sort((one, other) => one - other),
  };
}

const refused = sources[1][1].split('\n').flatMap((text, index) => (text.endsWith('// refused') ? [index + 1] : []));
const cases = [['ts', 'node'], ['cts', 'node'], ['ts', 'bundler']];
for (const [ending, resolution] of cases) {
  const used = faults(`usage.${ending}`, resolution);
  if (used.count > 0) throw new Error(used.text);
  const misused = faults(`misuse.${ending}`, resolution);
  if (misused.elsewhere > 0 || String(misused.lines) !== String(refused)) {
    throw new Error(`faults are due in the lines ${refused} and found in ${misused.lines}\n${misused.text}`);
  }
}
process.stdout.write(`${refused.length} misuses refused, for import, require and bundlers`);
