// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody dial at a telephone of the house? A station, a number outside, or a code of what is to be done with a call.

import { DIAL_CODES, EMERGENCY_OF_CHINA } from '../config/index.js';

/** Codes of calls and telephones that nothing follows. */
type SimpleCode =
  | 'reconnect'
  | 'conference'
  | 'mask'
  | 'park'
  | 'forwardOff'
  | 'doNotDisturb'
  | 'callWaiting'
  | 'campOff'
  | 'record'
  | 'callBack'
  | 'laterCancel'
  | 'listenMessages';

/** What a code at a telephone does with calls, or with the telephone. */
export type CallCommand =
  | { [Type in SimpleCode]: { readonly type: Type } }[SimpleCode]
  | { readonly type: 'unpark'; readonly place: string }
  /** `station`: what rings there; nothing: whatever rings at somebody of the same queues. */
  | { readonly type: 'pickUp'; readonly station?: string }
  /** `to`: a station, an agent, or a number outside, as it is dialled. */
  | { readonly type: 'forward'; readonly when: 'always' | 'busy' | 'noAnswer'; readonly to: string }
  | { readonly type: 'campOn'; readonly station: string }
  | { readonly type: 'speedDial' | 'clip'; readonly code: string }
  /** `at`: `14:30`, the next one; `to`: a number outside, as it is dialled. */
  | { readonly type: 'later'; readonly at: string; readonly to: string }
  | { readonly type: 'wrapUpCode'; readonly digit: string }
  /** `to`: the number of a box, or whose it is. */
  | { readonly type: 'leaveMessage'; readonly to: string }
  /** Listens to the agent who is signed in there. */
  | { readonly type: 'supervise'; readonly station: string };

/** What digits amount to that are no code of an agent. */
export type HouseDialled =
  | { readonly kind: 'partial' }
  | { readonly kind: 'station'; readonly station: string }
  | { readonly kind: 'outside'; readonly number: string }
  | { readonly kind: 'call'; readonly command: CallCommand }
  | { readonly kind: 'none' };

/** A code of calls by its name in the file (`dialCodes`). */
export type CallCodeName =
  | SimpleCode
  | 'unpark'
  | 'pickUp'
  | 'pickUpAt'
  | 'forwardAlways'
  | 'forwardBusy'
  | 'forwardNoAnswer'
  | 'campOn'
  | 'speedDial'
  | 'clip'
  | 'wrapUpCode'
  | 'later'
  | 'leaveMessage'
  | 'supervise';

/** What follows a code. */
type Behind = 'nothing' | 'place' | 'station' | 'number' | 'timeAndNumber' | 'digit' | 'twoDigits';

interface Meant {
  readonly behind: Behind;
  readonly meaning: string;
  /** With what was dialled behind it. */
  readonly command: (behind: string) => CallCommand;
}

const plain = (type: SimpleCode, meaning: string): Meant => ({
  behind: 'nothing',
  meaning,
  command: () => ({ type }) as CallCommand,
});

const forward = (when: 'always' | 'busy' | 'noAnswer', meaning: string): Meant => ({
  behind: 'number',
  meaning,
  command: (to) => ({ type: 'forward', when, to }),
});

const MEANT: Readonly<Record<CallCodeName, Meant>> = {
  reconnect: plain('reconnect', 'after a flash: end the question, and talk with the customer again'),
  conference: plain('conference', 'after a flash: all three talk'),
  forwardOff: plain('forwardOff', 'calls of this telephone go nowhere else any more'),
  forwardAlways: forward('always', 'all calls of this telephone go to this station or number'),
  forwardBusy: forward('busy', 'they go there when it is busy'),
  forwardNoAnswer: forward('noAnswer', 'they go there when nobody answers'),
  doNotDisturb: plain('doNotDisturb', 'this telephone is not to be disturbed; the same code again: it is'),
  callWaiting: plain('callWaiting', 'a second call is told by a tone; the same code again: no more'),
  campOn: {
    behind: 'station',
    meaning: 'this telephone rings when that station is free',
    command: (station) => ({ type: 'campOn', station }),
  },
  campOff: plain('campOff', 'that is wanted no more'),
  record: plain('record', 'after a flash: record the call; the same code again: no more'),
  speedDial: {
    behind: 'twoDigits',
    meaning: 'dial the number of this short code',
    command: (code) => ({ type: 'speedDial', code }),
  },
  clip: {
    behind: 'twoDigits',
    meaning: 'after a flash: play the stored sound of this code in the call',
    command: (code) => ({ type: 'clip', code }),
  },
  mask: plain('mask', 'after a flash: the customer’s card number is not recorded; the same code again: it goes on'),
  park: plain('park', 'after a flash: park the call; its place is said'),
  unpark: {
    behind: 'place',
    meaning: 'fetch the call that is parked at place P, 1 to 9',
    command: (place) => ({ type: 'unpark', place }),
  },
  wrapUpCode: {
    behind: 'digit',
    meaning: 'what the call was about; C is the digit of a wrap-up code',
    command: (digit) => ({ type: 'wrapUpCode', digit }),
  },
  pickUp: {
    behind: 'nothing',
    meaning: 'take the call that rings at a colleague of the same queue',
    command: () => ({ type: 'pickUp' }),
  },
  pickUpAt: {
    behind: 'station',
    meaning: 'take the call that rings at this station',
    command: (station) => ({ type: 'pickUp', station }),
  },
  callBack: plain('callBack', 'call back who called this telephone last'),
  later: {
    behind: 'timeAndNumber',
    meaning: 'at that time this telephone rings, and then the number is called',
    command: (behind) => ({ type: 'later', at: `${behind.slice(0, 2)}:${behind.slice(2, 4)}`, to: behind.slice(4) }),
  },
  laterCancel: plain('laterCancel', 'those calls are not made'),
  listenMessages: plain('listenMessages', 'hear the messages of who is signed in here, or of whoever has a PIN'),
  leaveMessage: {
    behind: 'number',
    meaning: 'leave a message in the box of this number, agent or station',
    command: (to) => ({ type: 'leaveMessage', to }),
  },
  supervise: {
    behind: 'station',
    meaning: 'listen to the agent at this station; number and PIN of a supervisor are asked for',
    command: (station) => ({ type: 'supervise', station }),
  },
};

const NAMES = Object.keys(MEANT) as CallCodeName[];

/** How what follows a code is told to people. */
const TOLD: Readonly<Record<Behind, string>> = {
  nothing: '',
  place: 'P',
  station: 'STATION',
  number: 'NUMBER#',
  timeAndNumber: 'HHMMNUMBER#',
  digit: 'C',
  twoDigits: 'NN',
};

/** A line of the table of codes. */
export interface CallCode {
  /** How it is dialled, for people. */
  readonly code: string;
  readonly type: CallCodeName;
  readonly meaning: string;
}

/** Which digits stand for which code. */
export type CallCodes = Readonly<Record<CallCodeName, string>>;

/** The codes of calls and telephones by these digits, beside those of agents (`STATION_CODES`); those that are off left out. */
export function callCodes(codes: CallCodes): readonly CallCode[] {
  return NAMES.filter((name) => codes[name] !== 'off').map((type) => {
    const { behind, meaning } = MEANT[type];
    return { code: codes[type] + TOLD[behind], type, meaning };
  });
}

/** The same, as far as the file names no others. */
export const CALL_CODES: readonly CallCode[] = callCodes(DIAL_CODES);

/** A mobile number is whole with eleven digits; any other is when `#` or a pause says so. */
const MOBILE = /^1[3-9]\d{9}$/;
const LONGEST = 20;

/** What the house has. */
export interface HouseOptions {
  readonly stations: ReadonlySet<string>;
  /** The digit before numbers outside, if there is one. */
  readonly trunkAccess?: string;
  readonly codes?: CallCodes;
  /** Numbers that go out whatever is before them; default: those of China. */
  readonly emergency?: readonly string[];
}

/** What the digits mean so far. */
export function readHouse(digits: string, house: HouseOptions): HouseDialled {
  const { stations, trunkAccess = '', emergency = EMERGENCY_OF_CHINA } = house;
  const code = readCode(digits, house);
  if (code.kind !== 'none' || /^[*#]/.test(digits)) return code;
  const whole = digits.endsWith('#') ? digits.slice(0, -1) : digits;
  if (!/^\d+$/.test(whole)) return digits === '' ? { kind: 'partial' } : { kind: 'none' };
  if (emergency.includes(whole)) return { kind: 'outside', number: whole };
  if (stations.has(whole)) return { kind: 'station', station: whole };
  if (!whole.startsWith(trunkAccess)) return isBegun(whole, stations) ? { kind: 'partial' } : { kind: 'none' };
  const number = whole.slice(trunkAccess.length);
  return number === '' ? { kind: 'partial' } : { kind: 'outside', number };
}

/** Whether more digits may follow those dialled so far. */
export function moreInHouse(digits: string, house: HouseOptions): boolean {
  const { stations, trunkAccess = '', emergency = EMERGENCY_OF_CHINA } = house;
  if (/^[*#]/.test(digits)) return readCode(digits, house).kind === 'partial';
  if (digits.endsWith('#') || digits.length >= LONGEST || stations.has(digits)) return false;
  const number = digits.startsWith(trunkAccess) ? digits.slice(trunkAccess.length) : '';
  return !emergency.includes(digits) && !emergency.includes(number) && !MOBILE.test(number);
}

/** No code begins with another: `check` sees to it. */
function readCode(digits: string, { stations, codes = DIAL_CODES }: HouseOptions): HouseDialled {
  const used = NAMES.filter((name) => codes[name] !== 'off');
  const name = used.find((one) => digits.startsWith(codes[one]));
  if (name === undefined) {
    const isPartial = digits !== '' && used.some((one) => codes[one].startsWith(digits));
    return { kind: isPartial ? 'partial' : 'none' };
  }
  const { behind, command } = MEANT[name];
  const dialled = digits.slice(codes[name].length);
  const value = dialled.replace(/#$/, '');
  const kind = readBehind(behind, dialled, stations);
  return kind === 'complete' ? { kind: 'call', command: command(value) } : { kind };
}

function readBehind(behind: Behind, dialled: string, stations: ReadonlySet<string>): 'complete' | 'partial' | 'none' {
  switch (behind) {
    case 'nothing':
      return dialled === '' ? 'complete' : 'none';
    case 'place':
      if (dialled === '') return 'partial';
      return /^[1-9]$/.test(dialled) ? 'complete' : 'none';
    case 'station':
      if (stations.has(dialled)) return 'complete';
      return isBegun(dialled, stations) ? 'partial' : 'none';
    case 'number':
      if (/^\d{1,20}#$/.test(dialled)) return 'complete';
      return /^\d{0,20}$/.test(dialled) ? 'partial' : 'none';
    case 'timeAndNumber':
      if (/^([01]\d|2[0-3])[0-5]\d\d{1,20}#$/.test(dialled)) return 'complete';
      return /^\d{0,24}$/.test(dialled) ? 'partial' : 'none';
    case 'digit':
      if (dialled === '') return 'partial';
      return /^\d$/.test(dialled) ? 'complete' : 'none';
    case 'twoDigits':
      if (/^\d{2}$/.test(dialled)) return 'complete';
      return /^\d?$/.test(dialled) ? 'partial' : 'none';
  }
}

const isBegun = (digits: string, stations: ReadonlySet<string>) =>
  [...stations].some((station) => station.startsWith(digits));
