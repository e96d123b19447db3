// SPDX-License-Identifier: GPL-2.0-or-later
// What may the web process ask? What the person may whom each of its commands names, and never what is the operator's.

import { personOf, refusalOf, type WaitsIn } from '../access/index.js';
import type { Config } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import type { Door } from './asker.js';

/** The door of `web.sock`; `current` gives the configuration in force. */
export function webDoor(current: () => Pick<Config, 'agents' | 'people'>, waitsIn?: WaitsIn): Door {
  return {
    kind: 'web',
    group: 'spillway-web',
    admit: ({ method, params = {}, person: id }) => {
      if (id === undefined) throw new TelephonyError('FORBIDDEN', `${method}: the request names no person`);
      const person = personOf(current(), id);
      if (person === undefined) throw new TelephonyError('FORBIDDEN', `${method}: the box has no person ${id}`);
      const refusal = refusalOf(person, method, params, waitsIn);
      if (refusal !== undefined) throw new TelephonyError('FORBIDDEN', refusal);
      return { actor: `person:${id}`, source: 'web' };
    },
  };
}
