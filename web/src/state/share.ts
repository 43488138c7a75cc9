import type { Dialect } from 'runmat';

/** A program that travels in the fragment of a link: it never reaches a server. */
export interface Shared {
  name: string;
  code: string;
  dialect: Dialect;
}

const KEY = 'code=';
const MOST_BYTES = 1_000_000;

export async function linkTo(shared: Shared): Promise<string> {
  const packed = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(JSON.stringify(shared)));
  const url = new URL(window.location.href);
  url.hash = KEY + toBase64Url(packed);
  return url.href;
}

/** The program in the fragment, if there is one that can be read. */
export async function fromFragment(fragment: string): Promise<Shared | null> {
  const text = fragment.replace(/^#/, '');
  if (!text.startsWith(KEY)) return null;
  const packed = fromBase64Url(text.slice(KEY.length));
  const plain = await through(new DecompressionStream('deflate-raw'), packed);
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  return isShared(value) ? value : null;
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== 'object' || value === null) return false;
  const { name, code, dialect } = value as Record<string, unknown>;
  const named = typeof name === 'string' && /^[\w.-]{1,80}$/.test(name);
  return named && typeof code === 'string' && (dialect === 'matlab' || dialect === 'octave');
}

async function through(stream: CompressionStream | DecompressionStream, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([data]).stream().pipeThrough<Uint8Array>(stream).getReader();
  const parts: BlobPart[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MOST_BYTES) throw new RangeError('The program in the link is too long.');
    parts.push(part.value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
