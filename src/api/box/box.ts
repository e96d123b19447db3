// SPDX-License-Identifier: GPL-2.0-or-later
// Is the box there, and who takes a question to it? A few connections for commands, one for streams; all begun anew when it comes back.

import { TelephonyError } from '../../faults.js';
import { type Clock, type Duration, Emitter, type Instant, sleep } from '../../kernel/index.js';
import { type AskOptions, BoxLink } from './link.js';

const LINKS = 4;
const FIRST_PAUSE: Duration = 200;
const LONGEST_PAUSE: Duration = 3_000;

/** A stream that is begun anew whenever the box is there. */
export interface Stream {
  readonly method: string;
  readonly params: () => Readonly<Record<string, unknown>>;
  readonly item: (item: never) => void;
  readonly failed?: (error: unknown) => void;
}

/** The box as the web process has it. */
export class BoxPort {
  /** It is there now, or not any more. */
  readonly changed = new Emitter<boolean>();
  readonly #path: string;
  readonly #clock: Clock;
  readonly #streams: Stream[] = [];
  #links: BoxLink[] = [];
  #since: Instant;
  #closed = false;
  #isUp = false;

  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
    this.#since = clock.now();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Since when it is there, or not. */
  get since(): Instant {
    return this.#since;
  }

  /** To be told before `run`. */
  stream(stream: Stream): void {
    this.#streams.push(stream);
  }

  /** Goes on until `close`: connects, streams, and again after a pause when the box has gone. */
  async run(): Promise<void> {
    for (let pause = FIRST_PAUSE; !this.#closed; ) {
      const links = await this.#connect();
      if (links === undefined) {
        await sleep(this.#clock, pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
        continue;
      }
      pause = FIRST_PAUSE;
      this.#links = links;
      this.#tell(true);
      await Promise.race([...links.map(({ ended }) => ended), this.#follow(links[0])]);
      for (const link of links) link.close();
      this.#links = [];
      this.#tell(false);
      await sleep(this.#clock, FIRST_PAUSE);
    }
  }

  /** Rejects with the box's own fault, or BOX_NOT_RUNNING. */
  ask(method: string, options: AskOptions = {}): Promise<unknown> {
    const [, ...links] = this.#links;
    const [link] = links.filter(({ isOpen }) => isOpen).sort((a, b) => a.load - b.load);
    if (link === undefined) return Promise.reject(new TelephonyError('BOX_NOT_RUNNING', this.#path));
    return link.ask(method, options);
  }

  close(): void {
    this.#closed = true;
    for (const link of this.#links) link.close();
  }

  async #connect(): Promise<BoxLink[] | undefined> {
    const opened = await Promise.allSettled(
      Array.from({ length: 1 + LINKS }, () => BoxLink.open(this.#path, this.#clock)),
    );
    const links = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (links.length === opened.length && !this.#closed) return links;
    for (const link of links) link.close();
    return undefined;
  }

  /** Ends with the first stream that does. */
  async #follow(link: BoxLink | undefined): Promise<void> {
    if (link === undefined) return;
    const all = this.#streams.map(({ method, params, item, failed }) =>
      link.ask(method, { params: params(), item }).catch((error: unknown) => failed?.(error)),
    );
    await Promise.race(all);
  }

  #tell(up: boolean): void {
    this.#isUp = up;
    this.#since = this.#clock.now();
    this.changed.emit(up);
  }
}
