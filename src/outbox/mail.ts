// SPDX-License-Identifier: GPL-2.0-or-later
// How does a letter get into a mail box? By the shop's mail server, as text and as HTML, under a message id that stays the same.

import { createTransport } from 'nodemailer';
import type { Clock, Instant } from '../kernel/index.js';
import { attachmentOf } from './attachment.js';
import { htmlOf } from './html.js';
import { type Answer, deliveryOf, type Letter, type MailTarget } from './message.js';
import { troubleOf } from './post.js';
import { bodyOf, titleOf } from './text.js';

interface Mailed {
  readonly target: MailTarget;
  readonly password: string | undefined;
  readonly letter: Letter;
  readonly at: Instant;
  readonly box: string;
}

/** What nodemailer says of a failure. */
interface MailError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/** Never rejects. */
export async function mail(clock: Clock, mailed: Mailed): Promise<Answer> {
  const { host, port, tls, user, timeout } = mailed.target;
  const { password } = mailed;
  const transport = createTransport({
    host,
    port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    // Ours ends it first, and says so in our words.
    connectionTimeout: 2 * timeout,
    greetingTimeout: 2 * timeout,
    socketTimeout: 2 * timeout,
    dnsTimeout: 2 * timeout,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let late = false;
  let cancel = () => {};
  const patience = new Promise<never>((_, reject) => {
    cancel = clock.at(clock.now() + timeout, () => {
      late = true;
      reject(new Error('late'));
    });
  });
  try {
    const envelope = { ...envelopeOf(mailed), attachments: await attachmentOf(mailed.letter.message) };
    const { response } = await Promise.race([transport.sendMail(envelope), patience]);
    return { took: true, says: `the mail server took it: ${oneLine(response)}` };
  } catch (error) {
    return late
      ? { took: false, fault: 'target', says: `no answer within ${timeout} ms` }
      : refusalOf(error as MailError);
  } finally {
    cancel();
    transport.close();
  }
}

function envelopeOf({ target, letter, at, box }: Mailed) {
  const { from, to } = target;
  const { message } = letter;
  const delivery = deliveryOf(letter);
  return {
    from,
    to: [...to],
    subject: titleOf(message, target),
    text: `${bodyOf(message, target, box).join('\n')}\n`,
    html: htmlOf(message, target, box),
    date: new Date(at),
    // The same at every attempt: a mail box shows it once.
    messageId: `<${delivery.replaceAll(/[^\w.-]/g, '-')}.${target.name}@spillway>`,
    headers: { 'Spillway-Delivery': delivery, 'Auto-Submitted': 'auto-generated' },
  };
}

function refusalOf(error: MailError): Answer {
  const { code = '', responseCode, response, command = '' } = error;
  const words = oneLine(response ?? error.message);
  if (code === 'EAUTH')
    return { took: false, fault: 'target', says: `the mail server refuses user or password: ${words}` };
  if (code === 'ETLS' && !/certificate/i.test(words))
    return { took: false, fault: 'target', says: `the mail server offers no STARTTLS: ${words}` };
  if (responseCode === undefined) return { took: false, fault: 'target', says: troubleOf(error) };
  // What is refused for good after DATA is this mail; senders and recipients are the file's.
  if (responseCode >= 500 && command === 'DATA')
    return { took: false, fault: 'message', says: `the mail server refuses it: ${words}` };
  return { took: false, fault: 'target', says: `the mail server does not take it now: ${words}` };
}

const oneLine = (text: string | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 300);
