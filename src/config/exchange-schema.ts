// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say of lines to the exchange (FXO), port by port?

import { z } from 'zod';
import { lineGain, lineTones } from './line-tones-schema.js';
import { digits, duration, numberList } from './values.js';

const line = z.strictObject({
  lines: numberList()
    .describe('Ports of this bank, such as 1-3; default: all that no other entry names.')
    .exactOptional(),
  number: digits()
    .describe('What people dial to reach these lines: their calls are for this access number.')
    .exactOptional(),
  callerId: z
    .boolean()
    .default(true)
    .describe('The exchange tells who calls (FSK or DTMF): a call waits for it, up to the second ring.'),
  dialBy: z.enum(['dtmf', 'pulse']).default('dtmf').describe('How numbers are dialled.'),
  answerBy: z
    .enum(['reversal', 'tones'])
    .default('tones')
    .describe(
      '`reversal`: the exchange reverses the line when the party answers; `tones`: it is taken for an answer that somebody speaks, or that it does not ring any more, and a callback then counts by the key alone.',
    ),
  dialToneWithin: duration({ least: '1s', most: '30s' })
    .prefault('5s')
    .describe('How long the dial tone is waited for, before another line is tried.'),
  tones: lineTones(),
  gain: lineGain(),
});

/** Of a bank of FXO ports. */
export const exchangeSettings = {
  exchange: z
    .array(line)
    .default([])
    .describe('`fxo`: what the exchange does at these lines, and which number they have.')
    .meta({ applies: 'restart' }),
};

type Line = z.output<typeof line>;

/** What an exchange is taken for of which nothing is said. */
export const USUAL_EXCHANGE: Line = line.parse({});

/** What is said of one port: by the entry that names it, else by the one that names none. */
export function exchangeOf(
  { exchange }: { readonly exchange: readonly Line[] },
  port: number,
): Partial<Omit<Line, 'lines'>> {
  const found =
    exchange.find(({ lines }) => lines?.includes(port)) ?? exchange.find(({ lines }) => lines === undefined);
  if (found === undefined) return {};
  const { lines: _, ...rest } = found;
  return rest;
}
