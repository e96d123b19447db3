// SPDX-License-Identifier: GPL-2.0-or-later
// What does a number element say besides digits? Type, plan, presentation, screening and why a call was redirected.

import * as n from './names.js';
import { named, Octets, textOf } from './octets.js';

/** A calling, called, connected, redirecting or redirection number (Q.931 4.5.8, 4.5.10; Q.951). */
export interface DecodedNumber {
  /** What is no digit on the wire is shown as it came. */
  readonly digits: string;
  readonly type: n.NameOf<typeof n.NUMBER_TYPES>;
  readonly plan: n.NameOf<typeof n.NUMBERING_PLANS>;
  /** Octet 3a, where there is one. */
  readonly presentation?: n.NameOf<typeof n.PRESENTATIONS>;
  readonly screening?: n.NameOf<typeof n.SCREENINGS>;
  /** Octet 3b, of a redirecting number. */
  readonly reason?: n.NameOf<typeof n.REDIRECTING_REASONS>;
}

/** Undefined: it has no octet 3. */
export function decodeNumber(contents: Uint8Array): DecodedNumber | undefined {
  const octets = new Octets(contents);
  const [third, presentation, reason] = octets.group();
  if (third === undefined) return undefined;
  return {
    digits: textOf(octets.take()),
    type: named(n.NUMBER_TYPES, (third >> 4) & 0x07),
    plan: named(n.NUMBERING_PLANS, third & 0x0f),
    ...(presentation !== undefined && {
      presentation: named(n.PRESENTATIONS, (presentation >> 5) & 0x03),
      screening: named(n.SCREENINGS, presentation & 0x03),
    }),
    ...(reason !== undefined && { reason: named(n.REDIRECTING_REASONS, reason & 0x0f) }),
  };
}
