// SPDX-License-Identifier: GPL-2.0-or-later
// How is each span and each channel, and who talks there? Snapshots; changes nothing.

import type { Leg } from '../../call/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Channel, ChannelState, Hindrance, Span, SpanTally } from '../../line/index.js';
import type { ChannelKind, SpanCounters } from '../../native/index.js';
import type { AgentLines } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { ChannelCondition, SpanStatus } from './status.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'calls' | 'lines' | 'media' | 'stations'>;

/** A span with all that was counted on it since the start. */
export interface SpanReport extends Omit<SpanStatus, 'slots'> {
  /** Its number in the file, from 1: `1/5` is slot 5 of the first. */
  readonly number: number;
  /** Every alarm that is on. */
  readonly alarms: readonly string[];
  /** E1: since when the D-channel is as it is. */
  readonly dChannelSince?: Instant;
  /** Which channels take no call, and why: those with the same reasons together. */
  readonly outOfService: readonly { readonly slots: readonly number[]; readonly hindrances: readonly Hindrance[] }[];
  readonly counters: SpanCounters & SpanTally;
}

/** Who is on a channel. */
export interface ChannelTalk {
  readonly call?: string;
  readonly leg: string;
  readonly direction: 'incoming' | 'outgoing';
  /** The other party's number, unless it is withheld. Personal. */
  readonly number?: string;
  readonly agent?: string;
}

/** A channel and who is on it. */
export interface ChannelReport {
  readonly name: string;
  readonly span: string;
  readonly slot: number;
  readonly kind: ChannelKind;
  readonly condition: ChannelCondition;
  readonly since: Instant;
  /** Why it takes no call: `alarm`, `dChannel`, `battery`, `restart` (under way), `notRestarted` (RESTART was not acknowledged), `service`, `busiedOut`, `stopping`. */
  readonly hindrances: readonly Hindrance[];
  /** How often it carried a call, and was restarted, since the start. */
  readonly seizures: number;
  readonly talk?: ChannelTalk;
}

/** One word for a channel. */
export function conditionOf({ state, holder, blocked }: Channel, calls: Needs['calls']): ChannelCondition {
  if (holder !== undefined) {
    if (blocked) return 'draining';
    return calls.leg(holder)?.stamps.answer === undefined ? 'ringing' : 'talking';
  }
  if (blocked) return 'busiedOut';
  const hindrances = hindrancesIn(state);
  if (hindrances.some((by) => by === 'alarm' || by === 'dChannel' || by === 'battery')) return 'alarm';
  return hindrances.length > 0 ? 'outOfService' : 'idle';
}

/** The channels of a span that carry calls. */
export function carriers(span: Span): readonly Channel[] {
  return span.channels.filter(({ kind }) => kind !== 'data');
}

/** The part of a snapshot that is a span. */
export function spanStatus(span: Span, calls: Needs['calls']): SpanStatus {
  const channels = carriers(span);
  const alarm = span.alarms[0];
  return {
    name: span.name,
    kind: span.kind,
    channels: channels.length,
    inService: channels.filter((channel) => channel.inService).length,
    busy: channels.filter((channel) => channel.holder !== undefined).length,
    busiedOut: channels.filter((channel) => channel.blocked).length,
    slots: channels.map((channel) => ({
      slot: channel.slot,
      condition: conditionOf(channel, calls),
      since: channel.since,
    })),
    ...(alarm === undefined ? {} : { alarm }),
    ...(span.dChannel === 'none' ? {} : { dChannel: span.dChannel }),
  };
}

/** A span in full. */
export function spanReport(span: Span, { lines, calls, media }: Needs): SpanReport {
  const { slots: _, ...status } = spanStatus(span, calls);
  const counted = media.counters().spans[span.index] ?? { slips: 0, frameErrors: 0, badPackets: 0 };
  return {
    ...status,
    number: lines.spans.indexOf(span) + 1,
    alarms: span.alarms,
    outOfService: outOfService(span),
    ...(span.dChannel === 'none' ? {} : { dChannelSince: span.dChannelSince }),
    counters: { ...counted, ...span.tally },
  };
}

function outOfService(span: Span): SpanReport['outOfService'] {
  const groups = new Map<string, { readonly slots: number[]; readonly hindrances: readonly Hindrance[] }>();
  for (const { slot, state } of carriers(span)) {
    const all = hindrancesIn(state);
    if (all.length === 0) continue;
    // What is busied out is out in the engine, too.
    const byHand = all.some((by) => by === 'busiedOut' || by === 'stopping');
    const hindrances = byHand ? all.filter((by) => by !== 'service') : all;
    const key = [...hindrances].sort().join(' ');
    const group = groups.get(key) ?? { slots: [], hindrances };
    group.slots.push(slot);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** A channel in full. */
export function channelReport(channel: Channel, rooms: Needs, agentLines: AgentLines): ChannelReport {
  const leg = channel.holder === undefined ? undefined : rooms.calls.leg(channel.holder);
  const { name, spanName, slot, kind, since, seizures } = channel;
  return {
    name,
    span: spanName,
    slot,
    kind,
    condition: conditionOf(channel, rooms.calls),
    since,
    hindrances: hindrancesIn(channel.state),
    seizures,
    ...(leg === undefined ? {} : { talk: talkOf(leg, rooms, agentLines) }),
  };
}

function talkOf(leg: Leg, { calls, stations }: Needs, agentLines: AgentLines): ChannelTalk {
  const call = calls.calls.find(({ legs }) => legs.includes(leg));
  const party = partyOf(leg);
  const shown = party !== undefined && party.digits !== '' && (party.presentation ?? 'allowed') === 'allowed';
  const station = stations.all.find(({ leg: own }) => own !== undefined && call?.legs.includes(own));
  const agent = station && agentLines.agentAt(station.number);
  return {
    leg: leg.id,
    direction: leg.direction,
    ...(call === undefined ? {} : { call: call.id }),
    ...(shown ? { number: party.digits } : {}),
    ...(agent === undefined ? {} : { agent }),
  };
}

/** Whom the box has on the line: of a telephone of ours, whose call it was rung for. */
function partyOf({ kind, direction, calling, called }: Leg) {
  if (kind === 'trunk') return direction === 'incoming' ? calling : called;
  return direction === 'outgoing' ? calling : undefined;
}

function hindrancesIn(state: ChannelState): readonly Hindrance[] {
  return state.name === 'idle' ? [] : state.hindrances;
}
