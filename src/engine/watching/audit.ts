// SPDX-License-Identifier: GPL-2.0-or-later
// When does the box ask the engine what there really is? When facts were lost, and now and then all the same.

import { type Duration, every, type Unsubscribe } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'calls' | 'clock' | 'log' | 'media'>;

const NOW_AND_THEN: Duration = 30_000; // before an exchange gives a call up that has no answer, T310

/** Audits calls, channels and telephones from now on. */
export function keepAudited({ calls, clock, log, media }: Needs): Unsubscribe {
  const ends = [
    every(clock, NOW_AND_THEN, () => calls.audit()),
    media.onFact(({ type }) => {
      if (type === 'overrun') calls.audit();
    }),
    calls.repaired.on((found) => log.error(found, 'calls were known to one side only: news of them was lost')),
  ];
  return () => {
    for (const end of ends) end();
  };
}
