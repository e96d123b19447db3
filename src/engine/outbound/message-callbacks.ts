// SPDX-License-Identifier: GPL-2.0-or-later
// Who has left a message in a box, and is to be called back for that? By `callback.from`; colleagues at telephones of the house are not.

import type { Unsubscribe } from '../../kernel/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import type { CallbackList } from './callback-list.js';

/** Asks for callbacks as messages become durable, until unsubscribed. */
export function callBackMessages(
  rooms: Pick<Rooms, 'bus' | 'log' | 'stations'>,
  callbacks: Pick<CallbackList, 'leftMessage'>,
): Unsubscribe {
  return rooms.bus.on('message.left', ({ facts: { call, number, accessNumber, queue } }) => {
    if (number === null || rooms.stations.find(number) !== undefined) return;
    const message = { call, number, accessNumber: accessNumber ?? undefined, queue: queue ?? undefined };
    unattended(rooms, 'noting down a caller who left a message', callbacks.leftMessage(message));
  });
}
