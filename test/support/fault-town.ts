// SPDX-License-Identifier: GPL-2.0-or-later
// What stands around a box while things break? At real speed, joined by sockets: an exchange in a process of its own, agents
// with telephones, customers, and the box in the test's process, with its real threads and its real database.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { stringify } from 'yaml';
import type { EventType } from '../../src/bus/index.js';
import { type Box, type BoxStatus, open } from '../../src/engine/index.js';
import { type Clock, SystemClock, sleep } from '../../src/kernel/index.js';
import { NativeMedia } from '../../src/native/index.js';
import { type EventRow, openReads, type Reads } from '../../src/store/index.js';
import { Facts } from '../contract/engine-world.js';
import { FarExchange } from './far-exchange.js';
import { Telephone } from './telephone.js';
import { wav } from './wav.js';

export const ACCESS_NUMBER = '88880001';

export interface FaultTownOptions {
  /** Agents, each signed in at a telephone of his own; default 2. */
  readonly agents?: number;
  /** Sections of the file beside ours or in their place. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The box and all around it; ends with the test. */
export class FaultTown {
  readonly folder = mkdtempSync(join(tmpdir(), 'spillway-faults-'));
  readonly clock: Clock = new SystemClock();
  readonly telephones: NativeMedia;
  readonly agents: readonly Telephone[];
  /** Of the telephones. */
  readonly facts: Facts;
  #exchange: FarExchange | undefined;
  #box: Box | undefined;
  #reads: Reads | undefined;

  constructor(options: FaultTownOptions = {}) {
    const ports = options.agents ?? 2;
    const carrier = { type: 'listen', path: this.socket('bank') } as const;
    const bank = { name: 'telephones', kind: 'analog', ports, side: 'telephone', carrier } as const;
    this.telephones = new NativeMedia({ board: { type: 'virtual', spans: [bank] }, signalling: [] });
    this.facts = new Facts(this.telephones);
    this.agents = this.telephones.channels.map(({ index }) => new Telephone(this.telephones, index));
    writeFileSync(join(this.folder, 'promise.wav'), wav(Buffer.alloc(8_000, 0x55)));
    writeFileSync(join(this.folder, 'spillway.yaml'), stringify({ ...this.#configuration(ports), ...options.config }));
  }

  get box(): Box {
    if (this.#box === undefined) throw new Error('the box is not open');
    return this.#box;
  }

  get exchange(): FarExchange {
    if (this.#exchange === undefined) throw new Error('there is no exchange');
    return this.#exchange;
  }

  get reads(): Reads {
    if (this.#reads === undefined) throw new Error('the box is not open');
    return this.#reads;
  }

  /** The path of a span's sockets, without `.audio` and `.signal`. */
  socket(span: string): string {
    return join(this.folder, `${span}.sock`);
  }

  /** Opens the box, with its exchange, and signs the agents in; resolves when calls can come. */
  async begin(): Promise<void> {
    await this.beginExchange();
    this.#box = await open({ config: join(this.folder, 'spillway.yaml'), clock: this.clock });
    this.#reads = openReads(join(this.folder, 'data'));
    await this.until(({ spans }) => spans[0]?.inService === 30);
    for (let port = 1; port <= this.agents.length; port++) this.box.agents.signIn(`${1000 + port}`, `${800 + port}`);
  }

  /** A new exchange at the same sockets. */
  async beginExchange(): Promise<void> {
    this.#exchange = new FarExchange(this.socket('e1'));
    await this.#exchange.ready();
  }

  /** Looks at the box, twenty times a second, until it is so. */
  async until(so: (status: BoxStatus) => boolean, within = 60_000): Promise<void> {
    for (const limit = this.clock.now() + within; this.clock.now() < limit; ) {
      if (so(this.box.status())) return;
      await sleep(this.clock, 50);
    }
    throw new Error(`not reached in ${within} ms: ${so}\n${JSON.stringify(this.summary())}`);
  }

  /** Waits until a question to the database or to the exchange is answered with yes. */
  async untilTrue(so: () => boolean | Promise<boolean>, within = 60_000): Promise<void> {
    for (const limit = this.clock.now() + within; this.clock.now() < limit; await sleep(this.clock, 50)) {
      if (await so()) return;
    }
    throw new Error(`not reached in ${within} ms: ${so}\n${JSON.stringify(this.summary())}`);
  }

  /** Every agent lifts when his telephone rings. */
  agentsLift(): void {
    this.telephones.onFact(({ type, channel }) => {
      if (type === 'ringStarted') this.agents.find((agent) => agent.channel === channel)?.lift();
    });
  }

  /** Channels that carry a call as the box sees it, in the numbering of the exchange. */
  get busy(): readonly number[] {
    const slots = this.box.status().spans[0]?.slots ?? [];
    return slots.flatMap(({ slot, condition }) =>
      condition === 'talking' || condition === 'ringing' ? [slot - 1] : [],
    );
  }

  /** Alarms of the lines; slips and their like stand for a while after they have happened. */
  alarms(): readonly string[] {
    const codes = this.box.status().alarms.map(({ code }) => code);
    return codes.filter((code) => code.startsWith('SPAN_') || code === 'D_CHANNEL_DOWN').sort();
  }

  /** The event log's rows of one type, in their order. */
  async events(type: EventType): Promise<EventRow[]> {
    await this.box.settled();
    return this.reads.selectFrom('event').selectAll().where('type', '=', type).orderBy('id').execute();
  }

  /** The status without its many channels, for messages. */
  summary(): unknown {
    const { spans, ...rest } = this.box.status();
    return { ...rest, spans: spans.map(({ slots: _, ...span }) => span) };
  }

  async close(): Promise<void> {
    await this.#box?.close();
    await this.#reads?.destroy();
    await this.#exchange?.end();
    this.telephones.close();
    rmSync(this.folder, { recursive: true });
  }

  #configuration(ports: number) {
    const connect = (span: string) => ({ type: 'connect', path: this.socket(span) });
    const numbers = Array.from({ length: ports }, (_, i) => i + 1);
    return {
      areaCode: '21',
      board: {
        type: 'virtual',
        spans: [
          { name: 'e1', kind: 'e1', carrier: connect('e1'), signalling: { restartAtStart: true } },
          { name: 'bank', kind: 'analog', count: ports, carrier: connect('bank') },
        ],
      },
      trunkGroups: [{ name: 'telecom', spans: ['e1'], presentable: [`021${ACCESS_NUMBER}`] }],
      stations: numbers.map((port) => ({ number: `${800 + port}`, span: 'bank', port })),
      accessNumbers: [{ number: ACCESS_NUMBER, queue: 'sales' }],
      queues: [{ name: 'sales', wrapUp: '0s' }],
      agents: numbers.map((port) => ({ id: `${1000 + port}`, name: `Agent ${port}`, pin: '4711', queues: ['sales'] })),
      surge: { prompt: './promise.wav', grace: '0s' },
      callback: { window: { hours: [{ from: '00:00', to: '24:00' }] }, trough: { hold: '1s' } },
      recording: { announce: false },
    };
  }
}

/** Opens a box among its surroundings; all ends with the test. */
export async function faultTown(t: Test, options: FaultTownOptions = {}): Promise<FaultTown> {
  const town = new FaultTown(options);
  t.teardown(() => town.close());
  await town.begin();
  return town;
}
