// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits of a frame are not to be shown? Those of numbers whose presentation is restricted or not available, wherever they stand in it.

const STAR = 0x2a; // a sign of IA5, so that the element reads as before, with as many signs
const NUMBERS = [0x6c, 0x74, 0x4c, 0x76, 0x73]; // calling, redirecting, connected, redirection, originally called
const SUBADDRESS_OF: Readonly<Record<number, number>> = { 108: 0x6d, 76: 0x4d };
const FACILITY = 0x1c;
const RESTRICTED_NUMBER = 0xa3; // presentationRestrictedNumber [3] of Q.952's and ECMA-174's presented numbers
const TELLING = 7; // digits that tell whose they are, also without what stands before them

/** An element of codeset 0: where its contents are in the frame. */
interface Place {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** The frame with a star for each such digit; the frame itself is not changed. */
export function concealed(frame: Uint8Array): Uint8Array {
  const shown = Uint8Array.from(frame);
  const places = elementsOf(frame);
  const hidden: string[] = [];
  const hide = (from: number, to: number) => {
    hidden.push(Buffer.from(frame.subarray(from, to)).toString('latin1'));
    shown.fill(STAR, from, to);
  };
  for (const { id, from, to } of places) {
    if (id === FACILITY) hideInFacility(frame, from, to, hide);
    const digits = NUMBERS.includes(id) ? withheldFrom(frame, from, to) : undefined;
    if (digits === undefined) continue;
    hide(digits, to);
    for (const beside of places) if (beside.id === SUBADDRESS_OF[id]) hide(beside.from, beside.to);
  }
  for (const digits of hidden) hideElsewhere(shown, digits);
  return shown;
}

/** Where the digits begin of a number that is not to be shown: octet 3a is there and does not say "allowed" (Q.931 4.5.10). */
function withheldFrom(frame: Uint8Array, from: number, to: number): number | undefined {
  const presentation = frame[from + 1] ?? 0;
  if (to - from < 2 || ((frame[from] ?? 0) & 0x80) !== 0 || (presentation & 0x60) === 0) return undefined;
  let at = from + 1;
  while (at < to && ((frame[at] ?? 0) & 0x80) === 0 && at < from + 3) at++;
  return Math.min(at + 1, to);
}

function hideInFacility(frame: Uint8Array, from: number, to: number, hide: (from: number, to: number) => void): void {
  for (let at = from; at + 1 < to; at++) {
    const end = at + 2 + (frame[at + 1] ?? 0);
    if (frame[at] !== RESTRICTED_NUMBER || end > to) continue;
    const inside = Buffer.from(frame.subarray(at + 2, end)).toString('latin1');
    for (const { 0: digits, index } of inside.matchAll(/[0-9*#]{3,}/g))
      hide(at + 2 + index, at + 2 + index + digits.length);
  }
}

/** Exchanges repeat the number in the display, in other elements, with or without what stands before it. */
function hideElsewhere(shown: Uint8Array, digits: string): void {
  const tail = /\d+$/.exec(digits)?.[0].slice(-8) ?? '';
  if (tail.length < TELLING) return;
  const text = Buffer.from(shown).toString('latin1');
  for (const { 0: again, index } of text.matchAll(new RegExp(`\\d*${tail}`, 'g')))
    shown.fill(STAR, index, index + again.length);
}

/** The elements of the Q.931 message in an I-frame, as far as they can be read. */
function elementsOf(frame: Uint8Array): readonly Place[] {
  const isMessage = ((frame[2] ?? 1) & 0x01) === 0 && frame[4] === 0x08;
  const places: Place[] = [];
  let locked = 0;
  let codeset = 0;
  for (let at = isMessage ? 7 + ((frame[5] ?? 0) & 0x0f) : frame.length; at < frame.length; ) {
    const id = frame[at] ?? 0;
    if ((id & 0x80) !== 0) {
      if ((id & 0xf8) === 0x90) locked = id & 0x07;
      codeset = (id & 0xf8) === 0x98 ? id & 0x07 : locked;
      at++;
      continue;
    }
    const from = at + 2;
    const to = Math.min(from + (frame[at + 1] ?? 0), frame.length);
    if (codeset === 0) places.push({ id, from, to });
    codeset = locked;
    at = to;
  }
  return places;
}
