// SPDX-License-Identifier: GPL-2.0-or-later
// What does a Q.931 message say? Its head, then element after element; whatever is wrong with it is told, never thrown.

import { type DecodedElement, decodeElement, decodeSingleOctet } from './element.js';
import { MESSAGES } from './names.js';
import { hexOf, Octets } from './octets.js';

/** DSS1; another discriminator is not read further. */
export const DSS1 = 0x08;

export interface CallReference {
  readonly value: number;
  /** Flag 1: sent to the side that chose the reference. */
  readonly toOrigin: boolean;
  /** 0, or with a length of 0 octets a dummy: no call is meant. */
  readonly global: boolean;
}

export interface DecodedMessage {
  readonly discriminator: number;
  readonly reference?: CallReference;
  /** The message type's octet. */
  readonly type?: number;
  /** As Q.931 writes it; absent: it has none. */
  readonly name?: string;
  readonly elements: readonly DecodedElement[];
  /** The head ends too early, or it is no message of DSS1: `hex` is what could not be read. */
  readonly fault?: 'tooShort' | 'otherProtocol';
  readonly hex?: string;
}

/** Reads a message, any octets. */
export function decodeMessage(message: Uint8Array): DecodedMessage {
  const octets = new Octets(message);
  const discriminator = octets.next() ?? 0;
  if (discriminator !== DSS1) {
    return { discriminator, elements: [], fault: 'otherProtocol', hex: hexOf(message) };
  }
  const length = (octets.next() ?? 0) & 0x0f;
  const reference = callReference(octets.take(length));
  const type = octets.next();
  if (type === undefined) return { discriminator, elements: [], fault: 'tooShort', hex: hexOf(message) };
  const name = MESSAGES[type];
  return { discriminator, reference, type, ...(name !== undefined && { name }), elements: decodeElements(octets) };
}

function callReference(octets: Uint8Array): CallReference {
  const [first = 0, ...rest] = octets;
  const value = rest.reduce((sum, octet) => sum * 256 + octet, first & 0x7f);
  return { value, toOrigin: (first & 0x80) !== 0, global: value === 0 };
}

function decodeElements(octets: Octets): readonly DecodedElement[] {
  const elements: DecodedElement[] = [];
  let locked = 0; // the codeset of all that follow
  let once: number | undefined; // the codeset of the next one
  for (let id = octets.next(); id !== undefined; id = octets.next()) {
    const codeset = once ?? locked;
    once = undefined;
    if ((id & 0x80) !== 0) {
      elements.push(decodeSingleOctet(id, codeset));
      // Q.931 4.5.3 and 4.5.4: bit 4 set means for one element only.
      if ((id & 0xf8) === 0x90) locked = id & 0x07;
      if ((id & 0xf8) === 0x98) once = id & 0x07;
      continue;
    }
    const length = octets.next();
    if (length === undefined || length > octets.left) {
      elements.push({
        ...decodeElement(id, codeset, octets.take()),
        value: undefined,
        fault: 'overEnd',
      } as DecodedElement);
      break;
    }
    elements.push(decodeElement(id, codeset, octets.take(length)));
  }
  return elements;
}
