// SPDX-License-Identifier: GPL-2.0-or-later
// How do batches get to the disk? In order, one group under way at a time. What cannot be written now waits, and is tried again.

import { TelephonyError } from '../faults.js';
import { type Cancel, type Clock, type Duration, Emitter, type Instant, SystemClock, sleep } from '../kernel/index.js';
import { Backlog, type Entry } from './backlog.js';
import type { Fate } from './order.js';
import type { MigrationProgress } from './store-options.js';
import { inWords, type Trouble } from './trouble.js';
import { type WriterPort, WriterThread } from './writer-port.js';
import type { WriterAnswer, WriterOptions } from './writer-thread.js';

/** Whether there is room for new promises, and how many bytes are free. */
export interface Space {
  readonly enough: boolean;
  readonly free: number;
}

/** What keeps the database from being written, and since when. */
export type StandingTrouble = Trouble & { readonly since: Instant };

/** What the end of a run could not write, and the file that has it; no file: it is lost. */
export interface Unwritten {
  readonly batches: number;
  readonly file: string | undefined;
}

/** A batch and who is told of it. */
export interface Waiting extends Entry {
  /** It is on the disk; `late`: after it was given up. Told before what waits behind it goes to the disk. */
  readonly durable: (took: Duration, late: boolean) => void;
  readonly refused: (error: TelephonyError) => void;
  /** Of a batch that became durable after it was given up: what takes it back. */
  readonly undo?: (() => Waiting) | undefined;
  /** Nobody waits for it any more. */
  givenUp: boolean;
}

const CHECKPOINT_EVERY = 300; // groups: about 10 MiB of WAL
const LARGEST_GROUP = 512 << 10; // bytes; to hand it to the thread takes some milliseconds
const FIRST_TRY: Duration = 50;
const SLOW: Duration = 2_000; // callers wait for it in silence
const LONGEST_PAUSE: Duration = 1_000;

/** The main thread's side of the writer. A group grows while the disk works: one flush when idle, few under load. */
export class Writer {
  readonly onSpace = new Emitter<Space>();
  /** Tells of each try that came to nothing, and with nothing when it is over. */
  readonly onTrouble = new Emitter<StandingTrouble | undefined>();
  readonly #port: WriterPort;
  readonly #clock: Clock;
  readonly #real = new SystemClock(); // the disk's time, whatever clock the box goes by
  readonly #backlog = new Backlog<Waiting>();
  #space: Space;
  #trouble: StandingTrouble | undefined;
  #again: Cancel | undefined;
  #pause: Duration = FIRST_TRY;
  #sending = false;
  /** Nobody waits for the disk; it is asked whether it would write. */
  #asking = false;
  #sentAt: Instant = 0;
  #slow = false;
  #sinceCheckpoint = 0;
  #broken: TelephonyError | undefined;
  #keptIn: string | undefined;
  #idle: (() => void)[] = [];

  constructor(port: WriterPort, clock: Clock, space: Space) {
    this.#port = port;
    this.#clock = clock;
    this.#space = space;
    port.listen(
      (answer) => this.#hear(answer),
      (reason) => this.#break(reason),
    );
  }

  /** Starts the thread and opens the database in it; rejects with a TelephonyError when it must not be used. `handle`: see `WatchedFile`. */
  static async open(
    options: WriterOptions,
    clock: Clock,
    migrating?: MigrationProgress,
  ): Promise<{ writer: Writer; handle: number }> {
    const thread = new WriterThread(options);
    const answer = await thread.first(migrating);
    if (answer.type === 'opened') {
      const { handle, enough, free } = answer;
      return { writer: new Writer(thread, clock, { enough, free }), handle };
    }

    await thread.terminate();
    if (answer.type !== 'refused') throw new TelephonyError('STORE_FAILED', `It answered ${answer.type}.`);
    throw new TelephonyError(answer.code, answer.detail);
  }

  get space(): Space {
    return this.#space;
  }

  /** What waits, under way or not. */
  get backlog(): Pick<Backlog<Waiting>, 'length' | 'bytes' | 'since'> {
    return this.#backlog;
  }

  get trouble(): StandingTrouble | undefined {
    return this.#trouble;
  }

  /** The disk has been at work on one group for more than 2 s. */
  get slow(): boolean {
    return this.#slow;
  }

  /** To be called once a second: is the disk slow? Its answer may lie there unread when this thread has stood still. */
  look(): void {
    const sentAt = this.#sentAt;
    if (!this.#backlog.busy || this.#real.now() - sentAt < SLOW) return;
    const judge = () => {
      this.#slow = this.#backlog.busy && this.#sentAt === sentAt;
    };
    setImmediate(judge);
  }

  /** Why it takes nothing more. */
  get broken(): TelephonyError | undefined {
    return this.#broken;
  }

  /** Takes a batch; one of its functions is told what became of it. */
  add(waiting: Waiting): void {
    if (this.#broken) {
      waiting.refused(this.#broken);
      return;
    }
    if (this.#trouble?.kind === 'full' && !waiting.order.finishing) {
      waiting.refused(new TelephonyError('STORE_FULL', this.#trouble.detail));
      return;
    }
    this.#backlog.add(waiting);
    this.#sendSoon();
  }

  /** Nobody waits for it any more: it is taken out, or if the disk has it already, undone when it should become durable. */
  giveUp(waiting: Waiting): void {
    if (!this.#backlog.holds(waiting)) return;
    waiting.givenUp = true;
    this.#backlog.remove((entry) => entry === waiting);
    waiting.refused(new TelephonyError('STORE_LATE', inWords(this.#trouble)));
  }

  /** Resolves when nothing is left but what waits for another try, and nobody who waited for the disk has committed more. */
  settled(): Promise<void> {
    return new Promise((resolve) => this.whenSettled(resolve));
  }

  /** The same without a promise: a simulated box asks at each thing that happens. */
  whenSettled(tell: () => void): void {
    const look = () => (this.#busy ? this.whenSettled(tell) : tell());
    if (this.#busy) this.#idle.push(() => setImmediate(look));
    else setImmediate(look);
  }

  get #busy(): boolean {
    return this.#asking || this.#backlog.busy || (this.#backlog.length > 0 && this.#again === undefined);
  }

  /**
   * Commits what waits, closes the database and ends the thread. Tries for `within` by the machine's own time; what then
   * cannot be written is put beside the database, for the next start.
   */
  async close(within: Duration): Promise<Unwritten> {
    if (this.#broken) return { batches: 0, file: undefined };
    await this.settled();
    const real = this.#real; // the box's may stand still by now
    for (const until = real.now() + within; this.#backlog.length > 0 && real.now() < until; ) {
      await sleep(real, FIRST_TRY);
      this.#tryAgain();
      await this.settled();
    }
    this.#again?.();
    const left = this.#backlog.clear();
    this.#broken = new TelephonyError('STORE_FAILED', 'It is closed.');
    this.#port.post({ type: 'close', orders: left.map(({ order }) => order) });
    await this.#port.ended;
    for (const { refused } of left) refused(this.#broken);
    return { batches: left.length, file: this.#keptIn };
  }

  /** What one turn of the event loop decides goes together: a call that is offered and its capture share a flush. */
  #sendSoon(): void {
    if (this.#asking || this.#backlog.busy || this.#sending || this.#again !== undefined) return;
    this.#sending = true;
    setImmediate(() => {
      this.#sending = false;
      if (this.#again === undefined) this.#send();
    });
  }

  #send(): void {
    if (this.#broken || this.#asking) return;
    const group = this.#backlog.take(LARGEST_GROUP);
    if (group.length === 0) return;
    this.#sentAt = this.#real.now();
    this.#port.post({ type: 'commit', orders: group.map(({ order }) => order) });
  }

  #hear(answer: WriterAnswer): void {
    if (answer.type === 'closed') this.#keptIn = answer.kept;
    if (answer.type !== 'committed') return;
    this.#asking = false;
    this.#slow = false;
    const { fates, took, trouble } = answer;
    const group = this.#backlog.over((entry, index) => fates[index]?.name === 'kept' && !entry.givenUp);
    for (const [index, entry] of group.entries())
      if (entry.givenUp && fates[index]?.name === 'durable') this.#undo(entry, took);
    this.#hearTrouble(trouble);
    if (this.#again === undefined) this.#send();

    for (const [index, entry] of group.entries()) if (!entry.givenUp) tell(entry, fates[index], took);
    this.#sinceCheckpoint++;
    if (!this.#backlog.busy) this.#rest();
    this.#tellSpace({ enough: answer.enough, free: answer.free });
  }

  #undo(entry: Waiting, took: Duration): void {
    entry.durable(took, true);
    const undo = entry.undo?.();
    if (undo !== undefined) this.#backlog.addFirst(undo);
  }

  #hearTrouble(trouble: Trouble | undefined): void {
    if (trouble === undefined) {
      this.#pause = FIRST_TRY;
      if (this.#trouble === undefined) return;
      this.#trouble = undefined;
      this.onTrouble.emit(undefined);
      return;
    }
    const since = this.#trouble?.since ?? this.#clock.now();
    this.#trouble = { ...trouble, since };
    if (trouble.kind === 'full') this.#refuseNew(trouble);
    this.#pauseAndTry();
    this.onTrouble.emit(this.#trouble);
  }

  #pauseAndTry(): void {
    this.#again = this.#clock.at(this.#clock.now() + this.#pause, () => this.#tryAgain());
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }

  #tryAgain(): void {
    this.#again?.();
    this.#again = undefined;
    if (this.#backlog.length > 0) {
      this.#send();
      return;
    }
    this.#asking = true;
    this.#port.post({ type: 'commit', orders: [] });
  }

  /** A full disk takes nothing new, also not what came before it was known. */
  #refuseNew({ detail }: Trouble): void {
    for (const { refused } of this.#backlog.remove(({ order }) => !order.finishing))
      refused(new TelephonyError('STORE_FULL', detail));
  }

  /** Nothing is under way. What the commits just told of have decided may already wait for the next turn. */
  #rest(): void {
    this.#tellIdle();
    if (this.#sinceCheckpoint < CHECKPOINT_EVERY || this.#backlog.length > 0) return;
    this.#sinceCheckpoint = 0;
    this.#port.post({ type: 'checkpoint' });
  }

  #tellSpace(space: Space): void {
    const changed = space.enough !== this.#space.enough;
    this.#space = space;
    if (changed) this.onSpace.emit(space);
  }

  #tellIdle(): void {
    const idle = this.#idle;
    this.#idle = [];
    for (const tell of idle) tell();
  }

  #break(reason: string): void {
    if (this.#broken) return;
    this.#broken = new TelephonyError('STORE_FAILED', reason);
    this.#again?.();
    for (const { refused } of this.#backlog.clear()) refused(this.#broken);
    this.#tellIdle();
  }
}

function tell(entry: Waiting, fate: Fate | undefined, took: Duration): void {
  if (fate?.name === 'durable') entry.durable(took, false);
  if (fate?.name === 'refused') entry.refused(new TelephonyError(fate.code, fate.detail));
}
