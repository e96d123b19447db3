// SPDX-License-Identifier: GPL-2.0-or-later
// What box is attacked over its local socket? A real one, `spillway start`, as a process of its own with little room: when
// it takes memory without bound, it dies.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { askBox } from '../../src/cli/control-client.js';
import { type Clock, sleep } from '../../src/kernel/index.js';
import { spillway } from '../support/program.js';

const HEAP = 160; // MiB; an idle box takes about 25

/** A box without an exchange: its calls are not what is tried here. */
export class FuzzedBox {
  readonly socket: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'spillway-fuzz-'));
  readonly #process: ChildProcess;
  readonly #clock: Clock;
  log = '';

  constructor(clock: Clock) {
    this.#clock = clock;
    this.socket = join(this.#folder, 'data/box.sock');
    const file = join(this.#folder, 'spillway.yaml');
    const carrier = { type: 'connect', path: join(this.#folder, 'nobody.sock') };
    const configuration = {
      board: { type: 'virtual', spans: [{ name: 'e1-1', kind: 'e1', carrier }] },
      data: join(this.#folder, 'data'),
      accessNumbers: [{ number: '88880001', queue: 'sales' }],
      queues: [{ name: 'sales' }],
      agents: [{ id: '1001', name: 'Li', pin: '4711', queues: ['sales'] }],
    };
    writeFileSync(file, stringify(configuration));
    this.#process = spawn(process.execPath, [`--max-old-space-size=${HEAP}`, spillway, 'start', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log = `${this.log}${text}`.slice(-20_000);
    });
  }

  get lives(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** What the process holds at this moment, in MiB. */
  get resident(): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  }

  /** Asks for the status as people do; tries again for 20 s: there may be no free connection at once. */
  async answer(): Promise<unknown> {
    const until = this.#clock.now() + 20_000;
    for (;;) {
      try {
        return await askBox(this.socket, 'status', { signal: AbortSignal.timeout(10_000) });
      } catch (error) {
        if (!this.lives || this.#clock.now() > until) throw error;
        await sleep(this.#clock, 100);
      }
    }
  }

  /** Ends it as its operator would; its exit code. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#process.once('exit', resolve));
    if (this.lives) this.#process.kill('SIGTERM');
    const code = this.lives ? await ended : this.#process.exitCode;
    rmSync(this.#folder, { recursive: true, force: true });
    return code;
  }
}
