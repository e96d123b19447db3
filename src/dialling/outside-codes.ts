// SPDX-License-Identifier: GPL-2.0-or-later
// What does an agent press in the middle of a call who has no hook to flash, and cannot put down without leaving the line?

import { DIAL_CODES } from '../config/index.js';
import { type CodesOptions, parseStationCode, type StationCommand } from './codes.js';

/** The codes that he may press while he talks: of his own state, which hold when the call is over, and what the call is about. */
type OfAgents =
  | { readonly type: 'ready' | 'signOut' }
  | { readonly type: 'notReady'; readonly reason: string }
  | { readonly type: 'skills'; readonly profile?: string }
  | { readonly type: 'wrapUpCode'; readonly digit: string };

/** What a code in a call does. The flash, `**`, is the station's own affair. */
export type OutsideCommand = { readonly type: 'clear' } | { readonly type: 'transfer' } | OfAgents;

/** What keys amount to that began with a star. */
export type OutsideKeyed =
  | { readonly kind: 'complete'; readonly command: OutsideCommand }
  | { readonly kind: 'partial' }
  | { readonly kind: 'none' };

/** The codes that only an agent outside has; for people. */
export const OUTSIDE_CODES: readonly { readonly code: string; readonly meaning: string }[] = [
  { code: '**', meaning: 'what a flash is at a telephone: hold and dial tone, back, or the other of the two' },
  { code: '*0', meaning: 'end the call' },
  { code: '*4', meaning: 'give the customer to the one whom he asks' },
];

/** What the keys mean so far. */
export function readOutside(keys: string, codes?: CodesOptions): OutsideKeyed {
  if (keys === '*') return { kind: 'partial' };
  if (keys === '*0') return { kind: 'complete', command: { type: 'clear' } };
  if (keys === '*4') return { kind: 'complete', command: { type: 'transfer' } };
  const about = readWrapUpCode(keys, codes?.codes?.wrapUpCode ?? DIAL_CODES.wrapUpCode);
  if (about.kind !== 'none') return about;
  const read = parseStationCode(keys, codes);
  if (read.kind !== 'complete') return read;
  const { command } = read;
  return isOfAgents(command) ? { kind: 'complete', command } : { kind: 'none' };
}

function readWrapUpCode(keys: string, code: string): OutsideKeyed {
  if (code === 'off') return { kind: 'none' };
  if (code.startsWith(keys)) return { kind: 'partial' };
  const digit = keys.startsWith(code) ? keys.slice(code.length) : '';
  return /^\d$/.test(digit) ? { kind: 'complete', command: { type: 'wrapUpCode', digit } } : { kind: 'none' };
}

function isOfAgents(command: StationCommand): command is Extract<StationCommand, OfAgents> {
  return ['ready', 'signOut', 'notReady', 'skills'].includes(command.type);
}
