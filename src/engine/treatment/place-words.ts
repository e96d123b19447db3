// SPDX-License-Identifier: GPL-2.0-or-later
// What is a caller told of his place? Position and wait, neither ever higher than he was told before, and the key to be called back. Pure.

import type { Speech } from '../../ivr/index.js';
import type { Duration } from '../../kernel/index.js';

/** What he has been told; a position that grows angers callers. */
export interface Told {
  readonly position: number;
  readonly minutes: number;
  /** He has been offered a callback: the offer stands, however short the wait becomes. */
  readonly offered: boolean;
}

/** How it is for him now. */
export interface PlaceNow {
  readonly position: number;
  /** Undefined: too little is known. */
  readonly wait: Duration | undefined;
}

/** What the queue tells. */
export interface Telling {
  /** Whether the position is told; a number: from this place on. */
  readonly position: boolean | number;
  readonly wait: boolean;
  /** The key by which he is called back; none: it is not offered to him. */
  readonly callbackKey: string | undefined;
}

const MINUTE: Duration = 60_000;

export const NOTHING_TOLD: Told = {
  position: Number.POSITIVE_INFINITY,
  minutes: Number.POSITIVE_INFINITY,
  offered: false,
};

/** The prompts that tell it, and what he has been told with them. */
export function placeWords(
  speech: Speech,
  now: PlaceNow,
  told: Told,
  telling: Telling,
): { readonly words: readonly string[]; readonly told: Told } {
  const position = Math.min(now.position, told.position);
  const saysPosition = telling.position === true || (telling.position !== false && position <= telling.position);
  const minutes = Math.min(Math.ceil((now.wait ?? 0) / MINUTE), told.minutes);
  const saysWait = telling.wait && now.wait !== undefined && minutes > 0;
  const ordinary = position > 1 || saysWait;
  const words = [
    ...(saysPosition ? (position === 1 ? ['you-are-next'] : speech.position(position)) : []),
    ...(saysWait ? ['wait-before', ...speech.wait(minutes * MINUTE)] : []),
    ...(telling.callbackKey === undefined ? [] : ['key-callback', ...keyName(speech, telling.callbackKey)]),
    ...((saysPosition || saysWait) && ordinary ? ['thank-you-for-waiting'] : []),
  ];
  return {
    words,
    told: {
      position: saysPosition ? position : told.position,
      minutes: saysWait ? minutes : told.minutes,
      offered: told.offered || telling.callbackKey !== undefined,
    },
  };
}

/** A key is named as a number is, not as a digit of a telephone number: 一, not 幺. */
function keyName(speech: Speech, key: string): readonly string[] {
  return /\d/.test(key) ? speech.number(Number(key)) : speech.digits(key);
}
