// SPDX-License-Identifier: GPL-2.0-or-later
// What does an information element say? Its octets as values with names; one that cannot be read, or is not known, as hex.

import { displayText } from './display.js';
import * as n from './names.js';
import { hexOf, named, Octets, textOf } from './octets.js';
import { type DecodedNumber, decodeNumber } from './party-number.js';

/** Octet 4 may name a rate that is not in the table: then `kilobits` is absent. */
export interface DecodedBearer {
  readonly capability: n.NameOf<typeof n.TRANSFER_CAPABILITIES>;
  readonly mode: n.NameOf<typeof n.TRANSFER_MODES>;
  readonly kilobits?: number;
  readonly layerOne?: n.NameOf<typeof n.LAYER_ONE>;
}

export interface DecodedCause {
  /** Q.850. */
  readonly number: number;
  readonly location: n.NameOf<typeof n.LOCATIONS>;
  /** Hex. */
  readonly diagnostics?: string;
}

export interface DecodedChannels {
  readonly interface: 'primary' | 'basic';
  readonly exclusive: boolean;
  readonly dChannel: boolean;
  /** `indicated`: those of `channels`. */
  readonly selection: 'none' | 'indicated' | 'any';
  readonly channels: readonly number[];
}

interface Values {
  readonly bearerCapability: DecodedBearer;
  readonly cause: DecodedCause;
  readonly callState: n.NameOf<typeof n.CALL_STATES>;
  readonly channelIdentification: DecodedChannels;
  readonly progressIndicator: {
    readonly description: n.NameOf<typeof n.PROGRESS>;
    readonly location: n.NameOf<typeof n.LOCATIONS>;
  };
  readonly callingNumber: DecodedNumber;
  readonly calledNumber: DecodedNumber;
  readonly connectedNumber: DecodedNumber;
  readonly redirectingNumber: DecodedNumber;
  readonly redirectionNumber: DecodedNumber;
  readonly display: string;
  readonly keypadFacility: string;
  /** As it stands there: `2026-11-22 09:15` and perhaps seconds. */
  readonly dateTime: string;
  readonly restartIndicator: n.NameOf<typeof n.RESTART_CLASSES>;
  readonly sendingComplete: true;
}

/** What has a value of its own. */
export type ReadableElement = { [N in keyof Values]: { readonly name: N; readonly value: Values[N] } }[keyof Values];
/** The rest: shown as hex. `fault`: it has too few octets for what it must hold, or runs over the end of the message. */
export interface OpaqueElement {
  readonly name: (typeof n.ELEMENTS)[keyof typeof n.ELEMENTS] | 'moreData' | 'shift' | 'unknown';
  readonly value?: undefined;
  readonly fault?: 'tooShort' | 'overEnd';
}
/** One information element. */
export type DecodedElement = {
  readonly id: number;
  readonly codeset: number;
  /** Its contents, without identifier and length. */
  readonly hex: string;
} & (ReadableElement | OpaqueElement);

type Reader<N extends keyof Values> = (contents: Uint8Array) => Values[N] | undefined;

function bearer(contents: Uint8Array): DecodedBearer | undefined {
  const octets = new Octets(contents);
  const [third] = octets.group();
  const fourth = octets.next();
  if (third === undefined || fourth === undefined) return undefined;
  const rate = fourth & 0x1f;
  if (rate === 0x18) octets.next(); // multirate: octet 4.1 is the multiplier
  const fifth = octets.next();
  const kilobits = n.RATES[rate];
  return {
    capability: named(n.TRANSFER_CAPABILITIES, third & 0x1f),
    mode: named(n.TRANSFER_MODES, (fourth >> 5) & 0x03),
    ...(kilobits !== undefined && { kilobits }),
    ...(fifth !== undefined && (fifth & 0x60) === 0x20 && { layerOne: named(n.LAYER_ONE, fifth & 0x1f) }),
  };
}

function cause(contents: Uint8Array): DecodedCause | undefined {
  const octets = new Octets(contents);
  const [third] = octets.group(); // with octet 3a, the recommendation
  const fourth = octets.next();
  if (third === undefined || fourth === undefined) return undefined;
  const diagnostics = octets.take();
  return {
    number: fourth & 0x7f,
    location: named(n.LOCATIONS, third & 0x0f),
    ...(diagnostics.length > 0 && { diagnostics: hexOf(diagnostics) }),
  };
}

function channels(contents: Uint8Array): DecodedChannels | undefined {
  const octets = new Octets(contents);
  const third = octets.next();
  if (third === undefined) return undefined;
  const primary = (third & 0x20) !== 0;
  const choice = third & 0x03;
  const head = { exclusive: (third & 0x08) !== 0, dChannel: (third & 0x04) !== 0 };
  const selection = choice === 0 ? 'none' : choice === 3 ? 'any' : 'indicated';
  if (!primary) return { interface: 'basic', ...head, selection, channels: selection === 'indicated' ? [choice] : [] };
  if ((third & 0x40) !== 0) octets.group(); // octet 3.1: the interface is named
  const form = octets.next(); // octet 3.2
  const listed = form === undefined ? [] : (form & 0x10) !== 0 ? slotMap(octets.take()) : numbers(octets);
  return { interface: 'primary', ...head, selection, channels: listed };
}

function numbers(octets: Octets): readonly number[] {
  return octets.group().map((octet) => octet & 0x7f);
}

/** Q.931 figure 4-21: the highest bit of the first octet is slot 31 of an E1, the lowest of the last slot 0. */
function slotMap(map: Uint8Array): readonly number[] {
  const last = map.length * 8 - 1;
  const set = Array.from(map).flatMap((octet, i) =>
    [7, 6, 5, 4, 3, 2, 1, 0].flatMap((bit) => ((octet >> bit) & 1 ? [last - i * 8 - (7 - bit)] : [])),
  );
  return set.reverse();
}

function progress(contents: Uint8Array): Values['progressIndicator'] | undefined {
  const [third, fourth] = contents;
  if (third === undefined || fourth === undefined) return undefined;
  return { description: named(n.PROGRESS, fourth & 0x7f), location: named(n.LOCATIONS, third & 0x0f) };
}

function dateTime(contents: Uint8Array): string | undefined {
  if (contents.length < 5) return undefined;
  const [year = 0, month = 0, day = 0, ...time] = Array.from(contents.subarray(0, 6));
  const two = (value: number) => String(value).padStart(2, '0');
  return `20${two(year)}-${two(month)}-${two(day)} ${time.map(two).join(':')}`;
}

const READERS: { readonly [N in keyof Values]: Reader<N> } = {
  bearerCapability: bearer,
  cause,
  callState: ([third]) => (third === undefined ? undefined : named(n.CALL_STATES, third & 0x3f)),
  channelIdentification: channels,
  progressIndicator: progress,
  callingNumber: decodeNumber,
  calledNumber: decodeNumber,
  connectedNumber: decodeNumber,
  redirectingNumber: decodeNumber,
  redirectionNumber: decodeNumber,
  display: displayText,
  keypadFacility: textOf,
  dateTime,
  restartIndicator: ([third]) => (third === undefined ? undefined : named(n.RESTART_CLASSES, third & 0x07)),
  sendingComplete: () => true,
};

const isReadable = (name: string): name is keyof Values => Object.hasOwn(READERS, name);

/** What the first readable element of this name says. */
export function elementValue<N extends keyof Values>(
  elements: readonly DecodedElement[],
  name: N,
): Values[N] | undefined {
  const found = elements.find((element) => element.name === name && element.value !== undefined);
  return found?.value as Values[N] | undefined; // a name has its own value only
}

/** An element with a length octet, by its contents. */
export function decodeElement(id: number, codeset: number, contents: Uint8Array): DecodedElement {
  const base = { id, codeset, hex: hexOf(contents) };
  const name = codeset === 0 ? (n.ELEMENTS as Readonly<Record<number, OpaqueElement['name']>>)[id] : undefined;
  if (name === undefined) return { ...base, name: 'unknown' };
  if (!isReadable(name)) return { ...base, name };
  const value = READERS[name](contents);
  // The table pairs each name with its value: the compiler cannot follow that through a name that is a variable.
  return value === undefined ? { ...base, name, fault: 'tooShort' } : ({ ...base, name, value } as DecodedElement);
}

/** An element of one octet (bit 8 set). */
export function decodeSingleOctet(octet: number, codeset: number): DecodedElement {
  const base = { id: octet, codeset, hex: '' };
  if ((octet & 0xf0) === 0x90) return { ...base, name: 'shift' };
  const name = codeset === 0 ? n.SINGLE_OCTETS[octet] : undefined;
  if (name === 'sendingComplete') return { ...base, name, value: true };
  return { ...base, name: name ?? 'unknown' };
}
