// SPDX-License-Identifier: GPL-2.0-or-later
// What does a web server know? One request in bounded time, an answer of bounded length, from no other host than the one that was named.

import http from 'node:http';
import https from 'node:https';
import { type Clock, secretOf } from '../kernel/index.js';
import { resolving } from './addresses.js';
import type { Answer, WebQuestion } from './question.js';
import { answerOfText, failed } from './row.js';

const LONGEST_ANSWER = 65_536; // bytes
const LONGEST_HEADERS = 16_384;
const MOST_REDIRECTS = 3;
const MOST_CONNECTIONS = 16; // to one host

interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** A connection that was made to a private address is never taken for a question that may not have one. */
const connections = (mayBePrivate: boolean) => {
  const options = { keepAlive: true, maxSockets: MOST_CONNECTIONS, lookup: resolving(mayBePrivate) };
  return { 'http:': new http.Agent(options), 'https:': new https.Agent(options) } as const;
};
const AGENTS = { open: connections(true), guarded: connections(false) };

/** Asks it. Never rejects. */
export async function askWeb(clock: Clock, question: WebQuestion): Promise<Answer> {
  const patience = new AbortController();
  const cancel = clock.at(clock.now() + question.timeout, () => patience.abort());
  try {
    const reply = await follow(question, patience.signal);
    return answerOf(reply, question);
  } catch (error) {
    if (patience.signal.aborted) return failed(`no answer within ${question.timeout} ms`);
    return failed(error instanceof Error ? error.message || String(error) : String(error));
  } finally {
    cancel();
  }
}

function answerOf({ status, headers, bytes }: Reply, { wants }: WebQuestion): Answer {
  if (status === 404 || status === 204 || status === 410) return { outcome: 'notFound' };
  if (status >= 300 && status < 400) return failed(`the server leads elsewhere: status ${status}`);
  if (status < 200 || status > 299) return failed(`the server says ${status}`);
  return answerOfText(textOf(bytes, headers['content-type']), wants);
}

/** In the charset that the server names; without one in UTF-8. */
function textOf(bytes: Buffer, type = ''): string {
  const [, charset = 'utf-8'] = /charset="?([\w-]{1,40})/i.exec(type) ?? [];
  return new TextDecoder(charset, { fatal: true }).decode(bytes);
}

/** On the same server a redirect is followed; anywhere else it is an answer like another. */
async function follow(question: WebQuestion, signal: AbortSignal): Promise<Reply> {
  let url = new URL(question.url);
  for (let followed = 0; ; followed++) {
    const reply = await request(url, question, signal);
    const { location } = reply.headers;
    const isRedirect = reply.status >= 301 && reply.status <= 308 && location !== undefined;
    if (!isRedirect || question.method !== 'GET' || followed === MOST_REDIRECTS) return reply;
    const next = new URL(location, url);
    if (next.origin !== url.origin) return reply;
    url = next;
  }
}

function request(url: URL, question: WebQuestion, signal: AbortSignal): Promise<Reply> {
  const { method, body, headers: secrets } = question;
  const { request: begin } = url.protocol === 'https:' ? https : http;
  const agents = question.private ? AGENTS.open : AGENTS.guarded;
  const agent = agents[url.protocol === 'https:' ? 'https:' : 'http:'];
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  for (const [name, secret] of Object.entries(secrets)) headers[name] = secretOf(secret) ?? '';
  return new Promise((resolve, reject) => {
    const asked = begin(url, { method, headers, signal, agent, maxHeaderSize: LONGEST_HEADERS }, (response) => {
      read(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes }),
        (error: unknown) => {
          reject(error);
          asked.destroy();
        },
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function read(response: http.IncomingMessage): Promise<Buffer> {
  const { 'content-encoding': encoding = 'identity' } = response.headers;
  if (encoding !== 'identity') throw new Error(`the answer is packed (${encoding}), though it was asked not to be`);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LONGEST_ANSWER) throw new Error('the answer is longer than 64 KiB');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
