// SPDX-License-Identifier: GPL-2.0-or-later
// Which watched figures are beyond their limits? Looked at once a second; an alarm for each entry of the file.

import type { Acd } from '../../acd/index.js';
import { type AlarmCode, type Limit, type LimitState, limitAfter, WITHIN } from '../../alarm/index.js';
import { type Figure, TIME_FIGURES, type WatchedConfig } from '../../config/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import { abandonRate, averageSpeedOfAnswer, serviceLevel, utilisation } from '../../report/index.js';
import type { DayTallies } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'config' | 'lines'>;

const BETWEEN: Duration = 1_000;
const BACK = 0.1; // of the limit, where the file does not say when it is over

const CODES: Readonly<Record<WatchedConfig['severity'], AlarmCode>> = {
  minor: 'LIMIT_MINOR',
  major: 'LIMIT_MAJOR',
  critical: 'LIMIT_CRITICAL',
};

/** The worst last. */
const SEVERITIES: readonly WatchedConfig['severity'][] = ['minor', 'major', 'critical'];

const SHARES: readonly Figure[] = ['serviceLevel', 'abandonRate', 'utilisation'];

/** Figures that are beyond their limits, each with the severity of its alarm. */
export type LimitsBeyond = Readonly<Partial<Record<Figure, WatchedConfig['severity']>>>;

/** The watched figures of a box. */
export class LimitWatch {
  readonly #rooms: Needs;
  readonly #acd: Acd;
  readonly #tallies: DayTallies;
  #states = new Map<string, LimitState>();
  #lookedAt: Instant = Number.NEGATIVE_INFINITY;

  constructor(rooms: Needs, acd: Acd, tallies: DayTallies) {
    this.#rooms = rooms;
    this.#acd = acd;
    this.#tallies = tallies;
  }

  /** The figures of a queue that are alarms now, or without one of all trunks, each with the worst severity. */
  of(queue?: string): LimitsBeyond {
    const beyond: Partial<Record<Figure, WatchedConfig['severity']>> = {};
    for (const severity of SEVERITIES) {
      for (const watched of this.#rooms.config.watch) {
        const isIts = watched.of === queue && watched.severity === severity;
        if (isIts && this.#states.get(keyOf(watched))?.name === 'raised') beyond[watched.figure] = severity;
      }
    }
    return beyond;
  }

  /** However often it is called, it looks once a second. */
  look(): void {
    const { clock, config } = this.#rooms;
    const now = clock.now();
    if (now - this.#lookedAt < BETWEEN) return;
    this.#lookedAt = now;
    this.#tallies.look();
    const before = this.#states;
    this.#states = new Map();
    for (const watched of config.watch) this.#lookAt(watched, before, now);
    this.#clearGone();
  }

  #lookAt(watched: WatchedConfig, before: ReadonlyMap<string, LimitState>, now: Instant): void {
    const code = CODES[watched.severity];
    const subject = subjectOf(watched);
    const key = keyOf(watched);
    const value = this.#figure(watched);
    const state = value === undefined ? WITHIN : limitAfter(before.get(key) ?? WITHIN, limitOf(watched), value, now);
    this.#states.set(key, state);
    this.#rooms.alarms.set(state.name === 'raised', code, subject);
  }

  /** An entry that is no more in the file has no alarm. */
  #clearGone(): void {
    const { alarms } = this.#rooms;
    const codes = Object.values(CODES);
    for (const { code, subject } of alarms.standing)
      if (codes.includes(code) && !this.#states.has(`${code} ${subject}`)) alarms.clear(code, subject);
  }

  /** Undefined: there is no such queue. */
  #figure({ figure, of = '' }: WatchedConfig): number | undefined {
    if (figure === 'utilisation') return utilisation(this.#rooms.lines.utilisation());
    const figures = this.#acd.find(of);
    if (figures === undefined) return undefined;
    const today = () => this.#tallies.today(of, figures.tally);
    switch (figure) {
      case 'serviceLevel':
        return serviceLevel(today());
      case 'abandonRate':
        return abandonRate(today());
      case 'averageSpeedOfAnswer':
        return averageSpeedOfAnswer(today());
      default:
        return figures[figure];
    }
  }
}

function limitOf({ figure, above, below, clear, for: lasting }: WatchedConfig): Limit {
  const side = above === undefined ? 'below' : 'above';
  const at = plain(above ?? below);
  return { side, at, for: lasting, clear: clear === undefined ? usualClear(figure, side, at) : plain(clear) };
}

/** A length of time in milliseconds, as the queues have it. */
function plain(limit: WatchedConfig['above'] = 0): number {
  return typeof limit === 'object' ? limit.time : limit;
}

/** A tenth on the good side; of what is counted the limit itself is good enough where more would be asked for than there is. */
function usualClear(figure: Figure, side: Limit['side'], at: number): number {
  if (side === 'above') return at * (1 - BACK);
  if (SHARES.includes(figure)) return Math.min(1, at * (1 + BACK));
  return TIME_FIGURES.includes(figure) ? at * (1 + BACK) : at;
}

function keyOf(watched: WatchedConfig): string {
  return `${CODES[watched.severity]} ${subjectOf(watched)}`;
}

/** `orders: waiting above 10`, as the file has it: the same in both languages. */
function subjectOf({ figure, of, above, below }: WatchedConfig): string {
  const limit = above ?? below ?? 0;
  const shown = typeof limit === 'object' ? `${limit.time / 1_000}s` : limit;
  return `${of === undefined ? '' : `${of}: `}${figure} ${above === undefined ? 'below' : 'above'} ${shown}`;
}
