// SPDX-License-Identifier: GPL-2.0-or-later
// Which engines run in the machine of tools/dahdi-vm? The box and the exchange, wired together by the real driver.

import type { Test } from 'tap';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import { type EngineOptions, type Fact, NativeMedia } from '../../src/native/index.js';
import { Facts } from '../contract/engine-world.js';
import { BOX, bank, EXCHANGE, e1 } from './spillway-conf.js';

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;

/** Emulated machines are slow: this only ends what would wait for ever. */
const patienceMs = 60_000;

export const box: EngineOptions = {
  board: { type: 'dahdi', spans: [e1('trunk', BOX.e1), bank('stations', BOX.bank, 'station')] },
  signalling: [{ span: 'trunk', role: 'cpe' }],
};

export const exchange: EngineOptions = {
  board: { type: 'dahdi', spans: [e1('trunk', EXCHANGE.e1), bank('telephones', EXCHANGE.bank, 'telephone')] },
  signalling: [{ span: 'trunk', role: 'network' }],
};

/** One engine on the driver, closed when the test ends. */
export class End {
  readonly media: NativeMedia;
  readonly #facts: Facts;

  constructor(t: Test, options: EngineOptions) {
    this.media = new NativeMedia(options);
    this.#facts = new Facts(this.media);
    t.teardown(() => this.close());
  }

  close(): void {
    this.media.close();
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

  /** Resolves with the next such fact, whatever was told before. */
  next<T extends Fact['type']>(type: T): Promise<FactOf<T>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${type} came`)), patienceMs);
      const end = this.media.onFact((fact) => {
        if (fact.type !== type) return;
        clearTimeout(timer);
        end();
        resolve(fact as FactOf<T>);
      });
    });
  }

  digits(channel: number): string {
    return this.#facts.told
      .flatMap((fact) => (fact.type === 'digit' && fact.channel === channel ? [fact.digit] : []))
      .join('');
  }
}

const TRIES = 4;
const SETTLED_MS = 300;

/**
 * What `ours` hears when the other end keys digits. It listens before they come, as a box does from the answer on: a channel that
 * nobody hears is not read. They are keyed again when a slip of the emulated machine has fallen into them.
 */
export async function heardKeys(
  ours: End,
  theirs: End,
  { hears, sends, digits }: { readonly hears: number; readonly sends: number; readonly digits: string },
): Promise<string> {
  const clock = new SystemClock();
  const slips = () => ours.media.counters().slips + theirs.media.counters().slips;
  ours.media.detect(hears, true);
  for (let left = TRIES; ; left--) {
    await sleep(clock, SETTLED_MS);
    const [before, slipped] = [ours.digits(hears).length, slips()];
    const sending = theirs.media.sendDigits(sends, digits);
    await theirs.wait('finished', { operation: sending });
    await sleep(clock, SETTLED_MS);
    const heard = ours.digits(hears).slice(before);
    if (heard === digits || slips() === slipped || left === 1) return heard;
  }
}
