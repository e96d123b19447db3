// SPDX-License-Identifier: GPL-2.0-or-later
// How far ahead of UTC are the clocks of a time zone? The calendar of the machine's tables is dear to ask, and calls come many to a quarter of an hour.

import { Info, Zone } from 'luxon';
import type { Instant } from './clock.js';

const QUARTER = 900_000; // clocks are changed at the edges of quarters of an hour
const SINCE = Date.parse('1973-01-01T00:00:00Z'); // before, some were not
const MOST = 1_000; // ten days of quarters

/** A zone that remembers what it was asked last. */
class RememberingZone extends Zone {
  readonly #zone: Zone;
  readonly #offsets = new Map<number, number>();

  constructor(zone: Zone) {
    super();
    this.#zone = zone;
  }

  override get type(): string {
    return this.#zone.type;
  }

  override get name(): string {
    return this.#zone.name;
  }

  get ianaName(): string {
    return this.#zone.name;
  }

  override get isUniversal(): boolean {
    return this.#zone.isUniversal;
  }

  override get isValid(): boolean {
    return this.#zone.isValid;
  }

  override offsetName(...asked: Parameters<Zone['offsetName']>): string | null {
    return this.#zone.offsetName(...asked);
  }

  override formatOffset(...asked: Parameters<Zone['formatOffset']>): string {
    return this.#zone.formatOffset(...asked);
  }

  override equals(other: Zone): boolean {
    return other.type === this.type && other.name === this.name;
  }

  override offset(at: Instant): number {
    if (!(at >= SINCE)) return this.#zone.offset(at);
    const quarter = Math.floor(at / QUARTER);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.#offsets.size >= MOST) this.#offsets.clear();
    const offset = this.#zone.offset(quarter * QUARTER);
    this.#offsets.set(quarter, offset);
    return offset;
  }
}

/** What luxon takes for a zone, in words of our own: whoever uses our types need not have luxon's. */
export interface NamedZone {
  readonly type: string;
  readonly name: string;
  readonly ianaName: string;
  readonly isUniversal: boolean;
  readonly isValid: boolean;
  offsetName(at: Instant, options: { readonly format?: 'short' | 'long'; readonly locale?: string }): string | null;
  formatOffset(at: Instant, format: 'narrow' | 'short' | 'techie'): string;
  /** Minutes ahead of UTC. */
  offset(at: Instant): number;
  equals(other: NamedZone): boolean;
}

/** Each zone once, as luxon itself has them. */
const ZONES = new Map<string, NamedZone>();

/** A zone by its IANA name, for luxon: `DateTime.fromMillis(at, { zone: zoneNamed('Asia/Shanghai') })`. */
export function zoneNamed(name: string): NamedZone {
  const known = ZONES.get(name);
  if (known !== undefined) return known;
  const zone = new RememberingZone(Info.normalizeZone(name));
  ZONES.set(name, zone);
  return zone;
}
