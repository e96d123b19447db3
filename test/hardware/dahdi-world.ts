// SPDX-License-Identifier: GPL-2.0-or-later
// Which engines run in the machine of tools/dahdi-vm? The box and the exchange, wired together by the real driver.

import type { Test } from 'tap';
import { type DahdiSpan, type EngineOptions, type Fact, NativeMedia } from '../../src/native/index.js';
import { Facts } from '../contract/engine-world.js';

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;

/** Emulated machines are slow: this only ends what would wait for ever. */
const patienceMs = 120_000;

const slots = Array.from({ length: 31 }, (_, index) => index + 1).filter((slot) => slot !== 16);

/** An E1 of spillway.conf: all B-channels, and the D-channel in slot 16. */
function e1(name: string, first: number): DahdiSpan {
  return { name, kind: 'e1', channels: slots.map((slot) => first + slot - 1), dChannel: first + 15 };
}

/** The eight ports of spillway.conf from `first` on. */
function bank(name: string, first: number, side: 'station' | 'telephone'): DahdiSpan {
  return { name, kind: 'analog', channels: Array.from({ length: 8 }, (_, port) => first + port), side };
}

export const box: EngineOptions = {
  board: { type: 'dahdi', spans: [e1('trunk', 1), bank('stations', 63, 'station')] },
  signalling: [{ span: 'trunk', role: 'cpe' }],
};

export const exchange: EngineOptions = {
  board: { type: 'dahdi', spans: [e1('trunk', 32), bank('telephones', 71, 'telephone')] },
  signalling: [{ span: 'trunk', role: 'network' }],
};

/** One engine on the driver, closed when the test ends. */
export class End {
  readonly media: NativeMedia;
  readonly #facts: Facts;

  constructor(t: Test, options: EngineOptions) {
    this.media = new NativeMedia(options);
    this.#facts = new Facts(this.media);
    t.teardown(() => this.media.close());
  }

  /** Resolves when the fact is told, or was; rejects with what was told instead. */
  wait<T extends Fact['type']>(type: T, where: Partial<FactOf<T>> = {}): Promise<FactOf<T>> {
    return new Promise((resolve, reject) => {
      const told = () => this.#facts.told.map((fact) => fact.type).join(' ');
      const timer = setTimeout(
        () => reject(new Error(`no ${type} ${JSON.stringify(where)}; told: ${told()}`)),
        patienceMs,
      );
      this.#facts.wait(type, where).then((fact) => {
        clearTimeout(timer);
        resolve(fact);
      }, reject);
    });
  }

  digits(channel: number): string {
    return this.#facts.told
      .flatMap((fact) => (fact.type === 'digit' && fact.channel === channel ? [fact.digit] : []))
      .join('');
  }
}
