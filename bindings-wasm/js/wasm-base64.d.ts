/** The bytes of `siyu/siyu.wasm` in base64. */
export declare const wasmBase64: string;
