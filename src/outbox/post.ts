// SPDX-License-Identifier: GPL-2.0-or-later
// How does a letter get to a web address? One POST, whose answer is read no further than it needs to be.

import type { Clock } from '../kernel/index.js';
import { answerOf, type HookRequest } from './forms.js';
import type { Answer, HookTarget } from './message.js';

const LONGEST_ANSWER = 16_384; // bytes; a robot's is a hundred

/** Never rejects. */
export async function post(clock: Clock, target: HookTarget, { url, headers, body }: HookRequest): Promise<Answer> {
  const patience = new AbortController();
  const cancel = clock.at(clock.now() + target.timeout, () => patience.abort());
  try {
    // A redirect would carry the message to an address that nobody configured.
    const init = {
      method: 'POST',
      headers: { ...headers },
      body,
      redirect: 'manual',
      signal: patience.signal,
    } as const;
    const response = await fetch(url, init);
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    return answerOf(target.form, response.status, await beginningOf(response), Number.isNaN(after) ? undefined : after);
  } catch (error) {
    const says = patience.signal.aborted ? `no answer within ${target.timeout} ms` : troubleOf(error);
    return { took: false, fault: 'target', says };
  } finally {
    cancel();
  }
}

async function beginningOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  while (bytes < LONGEST_ANSWER) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts).toString('utf8');
    parts.push(value);
    bytes += value.length;
  }
  await reader.cancel();
  return Buffer.concat(parts).toString('utf8', 0, LONGEST_ANSWER);
}

/** Why there was no answer; fetch hides the system's reason in `cause`. */
export function troubleOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return `no connection: ${String(cause)}`;
  const { code = '' } = cause as { readonly code?: string };
  const words = cause.message || code || cause.name;
  if (['ENOTFOUND', 'EAI_AGAIN', 'EDNS'].includes(code) || /ENOTFOUND|EAI_AGAIN/.test(words))
    return `no such host: ${words}`;
  if (code === 'ECONNREFUSED' || words.includes('ECONNREFUSED')) return `connection refused: ${words}`;
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code) || /certificate/i.test(words))
    return `the certificate is not trusted: ${words}`;
  return `no connection: ${words}`;
}
