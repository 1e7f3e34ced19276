// What the JavaScript of wasm-bindgen asks of a browser, as mini-programs have it. The build puts these in place of the globals
// of the same names: phones lack them, simulators and Taro have something else under those names.

export { TextDecoder, TextEncoder } from './text.js';

/** The host's object under the name of the web's: instead of bytes it takes a path into the code package. */
export const WebAssembly = {
  instantiate: ({ host, path }, imports) => host.instantiate(path, imports),
  Instance: class {},
  Module: class {},
};

export const document = undefined;
export const fetch = undefined;
export const Request = undefined;
export const Response = undefined;
export const URL = undefined;
