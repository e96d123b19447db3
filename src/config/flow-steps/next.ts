// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a caller go on in a flow? At a step, by a word, or out of it.

import { z } from 'zod';
import { type Destination, destination } from '../destination-schema.js';

/** Words in place of a step's name: nothing more; this one again; the menu before this one; out of a sub-flow. */
export const FLOW_WORDS = ['hangUp', 'repeat', 'back', 'return'] as const;
export type FlowWord = (typeof FLOW_WORDS)[number];

/** Where a caller goes on: at a step of this flow, by a word, or out of the flow. */
export type Next = { readonly kind: 'step'; readonly step: string } | { readonly kind: FlowWord } | Destination;

const ON = `is not where a caller goes on: write the name of a step, ${FLOW_WORDS.join(', ')}, callback, refuse, or { queue: NAME }`;
const STEP_NAME = /^\p{L}[\p{L}\p{N}_-]{0,63}$/u;

/**
 * The keys of a step that say where a caller goes on. What comes of a step is called as the key that it leads by: a step that
 * comes out otherwise than `done` or `match` has a key of that name, or leads to the flow's fallback.
 */
export const WAYS = ['next', 'else', 'noinput', 'nomatch', 'failed', 'talked', 'overflowed'] as const;
export type WayKey = (typeof WAYS)[number];

/** The keys of a step that have such a place for each of theirs. */
export const WAY_TABLES = ['choices', 'cases'] as const;

const isWord = (written: string): written is FlowWord => FLOW_WORDS.some((word) => word === written);

/** A step's name in the file. */
export const stepName = () => z.string().regex(STEP_NAME, 'is not the name of a step');

export const next = () =>
  z.union([stepName(), destination()], { error: ON }).transform((written): Next => {
    if (typeof written !== 'string') return written;
    if (written === 'callback' || written === 'refuse') return { kind: written };
    return isWord(written) ? { kind: written } : { kind: 'step', step: written };
  });

export const onward = () => next().describe('Where he goes on.');
export const failed = () =>
  next().describe('Where he goes on when it cannot be done; default: `fallback`.').exactOptional();

/** Out of the flow; else he stays in it, or it ends. */
export function isOutside(next: Next): next is Destination {
  return next.kind !== 'step' && !isWord(next.kind);
}
