// SPDX-License-Identifier: GPL-2.0-or-later
// Who blocks callers that ring too often? The box itself, for as long as the file says, while the file says so.

import { SYSTEM } from '../../bus/index.js';
import { listKey } from '../../dialling/index.js';
import type { Emitter, Unsubscribe } from '../../kernel/index.js';
import { FrequentCallers } from '../../reception/index.js';
import type { NumberLists } from '../records/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** Counts inbound calls from now on, before reception looks at them: the call that is one too many is refused already. */
export function blockFrequentCallers(rooms: Rooms, numbers: NumberLists, arrived: Emitter<string>): Unsubscribe {
  const callers = new FrequentCallers();
  return arrived.on((calling) => {
    const { frequentCallers: settings } = rooms.config;
    if (settings === undefined) return;
    // Whoever is blocked stays so as long as he is: a person has said so, or the time that runs already.
    if (rooms.blocked.has(listKey(calling, rooms.plan))) return;
    if (!callers.rang(calling, rooms.records.now(), settings)) return;
    const blocked = numbers.add('blocked', calling, { by: SYSTEM, reason: 'frequent', within: settings.block });
    unattended(rooms, 'blocking a frequent caller', blocked);
  });
}
