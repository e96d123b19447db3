// SPDX-License-Identifier: GPL-2.0-or-later
// Who calls the box in a benchmark? The network side of its E1s, and telephones at its stations, over sockets at speed 1.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NativeMedia } from '../../dist/native/index.js';

const bank = 'stations';
const accessNumber = '4008001111';

/** @param {number} i */
const spanName = (i) => `e1-${i + 1}`;

/**
 * What the box's configuration says of this far end.
 * @param {string} folder of the sockets
 * @param {{ readonly spans: number, readonly telephones?: number, readonly restartAtStart?: boolean }} size
 */
export function boxBoard(folder, { spans, telephones = 0, restartAtStart = false }) {
  const carrier = (/** @type {string} */ name) => ({ type: 'connect', path: path.join(folder, `${name}.sock`) });
  const trunks = Array.from({ length: spans }, (_, i) => ({
    name: spanName(i),
    kind: 'e1',
    carrier: carrier(spanName(i)),
    signalling: { restartAtStart },
  }));
  const stations = { name: bank, kind: 'analog', ports: 'fxs', count: telephones, carrier: carrier(bank) };
  return { type: 'virtual', spans: telephones > 0 ? [...trunks, stations] : trunks };
}

/** The exchange and the telephones. */
export class FarEnd {
  /** @type {NativeMedia} */
  media;
  /** B-channels of the E1s. @type {readonly number[]} */
  bearers;
  /** Telephones, by port. @type {readonly number[]} */
  telephones;
  /** @type {Map<number, (fact: import('../../dist/native/index.js').Fact) => void>} */
  #calls = new Map();
  /** @type {Set<number>} */
  #up = new Set();
  #numbers = 0;

  /**
   * @param {string} folder of the sockets
   * @param {{ readonly spans: number, readonly telephones?: number }} size
   */
  constructor(folder, { spans, telephones = 0 }) {
    const carrier = (/** @type {string} */ name) =>
      /** @type {const} */ ({ type: 'listen', path: path.join(folder, `${name}.sock`) });
    const names = Array.from({ length: spans }, (_, i) => spanName(i));
    const trunks = names.map((name) => /** @type {const} */ ({ name, kind: 'e1', carrier: carrier(name) }));
    const phones = /** @type {const} */ ({
      name: bank,
      kind: 'analog',
      ports: telephones,
      side: 'telephone',
      carrier: carrier(bank),
    });
    this.media = new NativeMedia({
      board: { type: 'virtual', spans: telephones > 0 ? [...trunks, phones] : trunks },
      signalling: names.map((span) => ({ span, role: 'network' })),
    });
    this.bearers = this.media.channels.filter(({ kind }) => kind === 'bearer').map(({ index }) => index);
    this.telephones = this.media.channels.filter(({ kind }) => kind === 'fxo').map(({ index }) => index);
    this.media.onFact((fact) => this.#take(fact));
  }

  /** Resolves when layer 2 of every E1 is up, at both ends: the box repeats a SABME that was lost after T200, 1 s. */
  async up() {
    const spans = new Set(this.media.channels.filter(({ kind }) => kind === 'bearer').map(({ span }) => span));
    await this.until(() => [...spans].every((span) => this.#up.has(span)));
    await sleep(1_500);
  }

  /**
   * Resolves when a fact has made it true.
   * @param {() => boolean} reached
   */
  until(reached) {
    if (reached()) return Promise.resolve();
    return /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        const end = this.media.onFact(() => {
          if (!reached()) return;
          end();
          resolve();
        });
      })
    );
  }

  /**
   * Sends a SETUP with a number that nobody had before; the listener hears the facts of the call, `cleared` last.
   * @param {number} channel
   * @param {(fact: import('../../dist/native/index.js').Fact) => void} listener
   * @param {{ readonly redirecting?: string }} [options]
   */
  call(channel, listener, { redirecting } = {}) {
    const number = `138${String(++this.#numbers).padStart(8, '0')}`;
    const call = this.media.dial({
      channel,
      exclusive: true,
      called: { digits: accessNumber, type: 'unknown', plan: 1 },
      calling: { digits: number, type: 'national', plan: 1, presentation: 'allowed', screening: 3 },
      ...(redirecting && { redirecting: { digits: redirecting, type: 'national', plan: 1, reason: 15 } }),
    });
    this.#calls.set(call, listener);
    return call;
  }

  close() {
    this.media.close();
  }

  /** @param {import('../../dist/native/index.js').Fact} fact */
  #take(fact) {
    if (fact.type === 'dChannelUp') this.#up.add(fact.span);
    if (fact.type === 'dChannelDown') this.#up.delete(fact.span);
    if (!('call' in fact)) return;
    this.#calls.get(fact.call)?.(fact);
    if (fact.type === 'cleared') this.#calls.delete(fact.call);
  }
}
