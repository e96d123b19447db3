// SPDX-License-Identifier: GPL-2.0-or-later
// What can an agent dial at a station without a screen? One table of codes, and the commands that they give.

/** What an agent's dialling asks for. The PIN is secret: never log it, nor the digits that it came in. */
export type StationCommand =
  | { readonly type: 'signIn'; readonly agent: string; readonly pin: string }
  | { readonly type: 'signOut' }
  | { readonly type: 'ready' }
  | { readonly type: 'notReady'; readonly reason: string }
  | { readonly type: 'nextCallback' }
  | { readonly type: 'finishWrapUp' }
  | { readonly type: 'changePin'; readonly old: string; readonly pin: string };

/** What digits dialled so far amount to. */
export type Dialled =
  | { readonly kind: 'complete'; readonly command: StationCommand }
  | { readonly kind: 'partial' }
  | { readonly kind: 'none' };

/** A line of the table of codes. */
export interface StationCode {
  /** How it is dialled, for people. */
  readonly code: string;
  readonly type: StationCommand['type'];
  readonly meaning: string;
}

/** The codes of a station. */
export const STATION_CODES: readonly StationCode[] = [
  { code: '*60', type: 'signOut', meaning: 'sign out' },
  { code: '*61*AGENT*PIN#', type: 'signIn', meaning: 'sign in, ready at once' },
  { code: '*62', type: 'ready', meaning: 'ready for calls' },
  { code: '*63R', type: 'notReady', meaning: 'not ready; R is the digit of a reason' },
  { code: '*64', type: 'nextCallback', meaning: 'take the next callback' },
  { code: '*65', type: 'finishWrapUp', meaning: 'wrap-up is done' },
  { code: '*66*OLD*NEW#', type: 'changePin', meaning: 'another PIN of 4 to 12 digits, for who is signed in here' },
];

/** Reasons for not being ready, by the digit that is dialled. */
export const NOT_READY_REASONS: Readonly<Record<string, string>> = {
  0: 'unspecified',
  1: 'break',
  2: 'meal',
  3: 'meeting',
  4: 'training',
  5: 'paperwork',
};

const SIMPLE: Readonly<Record<string, StationCommand>> = {
  '*60': { type: 'signOut' },
  '*62': { type: 'ready' },
  '*64': { type: 'nextCallback' },
  '*65': { type: 'finishWrapUp' },
};

/** What the digits mean so far; ask again with each further one while they are `partial`. */
export function parseStationCode(digits: string, reasons = NOT_READY_REASONS): Dialled {
  const command = SIMPLE[digits] ?? signIn(digits) ?? changePin(digits) ?? notReady(digits, reasons);
  if (command !== undefined) return { kind: 'complete', command };
  return begins(digits, reasons) ? { kind: 'partial' } : { kind: 'none' };
}

function signIn(digits: string): StationCommand | undefined {
  const [, agent, pin] = /^\*61\*(\d{1,12})\*(\d{1,12})#$/.exec(digits) ?? [];
  return agent === undefined || pin === undefined ? undefined : { type: 'signIn', agent, pin };
}

function changePin(digits: string): StationCommand | undefined {
  const [, old, pin] = /^\*66\*(\d{1,12})\*(\d{1,12})#$/.exec(digits) ?? [];
  return old === undefined || pin === undefined ? undefined : { type: 'changePin', old, pin };
}

function notReady(digits: string, reasons: Readonly<Record<string, string>>): StationCommand | undefined {
  const reason = /^\*63\d$/.test(digits) ? reasons[digits.slice(3)] : undefined;
  return reason === undefined ? undefined : { type: 'notReady', reason };
}

function begins(digits: string, reasons: Readonly<Record<string, string>>): boolean {
  if (/^\*6[16](\*(\d{0,12}|\d{1,12}\*\d{0,12}))?$/.test(digits)) return true;
  if (digits === '*63') return Object.keys(reasons).length > 0;
  return ['', '*', '*6'].includes(digits);
}
