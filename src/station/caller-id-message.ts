// SPDX-License-Identifier: GPL-2.0-or-later
// What does a telephone show of who calls? The message of the standards: number or why there is none, name, date; pure.

import { DateTime } from 'luxon';
import { type Instant, zoneNamed } from '../kernel/index.js';
import type { PartyNumber } from '../native/index.js';
import { nameBytes } from './name-bytes.js';

/** How a telephone is told who calls. `fsk-bell202`: GR-30, and China's YDN 069; `fsk-v23`: ETSI EN 300 659; `dtmf`: digits. */
export const CALLER_ID_STYLES = ['fsk-bell202', 'fsk-v23', 'dtmf', 'off'] as const;
export type CallerIdStyle = (typeof CALLER_ID_STYLES)[number];

/** Who calls, as it is shown. Personal. */
export interface ShownCaller {
  /** Empty: there is none to show. */
  readonly number: string;
  /** Why there is none; default: it is not known. */
  readonly withheld?: boolean;
  readonly name?: string | undefined;
}

/** How a telephone takes names. */
export const CALLER_ID_NAMES = ['off', 'letters', 'gbk', 'utf-8'] as const;
export type CallerIdNames = (typeof CALLER_ID_NAMES)[number];

/** As it is shown of a party. */
export function shownCaller({ digits, presentation }: PartyNumber, name?: string): ShownCaller {
  return { number: digits, withheld: presentation === 'restricted', name };
}

// Bellcore GR-30 and EN 300 659-3: multiple data messages and their parameters.
const CALL_SETUP = 0x80;
const MESSAGE_WAITING = 0x82;
const VISUAL_INDICATOR = 0x0b;
const DATE_AND_TIME = 0x01;
const NUMBER = 0x02;
const NO_NUMBER = 0x04;
const NAME = 0x07;
const NO_NAME = 0x08;
const LONGEST_NUMBER = 20;

/** The multiple data message with its checksum. `at`: UTC. */
export function callSetup(
  { number, withheld = false, name }: ShownCaller,
  at: Instant,
  zone: string,
  names: CallerIdNames = 'letters',
): readonly number[] {
  const absent = withheld ? 'P' : 'O'; // private; out of area, that is not available
  const shown = number.replace(/[^0-9*#+]/g, '').slice(0, LONGEST_NUMBER);
  const letters = withheld || name === undefined ? [] : nameBytes(name, names);
  const parameters = [
    ...parameter(DATE_AND_TIME, [...DateTime.fromMillis(at, { zone: zoneNamed(zone) }).toFormat('MMddHHmm')].map(code)),
    ...(shown === '' ? parameter(NO_NUMBER, [code(absent)]) : parameter(NUMBER, [...shown].map(code))),
    ...(letters.length > 0 ? parameter(NAME, letters) : []),
    ...(letters.length === 0 && shown === '' ? parameter(NO_NAME, [code(absent)]) : []),
  ];
  return summed([CALL_SETUP, parameters.length, ...parameters]);
}

/** Whether messages wait: EN 300 659-3, GR-1401: a message of its own, with its one parameter. */
export function messageWaiting(on: boolean): readonly number[] {
  return summed([MESSAGE_WAITING, 3, VISUAL_INDICATOR, 1, on ? 0xff : 0x00]);
}

function summed(message: readonly number[]): readonly number[] {
  const sum = message.reduce((total, byte) => total + byte, 0);
  return [...message, -sum & 0xff];
}

/**
 * The digits of the other style, as EN 300 659-1's annex and most telephones know them: A number C; B and why there is none, 10 when it
 * is withheld and 00 when it is not available, C.
 */
export function callerDigits({ number, withheld = false }: ShownCaller): string {
  const digits = number.replace(/\D/g, '').slice(0, LONGEST_NUMBER);
  return digits === '' ? `B${withheld ? '10' : '00'}C` : `A${digits}C`;
}

const parameter = (type: number, bytes: readonly number[]) => [type, bytes.length, ...bytes];
const code = (letter: string) => letter.charCodeAt(0);
