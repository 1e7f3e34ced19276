// Node: the module lies beside this file.
import { readFileSync } from 'node:fs';
import { initSync } from './slim.js';

initSync(readFileSync(new URL('./siyu.wasm', import.meta.url)));

export * from './slim.js';
