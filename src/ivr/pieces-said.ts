// SPDX-License-Identifier: GPL-2.0-or-later
// What does a piece of a flow sound like? Prompts and texts as they are, values in the words of the language; what is no such value is read digit by digit; pure.

import type { Piece } from '../config/index.js';
import { render } from '../expression/index.js';
import { type Duration, lengthsOf } from '../kernel/index.js';
import type { Values } from './flow-effects.js';
import { senseOf } from './sense.js';
import type { Parts, Speech } from './speech.js';
import type { Said } from './utterance.js';

/** The pieces, with the values in their places. */
export function inWords(what: readonly Piece[], values: Values, speech: Speech): readonly Said[] {
  return what.flatMap((piece): readonly Said[] => {
    if (typeof piece === 'string') return [piece];
    if ('text' in piece) return [{ ...piece, text: render(piece.text, values) }];
    const kind = KINDS.find((one) => one in piece) ?? 'digits';
    const value = (values[(piece as Readonly<Partial<Record<Kind, string>>>)[kind] ?? ''] ?? '').trim();
    return sayable(() => WORDS[kind](value, speech)) ?? speech.digits(value);
  });
}

type Kind = 'digits' | 'number' | 'amount' | 'phone' | 'position' | 'date' | 'time' | 'duration' | 'wait';

/** Undefined: it is no value of this kind. */
const WORDS: Readonly<Record<Kind, (value: string, speech: Speech) => Parts | undefined>> = {
  digits: (value, speech) => speech.digits(value),
  number: (value, speech) => speech.decimal(ungrouped(value)),
  amount: (value, speech) => speech.amount(ungrouped(value)),
  phone: (value, speech) => speech.phone(value),
  position: (value, speech) => (/^[1-9]\d*$/.test(value) ? speech.position(Number(value)) : undefined),
  date,
  time,
  duration: (value, speech) => lengthIn(value, (length) => speech.duration(length)),
  wait: (value, speech) => lengthIn(value, (length) => speech.wait(length)),
};

const KINDS = Object.keys(WORDS) as Kind[];

function sayable(words: () => Parts | undefined): Parts | undefined {
  try {
    return words();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** `1,234,567.50` as programs write it. */
function ungrouped(value: string): string {
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(value) ? value.replaceAll(',', '') : value;
}

/** A day that there is: `2026-11-29`, `20261129`, or the beginning of an instant. */
function date(value: string, speech: Speech): Parts | undefined {
  const [day = ''] = value.split(/[T ]/);
  const known = senseOf('date', day.replaceAll('-', ''));
  if (known === undefined || !/^\d{4}-\d\d-\d\d$|^\d{8}$/.test(day)) return undefined;
  const [year = 0, month = 1, of = 1] = known.split('-').map(Number);
  return speech.date({ year, month, day: of });
}

/** `16:05`, `8:05:30`, or the end of an instant, as it is written. */
function time(value: string, speech: Speech): Parts | undefined {
  const [, hour, minute] = /^(?:\d{4}-\d\d-\d\d[T ])?([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d.*)?$/.exec(value) ?? [];
  return hour === undefined ? undefined : speech.time(Number(hour), Number(minute));
}

function lengthIn(value: string, words: (length: Duration) => Parts): Parts | undefined {
  const length = lengthOf(value);
  return length === undefined ? undefined : words(length);
}

const LONGEST: Duration = 1e12;

/** Seconds as `90`, units as `1h 30min`, or `1:30:00`. */
function lengthOf(value: string): Duration | undefined {
  const [, hours, minutes, seconds] = /^(\d{1,4}):([0-5]\d):([0-5]\d)$/.exec(value) ?? [];
  if (hours !== undefined) return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  if (/^\d+(\.\d+)?$/.test(value)) return within(Number(value) * 1_000);
  const length = lengthsOf(value);
  return length === undefined ? undefined : within(length);
}

const within = (length: Duration) => (length < LONGEST ? length : undefined);
