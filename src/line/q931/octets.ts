// SPDX-License-Identifier: GPL-2.0-or-later
// How are the octets of an information element read? Bits as Q.931 4.5 counts them: 8 is the highest, and 1 in it ends a group.

/** Octets as two hexadecimal figures each, with a space between. */
export function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
}

/** IA5 text as it may be shown: what is no printable character, and the escape of terminals, becomes a point. */
export function textOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.')).join('');
}

/** Extension bit (bit 8): the group of octets ends here. */
export const ends = (octet: number): boolean => (octet & 0x80) !== 0;

/** One of a table's names by number, else the number itself. */
export function named<T extends string>(names: Readonly<Record<number, T>>, number: number): T | number {
  return names[number] ?? number;
}

/** Reads octets one by one; past the end there is nothing. */
export class Octets {
  readonly #octets: Uint8Array;
  #at = 0;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  get left(): number {
    return this.#octets.length - this.#at;
  }

  next(): number | undefined {
    return this.#octets[this.#at++];
  }

  /** The next ones, at most `count` (all that are left). */
  take(count = this.left): Uint8Array {
    const taken = this.#octets.subarray(this.#at, this.#at + count);
    this.#at += taken.length;
    return taken;
  }

  /** The octets up to and with the first whose bit 8 ends the group. */
  group(): readonly number[] {
    const group: number[] = [];
    for (let octet = this.next(); octet !== undefined; octet = this.next()) {
      group.push(octet);
      if (ends(octet)) break;
    }
    return group;
  }
}
