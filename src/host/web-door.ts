// SPDX-License-Identifier: GPL-2.0-or-later
// What may the web process ask? What the person may whom each of its commands names, and never what is the operator's.

import { isOwn, personOf, refusalOf, type Staff, type WaitsIn } from '../access/index.js';
import type { Origin } from '../bus/index.js';
import { TelephonyError } from '../faults.js';
import type { Door } from './asker.js';

/** What it asks in its own name. */
const WEB_PROCESS: Origin = { actor: 'program:web', source: 'web' };

/** The door of `web.sock`; `current` gives the configuration in force. */
export function webDoor(current: () => Staff, waitsIn?: WaitsIn): Door {
  return {
    kind: 'web',
    group: 'spillway-web',
    admit: ({ method, params = {}, person: id, program }) => {
      if (id === undefined && isOwn(method)) return WEB_PROCESS;
      if (id === undefined) throw new TelephonyError('FORBIDDEN', `${method}: the request names no person`);
      const person = personOf(current(), id);
      if (person === undefined) throw new TelephonyError('FORBIDDEN', `${method}: the box has no person ${id}`);
      const refusal = refusalOf(person, method, params, waitsIn);
      if (refusal !== undefined) throw new TelephonyError('FORBIDDEN', refusal);
      return program === undefined
        ? { actor: `person:${id}`, source: 'web' }
        : { actor: `program:${program}(${id})`, source: 'program' };
    },
  };
}
