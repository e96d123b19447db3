// SPDX-License-Identifier: GPL-2.0-or-later
// Where can a call be sent? One way of writing it, wherever the file names a place to go to.

import { z } from 'zod';
import { digits, name, prompt } from './values.js';

/** Where a call goes and stays. A `callback` is promised with the prompt that is named, or that of the surge. */
export type Place =
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'flow'; readonly flow: string }
  /** The prompt is played, then the call is cleared. */
  | { readonly kind: 'announce'; readonly prompt: string }
  | { readonly kind: 'callback'; readonly prompt?: string }
  /** A message is left in this box. */
  | { readonly kind: 'message'; readonly box: string }
  /** Cleared with a Q.850 cause; without one, as fits the reason. */
  | { readonly kind: 'refuse'; readonly cause?: number };

/** Somebody is rung for it: an agent where he is signed in, a telephone, a number outside. `otherwise`: nobody takes it. */
export type Rung = { readonly otherwise?: Place } & (
  | { readonly kind: 'agent'; readonly agent: string }
  | { readonly kind: 'station'; readonly station: string }
  /** As it is dialled. */
  | { readonly kind: 'number'; readonly number: string }
);

/** Where a call goes. */
export type Destination = Place | Rung;

/** The settings of a queue that are destinations, or a word that is none. */
export const QUEUE_DESTINATIONS = [
  'overflow',
  'nobodySignedIn',
  'nobodyReady',
  'nobodySkilled',
  'leaveWhenEmpty',
] as const;

/** For events and people: `queue:vip`, `agent:1001`. A number outside is personal: it is only called one. */
export function destinationName(to: Destination): string {
  switch (to.kind) {
    case 'queue':
      return `queue:${to.queue}`;
    case 'flow':
      return `flow:${to.flow}`;
    case 'agent':
      return `agent:${to.agent}`;
    case 'station':
      return `station:${to.station}`;
    case 'message':
      return `message:${to.box}`;
    default:
      return to.kind;
  }
}

const WRONG =
  'is not a destination: write callback, refuse, { queue: NAME }, { flow: NAME }, { agent: ID }, { station: NUMBER }, { number: DIGITS }, { message: BOX }, { announce: PROMPT }, { callback: PROMPT } or { refuse: CAUSE }';

/** Up to 32 letters and digits, of any script. */
export const BOX_NAME = /^[\p{L}\p{N}_-]{1,32}$/u;

const ELSEWHERE = [
  z.strictObject({ queue: name().describe('Where it waits.') }),
  z.strictObject({ flow: name().describe('A dialogue by its name.') }),
  z.strictObject({ announce: prompt().describe('Played, then the call is cleared.') }),
  z.strictObject({ callback: prompt().describe('Spoken as the promise.') }),
  z.strictObject({ refuse: z.int().min(1).max(127).describe('A Q.850 cause.') }),
] as const;

const PLACES = [
  ...ELSEWHERE,
  z.strictObject({ message: name().describe('A message is left in this box, one of `mailboxes`.') }),
] as const;

const place = () => z.union([z.enum(['callback', 'refuse']), ...PLACES]).transform(placeOf);

const otherwise = place()
  .describe('Where it goes when nobody there takes it; default: to the queue that it belongs to.')
  .exactOptional();

const RUNG = [
  z.strictObject({ agent: name().describe('By his id: his telephone rings, where he is signed in.'), otherwise }),
  z.strictObject({ station: name().describe('This telephone rings.'), otherwise }),
  z.strictObject({ number: digits().describe('This number outside is called.'), otherwise }),
] as const;

/** A destination as it stands in the file; `kind` and what belongs to it inside. */
export const destination = () =>
  z.union([z.enum(['callback', 'refuse']), ...PLACES, ...RUNG], { error: WRONG }).transform(destinationOf);

/** The same, or `wait`: he stays where he is. */
export const destinationOrWait = () =>
  z
    .union([z.enum(['wait', 'callback', 'refuse']), ...PLACES, ...RUNG], { error: WRONG })
    .transform((written) => (written === 'wait' ? written : destinationOf(written)));

/** Where one goes for whom a box has no room: everywhere but to a box. */
export const boxFull = () =>
  z.union([z.enum(['callback', 'refuse']), ...ELSEWHERE], { error: WRONG }).transform((written) => placeOf(written));

type WrittenPlace = 'callback' | 'refuse' | z.output<(typeof PLACES)[number]>;
type Written = WrittenPlace | z.output<(typeof RUNG)[number]>;

function destinationOf(written: Written): Destination {
  if (typeof written === 'string') return placeOf(written);
  if ('agent' in written) return { kind: 'agent', ...written };
  if ('station' in written) return { kind: 'station', ...written };
  return 'number' in written ? { kind: 'number', ...written } : placeOf(written);
}

function placeOf(written: WrittenPlace): Place {
  if (typeof written === 'string') return { kind: written };
  if ('queue' in written) return { kind: 'queue', queue: written.queue };
  if ('flow' in written) return { kind: 'flow', flow: written.flow };
  if ('announce' in written) return { kind: 'announce', prompt: written.announce };
  if ('callback' in written) return { kind: 'callback', prompt: written.callback };
  if ('message' in written) return { kind: 'message', box: written.message };
  return { kind: 'refuse', cause: written.refuse };
}

/** Whether somebody is rung for it. */
export function isRung(to: Destination): to is Rung {
  return to.kind === 'agent' || to.kind === 'station' || to.kind === 'number';
}
