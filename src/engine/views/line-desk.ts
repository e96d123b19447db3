// SPDX-License-Identifier: GPL-2.0-or-later
// What does an operator see of spans and channels, and how does he take them out of service and back?

import { CAUSE } from '../../call/index.js';
import { inUtc } from '../../kernel/index.js';
import type { Channel } from '../../line/index.js';
import type { AgentLines } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import { type ChannelReport, carriers, channelReport, type SpanReport, spanReport } from './line-status.js';
import { LineTests } from './line-tests.js';

/** What is needed of the box. */
type Needs = Pick<
  Rooms,
  'calls' | 'clock' | 'exchangeLines' | 'lines' | 'log' | 'media' | 'records' | 'stations' | 'store'
>;

/** The spans and channels of a box. What is busied out stays so over a restart, until it is put back. */
export class LineDesk {
  /** Measurements of analog lines. */
  readonly tests: LineTests;
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;

  /** `busiedOut`: names of channels that were when the last run ended. */
  constructor(rooms: Needs, agentLines: AgentLines, busiedOut: readonly string[]) {
    this.#rooms = rooms;
    this.tests = new LineTests(rooms);
    this.#agentLines = agentLines;
    const channels = rooms.lines.spans.flatMap(carriers);
    for (const name of busiedOut) {
      const channel = channels.find((candidate) => candidate.name === name);
      if (channel === undefined) rooms.log.warn({ channel: name }, 'a channel that was busied out is no longer there');
      else channel.setService(false);
    }
  }

  /** Every span, or one by its name or number; throws NOT_FOUND. */
  spans(name?: string): readonly SpanReport[] {
    const { clock, lines } = this.#rooms;
    const wanted = name === undefined ? lines.spans : [lines.find(name)];
    return inUtc(
      wanted.map((span) => spanReport(span, this.#rooms)),
      clock,
    );
  }

  /** Every channel that carries calls, or those of one span by its name or number; throws NOT_FOUND. */
  channels(span?: string): readonly ChannelReport[] {
    const { lines } = this.#rooms;
    const wanted = span === undefined ? lines.spans : [lines.find(span)];
    return this.#reports(wanted.flatMap(carriers));
  }

  /**
   * Takes channels out of service: no new call comes or goes there, and a call that is up goes on to its end, or with
   * `now` is cleared. Targets: `e1` or `1` (a span), `e1/5`, `1/1-15` (channels), `box` (all towards the exchange). How
   * they are then, when it is on disk or has waited for it for 3 s. Rejects with NOT_FOUND, or the store's fault: then it
   * holds until the box ends.
   */
  async busyOut(
    targets: readonly string[],
    { now = false }: { readonly now?: boolean } = {},
  ): Promise<readonly ChannelReport[]> {
    const { records, calls, log, store } = this.#rooms;
    const channels = this.#find(targets);
    const names = channels.map(({ name }) => name);
    for (const channel of channels) channel.setService(false);
    if (now)
      for (const { holder } of channels) if (holder !== undefined) calls.leg(holder)?.clear(CAUSE.normalClearing);
    log.warn({ channels: names, now }, 'busied out');
    const batch = records.batch();
    for (const channel of names) batch.put('busiedOut', { channel, at: records.now() });
    await store.keep(batch.event('channels.busiedOut', { channels: names, now }, records.now()));
    return this.#reports(channels);
  }

  /** Puts channels back into service. Rejects as `busyOut` does. */
  async inService(targets: readonly string[]): Promise<readonly ChannelReport[]> {
    const { records, log, store } = this.#rooms;
    const channels = this.#find(targets);
    const names = channels.map(({ name }) => name);
    for (const channel of channels) channel.setService(true);
    log.warn({ channels: names }, 'in service again');
    const batch = records.batch();
    for (const channel of names) batch.deleteWhere('busiedOut', { channel });
    await store.keep(batch.event('channels.inService', { channels: names }, records.now()));
    return this.#reports(channels);
  }

  /** How many of these channels still carry a call. */
  carrying(targets: readonly string[]): number {
    return this.#find(targets).filter(({ holder }) => holder !== undefined).length;
  }

  #find(targets: readonly string[]): readonly Channel[] {
    return [...new Set(targets.flatMap((target) => this.#rooms.lines.targets(target)))];
  }

  #reports(channels: readonly Channel[]): readonly ChannelReport[] {
    const reports = channels.map((channel) => channelReport(channel, this.#rooms, this.#agentLines));
    return inUtc(reports, this.#rooms.clock);
  }
}
