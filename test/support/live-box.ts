// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test cut a box off from the exchange? Both run at real speed, with threads, joined by a Unix socket.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { stringify } from 'yaml';
import type { EventType } from '../../src/bus/index.js';
import { type Box, open } from '../../src/engine/index.js';
import { SystemClock } from '../../src/kernel/index.js';
import { NativeMedia } from '../../src/native/index.js';
import { Facts } from '../contract/engine-world.js';

/** The exchange of a live box: it can die, and come back. */
export class LiveExchange {
  readonly #socket: string;
  #media: NativeMedia | undefined;

  constructor(socket: string) {
    this.#socket = socket;
  }

  /** Begins, at the same socket as before; resolves when its end of the D-channel is up. */
  async begin(): Promise<NativeMedia> {
    const media = new NativeMedia({
      board: { type: 'virtual', spans: [{ name: 'net', kind: 'e1', carrier: { type: 'listen', path: this.#socket } }] },
      signalling: [{ span: 'net', role: 'network' }],
    });
    this.#media = media;
    await new Facts(media).wait('dChannelUp');
    return media;
  }

  /** Signal and D-channel are gone at once. */
  die(): void {
    this.#media?.close();
    this.#media = undefined;
  }
}

export interface LiveBox {
  readonly box: Box;
  /** The file that it runs by. */
  readonly file: string;
  readonly exchange: LiveExchange;
  readonly clock: SystemClock;
  /** Resolves with the instant of the next event of this type. */
  next(type: EventType): Promise<number>;
}

/** A box with one E1, `e1-1`, not yet at an exchange: let that `begin()`. `more` stands in its file too. Ends with the test. */
export async function liveBox(t: Test, more: Readonly<Record<string, unknown>> = {}): Promise<LiveBox> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-live-'));
  const socket = join(folder, 'e1.sock');
  const file = join(folder, 'spillway.yaml');
  const e1 = { name: 'e1-1', kind: 'e1', carrier: { type: 'connect', path: socket } };
  const configuration = {
    board: { type: 'virtual', spans: [{ ...e1, signalling: { restartAtStart: false } }] },
    accessNumbers: [{ number: '88880001', queue: 'sales' }],
    queues: [{ name: 'sales' }],
    ...more,
  };
  writeFileSync(file, stringify(configuration));
  const clock = new SystemClock();
  const box = await open({ config: file, clock });
  const exchange = new LiveExchange(socket);
  t.teardown(async () => {
    await box.close();
    exchange.die();
    rmSync(folder, { recursive: true });
  });
  const next = (type: EventType) =>
    new Promise<number>((resolve) => {
      const end = box.bus.on(type, () => {
        end();
        resolve(clock.now());
      });
    });
  return { box, file, exchange, clock, next };
}
