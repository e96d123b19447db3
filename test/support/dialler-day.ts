// SPDX-License-Identifier: GPL-2.0-or-later
// How do agents and lines do when customers are dialled ahead, on paper? The pacing is the real one; customers and agents are chance.

import { AbandonWindow } from '../../src/callback/abandon-window.js';
import { PaceFigures } from '../../src/callback/pace-figures.js';
import { linesToBegin } from '../../src/callback/predictive.js';
import type { PacingSettings } from '../../src/callback/settings.js';
import { VirtualClock } from '../../src/kernel/index.js';
import { Random } from '../../src/sim/index.js';

const SECOND = 1_000;

export interface DiallerDay {
  readonly agents: number;
  readonly connectRate: number;
  readonly pacing: PacingSettings;
  readonly seed: number;
  readonly hours: number;
  /** The answered calls of earlier days. */
  readonly earlier?: { readonly connected: number; readonly abandoned: number };
}

export interface DayOutcome {
  readonly connected: number;
  readonly abandoned: number;
  /** Share of their time in which agents had to do with customers. */
  readonly occupancy: number;
  /** The highest share that the window has ever had after an answer. */
  readonly worst: number;
}

/** A backlog without end. Who does not answer rings for 30 s or is busy for 3; a talk is 95 s on the mean, then 10 s. */
export function liveDiallerDay({ agents, connectRate, pacing, seed, hours, earlier }: DiallerDay): DayOutcome {
  const clock = new VirtualClock(Date.parse('2026-03-02T09:00:00+08:00'));
  const random = new Random(seed);
  const before = earlier === undefined ? [] : [{ hour: clock.now() - 24 * 3_600 * SECOND, ...earlier }];
  const window = new AbandonWindow(pacing.window, before);
  const figures = new PaceFigures();
  const waiting: (() => void)[] = [];
  let [idle, ringing, connected, abandoned, busy, worst] = [agents, 0, 0, 0, 0, 0];
  const later = (time: number, then: () => void) => clock.at(clock.now() + time, then);

  const told = (what: 'connected' | 'abandoned') => {
    window.note(what, clock.now());
    if (what === 'connected') connected++;
    else abandoned++;
    const counts = window.counts(clock.now());
    worst = Math.max(worst, counts.abandoned / (counts.abandoned + counts.connected));
  };
  const talk = () => {
    idle--;
    told('connected');
    const time = random.exponential(95) * SECOND + 10 * SECOND;
    busy += time;
    later(time, () => {
      idle++;
      figures.handled(time);
      waiting.shift()?.();
      pace();
    });
  };
  const answered = (dialledAt: number) => {
    figures.dialled(clock.now() - dialledAt);
    ringing--;
    if (idle > 0) {
      talk();
      return;
    }
    let over = false;
    const served = () => {
      over = true;
      talk();
    };
    waiting.push(served);
    later(pacing.within, () => {
      if (over) return;
      waiting.splice(waiting.indexOf(served), 1);
      told('abandoned');
    });
  };
  const dial = () => {
    ringing++;
    const at = clock.now();
    if (random.chance(connectRate)) {
      later(random.between(4, 20) * SECOND, () => answered(at));
      return;
    }
    later((random.chance(0.3) ? 3 : 30) * SECOND, () => {
      figures.dialled(undefined);
      ringing--;
      pace();
    });
  };
  function pace(): void {
    const facts = { idle: idle - waiting.length, talking: agents - idle, ringing, ...figures.now };
    for (let n = linesToBegin({ ...facts, answered: window.counts(clock.now()) }, pacing); n > 0; n--) dial();
  }

  for (let second = 0; second < hours * 3_600; second++) {
    pace();
    clock.advance(SECOND);
  }
  return { connected, abandoned, occupancy: busy / (agents * hours * 3_600 * SECOND), worst };
}
