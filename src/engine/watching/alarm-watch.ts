// SPDX-License-Identifier: GPL-2.0-or-later
// Who notices that something is wrong? Lines, disk, store and engine are watched here; each raises its alarm.

import type { AlarmCode } from '../../alarm/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { Span } from '../../line/index.js';
import type { Alarm, Fact } from '../../native/index.js';
import type { Rooms } from '../rooms/index.js';
import { StoreWatch } from './store-watch.js';
import { watchTelephones } from './telephone-watch.js';

const SPAN_ALARMS: Readonly<Record<Alarm, AlarmCode>> = {
  lossOfSignal: 'SPAN_LOSS_OF_SIGNAL',
  red: 'SPAN_RED',
  yellow: 'SPAN_YELLOW',
  blue: 'SPAN_BLUE',
  loopback: 'SPAN_LOOPBACK',
  notOpen: 'SPAN_NOT_OPEN',
  recovering: 'SPAN_RECOVERING',
};

const FIRST_UP: Duration = 10_000; // an exchange that is there has brought layer 2 up by then

/** So much of something within so long is more than a hiccup. */
interface Limit {
  readonly count: number;
  readonly within: Duration;
}

const SKIPPED_TICKS: Limit = { count: 5, within: 10_000 };
const SLIPPED: Limit = { count: 10, within: 60_000 };

/** Tells when a counter grows faster than its limit. */
class Growth {
  readonly #limit: Limit;
  #from: { readonly total: number; readonly at: Instant } | undefined;

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  tooFast(total: number, at: Instant): boolean {
    const from = this.#from;
    if (from === undefined || at - from.at >= this.#limit.within) this.#from = { total, at };
    return from !== undefined && total - from.total >= this.#limit.count;
  }
}

/** What is watched. */
export type WatchedRooms = Pick<
  Rooms,
  'alarms' | 'records' | 'clock' | 'lines' | 'log' | 'media' | 'stations' | 'store'
>;

/** Raises and clears the box's alarms; `look` is to be called once a second. */
export class AlarmWatch {
  readonly #rooms: WatchedRooms;
  readonly #startedAt: Instant;
  readonly #store: StoreWatch;
  readonly #ticks = new Growth(SKIPPED_TICKS);
  readonly #slips = new Map<Span, Growth>();
  readonly #unsubscribe: () => void;

  constructor(rooms: WatchedRooms) {
    this.#rooms = rooms;
    this.#startedAt = rooms.clock.now();
    const { alarms, lines, store, media } = rooms;
    lines.alarmRaised.on(({ span, alarm }) => this.#spanAlarm('span.alarmRaised', span.name, alarm));
    lines.alarmCleared.on(({ span, alarm }) => this.#spanAlarm('span.alarmCleared', span.name, alarm));
    lines.dChannelUp.on((span) => this.#dChannel('span.dChannelUp', span.name));
    lines.dChannelDown.on((span) => this.#dChannel('span.dChannelDown', span.name));
    lines.battery.on(({ channel, present }) => {
      if (channel.kind === 'fxo') alarms.set(!present, 'LINE_NO_BATTERY', channel.name);
    });
    watchTelephones(rooms);
    store.onSpace(({ enough, free }) => this.#space(enough, free));
    this.#store = new StoreWatch(rooms);
    this.#unsubscribe = media.onFact((fact) => this.#learn(fact));
    this.#diskAlarm();
  }

  /** Looks at what nobody tells. */
  look(): void {
    const { alarms, clock, lines, media, store } = this.#rooms;
    const now = clock.now();
    const { overruns, spans } = media.counters();
    if (this.#ticks.tooFast(overruns, now)) alarms.happened('TICKS_SKIPPED');
    for (const span of lines.spans) {
      const slips = spans[span.index]?.slips ?? 0;
      if (this.#slipsOf(span).tooFast(slips, now)) alarms.happened('SLIPS', span.name);
      alarms.set(span.notRestarted, 'CHANNEL_NOT_RESTARTED', span.name);
      alarms.set(span.withoutChannels, 'SPAN_WITHOUT_CHANNELS', span.name);
      if (span.dChannel === 'down' && now - this.#startedAt >= FIRST_UP) alarms.raise('D_CHANNEL_DOWN', span.name);
    }
    this.#diskAlarm();
    this.#store.look();
    // Whether there is space again is known by a commit only: an empty one asks, so that no caller has to.
    if (!store.space.enough) store.commit(store.batch()).catch(() => {});
  }

  close(): void {
    this.#unsubscribe();
  }

  #slipsOf(span: Span): Growth {
    const known = this.#slips.get(span) ?? new Growth(SLIPPED);
    this.#slips.set(span, known);
    return known;
  }

  #spanAlarm(type: 'span.alarmRaised' | 'span.alarmCleared', span: string, alarm: Alarm): void {
    const { alarms, records } = this.#rooms;
    alarms.set(type === 'span.alarmRaised', SPAN_ALARMS[alarm], span);
    records.event(type, { span, alarm });
  }

  #dChannel(type: 'span.dChannelUp' | 'span.dChannelDown', span: string): void {
    const { alarms, records, log } = this.#rooms;
    alarms.set(type === 'span.dChannelDown', 'D_CHANNEL_DOWN', span);
    records.event(type, { span });
    log.info({ span }, type === 'span.dChannelUp' ? 'D-channel is up' : 'D-channel is down');
  }

  #space(enough: boolean, free: number): void {
    this.#diskAlarm();
    this.#rooms.records.event(enough ? 'store.enough' : 'store.short', { free });
  }

  #diskAlarm(): void {
    const { alarms, store } = this.#rooms;
    alarms.set(!store.space.enough, 'DISK_FULL');
  }

  #learn(fact: Fact): void {
    const { alarms } = this.#rooms;
    if (fact.type === 'overload') this.#overload(fact);
    else if (fact.type === 'recordingGap') alarms.happened('DISK_SLOW', 'recordings');
    else if (fact.type === 'overrun') alarms.happened('FACTS_LOST');
    else if (fact.type === 'boardFailed') alarms.raise('BOARD_FAILED', fact.text);
  }

  #overload({ shed, tickShare }: Extract<Fact, { type: 'overload' }>): void {
    const { alarms, log } = this.#rooms;
    alarms.set(shed !== 'nothing', 'OVERLOADED');
    log.warn({ shed, tickShare: Math.round(tickShare * 100) / 100 }, 'ticks cost too much, or no longer');
  }
}
