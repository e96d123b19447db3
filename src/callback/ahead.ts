// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of each queue's calls that were dialled ahead? Their shares, and how many of them were abandoned in the window.

import type { Duration, Instant } from '../kernel/index.js';
import { AbandonWindow, type AnsweredAhead, abandonable, type HourAhead } from './abandon-window.js';
import { PaceFigures } from './pace-figures.js';
import { linesToBegin } from './predictive.js';
import type { AttemptRow } from './rows.js';
import type { PacingSettings } from './settings.js';

/** Agents of a queue who hold their telephones for whoever answers. */
export interface StandingBy {
  readonly idle: number;
  /** Who stood by and talks to a customer now. */
  readonly talking: number;
}

/** Calls of a queue that are dialled ahead and still ring, and customers who have answered and have nobody yet. */
export interface AheadLines {
  readonly ringing: number;
  readonly waiting: number;
}

interface Queue {
  readonly window: AbandonWindow;
  readonly figures: PaceFigures;
}

/** Dialling ahead, queue by queue. */
export class Ahead {
  readonly #queues = new Map<string, Queue>();

  /** What earlier runs have come to. */
  restore(hours: readonly (HourAhead & { readonly queue: string })[], { window }: PacingSettings): void {
    for (const queue of new Set(hours.map((hour) => hour.queue))) {
      const own = hours.filter((hour) => hour.queue === queue);
      this.#queues.set(queue, { window: new AbandonWindow(window, own), figures: new PaceFigures() });
    }
  }

  /** An attempt has changed; only the end of one that was dialled ahead says anything. */
  note(
    attempt: AttemptRow,
    queue: string,
    { pacing, at }: { readonly pacing: PacingSettings; readonly at: Instant },
  ): void {
    const { direct, outcome, startedAt, reachedAt, dialled } = attempt;
    if (!direct || outcome === undefined || dialled === undefined) return;
    const { figures, window } = this.#of(queue, pacing);
    // What we took back ourselves says nothing of customers.
    if (outcome !== 'interrupted' && outcome !== 'withdrawn')
      figures.dialled(reachedAt === undefined ? undefined : reachedAt - startedAt);
    if (outcome === 'connected') window.note('connected', at);
    if (outcome === 'dropped') window.note('abandoned', at);
  }

  /** A standing agent has had to do with a customer for so long. */
  handled(queue: string, time: Duration, pacing: PacingSettings): void {
    this.#of(queue, pacing).figures.handled(time);
  }

  /** How many lines may begin for a queue now. */
  lines(
    queue: string,
    agents: StandingBy,
    lines: AheadLines,
    how: { readonly pacing: PacingSettings; readonly at: Instant },
  ): number {
    const { pacing, at } = how;
    const { figures } = this.#of(queue, pacing);
    // Below 0: who has answered and waits for nobody who stands by may be abandoned, too.
    const facts = { idle: agents.idle - lines.waiting, talking: agents.talking, ringing: lines.ringing };
    return linesToBegin({ ...facts, ...figures.now, answered: this.answered(queue, pacing, at) }, pacing);
  }

  /** How many of the lines that ring for a queue are too many: agents have gone for whom they were dialled, and the limit could not bear it. */
  tooMany(
    queue: string,
    agents: StandingBy,
    lines: AheadLines,
    how: { readonly pacing: PacingSettings; readonly at: Instant },
  ): number {
    const { pacing, at } = how;
    const bearable = agents.idle - lines.waiting + abandonable(this.answered(queue, pacing, at), pacing.limit);
    return Math.min(lines.ringing, Math.max(0, lines.ringing - bearable));
  }

  /** The window's answered calls of a queue. */
  answered(queue: string, pacing: PacingSettings, at: Instant): AnsweredAhead {
    const { window } = this.#of(queue, pacing);
    window.window = pacing.window;
    return window.counts(at);
  }

  #of(queue: string, { window }: PacingSettings): Queue {
    let known = this.#queues.get(queue);
    if (known === undefined) {
      known = { window: new AbandonWindow(window), figures: new PaceFigures() };
      this.#queues.set(queue, known);
    }
    return known;
  }
}
