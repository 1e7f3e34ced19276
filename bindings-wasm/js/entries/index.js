// The module is in the script: no bundler, server or packager has to find a file.
import { initSync } from './slim.js';
import { wasmBase64 } from './wasm-base64.js';

initSync(Uint8Array.from(atob(wasmBase64), (character) => character.charCodeAt(0)));

export * from './slim.js';
