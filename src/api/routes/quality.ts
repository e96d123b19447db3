// SPDX-License-Identifier: GPL-2.0-or-later
// Judged talks and personal data: the box has them, and judges who may.

import { eraseOwn } from '../own-erasures.js';
import type { Handlers } from '../web.js';

/** What is looked at of a number's data. */
interface Exported {
  readonly forms: readonly string[];
  readonly contacts: readonly { readonly contact?: { readonly id: string } | null }[];
}

export const quality: Handlers<'quality'> = {
  forms: ({ ask }) => ask('quality.forms'),
  worklist: ({ query, ask }) => ask('quality.worklist', query),
  reviews: ({ query, ask }) => ask('quality.reviews', query),
  mine: async ({ params: { agent }, query, ask }) => ({
    reviews: await ask('quality.reviews', { ...query, agent, published: true }),
    notes: await ask('quality.notes', { agent }),
  }),
  review: ({ params, body, ask }) => ask('quality.review', { ...body, recording: params.recording }),
  publish: async ({ params, ask }) => {
    await ask('quality.publish', { review: params.review });
    return { done: true };
  },
  reply: async ({ params, body, ask }) => {
    await ask('quality.reply', { ...params, ...body });
    return { done: true };
  },
  trends: ({ query, ask }) => ask('quality.trends', query),
  calibration: ({ query, ask }) => ask('quality.calibration', query),
  note: ({ params, body, ask }) => ask('quality.note', { ...params, ...body }),
};

export const personal: Handlers<'personal'> = {
  find: ({ body, ask }) => ask('personal.find', body),
  export: async ({ web, body, ask }) => {
    const exported = (await ask('personal.export', body)) as Exported;
    await ask('audit.note', { what: 'personal.exported' });
    const contacts = exported.contacts.flatMap(({ contact }) => (contact == null ? [] : [contact.id]));
    return { ...exported, console: web.database.personal.about(exported.forms, contacts) };
  },
  erase: async ({ web, body, ask }) => {
    const erased = await ask('personal.erase', body);
    await eraseOwn(web);
    return erased;
  },
  erasures: ({ ask }) => ask('personal.erasures'),
};
