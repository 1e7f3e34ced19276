export * from './index.js';

/** What the module can be made of. */
export type ModuleSource = BufferSource | WebAssembly.Module;

/** Starts siyu with the bytes of `siyu/siyu.wasm`, or with the compiled module. Once is enough; again does nothing. */
export declare function initSync(source: ModuleSource): void;

/** The same without holding up the page; fetches an address. */
export declare function init(
  source: ModuleSource | string | URL | Request | Response | Promise<ModuleSource | Response>,
): Promise<void>;
