// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody dial at a telephone of the house? A station, a number outside, or a code of what is to be done with a call.

/** What a code at a telephone does with calls. */
export type CallCommand =
  | { readonly type: 'conference' }
  | { readonly type: 'reconnect' }
  | { readonly type: 'park' }
  | { readonly type: 'unpark'; readonly place: string }
  /** `station`: what rings there; nothing: whatever rings at somebody of the same queues. */
  | { readonly type: 'pickUp'; readonly station?: string }
  /** Listens to the agent who is signed in there. */
  | { readonly type: 'supervise'; readonly station: string };

/** What digits amount to that are no code of an agent. */
export type HouseDialled =
  | { readonly kind: 'partial' }
  | { readonly kind: 'station'; readonly station: string }
  | { readonly kind: 'outside'; readonly number: string }
  | { readonly kind: 'call'; readonly command: CallCommand }
  | { readonly kind: 'none' };

/** A line of the table of codes. */
export interface CallCode {
  /** How it is dialled, for people. */
  readonly code: string;
  readonly type: CallCommand['type'];
  readonly meaning: string;
}

/** The codes of calls, beside those of agents (`STATION_CODES`). */
export const CALL_CODES: readonly CallCode[] = [
  { code: '*2', type: 'reconnect', meaning: 'after a flash: end the question, and talk with the customer again' },
  { code: '*3', type: 'conference', meaning: 'after a flash: all three talk' },
  { code: '*71', type: 'park', meaning: 'after a flash: park the call; its place is said' },
  { code: '*72P', type: 'unpark', meaning: 'fetch the call that is parked at place P, 1 to 9' },
  { code: '*78', type: 'pickUp', meaning: 'take the call that rings at a colleague of the same queue' },
  { code: '*79STATION', type: 'pickUp', meaning: 'take the call that rings at this station' },
  {
    code: '*86STATION',
    type: 'supervise',
    meaning: 'listen to the agent at this station; number and PIN of a supervisor are asked for',
  },
];

const SIMPLE: Readonly<Record<string, CallCommand>> = {
  '*2': { type: 'reconnect' },
  '*3': { type: 'conference' },
  '*71': { type: 'park' },
  '*78': { type: 'pickUp' },
};

/** China's emergency numbers, whole with three digits. */
const SHORT = /^1(10|19|20|22)$/;

/** Police, fire, ambulance, traffic police: they go out from any telephone, whoever is signed in. */
export function isEmergency(number: string): boolean {
  return SHORT.test(number);
}

/** A mobile number is whole with eleven digits; any other is when `#` or a pause says so. */
const MOBILE = /^1[3-9]\d{9}$/;
const LONGEST = 20;

/** What the digits mean so far, where these stations are. `trunkAccess`: the digit before numbers outside, if there is one. */
export function readHouse(digits: string, stations: ReadonlySet<string>, trunkAccess = ''): HouseDialled {
  if (digits.startsWith('*')) return readCode(digits, stations);
  const whole = digits.endsWith('#') ? digits.slice(0, -1) : digits;
  if (!/^\d+$/.test(whole)) return digits === '' ? { kind: 'partial' } : { kind: 'none' };
  if (isEmergency(whole)) return { kind: 'outside', number: whole };
  if (stations.has(whole)) return { kind: 'station', station: whole };
  if (!whole.startsWith(trunkAccess)) return isBegun(whole, stations) ? { kind: 'partial' } : { kind: 'none' };
  const number = whole.slice(trunkAccess.length);
  return number === '' ? { kind: 'partial' } : { kind: 'outside', number };
}

/** Whether more digits may follow those dialled so far. */
export function moreInHouse(digits: string, stations: ReadonlySet<string>, trunkAccess = ''): boolean {
  if (digits.startsWith('*')) return readCode(digits, stations).kind === 'partial';
  if (digits.endsWith('#') || digits.length >= LONGEST || stations.has(digits)) return false;
  const number = digits.startsWith(trunkAccess) ? digits.slice(trunkAccess.length) : '';
  return !isEmergency(digits) && !SHORT.test(number) && !MOBILE.test(number);
}

function readCode(digits: string, stations: ReadonlySet<string>): HouseDialled {
  const simple = SIMPLE[digits];
  if (simple !== undefined) return { kind: 'call', command: simple };
  const [, place] = /^\*72([1-9])$/.exec(digits) ?? [];
  if (place !== undefined) return { kind: 'call', command: { type: 'unpark', place } };
  const station = digits.slice(3);
  if (digits.startsWith('*79') && stations.has(station)) return { kind: 'call', command: { type: 'pickUp', station } };
  if (digits.startsWith('*86') && stations.has(station))
    return { kind: 'call', command: { type: 'supervise', station } };
  const isPartial =
    ['*', '*7', '*72', '*79', '*8', '*86'].includes(digits) ||
    (/^\*(79|86)/.test(digits) && isBegun(station, stations));
  return { kind: isPartial ? 'partial' : 'none' };
}

const isBegun = (digits: string, stations: ReadonlySet<string>) =>
  [...stations].some((station) => station.startsWith(digits));
