export * from '../index.cjs';

/** A mini-program's WebAssembly: it takes a path into the code package, never bytes. */
export interface Host {
  instantiate(path: string, imports: object): Promise<{ instance: { exports: object } }>;
}

export interface InitOptions {
  /** The host's object; where it is left out, `WXWebAssembly`, `TTWebAssembly` or `MYWebAssembly`, whichever is there. */
  host?: Host;
  /** Where the module lies in the code package, from its root: `/miniprogram_npm/siyu/siyu.wasm.br` unless said. */
  path?: string;
}

/**
 * Loads the module. Everything else waits for it; calling it again does nothing.
 * @throws {TypeError} where there is no host.
 * @throws {Error} when the host cannot load the path; its own error is the `cause`.
 */
export declare function init(options?: InitOptions): Promise<void>;
