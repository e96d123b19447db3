// SPDX-License-Identifier: GPL-2.0-or-later
// How many channels does each service need: calls to people, their calls out, calls that need nobody, fax? By the linear rule and by Erlang B; pure.

import type { Duration } from '../kernel/index.js';
import { channelsFor } from './erlang.js';
import type { Plan, Sizing } from './sizing.js';

const HOUR: Duration = 3_600_000;
const BEARERS = 30; // of an E1 with a D-channel
const ROUNDING = 1e-9;

/** Services beside the calls that come: calls of the busy hour and how long each holds a channel. */
export interface OtherServices {
  readonly outbound: { readonly calls: number; readonly each: Duration };
  readonly fax: { readonly calls: number; readonly each: Duration };
}

/** `people` calls to agents, `outbound` their calls out, `automatic` greeting, menus and calls that need nobody, `fax` documents. */
export type ServiceName = 'people' | 'outbound' | 'automatic' | 'fax';

export interface Service {
  readonly name: ServiceName;
  readonly erlangs: number;
  /** By the rule: before it is rounded up. For people it divides the agents, who are divided by their load already. */
  readonly exactChannels: number;
  readonly channels: number;
  /** Alone on channels of its own, with `blocking`. */
  readonly byErlang: number;
}

export interface Services {
  readonly each: readonly Service[];
  /** The rule adds the services up; Erlang B puts them on the same channels, which takes fewer. */
  readonly channels: number;
  readonly e1s: number;
  readonly erlangs: number;
  readonly byErlang: number;
}

/** All services of a centre and their sum. */
export function servicesOf(sizing: Sizing, { rule, work }: Plan, { outbound, fax }: OtherServices): Services {
  const { calls, toPeople, flow, selfService, lineLoad, blocking } = sizing;
  const load = ({ calls: count, each }: OtherServices['fax']) => (count * each) / HOUR;
  const automatic = (calls * flow + (calls - toPeople) * selfService) / HOUR;
  const service = (name: ServiceName, erlangs: number, exactChannels = erlangs / lineLoad): Service => ({
    ...{ name, erlangs, exactChannels, channels: Math.ceil(exactChannels - ROUNDING) },
    byErlang: erlangs === 0 ? 0 : channelsFor(erlangs, blocking),
  });
  const each = [
    service('people', work, rule.exactTalkChannels),
    service('outbound', load(outbound)),
    service('automatic', automatic),
    service('fax', load(fax)),
  ];
  const channels = each.reduce((sum, one) => sum + one.channels, 0);
  const erlangs = each.reduce((sum, one) => sum + one.erlangs, 0);
  return { each, channels, e1s: Math.ceil(channels / BEARERS), erlangs, byErlang: channelsFor(erlangs, blocking) };
}
