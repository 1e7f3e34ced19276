// Node: the module for speed, in the script like everywhere, so that servers can be packed into one file.
import { Buffer } from 'node:buffer';
import { brotliDecompressSync } from 'node:zlib';
import { initSync } from './slim.js';

initSync(brotliDecompressSync(Buffer.from('COMPRESSED', 'base64')));

export * from './slim.js';
