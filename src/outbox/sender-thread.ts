// SPDX-License-Identifier: GPL-2.0-or-later
// Where are letters sent? In a thread of their own: what a far end does, and what TLS and big mails cost, touches no call.

import { hostname } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type Instant, SystemClock, secretOf } from '../kernel/index.js';
import { requestOf } from './forms.js';
import { mail } from './mail.js';
import type { Answer, Letter, Target } from './message.js';
import { post } from './post.js';

/** What the thread is asked, and what it tells. */
export interface SendRequest {
  readonly n: number;
  readonly target: Target;
  readonly letter: Letter;
  /** Now, in UTC as the box has it. */
  readonly at: Instant;
}

export interface SendAnswer {
  readonly n: number;
  readonly answer: Answer;
}

const clock = new SystemClock(); // a far end takes real time

/** Sends a letter to a target, in this thread. Never rejects. */
export async function sendHere({ target, letter, at }: Omit<SendRequest, 'n'>): Promise<Answer> {
  const box = hostname();
  try {
    if (target.form === 'mail')
      return await mail(clock, { target, password: secretOf(target.password), letter, at, box });
    if (target.form === 'call') return { took: false, fault: 'target', says: 'only a running box makes calls' };
    return await post(clock, target, requestOf({ target, secret: secretOf(target.secret), letter, at, box }));
  } catch (error) {
    return { took: false, fault: 'target', says: error instanceof Error ? error.message : String(error) };
  }
}

/** This file may be loaded in threads that are begun for something else. */
if (parentPort !== null && workerData === 'spillway-outbox') {
  const port = parentPort;
  port.on('message', (request: SendRequest) => {
    const answered = (answer: SendAnswer['answer']) => port.postMessage({ n: request.n, answer } satisfies SendAnswer);
    sendHere(request).then(answered, (error: unknown) =>
      answered({ took: false, fault: 'target', says: error instanceof Error ? error.message : String(error) }),
    );
  });
}
