// SPDX-License-Identifier: GPL-2.0-or-later
// Where can a call be sent? One way of writing it, wherever the file names a place to go to.

import { z } from 'zod';
import { name, prompt } from './values.js';

/** Where a call goes. A `callback` is promised with the prompt that is named, or that of the surge. */
export type Destination =
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'flow'; readonly flow: string }
  /** The prompt is played, then the call is cleared. */
  | { readonly kind: 'announce'; readonly prompt: string }
  | { readonly kind: 'callback'; readonly prompt?: string }
  /** Cleared with a Q.850 cause; without one, as fits the reason. */
  | { readonly kind: 'refuse'; readonly cause?: number };

/** The settings of a queue that are destinations, or a word that is none. */
export const QUEUE_DESTINATIONS = [
  'overflow',
  'nobodySignedIn',
  'nobodyReady',
  'nobodySkilled',
  'leaveWhenEmpty',
] as const;

/** For events and people. */
export function destinationName(to: Destination): string {
  if (to.kind === 'queue') return `queue:${to.queue}`;
  return to.kind === 'flow' ? `flow:${to.flow}` : to.kind;
}

const WRITE =
  'write callback, refuse, { queue: NAME }, { flow: NAME }, { announce: PROMPT }, { callback: PROMPT } or { refuse: CAUSE }';
const NOT_BUILT = ['agent', 'station', 'number', 'message'];

const PLACES = [
  z.strictObject({ queue: name().describe('Where it waits.') }),
  z.strictObject({ flow: name().describe('A dialogue by its name.') }),
  z.strictObject({ announce: prompt().describe('Played, then the call is cleared.') }),
  z.strictObject({ callback: prompt().describe('Spoken as the promise.') }),
  z.strictObject({ refuse: z.int().min(1).max(127).describe('A Q.850 cause.') }),
] as const;

/** A destination as it stands in the file; `kind` and what belongs to it inside. */
export const destination = () =>
  z.union([z.enum(['callback', 'refuse']), ...PLACES], { error: ({ input }) => wrong(input) }).transform(destinationOf);

/** The same, or `wait`: he stays where he is. */
export const destinationOrWait = () =>
  z
    .union([z.enum(['wait', 'callback', 'refuse']), ...PLACES], { error: ({ input }) => wrong(input) })
    .transform((written) => (written === 'wait' ? written : destinationOf(written)));

type Written = 'callback' | 'refuse' | z.output<(typeof PLACES)[number]>;

function destinationOf(written: Written): Destination {
  if (typeof written === 'string') return { kind: written };
  if ('queue' in written) return { kind: 'queue', queue: written.queue };
  if ('flow' in written) return { kind: 'flow', flow: written.flow };
  if ('announce' in written) return { kind: 'announce', prompt: written.announce };
  if ('callback' in written) return { kind: 'callback', prompt: written.callback };
  return { kind: 'refuse', cause: written.refuse };
}

function wrong(written: unknown): string {
  const keys = typeof written === 'object' && written !== null ? Object.keys(written) : [];
  const later = keys.find((key) => NOT_BUILT.includes(key));
  return later === undefined ? `is not a destination: ${WRITE}` : `is not possible yet with "${later}": ${WRITE}`;
}
