// SPDX-License-Identifier: GPL-2.0-or-later
// How does a whole box go through tens of thousands of calls in a test? The real rooms over an engine on paper, and a disk that is on paper
// too or a real one: all that is decided is real, nothing sounds, and on paper what is written is only remembered as far as tests ask for it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Bus } from '../../src/bus/index.js';
import { type ConfigInput, readConfig } from '../../src/config/index.js';
import { type Box, openOn } from '../../src/engine/index.js';
import { type Instant, VirtualClock } from '../../src/kernel/index.js';
import { PaperEngine } from '../../src/simulation/index.js';
import { openMemoryStore, openStore, repair, type Statement, type Store } from '../../src/store/index.js';
import { ACCESS_NUMBER, agentId, QUEUE, stationNumber } from './box.js';

const MEMORY = '/dev/shm';
const TURNS = 40;
const MONDAY = Date.parse('2026-03-02T01:00:00Z');

/** What a test looks at beside: how many commands were given. */
export class HouseEngine extends PaperEngine {
  commands = 0;

  override answerAll(): boolean {
    const told = super.answerAll();
    if (told) this.commands = 0;
    return told;
  }

  protected override note(): void {
    this.commands++;
  }

  protected override begin(name: string, ...values: readonly unknown[]): number {
    this.commands++;
    return super.begin(name, ...values);
  }
}

export interface HouseOptions {
  readonly agents: number;
  readonly config?: Partial<ConfigInput>;
  readonly written?: (statement: Statement) => void;
  /** A data directory with a real database, which is kept; default: a disk on paper. */
  readonly data?: string;
  /** When it is opened; default: a Monday, 09:00 in Shanghai. */
  readonly at?: Instant;
}

/** A box, its telephones and the town outside. */
export interface PaperHouse {
  readonly box: Box;
  readonly store: Store;
  readonly engine: HouseEngine;
  readonly clock: VirtualClock;
  /** Warnings and errors that the box has logged since they were last taken. */
  takeTrouble(): readonly string[];
  /** The station's channel. */
  port(agent: number): number;
  /** All that was decided becomes known, then so much time goes by, in steps of at most a second. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
  /** It ends without a word, after what was written last. */
  kill(): Promise<void>;
}

/** Where a directory for tests is quickest. */
export function quickDirectory(): string {
  return mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'spillway-paper-'));
}

/** Agents `1001` ... at stations `801` ..., one E1, one access number that leads to one queue. Nobody is signed in. */
export async function openHouse(options: HouseOptions): Promise<PaperHouse> {
  const { agents, config = {}, data, at = MONDAY } = options;
  const clock = new VirtualClock(at);
  const directory = data ?? quickDirectory();
  const read = readConfig({ ...house(agents, directory), ...config });
  const bus = new Bus((error) => {
    throw error;
  });
  const trouble: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void trouble.push(line) });
  const store =
    data === undefined
      ? await openMemoryStore({ directory, clock, bus }, options.written)
      : await openStore({ directory, clock, bus, reserveBytes: 1 << 16 });
  if (data !== undefined) await repair(store, { at, recordings: read.recording.directory, mendFile: () => 0 });
  const engine = new HouseEngine({ e1: 'e1', stations: agents });
  const box = await openOn({ config: read, clock, bus, store, media: engine, log, seed: 1 });
  const answers = async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      const told = engine.answerAll();
      await new Promise((resolve) => setImmediate(resolve)); // all that hangs on promises has gone on
      if (!told) return;
    }
    throw new Error('the engine and the box answer each other for ever');
  };
  const settle = async () => {
    for (let turn = 0; turn < TURNS; turn++) {
      const told = engine.answerAll();
      await box.settled();
      if (!told && !engine.owes) return;
    }
    throw new Error('the engine and the box answer each other for ever');
  };
  engine.tell({ type: 'dChannelUp', span: 0 });
  await settle();
  return {
    ...{ box, store, engine, clock },
    takeTrouble: () => trouble.splice(0),
    port: (agent) => engine.channels.findIndex(({ kind }) => kind === 'fxs') + agent - 1,
    advance: async (milliseconds) => {
      await settle();
      for (let left = milliseconds; left > 0; left -= 1_000) {
        clock.advance(Math.min(left, 1_000));
        await (left > 1_000 ? answers() : settle());
      }
    },
    close: async () => {
      let over = false;
      const closing = box.close().finally(() => {
        over = true;
      });
      while (!over) {
        engine.answerAll();
        clock.advance(100);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await closing;
      if (data === undefined) rmSync(directory, { recursive: true, force: true });
    },
    kill: async () => {
      await store.settled();
      await store.close();
    },
  };
}

function house(agents: number, data: string): ConfigInput {
  const carrier = (name: string) => ({ type: 'listen', path: `/run/${name}.sock` }) as const;
  const ports = Array.from({ length: agents }, (_, i) => i + 1);
  return {
    data,
    areaCode: '21',
    board: {
      type: 'virtual',
      spans: [
        { name: 'e1', kind: 'e1', carrier: carrier('e1'), signalling: { restartAtStart: false } },
        { name: 'stations', kind: 'analog', count: agents, carrier: carrier('stations') },
      ],
    },
    trunkGroups: [{ name: 'telecom', spans: ['e1'], presentable: [`021${ACCESS_NUMBER}`] }],
    stations: ports.map((port) => ({ number: stationNumber(port), span: 'stations', port })),
    accessNumbers: [{ number: ACCESS_NUMBER, name: 'tv', queue: QUEUE }],
    queues: [{ name: QUEUE, wrapUp: '0s' }],
    agents: ports.map((port) => ({ id: agentId(port), name: `Agent ${port}`, pin: '4711', queues: [QUEUE] })),
  };
}
