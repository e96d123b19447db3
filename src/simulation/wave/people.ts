// SPDX-License-Identifier: GPL-2.0-or-later
// Who is who in a wave? Callers by their place in it and by their numbers.

import type { Config } from '../../config/index.js';
import { listKey, normalise, type TelephoneNumber } from '../../dialling/index.js';
import { numberPlan } from '../../engine/index.js';
import type { Answering, Attempt, Caller } from './callers.js';

/** A caller, and which of his attempts it is; or of our calls to him. */
export interface Nth {
  readonly caller: number;
  readonly nth: number;
}

const LAST = 11; // digits by which everybody in a wave is known

export class People {
  readonly #callers: readonly Caller[];
  readonly #plan: ReturnType<typeof numberPlan>;
  readonly #keys: readonly string[];
  readonly #byNumber = new Map<string, number>();
  /** Made when somebody is looked for by it. */
  #byDigits: ReadonlyMap<string, number> | undefined;

  constructor(callers: readonly Caller[], config: Config) {
    this.#callers = callers;
    this.#plan = numberPlan(config);
    this.#keys = callers.map(({ number }) => this.#keyOf(number));
    for (const [nth, key] of this.#keys.entries()) this.#byNumber.set(key, nth);
  }

  get count(): number {
    return this.#callers.length;
  }

  /** Throws RangeError for one that there is not. */
  of(caller: number): Caller {
    return found(this.#callers, caller);
  }

  /** His number as it is kept and compared. */
  key(caller: number): string {
    return found(this.#keys, caller);
  }

  numberOf(caller: number): TelephoneNumber | undefined {
    return normalise(this.of(caller).number, this.#plan);
  }

  byNumber(number: string): number | undefined {
    return this.#byNumber.get(number);
  }

  /** By his number as it stands on a line: with a 0 or a country in front, or without. */
  byDigits(digits: string): number | undefined {
    this.#byDigits ??= new Map(this.#callers.map(({ number }, nth) => [number.slice(-LAST), nth]));
    return this.#byDigits.get(digits.slice(-LAST));
  }

  attempt({ caller, nth }: Nth): Attempt {
    const { attempts } = this.of(caller);
    return found(attempts, Math.min(nth, attempts.length - 1));
  }

  answering({ caller, nth }: Nth): Answering {
    return this.of(caller).answering(nth);
  }

  #keyOf(number: string): string {
    return listKey(number, this.#plan);
  }
}

function found<T>(list: readonly T[], nth: number): T {
  const one = list[nth];
  if (one === undefined) throw new RangeError(`${nth} of ${list.length}`);
  return one;
}
