// Cloudflare's workers: bytes may not be compiled there, but a module is imported.
import module from './siyu.wasm';
import { initSync } from './slim.js';

initSync(module);

export * from './slim.js';
