// SPDX-License-Identifier: GPL-2.0-or-later
// What stands around a box that runs as a process of its own? A public network and telephones in the test's, at real speed.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Test } from 'tap';
import { stringify } from 'yaml';
import { askBox } from '../../src/cli/control-client.js';
import type { BoxStatus } from '../../src/engine/index.js';
import { type Clock, SystemClock, sleep } from '../../src/kernel/index.js';
import { NativeMedia } from '../../src/native/index.js';
import { Facts } from '../contract/engine-world.js';
import { spillway } from './program.js';
import { wav } from './wav.js';

const FIRST_SLOT = 0; // the network's channel of time slot 1
const ACCESS = '88880001';

/** The public network, two telephones, and the box at their sockets. */
export class Surroundings {
  readonly folder = mkdtempSync(join(tmpdir(), 'spillway-killed-'));
  readonly clock: Clock = new SystemClock();
  readonly media: NativeMedia;
  readonly facts: Facts;
  readonly #file = join(this.folder, 'spillway.yaml');
  #box: ChildProcess | undefined;
  log = '';
  /** B-channels that are in service when the box has started. */
  inService = 30;

  /** `more`: sections of the file beside ours or in their place. */
  constructor(more: Readonly<Record<string, unknown>> = {}) {
    const socket = (name: string) => join(this.folder, `${name}.sock`);
    const box = (name: string) => ({ name, carrier: { type: 'connect', path: socket(name) } });
    writeFileSync(join(this.folder, 'promise.wav'), wav(Buffer.alloc(4_000, 0x55)));
    const configuration = {
      board: {
        type: 'virtual',
        spans: [
          { ...box('e1'), kind: 'e1' },
          { ...box('bank'), kind: 'analog', count: 2 },
        ],
      },
      accessNumbers: [{ number: ACCESS, queue: 'sales' }],
      queues: [{ name: 'sales', callback: { mode: 'pull', order: 'agentFirst' } }],
      agents: ['1001', '1002'].map((id) => ({ id, name: id, pin: '4711', queues: ['sales'] })),
      surge: { prompt: './promise.wav', grace: '0s' },
      callback: { window: { hours: [{ from: '00:00', to: '24:00' }] }, trough: { hold: '1s' } },
      recording: { announce: false },
      ...more,
    };
    writeFileSync(this.#file, stringify(configuration));
    const listen = (name: string) => ({ type: 'listen' as const, path: socket(name) });
    this.media = new NativeMedia({
      board: {
        type: 'virtual',
        spans: [
          { name: 'net', kind: 'e1', carrier: listen('e1') },
          { name: 'telephones', kind: 'analog', ports: 2, side: 'telephone', carrier: listen('bank') },
        ],
      },
      signalling: [{ span: 'net', role: 'network' }],
    });
    this.facts = new Facts(this.media);
  }

  get database(): string {
    return join(this.folder, 'data');
  }

  ask(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return askBox(join(this.database, 'box.sock'), method, { params });
  }

  /** The box's process, while it runs. */
  get process(): number {
    return this.#box?.pid ?? 0;
  }

  /**
   * Starts the box, under a program such as strace if one is named, and waits until its E1 is in service: until each
   * B-channel was restarted and that was acknowledged.
   */
  async start(under: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const [program = '', ...args] = [...under, process.execPath, spillway, 'start', this.#file];
    const env = { ...process.env, ...environment };
    const box = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#box = box;
    createInterface({ input: box.stderr }).on('line', (line) => {
      this.log += `${line}\n`;
    });
    await this.until(({ spans }) => spans[0]?.inService === this.inService);
  }

  /** Sends a signal and waits for the end; the exit code, or undefined: the signal killed it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | undefined> {
    const box = this.#box;
    if (box === undefined || box.exitCode !== null || box.signalCode !== null) return undefined;
    const gone = new Promise<number | null>((resolve) => box.once('exit', resolve));
    box.kill(signal);
    return (await gone) ?? undefined;
  }

  /** Asks it to end over its local socket, and waits for that. */
  async stop(): Promise<void> {
    const box = this.#box;
    if (box === undefined) return;
    const gone = new Promise((resolve) => box.once('exit', resolve));
    await this.ask('stop').catch(() => undefined); // it may be gone before it has answered
    await gone;
  }

  signal(signal: 'SIGHUP' | 'SIGUSR2'): void {
    this.#box?.kill(signal);
  }

  /** Looks at the box, ten times a second, until it is so. */
  async until(so: (status: BoxStatus) => boolean): Promise<void> {
    for (let looks = 0; looks < 300; looks++) {
      const status = await this.ask('status').catch(() => undefined);
      if (status !== undefined && so(status as BoxStatus)) return;
      await sleep(this.clock, 100);
    }
    throw new Error(`not reached in 30 s: ${so}\n${this.log}`);
  }

  /** Resolves when so many lines of the log, from now on, have this text. */
  async logged(text: string, count: number): Promise<void> {
    const from = this.log.length;
    const times = () => this.log.slice(from).split(text).length - 1;
    for (let looks = 0; looks < 600 && times() < count; looks++) await sleep(this.clock, 100);
    if (times() < count) throw new Error(`"${text}" was not logged ${count} times in 60 s:\n${this.log}`);
  }

  call(slot: number, calling: string): number {
    const number = { digits: calling, type: 'national', presentation: 'allowed' } as const;
    return this.media.dial({ channel: FIRST_SLOT + slot, called: { digits: ACCESS }, calling: number });
  }

  /** Telephone 1, 2. */
  telephone(port: number): number {
    const channel = this.media.channels.find(({ kind, slot }) => kind === 'fxo' && slot === port);
    if (channel === undefined) throw new RangeError(`there is no telephone ${port}`);
    return channel.index;
  }

  async close(): Promise<void> {
    await this.end('SIGKILL');
    this.media.close();
    rmSync(this.folder, { recursive: true });
  }
}

export function surroundings(t: Test, more: Readonly<Record<string, unknown>> = {}): Surroundings {
  const made = new Surroundings(more);
  t.teardown(() => made.close());
  return made;
}
