// The module of each family in Node, by import and require: its vectors, the digests of all rulebooks, and what it has not.

import { join } from 'node:path';
import process from 'node:process';
import { FAMILIES } from '../../js/families.js';
import { install, judgeFamily, run } from '../consumer.mjs';

const BODY = `
const [family, operations] = JSON.parse(process.argv[2]);
const digests = digestsOf(whole, files);
process.stdout.write(JSON.stringify(checkFamily(siyu, files, operations, digests)));
`;
const IMPORTS = `import { checkFamily, digestsOf } from './families.js';
import { files } from './files.js';
import * as whole from 'siyu';
`;
const folder = install('node-families', {
  'import.mjs': `${IMPORTS}const siyu = await import('siyu/' + JSON.parse(process.argv[2])[0]);${BODY}`,
  'require.mjs': `${IMPORTS}import { createRequire } from 'node:module';
const siyu = createRequire(import.meta.url)('siyu/' + JSON.parse(process.argv[2])[0]);${BODY}`,
});
const told = Object.entries(FAMILIES).map(([family, operations]) => {
  const counts = ['import.mjs', 'require.mjs'].map((script) =>
    judgeFamily(family, JSON.parse(run(process.execPath, [join(folder, script), JSON.stringify([family, operations])], folder))),
  );
  return `${family} ${counts[0]}`;
});
process.stdout.write(`vectors: ${told.join(', ')}`);
