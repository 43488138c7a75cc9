/** Requests of programs over HTTP, made by `fetch`. */

/** What the program wants. */
export interface Request {
  method: string;
  url: string;
  headers: [string, string][];
  body: Uint8Array;
  seconds: number;
  /** Bytes at most. */
  most: number;
}

export interface Answer {
  status: number;
  reason: string;
  headers: [string, string][];
  body: Uint8Array;
}

/** Why there is no answer. */
export class RequestError extends Error {
  constructor(
    readonly kind: 'timeout' | 'size' | 'unreachable' | 'other',
    message = '',
  ) {
    super(message);
  }
}

/** Makes a request. Redirects are followed by the browser, under the rules for the page. */
export async function request(r: Request, by: typeof fetch, signal: AbortSignal): Promise<Answer> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), Math.min(r.seconds * 1e3, 0x7fffffff));
  signal.addEventListener('abort', () => late.abort());
  try {
    const sends = ['POST', 'PUT', 'PATCH'].includes(r.method);
    const answer = await by(r.url, {
      method: r.method,
      headers: r.headers,
      ...(sends && { body: r.body as Uint8Array<ArrayBuffer> }),
      signal: late.signal,
    });
    const body = await limited(answer, r.most);
    return { status: answer.status, reason: answer.statusText, headers: [...answer.headers], body };
  } catch (error) {
    if (error instanceof RequestError) throw error;
    if (late.signal.aborted) throw new RequestError('timeout');
    throw new RequestError('unreachable', error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

async function limited(answer: Response, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    size += piece.value.length;
    if (size > most) {
      await reader?.cancel();
      throw new RequestError('size');
    }
    pieces.push(piece.value);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}
