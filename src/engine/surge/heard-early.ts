// SPDX-License-Identifier: GPL-2.0-or-later
// In which trunk groups do callers hear us before the answer? What `lines test-early-media` has found, kept in the database; nothing else counts.

import type { Instant } from '../../kernel/index.js';
import type { LeftOver } from '../../store/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'config' | 'log' | 'records' | 'store'>;

const KEY = 'earlyMedia.';

/** The findings, one for each trunk group at most. */
export class HeardEarly {
  readonly #rooms: Needs;
  /** By trunk group: when it was heard (UTC). */
  readonly #found: Map<string, Instant>;

  constructor(rooms: Needs, left: LeftOver['heardEarly']) {
    this.#rooms = rooms;
    this.#found = new Map(left.map(({ key, value }) => [key.slice(KEY.length), Number(value)]));
  }

  /** Whether a group may speak before the answer: its setting says so, and a caller has heard it. */
  mayUse(group: string): boolean {
    const { config } = this.#rooms;
    return this.#found.has(group) && config.trunkGroups.some(({ name, earlyMedia }) => name === group && earlyMedia);
  }

  /** When a caller of this group heard it (UTC). */
  since(group: string): Instant | undefined {
    return this.#found.get(group);
  }

  /** What a test has found; resolves when it is on the disk. `notHeard`: what was found before holds no more. */
  async note(group: string, outcome: 'heard' | 'notHeard'): Promise<void> {
    const { clock, log, records, store } = this.#rooms;
    const batch = records.batch();
    const key = `${KEY}${group}`;
    if (outcome === 'heard') {
      const at = Math.round(clock.utc(clock.now()));
      this.#found.set(group, at);
      batch.put('setting', { key, value: String(at), at: records.now() });
    } else {
      this.#found.delete(group);
      batch.deleteWhere('setting', { key });
    }
    log.info({ group, outcome }, 'early media was tested');
    this.look();
    await store.keep(batch.event('lines.earlyMediaTested', { group, outcome }, records.now()));
  }

  /** A group whose setting says what no test has shown is answered as any other, with an alarm. */
  look(): void {
    const { alarms, config } = this.#rooms;
    for (const { name, earlyMedia } of config.trunkGroups)
      alarms.set(earlyMedia && !this.#found.has(name), 'EARLY_MEDIA_UNTESTED', name);
  }
}
