// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say of analog ports? Which end of the line they are, how they ring, what the card's modules are set to.

import { z } from 'zod';
import { count, duration } from './values.js';

/** `fxs` rings telephones; `fxo` is itself a telephone, towards the exchange. */
export const PORT_KINDS = ['fxs', 'fxo'] as const;
export type PortKind = (typeof PORT_KINDS)[number];

/** What the engine takes of a bank: `kPorts` of native/addon/board_options.cc. */
export const PORTS_A_BANK = 128;

/** Of each bank, whichever board it is on. */
export const portKind = () =>
  z
    .enum(PORT_KINDS)
    .default('fxs')
    .describe('`fxs`: ports that ring our telephones; `fxo`: ports towards the exchange.');

export const portCount = () => count(1).max(PORTS_A_BANK).default(8).describe('How many analog ports it has.');

/** Of each bank: the DTMF digits that are sent there. */
export const dtmfTimes = () =>
  z
    .strictObject({
      on: duration({ least: '40ms', most: '500ms' }).prefault('80ms').describe('How long a digit sounds.'),
      off: duration({ least: '40ms', most: '500ms' }).prefault('80ms').describe('The pause behind it.'),
    })
    .prefault({})
    .describe('DTMF digits that are sent there: to an exchange, or to the display of a telephone (`callerId: dtmf`).');

/** Of all telephones of a bank. */
export const ringingSettings = {
  ringing: z
    .strictObject({
      cadence: z
        .array(duration({ least: '100ms', most: '10s' }))
        .min(2)
        .max(6)
        .refine((steps) => steps.length % 2 === 0, 'ends with a pause: write ring and pause in turn, such as [1s, 4s]')
        .describe('Ring and pause in turn, over and over, such as [1s, 4s]; default: as is usual in `country`.')
        .exactOptional(),
      most: count(1)
        .max(PORTS_A_BANK)
        .default(8)
        .describe(
          'So many ports ring at the same moment at most, for a card has no more current; the others begin in its pauses.',
        ),
    })
    .prefault({})
    .describe('How the telephones of this bank are rung.'),
  answerReversal: z
    .boolean()
    .default(false)
    .describe(
      'The line is reversed while somebody outside whom it has called is on it: payphones and call meters count by that.',
    ),
};

/**
 * What the modules of most cards can be set to, by the names of their drivers (`opermode` of wctdm, wctdm24xxp, wcaxx and their kin): the
 * impedance, the loop current and the ringing of a country's lines.
 */
export const OPERMODES = [
  ...['FCC', 'TBR21', 'ARGENTINA', 'AUSTRALIA', 'AUSTRIA', 'BAHRAIN', 'BELGIUM', 'BRAZIL', 'BULGARIA', 'CANADA'],
  ...['CHILE', 'CHINA', 'COLOMBIA', 'CROATIA', 'CYPRUS', 'CZECH', 'DENMARK', 'ECUADOR', 'EGYPT', 'ELSALVADOR'],
  ...['FINLAND', 'FRANCE', 'GERMANY', 'GREECE', 'GUAM', 'HONGKONG', 'HUNGARY', 'ICELAND', 'INDIA', 'INDONESIA'],
  ...['IRELAND', 'ISRAEL', 'ITALY', 'JAPAN', 'JORDAN', 'KAZAKHSTAN', 'KUWAIT', 'LATVIA', 'LEBANON', 'LUXEMBOURG'],
  ...['MACAO', 'MALAYSIA', 'MALTA', 'MEXICO', 'MOROCCO', 'NETHERLANDS', 'NEWZEALAND', 'NIGERIA', 'NORWAY', 'OMAN'],
  ...['PAKISTAN', 'PERU', 'PHILIPPINES', 'POLAND', 'PORTUGAL', 'ROMANIA', 'RUSSIA', 'SAUDIARABIA', 'SINGAPORE'],
  ...['SLOVAKIA', 'SLOVENIA', 'SOUTHAFRICA', 'SOUTHKOREA', 'SPAIN', 'SWEDEN', 'SWITZERLAND', 'SYRIA', 'TAIWAN'],
  ...['THAILAND', 'UAE', 'UK', 'USA', 'YEMEN'],
] as const;
export type Opermode = (typeof OPERMODES)[number];

const decibels = () => z.number().min(-15).max(12).default(0);

/** Of a bank of a card: what its driver is told when it is loaded. */
export const moduleSettings = {
  opermode: z
    .enum(OPERMODES)
    .describe(
      "The country whose lines the card's modules are made for: impedance, loop current, ringing. A setting of the driver, for all modules of a card; `spillway doctor` says whether it is so. Default: that of `country`.",
    )
    .exactOptional(),
  gain: z
    .strictObject({
      receive: decibels().describe('Of what comes from the line, in dB: -15 to 12; at `fxs` ports -3.5, 0 or 3.5.'),
      send: decibels().describe('Of what goes to the line, in dB: -15 to 12; at `fxs` ports -3.5, 0 or 3.5.'),
    })
    .prefault({})
    .describe("How much louder the card's modules make what passes; a setting of the driver, too."),
  tuned: z
    .boolean()
    .default(false)
    .describe('`fxo`: each line was measured with `fxotune`, whose file is to have all of them.'),
};

const OF_COUNTRY: Readonly<Record<string, Opermode>> = {
  ...{ AR: 'ARGENTINA', AU: 'AUSTRALIA', AT: 'AUSTRIA', BH: 'BAHRAIN', BE: 'BELGIUM', BR: 'BRAZIL', BG: 'BULGARIA' },
  ...{ CA: 'CANADA', CL: 'CHILE', CN: 'CHINA', CO: 'COLOMBIA', HR: 'CROATIA', CY: 'CYPRUS', CZ: 'CZECH' },
  ...{ DK: 'DENMARK', EC: 'ECUADOR', EG: 'EGYPT', SV: 'ELSALVADOR', FI: 'FINLAND', FR: 'FRANCE', DE: 'GERMANY' },
  ...{ GR: 'GREECE', GU: 'GUAM', HK: 'HONGKONG', HU: 'HUNGARY', IS: 'ICELAND', IN: 'INDIA', ID: 'INDONESIA' },
  ...{ IE: 'IRELAND', IL: 'ISRAEL', IT: 'ITALY', JP: 'JAPAN', JO: 'JORDAN', KZ: 'KAZAKHSTAN', KW: 'KUWAIT' },
  ...{ LV: 'LATVIA', LB: 'LEBANON', LU: 'LUXEMBOURG', MO: 'MACAO', MY: 'MALAYSIA', MT: 'MALTA', MX: 'MEXICO' },
  ...{ MA: 'MOROCCO', NL: 'NETHERLANDS', NZ: 'NEWZEALAND', NG: 'NIGERIA', NO: 'NORWAY', OM: 'OMAN', PK: 'PAKISTAN' },
  ...{ PE: 'PERU', PH: 'PHILIPPINES', PL: 'POLAND', PT: 'PORTUGAL', RO: 'ROMANIA', RU: 'RUSSIA', SA: 'SAUDIARABIA' },
  ...{ SG: 'SINGAPORE', SK: 'SLOVAKIA', SI: 'SLOVENIA', ZA: 'SOUTHAFRICA', KR: 'SOUTHKOREA', ES: 'SPAIN' },
  ...{ SE: 'SWEDEN', CH: 'SWITZERLAND', SY: 'SYRIA', TW: 'TAIWAN', TH: 'THAILAND', AE: 'UAE', GB: 'UK' },
  ...{ US: 'USA', YE: 'YEMEN' },
};

/** As the lines of a country are; FCC, what drivers take of themselves, where nothing is known. */
export function opermodeOf(country: string): Opermode {
  return OF_COUNTRY[country] ?? 'FCC';
}
