// SPDX-License-Identifier: GPL-2.0-or-later
// How does the web process ask a box? A line on its socket, in the name of a person.
import { connect } from 'node:net';

export interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** One question, one answer; refusals are answers. */
export function askLine(path: string, request: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(path).setEncoding('utf8').on('error', reject);
    let text = '';
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (!text.includes('\n')) return;
      socket.destroy();
      resolve(JSON.parse(text.split('\n')[0] ?? ''));
    });
    socket.write(`${JSON.stringify({ id: 1, ...request })}\n`);
  });
}

/** The same as somebody. */
export function askAs(path: string, person: string, method: string, params: object): Promise<Answer> {
  return askLine(path, { method, person, params });
}
