// SPDX-License-Identifier: GPL-2.0-or-later
// How much may one person call a day at the house's cost? Counts of calls and minutes against limits; pure but for its memory.

import type { TelephoneNumber } from './number.js';
import type { OutsideCause } from './permission.js';

/** What is counted: calls abroad, whatever they are made for, and all calls outside that are made for these. */
export const TOLL_KINDS = ['abroad', 'forward', 'outsideStation', 'callBack'] as const;
export type TollKind = (typeof TOLL_KINDS)[number];

/** For each person and day; a limit of 0 allows none. */
export type TollLimits = Readonly<Record<TollKind, { readonly calls: number; readonly minutes: number }>>;

/** What somebody has used up of a day. */
export interface TollUse {
  readonly kind: TollKind;
  /** An agent's id; `station:801` where nobody was signed in; `box` for what nobody asked for. */
  readonly person: string;
  /** `2026-01-05`, in the shop's zone. */
  readonly day: string;
  readonly calls: number;
  /** Begun minutes, as they are charged. */
  readonly minutes: number;
}

/** Which limits a call is under. */
export function tollKinds(cause: OutsideCause, { kind }: TelephoneNumber): readonly TollKind[] {
  return TOLL_KINDS.filter((toll) => toll === cause || (toll === 'abroad' && kind === 'international'));
}

/** What all have used up, of the last day that each called. */
export class TollBook {
  readonly #uses = new Map<string, TollUse>();

  constructor(left: readonly TollUse[] = []) {
    for (const use of left) {
      const key = keyOf(use);
      if ((this.#uses.get(key)?.day ?? '') < use.day) this.#uses.set(key, use);
    }
  }

  of(kind: TollKind, person: string, day: string): TollUse {
    const use = this.#uses.get(keyOf({ kind, person }));
    return use?.day === day ? use : { kind, person, day, calls: 0, minutes: 0 };
  }

  /** The kind whose allowance is used up; undefined: one more call may be made. */
  spent(kinds: readonly TollKind[], person: string, day: string, limits: TollLimits): TollKind | undefined {
    return kinds.find((kind) => {
      const { calls, minutes } = this.of(kind, person, day);
      return calls >= limits[kind].calls || minutes >= limits[kind].minutes;
    });
  }

  /** Counts; gives what is used up now. */
  add(
    kind: TollKind,
    person: string,
    day: string,
    more: { readonly calls?: number; readonly minutes?: number },
  ): TollUse {
    const { calls, minutes } = this.of(kind, person, day);
    const use = { kind, person, day, calls: calls + (more.calls ?? 0), minutes: minutes + (more.minutes ?? 0) };
    this.#uses.set(keyOf(use), use);
    return use;
  }
}

const keyOf = ({ kind, person }: Pick<TollUse, 'kind' | 'person'>) => `${kind}/${person}`;
