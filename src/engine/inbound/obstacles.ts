// SPDX-License-Identifier: GPL-2.0-or-later
// Can a caller wait in a queue to which a dialogue, another queue, a key or an agent sends him? What reception asks of those who come from outside.

import type { Acd } from '../../acd/index.js';
import type { Destination } from '../../config/index.js';
import { obstacleIn } from '../../reception/index.js';
import type { Contact } from '../contacts/index.js';
import { queueOf, type Rooms } from '../rooms/index.js';
import { asksOf } from './asks.js';
import { queueView } from './reception-snapshot.js';

/**
 * Where the queue sends him that is full, or in which nobody is there for him; nothing: he can wait. That a callback is promised where
 * nobody is signed in and the file says nothing of it is for who has just come: he has been led here, and waits.
 */
export function sentOnBy(
  { config }: Pick<Rooms, 'config'>,
  acd: Acd,
  contact: Contact,
  queue: string,
): Destination | undefined {
  const asked = { ...asksOf(contact), needs: contact.claims.needs };
  const { obstacle, to } = obstacleIn(queueView(config, acd, queue, asked));
  if (obstacle === undefined || to === 'wait') return undefined;
  const isSaid = obstacle !== 'nobodySignedIn' || queueOf(config, queue)?.nobodySignedIn !== undefined;
  return isSaid ? to : undefined;
}
