// SPDX-License-Identifier: GPL-2.0-or-later
// Who calls when? The callers of a wave, each with all that chance will decide for him: the same for every policy that is compared. Pure.

import type { Duration, Instant } from '../../kernel/index.js';
import { Random } from '../../sim/index.js';
import type { WaveFile } from './wave-file.js';

const MINUTE: Duration = 60_000;

/** One attempt of a caller to get through, and what he would do. */
export interface Attempt {
  /** In a queue he gives up after this. */
  readonly patience: Duration;
  readonly talk: Duration;
  /** When he has not got through: he rings again after this; undefined: never. */
  readonly again?: Duration | undefined;
  /** Whether he presses the key when a callback is offered to him in the queue. */
  readonly keepsPlace: boolean;
  /** How soon he hangs up when told to. */
  readonly hangsUp: Duration;
}

/** What becomes of one call to him. */
export interface Answering {
  readonly how: 'answers' | 'busy' | 'noAnswer';
  readonly lifts: Duration;
  readonly confirms: boolean;
  readonly talk: Duration;
}

export interface Caller {
  readonly number: string;
  readonly accessNumber: string;
  /** After the beginning. */
  readonly at: Duration;
  readonly attempts: readonly Attempt[];
  /** What becomes of the nth call that is made to him, from 0 on; after the last it is as with that. */
  readonly answering: (nth: number) => Answering;
}

/** Each cause has a stream of chance of its own: a change of one leaves all others as they were. */
const CAUSES = ['arrival', 'number', 'patience', 'talk', 'redial', 'answering', 'key'] as const;
type Chances = Readonly<Record<(typeof CAUSES)[number], Random>>;

const CALLED = 6; // calls to one caller for which chance is drawn
const DRAWN = 3; // for each of them, beside how long he talks

/** The callers of a wave in the order in which they come. `accessNumbers`: with their weights. */
export function callersOf(
  wave: WaveFile,
  accessNumbers: Readonly<Record<string, number>>,
  seed: number,
): readonly Caller[] {
  const chances = Object.fromEntries(CAUSES.map((cause, nth) => [cause, new Random(seed * 1_000 + nth)])) as Chances;
  const numbers = Object.entries(accessNumbers).map(([item, weight]) => ({ item, weight }));
  return arrivalsOf(wave, chances.arrival).map((at, nth) => ({
    at,
    number: numberOf(nth),
    accessNumber: chances.number.pick(numbers),
    attempts: attemptsOf(wave, chances),
    answering: toBeDrawn(wave, chances),
  }));
}

/** Most callers are never called: what each of six calls would come to is drawn when it is made, from where chance stood for it. */
function toBeDrawn(wave: WaveFile, { answering, talk }: Chances): Caller['answering'] {
  const [answeringAt, talkAt] = [answering.place, talk.place];
  answering.skip(CALLED * DRAWN);
  talk.skip(CALLED);
  return (nth) => {
    const call = Math.min(nth, CALLED - 1);
    return answeringOf(wave, new Random(answeringAt).skip(call * DRAWN), new Random(talkAt).skip(call));
  };
}

/** A Poisson process by thinning (Lewis and Shedler 1979): the rate is straight between the points of the file, and nothing after `length`. */
function arrivalsOf({ arrivals, length }: WaveFile, chance: Random): readonly Instant[] {
  const most = Math.max(...arrivals.map(({ perMinute }) => perMinute)) / MINUTE;
  const times: Instant[] = [];
  if (most === 0) return times;
  for (let at = chance.exponential(1 / most); at < length; at += chance.exponential(1 / most))
    if (chance.chance(rateAt(arrivals, at) / MINUTE / most)) times.push(at);
  return times;
}

/** Calls a minute. Before the first point as at it, after the last as at that. */
export function rateAt(points: WaveFile['arrivals'], at: Instant): number {
  const after = points.findIndex((point) => point.at > at);
  const next = points[after < 0 ? points.length - 1 : after];
  const before = points[after < 0 ? points.length - 1 : Math.max(0, after - 1)];
  if (next === undefined || before === undefined) return 0;
  if (next.at <= before.at || at <= before.at) return after === 0 ? next.perMinute : before.perMinute;
  return before.perMinute + ((next.perMinute - before.perMinute) * (at - before.at)) / (next.at - before.at);
}

function attemptsOf({ patience, talk, redial, hangsUp, keepsPlace }: WaveFile, chances: Chances): readonly Attempt[] {
  const attempts: Attempt[] = [];
  for (let again: Duration | undefined = 0; again !== undefined; ) {
    const rings = attempts.length < redial.most && chances.redial.chance(redial.share);
    again = rings ? chances.redial.exponential(redial.after) : undefined;
    attempts.push({
      patience: chances.patience.exponential(patience),
      talk: chances.talk.exponential(talk),
      hangsUp: chances.patience.exponential(hangsUp),
      keepsPlace: chances.key.chance(keepsPlace),
      again,
    });
  }
  return attempts;
}

function answeringOf({ callbacks, talk }: WaveFile, answering: Random, talking: Random): Answering {
  const drawn = answering.next();
  const { answered, busy } = callbacks;
  return {
    how: drawn < answered ? 'answers' : drawn < answered + busy ? 'busy' : 'noAnswer',
    lifts: answering.exponential(callbacks.lifts),
    confirms: answering.chance(callbacks.confirmed),
    talk: talking.exponential(talk),
  };
}

/** Mobiles of a range in use, each caller his own. */
function numberOf(nth: number): string {
  return `139${String(nth).padStart(8, '0')}`;
}
