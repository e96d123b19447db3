// SPDX-License-Identifier: GPL-2.0-or-later
// How is something asked in a flow? For how long, how often, and what of callers who do not answer.

import { count, duration } from '../values.js';
import { next } from './next.js';

export const asked = {
  timeout: duration({ least: '1s', most: '10s' })
    .prefault('5s')
    .describe('Waiting for the first and each further key.'),
  attempts: count(1).max(9).default(3).describe('How often it is asked.'),
  noinput: next()
    .describe('Where he goes on who keys nothing in, after the last attempt; default: `fallback`.')
    .exactOptional(),
  nomatch: next()
    .describe('Where he goes on who is not understood, after the last attempt; default: `fallback`.')
    .exactOptional(),
};
