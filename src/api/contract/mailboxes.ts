// SPDX-License-Identifier: GPL-2.0-or-later
// What have callers left in boxes? All of the shop's boxes, for who looks after them; an agent's own are in desk.ts.

import { z } from 'zod';
import { mailbox, mailboxMessage } from './desk.js';
import { route } from './route.js';
import { id } from './values.js';

/** What can become of a message. */
export const MESSAGE_ACTIONS = ['new', 'heard', 'save', 'delete', 'forward'] as const;

export const mailboxes = {
  list: route({
    method: 'GET',
    path: '/api/v1/mailboxes',
    right: 'messages.read',
    summary: 'All boxes, and the messages in them or in one.',
    query: z.object({ box: z.string().max(80).optional() }),
    response: z.object({ boxes: z.array(mailbox), messages: z.array(mailboxMessage) }),
  }),
  change: route({
    method: 'POST',
    path: '/api/v1/mailboxes/messages/:message/:action',
    right: 'messages.change',
    summary: 'A message of any box: heard, new again, saved, deleted, sent on to another box (`to`).',
    params: z.object({ message: id(), action: z.enum(MESSAGE_ACTIONS) }),
    body: z.strictObject({ to: z.string().max(80).optional() }).optional(),
    response: z.looseObject({}),
  }),
  sound: route({
    method: 'GET',
    path: '/api/v1/mailboxes/messages/:message/sound',
    right: 'messages.read',
    summary: 'What was said; who heard it is in the audit.',
    params: z.object({ message: id() }),
    media: 'audio/wav',
  }),
};
