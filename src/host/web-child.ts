// SPDX-License-Identifier: GPL-2.0-or-later
// Who starts the web process, where no service manager does? The box, as a child; when it dies, again, after longer and longer pauses.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Logger } from 'pino';
import { type Cancel, type Clock, type Duration, type Instant, SystemClock, sleep } from '../kernel/index.js';

export interface WebChildOptions {
  /** What runs it: the program's file and what it is told before the configuration file. */
  readonly program: readonly string[];
  readonly file: string;
  readonly socket: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly clock?: Clock;
}

const FIRST_PAUSE: Duration = 500;
const LONGEST_PAUSE: Duration = 60_000;
/** Whoever has lived so long is begun anew at once. */
const LIVED: Duration = 60_000;
const PATIENCE: Duration = 5_000;
/** Below the box's threads. */
const NICE = '5';

export class WebChild {
  readonly #options: WebChildOptions;
  readonly #clock: Clock;
  #child: ChildProcess | undefined;
  #stopping = false;
  #pause = FIRST_PAUSE;
  #again: Cancel = () => {};

  constructor(options: WebChildOptions) {
    this.#options = options;
    this.#clock = options.clock ?? new SystemClock();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** It lives as long as the box, however often it dies. */
  begin(): void {
    if (this.#stopping) return;
    const { program, file, socket, log } = this.#options;
    const begun = this.#clock.now();
    // In a group of its own: Ctrl-C is for the box, which ends it in its turn.
    const child = spawn('nice', ['-n', NICE, process.execPath, ...program, file, '--socket', socket], {
      stdio: ['pipe', 'ignore', 'inherit'], // its end tells the child that the box is gone, however it went
      detached: true,
      env: { ...process.env, NOTIFY_SOCKET: undefined, WATCHDOG_USEC: undefined, SPILLWAY_CHILD: '1' },
    });
    this.#child = child;
    child.once('error', (error) => this.#died(begun, error.message));
    child.once('exit', (code, signal) => this.#died(begun, signal ?? `exit code ${code}`));
    log.info({ pid: child.pid }, 'the web process was started');
  }

  /** Asks it to end, and sees to it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#again();
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const over = new AbortController();
    const patience = sleep(this.#clock, PATIENCE, over.signal).then(
      () => child.kill('SIGKILL'),
      () => {},
    );
    await ended;
    over.abort();
    await patience;
  }

  #died(begun: Instant, why: string): void {
    if (this.#child === undefined) return;
    this.#child = undefined;
    if (this.#stopping) return;
    const { log } = this.#options;
    if (this.#clock.now() - begun > LIVED) this.#pause = FIRST_PAUSE;
    log.warn({ why, again: this.#pause }, 'the web process has ended; the box goes on and starts it again');
    this.#again = this.#clock.at(this.#clock.now() + this.#pause, () => this.begin());
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }
}
