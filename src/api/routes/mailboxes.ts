// SPDX-License-Identifier: GPL-2.0-or-later
// Messages of callers: an agent's own boxes, or all of them for who looks after them.

import { join } from 'node:path';
import { TelephonyError } from '../../faults.js';
import { soundFile } from '../http/sound.js';
import type { Given, Handlers } from '../web.js';

interface Message {
  readonly id: string;
  readonly path?: string;
}

/** Of whom, and which: a box, or whatever he hears. */
interface Which {
  readonly agent?: string;
  readonly box?: string | undefined;
}

type Asking = Pick<Given<never>, 'ask'>;

async function listed({ ask }: Asking, { agent, box }: Which) {
  const whose = agent === undefined ? {} : { agent };
  const [boxes, all] = await Promise.all([
    ask('voicemail.boxes', whose),
    ask('voicemail.list', { ...whose, ...(box !== undefined && { box }) }),
  ]);
  return { boxes, messages: (all as Message[]).map(({ path: _, ...message }) => message) };
}

interface Change extends Which {
  readonly message: string;
  readonly action: string;
  readonly to?: string | undefined;
}

async function changed({ ask }: Asking, { to, ...what }: Change) {
  return (await ask('voicemail.change', { ...what, ...(to !== undefined && { to }) })) ?? {};
}

async function heard(
  { web, request, reply, ask }: Pick<Given<never>, 'web' | 'request' | 'reply' | 'ask'>,
  { agent, message }: Which & { readonly message: string },
) {
  const all = (await ask('voicemail.list', agent === undefined ? {} : { agent })) as Message[];
  const found = all.find(({ id }) => id === message);
  if (found?.path === undefined) throw new TelephonyError('NOT_FOUND', `message ${message}`);
  // A player asks for pieces; he heard it once.
  if (request.headers.range === undefined || /^bytes=0-/.test(request.headers.range))
    await ask('audit.note', { what: 'message.heard', subject: message });
  const folder = web.people.directory.recordings;
  const file = found.path.startsWith(folder) ? found.path.slice(folder.length) : found.path;
  return soundFile({ folder, file: join('.', file) }, request, reply);
}

export const voicemail: Handlers<'voicemail'> = {
  mine: (given) => listed(given, given.params),
  change: (given) => changed(given, { ...given.params, to: given.body?.to }),
  sound: (given) => heard(given, given.params),
};

export const mailboxes: Handlers<'mailboxes'> = {
  list: (given) => listed(given, given.query),
  change: (given) => changed(given, { ...given.params, to: given.body?.to }),
  sound: (given) => heard(given, given.params),
};
