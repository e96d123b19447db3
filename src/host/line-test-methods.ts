// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box to measure its analog lines, and to learn their exchanges' tones?

import { type Box, LEARNED_TONES } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { durationOf } from '../kernel/index.js';
import type { ControlMethod } from './control-connection.js';
import { optional, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

const USUAL_DIGIT = '1';
const USUAL_WAIT = '30s';
const LONGEST = 170_000; // ms: a line is not kept longer

/** The methods of a box's socket that try lines. */
export function lineTestMethods(box: Pick<Box, 'lines'>): Readonly<Record<string, ControlMethod>> {
  return {
    'lines.measured': () => box.lines.tests.measured(),
    'lines.measure': async (params, { item, signal }) => {
      const digit = digitsOf(params, 'digit') ?? USUAL_DIGIT;
      const measured = [];
      for (const name of box.lines.tests.named(text(params, 'line'))) {
        const one = await box.lines.tests.measure(name, digit, signal);
        item(one);
        measured.push(one);
      }
      return measured;
    },
    'lines.learnTone': (params, { signal }) => {
      const tone = LEARNED_TONES.find((known) => known === params.tone);
      if (tone === undefined) throw new TelephonyError('REFUSED', `tone: ${LEARNED_TONES.join(', ')} would be right`);
      const dial = digitsOf(params, 'dial');
      const how = { tone, within: withinOf(params), listen: params.listen === true, ...(dial && { dial }) };
      return box.lines.tests.learn(text(params, 'line'), how, signal);
    },
  };
}

function digitsOf(params: Params, name: string): string | undefined {
  const digits = optional(params, name);
  if (digits === undefined || /^[0-9*#]{1,24}$/.test(digits)) return digits;
  throw new TelephonyError('REFUSED', `${name} ${digits}: digits would be right`);
}

function withinOf(params: Params): number {
  const written = optional(params, 'within') ?? USUAL_WAIT;
  const found = durationOf(written);
  if (found !== undefined && found > 0 && found <= LONGEST) return found;
  throw new TelephonyError('REFUSED', `within ${written}: 10s to 170s would be right`);
}
