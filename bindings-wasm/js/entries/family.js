// A module of one family, inside the script like that of `index.js`, with a JavaScript layer of its own.
import { initSync } from '../siyu.js';
import { wasmBase64 } from '#base64';

const characters = atob(wasmBase64);
const bytes = new Uint8Array(characters.length);
for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
initSync(bytes);

export { Rulebook, SiyuError, call, callText, codes, explain, version } from '../siyu.js';
