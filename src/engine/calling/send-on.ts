// SPDX-License-Identifier: GPL-2.0-or-later
// How does an agent send a customer to a queue, a flow or a box?

import { divertName } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import { queueOf, type Rooms } from '../rooms/index.js';
import { customerOf, noteTransfer, type Part } from './parts.js';

/** The customer leaves alive, and goes there. Throws NOT_FOUND for a queue that there is not, REFUSED without a customer. */
export function sendOn(
  { config, records }: Pick<Rooms, 'config' | 'records'>,
  part: Part,
  to: { readonly queue: string } | { readonly flow: string } | { readonly message: string },
): void {
  const contact = customerOf(part);
  if ('queue' in to && queueOf(config, to.queue) === undefined)
    throw new TelephonyError('NOT_FOUND', `queue ${to.queue}`);
  if ('message' in to && !config.mailboxes.some(({ name }) => name === to.message))
    throw new TelephonyError('NOT_FOUND', `box ${to.message}`);
  const name = 'flow' in to ? `flow:${to.flow}` : divertName(to);
  noteTransfer(records, part, name, 'singleStepTransfer');
  part.conversation.leave(contact.leg);
  contact.send({ type: 'transferred', to });
}
