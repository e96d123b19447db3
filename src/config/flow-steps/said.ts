// SPDX-License-Identifier: GPL-2.0-or-later
// What does a step say? Prompts, and values of the caller in the words of his language.

import { z } from 'zod';
import { prompt } from '../values.js';

const VALUE_NAME = /^[a-z][A-Za-z0-9_]{0,63}$/;

/** The keys of a step that say something. */
export const SAID = ['say', 'menu', 'collect'] as const;

/** The name of a value. */
export const value = () =>
  z.string().regex(VALUE_NAME, 'is not the name of a value: write a small letter first, such as order');

/** Said one after the other: prompts, and values of the caller in the words of his language. */
const piece = z.union([
  prompt(),
  z.strictObject({ digits: value().describe('Its digits one by one.') }),
  z.strictObject({ number: value().describe('As a quantity.') }),
  z.strictObject({ date: value().describe('As a day: 2026-11-29.') }),
]);
export type Piece = z.output<typeof piece>;

export const said = () =>
  z.union([piece, z.array(piece).min(1)]).transform((one): readonly Piece[] => (Array.isArray(one) ? one : [one]));
