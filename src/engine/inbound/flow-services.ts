// SPDX-License-Identifier: GPL-2.0-or-later
// Who does what steps of flows want of the box? One entry a step.

import type { MemberPins } from '../../access/index.js';
import type { Rung } from '../../config/index.js';
import { listKey } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Dialogue, Serving } from '../../ivr/index.js';
import type { Contact } from '../contacts/index.js';
import { numberPlan, type Rooms } from '../rooms/index.js';
import type { FlowFunction } from './flows.js';

/** What serving a caller takes. */
export interface ServingParts {
  readonly rooms: Pick<Rooms, 'clock' | 'config' | 'customers'>;
  readonly contact: Contact;
  readonly dialogue: Dialogue;
  readonly functions: ReadonlyMap<string, FlowFunction>;
  readonly members: MemberPins;
  /** Rings for him; gives whether somebody has answered, and talks with him. */
  readonly ring: (contact: Contact, to: Rung) => Promise<boolean>;
}

/** Does the steps of one caller's flow. */
export function servingFor(parts: ServingParts): Serving {
  let wrongPins = 0;
  return {
    call: async ({ call }, values) => {
      const run = parts.functions.get(call);
      if (run === undefined) throw new TelephonyError('NOT_FOUND', `function ${call}`);
      return { outcome: 'done', value: await run(values, parts.dialogue) };
    },
    verify: async ({ verify, pin, attempts }, values) => {
      const customer = customerOf(parts.rooms, values[verify] ?? '');
      const { clock } = parts.rooms;
      const verdict = await parts.members.verify(customer, values[pin] ?? '', Math.round(clock.now()));
      if (verdict === 'granted') return { outcome: 'done', value: customer };
      if (verdict === 'locked') return { outcome: 'locked' };
      return { outcome: ++wrongPins < attempts ? 'wrong' : 'failed' };
    },
    dial: async ({ dial }, values, heard) => {
      const to = rungBy(parts.rooms, values[dial] ?? '');
      if (to === undefined) return { outcome: 'failed' };
      heard(); // ringing
      return (await parts.ring(parts.contact, to)) ? 'led' : { outcome: 'failed' };
    },
  };
}

/** By his id, or by a number of his. */
function customerOf({ config, customers }: ServingParts['rooms'], keyed: string): string {
  return (customers.get(keyed) ?? customers.find(listKey(keyed, numberPlan(config))))?.id ?? '';
}

function rungBy({ config }: ServingParts['rooms'], keyed: string): Rung | undefined {
  if (config.agents.some(({ id }) => id === keyed)) return { kind: 'agent', agent: keyed };
  return config.stations.some(({ number }) => number === keyed) ? { kind: 'station', station: keyed } : undefined;
}
