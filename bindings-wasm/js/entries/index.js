// The module is in the script: no bundler, server or packager has to find a file.
import { initSync } from './slim.js';
import { wasmBase64 } from './wasm-base64.js';

const characters = atob(wasmBase64);
const bytes = new Uint8Array(characters.length);
// `Uint8Array.from` with a function takes several times as long.
for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
initSync(bytes);

export * from './slim.js';
