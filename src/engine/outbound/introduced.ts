// SPDX-License-Identifier: GPL-2.0-or-later
// How do a customer who is called back and his agent come to hear each other? The agent is told of him before, if his queue wants it.

import type { AgentOnLine } from '../agents/index.js';
import { introduction } from '../calling/index.js';
import type { Conversation, Participant } from '../conversations/index.js';
import { keptBy, type Rooms } from '../rooms/index.js';
import type { CallbackCall } from './callback-call.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'records'>;

/** Resolves when they hear each other, or one of them has gone. He has waited since he rang. */
export function introduced(
  rooms: Needs,
  { contact, customer }: Pick<CallbackCall, 'contact' | 'customer'>,
  who: AgentOnLine,
  conversation: Conversation,
): Promise<void> {
  const parties: readonly Participant[] = [
    { leg: contact.leg, role: 'customer' },
    { leg: who.leg, role: 'agent', agent: who.agent },
  ];
  const queue = keptBy(rooms.config, contact.record.identity.queue ?? '');
  const since = customer === undefined ? {} : { since: customer.enqueuedAt };
  const introduce = introduction(rooms, { contact, queue, who, ...since });
  if (introduce === undefined) return conversation.join(parties);
  conversation.attend(parties);
  return introduce().then(() => (conversation.isOver ? undefined : conversation.join(parties)));
}
