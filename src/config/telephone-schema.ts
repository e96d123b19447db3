// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say of plain telephones, bank by bank? How they are told who calls, and how long they flash.

import { z } from 'zod';
import type { Config, SpanConfig } from './schema.js';
import { duration } from './values.js';

/** How a plain telephone is told who calls. */
export const CALLER_ID = ['fsk-bell202', 'fsk-v23', 'dtmf', 'off'] as const;
/** In which letters a name is sent. */
export const CALLER_ID_NAMES = ['off', 'letters', 'gbk', 'utf-8'] as const;

const callerId = () => z.enum(CALLER_ID).exactOptional();
const callerIdNames = () => z.enum(CALLER_ID_NAMES).exactOptional();
const waitingCallerId = () => z.boolean().exactOptional();

/** Of all telephones of a bank. */
export const bankSettings = {
  callerId: callerId().describe(
    'How its telephones are told who calls, after the first ring; default: as is usual in `country`.',
  ),
  callerIdNames: callerIdNames().describe(
    'Whether they show names, and in which letters they take them; default: `gbk` in China, else `letters`.',
  ),
  waitingCallerId: waitingCallerId().describe(
    'Whether they are told who calls while somebody talks there, too; default: yes, with `fsk-bell202` and `fsk-v23`.',
  ),
  flash: z
    .strictObject({
      least: duration({ least: '70ms', most: '1s' })
        .prefault('100ms')
        .describe('An opening of the loop of this length is a flash; a shorter one is a pulse of a dial, or nothing.'),
      most: duration({ least: '100ms', most: '2s' })
        .prefault('800ms')
        .describe('The longest flash; who keeps the hook down for longer has put down.'),
    })
    .prefault({})
    .describe('How long the telephones of this bank flash.'),
};

/** Of one telephone. */
export const telephoneSettings = {
  callerId: callerId().describe(
    'How it is told who calls, after the first ring: `fsk-bell202` in China and America, `fsk-v23` in Europe, `dtmf`, or `off`; default: that of its bank.',
  ),
  callerIdNames: callerIdNames().describe('Whether it shows names, and in which letters; default: that of its bank.'),
  waitingCallerId: waitingCallerId().describe(
    'Whether it is told who calls while somebody talks there; default: that of its bank.',
  ),
};

type Telephone = Pick<Config['stations'][number], 'callerId' | 'callerIdNames' | 'waitingCallerId'>;

/** Exchanges that send the number in DTMF digits, and those of ETSI EN 300 659 with V.23; all others send as Bellcore's GR-30 says. */
const DTMF = new Set(['BR', 'DK', 'FI', 'IN', 'IS', 'NL', 'SA', 'SE', 'UY']);
const V23 = new Set('AT BE BG CH CY CZ DE EE ES FR GB GR HR HU IE IT LT LU LV MT NO PL PT RO SI SK TR ZA'.split(' '));

function usualIn(country: string): Required<Telephone> {
  const callerId = DTMF.has(country) ? 'dtmf' : V23.has(country) ? 'fsk-v23' : 'fsk-bell202';
  return { callerId, callerIdNames: country === 'CN' ? 'gbk' : 'letters', waitingCallerId: true };
}

/** What a telephone is told: by its own words, those of its bank, and what is usual. */
export function toldOf(telephone: Telephone, bank: SpanConfig | undefined, country: string): Required<Telephone> {
  const { callerId, callerIdNames, waitingCallerId } = bank?.kind === 'analog' ? bank : ({} as Telephone);
  const ofBank = {
    ...(callerId !== undefined && { callerId }),
    ...(callerIdNames !== undefined && { callerIdNames }),
    ...(waitingCallerId !== undefined && { waitingCallerId }),
  };
  return { ...usualIn(country), ...ofBank, ...telephone };
}
