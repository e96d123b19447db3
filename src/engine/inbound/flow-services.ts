// SPDX-License-Identifier: GPL-2.0-or-later
// Who does what steps of flows want of the box? One entry a step.

import type { MemberPins } from '../../access/index.js';
import { type Destination, destinationName, type Rung } from '../../config/index.js';
import { listKey } from '../../dialling/index.js';
import { type Facts, render, withValues } from '../../expression/index.js';
import { TelephonyError } from '../../faults.js';
import type { Dialogue, Serving } from '../../ivr/index.js';
import type { Contact } from '../contacts/index.js';
import { numberPlan, placeOf, type Rooms } from '../rooms/index.js';
import type { FlowConditions } from '../routing/index.js';
import type { FlowFunction } from './flows.js';

/** What serving a caller takes. */
export interface ServingParts {
  readonly rooms: Pick<Rooms, 'clock' | 'config' | 'customers' | 'log' | 'lookUps'>;
  /** As it was when he came into the flow. */
  readonly config: Rooms['config'];
  readonly conditions: FlowConditions;
  /** What conditions go by. */
  readonly facts: (contact: Contact) => Facts;
  readonly lead: (to: Destination) => Promise<void>;
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
    dial: async ({ dial }, values, { heard }) => {
      const to = rungBy(parts.rooms, values[dial] ?? '');
      if (to === undefined) return { outcome: 'failed' };
      heard(); // ringing
      return (await parts.ring(parts.contact, to)) ? { led: 'dialled' } : { outcome: 'failed' };
    },
    lookUp: async ({ lookUp }, values) => {
      const found = await parts.rooms.lookUps.ask(lookUp, values);
      if (found.outcome === 'found') return { outcome: 'done', values: found.values };
      if (found.outcome === 'failed') throw new TelephonyError('LOOKUP_FAILED', `${lookUp}: ${found.why}`);
      return { outcome: 'notFound' };
    },
    when: async ({ when }, values, { flow }) => {
      const texts = when.map((one) => one.if);
      const facts = withValues(parts.facts(parts.contact), values);
      const nth = parts.conditions.decide(parts.config, flow, texts, facts);
      return nth < 0 ? { outcome: 'nomatch' } : { outcome: 'match', value: String(nth) };
    },
    transfer: async ({ transfer: { kind, to } }, values) => {
      const place = placeOf(parts.rooms.config, kind, render(to, values));
      if (place === undefined) return { outcome: 'failed' };
      await parts.lead(place);
      return { led: destinationName(place) };
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
