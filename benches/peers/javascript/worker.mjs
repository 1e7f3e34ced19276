// `node worker.mjs FOLDER [PACKAGE]`: plain JavaScript, and siyu from the folder of its npm package, in turns with the others.

import process from 'node:process';
import { doorwayCases } from './doorway.mjs';
import { plainCases } from './plain.mjs';
import { serve } from './protocol.mjs';
import { shopOf } from './shop.mjs';

const [folder, npm] = process.argv.slice(2);
const shop = shopOf(folder);
const cases = plainCases(shop);
const missing = {};
try {
  cases.push(...doorwayCases(shop, npm));
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  missing['siyu, WebAssembly'] = 'the npm package is not built';
}
await serve(cases, missing);
