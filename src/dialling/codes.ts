// SPDX-License-Identifier: GPL-2.0-or-later
// What can be dialled at a station without a screen? One table of codes, and the commands that they give.

import { DIAL_CODES, type DialCode } from '../config/index.js';
import type { CallCodeName } from './house.js';

/** Codes that need nobody signed in. */
const HOUSE_CODES = ['nightSwitch', 'ownNumber', 'echoTest', 'ringBack', 'recordPrompt'] as const;
type HouseCode = (typeof HOUSE_CODES)[number];

/** What may be dialled where nobody is signed in. */
export interface HouseCommand {
  readonly type: HouseCode;
}

/** What anybody's or an agent's dialling asks for. The PIN is secret: never log it, nor the digits that it came in. */
export type StationCommand =
  | { readonly type: 'signIn'; readonly agent: string; readonly pin: string }
  | { readonly type: 'notReady'; readonly reason: string }
  /** Without a profile: what the file says of him. */
  | { readonly type: 'skills'; readonly profile?: string }
  | { readonly type: Exclude<StationDialCode, 'signIn' | 'notReady' | 'skills' | HouseCode> }
  | HouseCommand;

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

/** What is done with calls and telephones by a code is in `house.ts`. */
type StationDialCode = Exclude<DialCode, CallCodeName>;

const MEANINGS: Readonly<Record<StationDialCode, { readonly behind?: string; readonly meaning: string }>> = {
  signOut: { meaning: 'sign out' },
  signIn: { behind: '*AGENT*PIN#', meaning: 'sign in, ready at once' },
  ready: { meaning: 'ready for calls' },
  notReady: { behind: 'R', meaning: 'not ready; R is the digit of a reason' },
  skills: { behind: 'S', meaning: 'what he can do for now; S is the digit of a skill profile, 0: as usual' },
  nextCallback: { meaning: 'take the next callback' },
  finishWrapUp: { meaning: 'wrap-up is done' },
  changePin: { meaning: 'another PIN, for who is signed in here: the old one, and twice the new one, each with #' },
  nightSwitch: { meaning: 'close the shop, or open it again' },
  ownNumber: { meaning: 'hear the number of this telephone' },
  echoTest: { meaning: 'hear oneself' },
  ringBack: { meaning: 'this telephone rings after it is put down' },
  recordPrompt: { meaning: 'record a prompt, hear it or undo the last change; number and PIN are asked for' },
};

const STATION_DIAL_CODES = Object.keys(MEANINGS) as StationDialCode[];

/** The codes of a station, as far as the file names no others. */
export const STATION_CODES: readonly StationCode[] = STATION_DIAL_CODES.map((type) => {
  const { behind = '', meaning } = MEANINGS[type];
  return { code: DIAL_CODES[type] + behind, type, meaning };
});

/** Reasons for not being ready, by the digit that is dialled. */
export const NOT_READY_REASONS: Readonly<Record<string, string>> = {
  0: 'unspecified',
  1: 'break',
  2: 'meal',
  3: 'meeting',
  4: 'training',
  5: 'paperwork',
};

/** What the file says of codes. */
export interface CodesOptions {
  readonly codes?: Readonly<Record<DialCode, string>>;
  /** By their digits. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Skill profiles, by their digits. */
  readonly profiles?: Readonly<Record<string, string>>;
}

const NONE: Dialled = { kind: 'none' };
const PARTIAL: Dialled = { kind: 'partial' };

/** What the digits mean so far; ask again with each further one while they are `partial`. No code begins with another: `check` sees to it. */
export function parseStationCode(
  digits: string,
  { codes = DIAL_CODES, reasons = NOT_READY_REASONS, profiles = {} }: CodesOptions = {},
): Dialled {
  const used = STATION_DIAL_CODES.filter((type) => codes[type] !== 'off');
  const type = used.find((one) => digits.startsWith(codes[one]));
  if (type === undefined) return used.some((one) => codes[one].startsWith(digits)) ? PARTIAL : NONE;
  const behind = digits.slice(codes[type].length);
  if (type === 'signIn') return signIn(behind);
  if (type === 'notReady') return notReady(behind, reasons);
  if (type === 'skills') return skills(behind, profiles);
  if (behind !== '') return NONE;
  return { kind: 'complete', command: { type } as StationCommand };
}

function isHouse(type: string): type is HouseCode {
  return HOUSE_CODES.some((one) => one === type);
}

/** Whether it needs nobody signed in. */
export function isHouseCommand(command: StationCommand): command is HouseCommand {
  return isHouse(command.type);
}

function signIn(behind: string): Dialled {
  const [, agent, pin] = /^\*(\d{1,12})\*(\d{1,12})#$/.exec(behind) ?? [];
  if (agent !== undefined && pin !== undefined) return { kind: 'complete', command: { type: 'signIn', agent, pin } };
  return /^(\*(\d{0,12}|\d{1,12}\*\d{0,12}))?$/.test(behind) ? PARTIAL : NONE;
}

function notReady(behind: string, reasons: Readonly<Record<string, string>>): Dialled {
  if (behind === '') return Object.keys(reasons).length > 0 ? PARTIAL : NONE;
  const reason = Object.hasOwn(reasons, behind) ? reasons[behind] : undefined;
  return reason === undefined ? NONE : { kind: 'complete', command: { type: 'notReady', reason } };
}

function skills(behind: string, profiles: Readonly<Record<string, string>>): Dialled {
  if (behind === '') return Object.keys(profiles).length > 0 ? PARTIAL : NONE;
  if (behind === '0') return { kind: 'complete', command: { type: 'skills' } };
  const profile = Object.hasOwn(profiles, behind) ? profiles[behind] : undefined;
  return profile === undefined ? NONE : { kind: 'complete', command: { type: 'skills', profile } };
}
