// SPDX-License-Identifier: GPL-2.0-or-later
// How do this country's tones sound? From libtonezone when it is installed, else from a table of our own.

import koffi from 'koffi';
import { TelephonyError } from '../faults.js';
import type { HeardTone } from './contract.js';
import type { ToneStep } from './media-port.js';

/** A tone as it is played: `MediaPort.tone` takes both. */
export interface Tone {
  readonly steps: readonly ToneStep[];
  /** The step to go back to after the last one; -1: the tone ends. */
  readonly repeatFrom: number;
}

/** A tone that can be heard: what it says, and how it sounds. */
export interface PlannedTone extends Tone {
  readonly tone: HeardTone;
}

/** What every country's plan has, and what it may have. */
interface Tones<T> {
  readonly dial: T;
  /** In place of the dial tone where messages wait. */
  readonly stutter: T;
  readonly busy: T;
  readonly ringback: T;
  readonly congestion: T;
  readonly callWaiting?: T;
  readonly information?: T;
}

/** A country's tone plan. `source` says where it is from. */
export interface ToneZone extends Tones<Tone> {
  readonly country: string;
  readonly source: 'libtonezone' | 'builtIn';
  /** Ringing and pause in turn, milliseconds. */
  readonly ringCadence: readonly number[];
}

interface ToneTexts extends Tones<string> {
  readonly ringCadence: readonly number[];
}

/** National figures as ITU-T E.180 (supplement 2) lists them; cn: GB/T 3380. */
const BUILT_IN: Readonly<Record<string, ToneTexts>> = {
  cn: {
    dial: '450',
    stutter: '450/400,0/40', // GB/T 3380: the special dial tone
    busy: '450/350,0/350',
    ringback: '450/1000,0/4000',
    congestion: '450/700,0/700',
    callWaiting: '450/400,0/4000',
    information: '450/100,0/100,450/100,0/100,450/100,0/100,450/400,0/400',
    ringCadence: [1000, 4000],
  },
  us: {
    dial: '350+440',
    stutter: '!350+440/100,!0/100,!350+440/100,!0/100,!350+440/100,!0/100,350+440', // GR-506
    busy: '480+620/500,0/500',
    ringback: '440+480/2000,0/4000',
    congestion: '480+620/250,0/250',
    callWaiting: '440/300,0/10000',
    information: '!950/330,!1400/330,!1800/330,0',
    ringCadence: [2000, 4000],
  },
  uk: {
    dial: '350+440',
    stutter: '350+440/750,440/750', // BT SIN 350
    busy: '400/375,0/375',
    ringback: '400+450/400,0/200,400+450/400,0/2000',
    congestion: '400/400,0/350,400/225,0/525',
    callWaiting: '400/100,0/4000',
    information: '950/330,0/15,1400/330,0/15,1800/330,0/1000',
    ringCadence: [400, 200, 400, 2000],
  },
};

/** Ids of tones in libtonezone (DAHDI_TONE_... of dahdi/user.h). */
const TONE_IDS: Required<Omit<Tones<number>, 'stutter'>> = {
  dial: 0,
  busy: 1,
  ringback: 2,
  congestion: 3,
  callWaiting: 4,
  information: 7,
};

/** Zones are named after countries, in small letters, but for these. */
const ZONES: Readonly<Record<string, string>> = { GB: 'uk', CA: 'us' };

const MOST_STEPS = 8; // of one tone command; a few plans have tones of more, or modulated ones

/** The zone whose tones a country has; countries by ISO 3166 (`CN`, `GB`). */
export function zoneOf(country: string): string {
  return ZONES[country] ?? country.toLowerCase();
}

/**
 * The tone plan of a zone (`cn`, `us`, `uk`, ...). Reads the library anew each time: at start-up
 * only. Throws NOT_FOUND when neither the library nor the table knows the country.
 */
export function toneZone(country: string, library = 'libtonezone.so.2.0'): ToneZone {
  const installed = readLibrary(library, country);
  const texts = installed ?? (Object.hasOwn(BUILT_IN, country) ? BUILT_IN[country] : undefined);
  if (!texts) {
    const known = Object.keys(BUILT_IN).join(', ');
    throw new TelephonyError('NOT_FOUND', `tone plan of country "${country}"; always there are ${known}`);
  }
  const { callWaiting, information } = texts;
  return {
    country,
    source: installed ? 'libtonezone' : 'builtIn',
    ringCadence: texts.ringCadence,
    dial: parseTone(texts.dial),
    stutter: parseTone(texts.stutter),
    busy: parseTone(texts.busy),
    ringback: parseTone(texts.ringback),
    congestion: parseTone(texts.congestion),
    ...(callWaiting === undefined ? {} : { callWaiting: parseTone(callWaiting) }),
    ...(information === undefined ? {} : { information: parseTone(information) }),
  };
}

/** A zone's tones as the engine is to hear them. */
export function planOf(zone: ToneZone): readonly PlannedTone[] {
  const names = ['dial', 'ringback', 'busy', 'congestion', 'callWaiting', 'information'] as const;
  return names.flatMap((tone) => {
    const { [tone]: sound } = zone;
    return sound ? [{ tone, ...sound }] : [];
  });
}

/**
 * Reads libtonezone's notation, `[!]hertz[+hertz][/milliseconds]` parted by commas: played once up to the first step
 * without `!`, repeated from there on. No time: for ever.
 */
export function parseTone(text: string): Tone {
  const parts = text.split(',');
  const steps = parts.map((part): ToneStep => {
    const match = /^!?(\d+)(?:\+(\d+))?(?:\/(\d+))?$/.exec(part);
    if (!match) throw new RangeError(`tone "${text}": "${part}" must be [!]hertz[+hertz][/milliseconds]`);
    const hertz = [match[1], match[2]].map(Number).filter((frequency) => frequency > 0);
    return { hertz, milliseconds: Number(match[3] ?? 0) };
  });
  return { steps, repeatFrom: parts.findIndex((part) => !part.startsWith('!')) };
}

/** `struct tone_zone` of dahdi/tonezone.h, version 3. */
interface TonezoneRecord {
  readonly ringcadence: readonly number[];
  readonly tones: readonly { readonly toneid: number; readonly data: string }[];
}

function readLibrary(library: string, country: string): ToneTexts | undefined {
  let handle: ReturnType<typeof koffi.load>;
  try {
    handle = koffi.load(library);
  } catch {
    return undefined; // not installed: the table serves
  }
  try {
    const sound = koffi.struct({ toneid: 'int', data: koffi.array('char', 256, 'String') });
    const zone = koffi.struct({
      zone: 'int',
      country: koffi.array('char', 10, 'String'),
      description: koffi.array('char', 40, 'String'),
      ringcadence: koffi.array('int', 16, 'Array'),
      tones: koffi.array(sound, 16, 'Array'),
      levels: koffi.array('int', 4, 'Array'),
    });
    const found: unknown = handle.func('tone_zone_find', koffi.pointer(zone), ['str'])(country);
    return found === null ? undefined : textsOf(koffi.decode(found, zone) as TonezoneRecord, country);
  } finally {
    handle.unload();
  }
}

/** Ours of the countries that we know; elsewhere three breaks of the dial tone before it, as GR-506 has it. */
function stutterOf(country: string, dial: string): string {
  const ours = Object.hasOwn(BUILT_IN, country) ? BUILT_IN[country]?.stutter : undefined;
  const hertz = /\d+(\+\d+)?/.exec(dial)?.[0] ?? '425';
  return ours ?? `!${hertz}/100,!0/100,!${hertz}/100,!0/100,!${hertz}/100,!0/100,${hertz}`;
}

/** Undefined when the plan lacks one of the four tones that every plan has, or has it in a form that we cannot play. */
function textsOf(record: TonezoneRecord, country: string): ToneTexts | undefined {
  const playable = (id: number) =>
    record.tones.find(({ toneid, data }) => {
      return toneid === id && /^[!\d+/,]+$/.test(data) && data.split(',').length <= MOST_STEPS;
    })?.data;
  const [dial, busy, ringback, congestion] = [TONE_IDS.dial, TONE_IDS.busy, TONE_IDS.ringback, TONE_IDS.congestion].map(
    playable,
  );
  if (!dial || !busy || !ringback || !congestion) return undefined;
  const [callWaiting, information] = [TONE_IDS.callWaiting, TONE_IDS.information].map(playable);
  return {
    ringCadence: record.ringcadence.filter((milliseconds) => milliseconds > 0),
    dial,
    stutter: stutterOf(country, dial),
    busy,
    ringback,
    congestion,
    ...(callWaiting ? { callWaiting } : {}),
    ...(information ? { information } : {}),
  };
}
