// SPDX-License-Identifier: GPL-2.0-or-later
// How long is what was said on a D-channel? Bits on the wire of 64 kbit/s, by direction and by kind of message.

export const bitsPerSecond = 64_000;
const flagBits = 8;
const callControl = 0x08; // Q.931's protocol discriminator
const messageNames = new Map([
  [0x05, 'SETUP'],
  [0x07, 'CONNECT'],
  [0x45, 'DISCONNECT'],
  [0x4d, 'RELEASE'],
  [0x5a, 'RELEASE COMPLETE'],
]);

/** Q.921 2.7: X.25's FCS-16. @param {Uint8Array} octets */
function frameCheck(octets) {
  let remainder = 0xffff;
  for (const octet of octets) {
    remainder ^= octet;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >> 1) ^ 0x8408 : remainder >> 1;
  }
  return ~remainder & 0xffff;
}

/**
 * One flag, the octets, the FCS, and a zero after every five ones, as native/board/hdlc_bits.h counts.
 * @param {Uint8Array} octets without FCS
 */
export function wireBits(octets) {
  const check = frameCheck(octets);
  let [bits, ones] = [flagBits, 0];
  for (const octet of [...octets, check & 0xff, check >> 8]) {
    for (let bit = 0; bit < 8; bit++) {
      bits++;
      ones = (octet >> bit) & 1 ? ones + 1 : 0;
      if (ones === 5) {
        bits++;
        ones = 0;
      }
    }
  }
  return bits;
}

/** The name of the Q.931 message in an I-frame, if it is one of a call's. @param {Uint8Array} octets */
function messageOf(octets) {
  const isInformation = octets.length > 8 && ((octets[2] ?? 1) & 1) === 0 && octets[4] === callControl;
  const at = 6 + ((octets[5] ?? 0) & 0x0f); // behind the call reference
  return isInformation ? messageNames.get(octets[at] ?? 0) : undefined;
}

/** @param {Uint8Array} octets */
export const isSetup = (octets) => messageOf(octets) === 'SETUP';

/** Adds up what passes on one D-channel, as its exchange sees it. */
export class WireCount {
  sentBits = 0;
  receivedBits = 0;
  /** @type {Map<string, { bits: number, count: number }>} */
  #messages = new Map();

  /** @param {{ readonly direction: string, readonly bytes: Uint8Array }} frame as `MediaPort.onFrame` tells it */
  add({ direction, bytes: octets }) {
    const bits = wireBits(octets);
    if (direction === 'sent') this.sentBits += bits;
    else this.receivedBits += bits;
    const name = messageOf(octets);
    if (name === undefined) return;
    const { bits: before, count } = this.#messages.get(name) ?? { bits: 0, count: 0 };
    this.#messages.set(name, { bits: before + bits, count: count + 1 });
  }

  /** Seconds on the wire of one call's SETUP, CONNECT, DISCONNECT, RELEASE and RELEASE COMPLETE: none can begin before the last has arrived. */
  exchangeSeconds() {
    const mean = [...this.#messages.values()].map(({ bits, count }) => bits / count);
    return mean.reduce((sum, bits) => sum + bits, 0) / bitsPerSecond;
  }

  /** Octets of the busier direction, everything counted. */
  get busierOctets() {
    return Math.max(this.sentBits, this.receivedBits) / 8;
  }

  get busierDirection() {
    return this.sentBits > this.receivedBits ? 'to the box' : 'from the box';
  }
}
