/** The state in the address: JSON, deflated where the browser can, in base64 for addresses. */

import { isState, type State } from "./state";

const DEFLATED = "s=";
const PLAIN = "j=";

export async function toHash(state: State): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  if (typeof CompressionStream === "undefined") return PLAIN + toBase64(bytes);
  return DEFLATED + toBase64(await through(bytes, new CompressionStream("deflate-raw")));
}

/** The state of an address, `null` where it has none. */
export async function fromHash(hash: string): Promise<State | null> {
  const text = hash.replace(/^#/, "");
  try {
    if (text.startsWith(PLAIN)) return read(fromBase64(text.slice(PLAIN.length)));
    if (text.startsWith(DEFLATED)) {
      const bytes = fromBase64(text.slice(DEFLATED.length));
      return read(await through(bytes, new DecompressionStream("deflate-raw")));
    }
  } catch {
    // Whoever pasted half an address gets the page without it.
  }
  return null;
}

function read(bytes: Uint8Array): State | null {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return isState(value) ? value : null;
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const body = new Blob([bytes as BlobPart]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(body).arrayBuffer());
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
