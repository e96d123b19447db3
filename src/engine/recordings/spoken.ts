// SPDX-License-Identifier: GPL-2.0-or-later
// How is recorded what one party says to the box: a message, a prompt by telephone, a name? The row of the catalogue first, then a tone, then he
// speaks until a key, until he is silent, or for as long as he may. The silence in which it ended is cut off.

import { relative } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Leg, Recording, RecordingEnd } from '../../call/index.js';
import { type Duration, deferred, type Instant } from '../../kernel/index.js';
import { Catalogue, cutRecording, type RecordingEntry } from '../../recording/index.js';
import type { Batch, RecordingKind } from '../../store/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'ids' | 'log' | 'records' | 'store'>;

/** A written row. */
export interface WrittenRow {
  readonly id: string;
  readonly at: Instant;
}

/** How it is recorded. */
export interface SpokenOptions {
  readonly kind: Exclude<RecordingKind, 'conversation'>;
  /** In which call; its row is there. */
  readonly call: string;
  readonly queue?: string | null;
  /** It ends after this. */
  readonly most: Duration;
  /** It ends when nobody has spoken for so long. */
  readonly silence: Duration;
  /** Keys that end it; default `#`. */
  readonly stopKeys?: string;
  /** A tone before it; default true. */
  readonly beep?: boolean;
  /** Less than this is nothing, and nothing is kept of it; default: only what nobody said. */
  readonly shortest?: Duration;
  /** Rows that belong to it: written with its own. */
  readonly rows?: (batch: Batch, row: WrittenRow) => void;
  /** Told in the moment in which it ends, also by hanging up: before the call is over. */
  readonly over?: (isSomething: boolean) => void;
  /** Heard while its row is on the way to the disk, and after it: a greeting. */
  readonly greeting?: () => Promise<unknown>;
}

/** What was recorded; its end is not written yet: `SpokenRecorder.keep` or `drop`. */
export interface Spoken {
  readonly recording: string;
  readonly duration: Duration;
  readonly entry: RecordingEntry;
  readonly begunAt: Instant;
  /** By what it ended. */
  readonly ended: 'key' | 'silence' | 'most' | 'hungUp' | 'failed';
  readonly ending: Parameters<Catalogue['end']>[2];
  /** Somebody has said something, and for long enough. */
  readonly isSomething: boolean;
}

/** So much of the silence behind the last word stays. */
const BREATH: Duration = 400;
const BEEP = { steps: [{ hertz: [1000], milliseconds: 400 }], repeatFrom: -1 };

/** Records people who speak to the box. */
export class SpokenRecorder {
  readonly #rooms: Needs;
  readonly #catalogue: Catalogue;
  readonly #cutting = new Set<Promise<unknown>>();

  constructor(rooms: Needs) {
    const { store, ids, config } = rooms;
    this.#rooms = rooms;
    this.#catalogue = new Catalogue({ store, ids, directory: config.recording.directory, zone: config.zone });
  }

  /** Where recordings are, absolute. */
  get directory(): string {
    return this.#catalogue.directory;
  }

  /**
   * Undefined: its row cannot be written now, and nothing was heard or recorded. Never rejects because he hangs up: what he has said until
   * then is there; before the tone it gives nothing. What it gives must be kept or dropped; where it rejects no row is left.
   */
  async record(leg: Leg, options: SpokenOptions): Promise<Spoken | 'hungUp' | undefined> {
    const { beep = true, call, greeting, kind, queue = null, rows } = options;
    const { records } = this.#rooms;
    if (!records.canPromise) return undefined;
    const at = records.now();
    const entry = this.#catalogue.entry({ call, queue, kind }, at);
    const batch = this.#catalogue.put(records.batch(), entry, queue, at);
    rows?.(batch, { id: entry.id, at });
    if (!(await records.promise(batch, () => records.batch().deleteWhere('recording', { id: entry.id }))))
      return undefined;
    let recording: Recording;
    try {
      await greeting?.();
      if (beep) await leg.tone(BEEP).finished;
      leg.signal.throwIfAborted();
      recording = leg.record(entry.file, { held: true });
    } catch (error) {
      await this.#catalogue.discard(entry);
      if (leg.signal.aborted) return 'hungUp';
      throw error;
    }
    return this.#speak(leg, entry, recording, options);
  }

  /** It is to be had from now on; `also`: what is written with its end. */
  async keep({ entry, ending }: Spoken, also: (batch: Batch) => void = () => {}): Promise<void> {
    const { records } = this.#rooms;
    const batch = records.batch();
    this.#catalogue.end(batch, entry, ending, records.now());
    also(batch);
    await records.commit(batch, 'recording.ended', { finishing: true });
  }

  /** Whether a file is being cut. */
  get busy(): boolean {
    return this.#cutting.size > 0;
  }

  /** Resolves when no file is being cut any more, and what becomes of it is on its way to the store. */
  async settled(): Promise<void> {
    if (!this.busy) return;
    await Promise.all(this.#cutting);
    await nextTurn();
  }

  /** Where a file lies below `directory`. */
  placeOf({ file }: Pick<RecordingEntry, 'file'>): string {
    return relative(this.directory, file);
  }

  /** It is nothing: row and file go. */
  drop(entry: Pick<RecordingEntry, 'id' | 'file'>): Promise<void> {
    return this.#catalogue.discard(entry);
  }

  async #speak(leg: Leg, entry: RecordingEntry, recording: Recording, options: SpokenOptions): Promise<Spoken> {
    const { clock } = this.#rooms;
    const { most, silence, stopKeys = '#', shortest = 0 } = options;
    const over = deferred<Pick<Spoken, 'ended' | 'isSomething'>>();
    const began = clock.now();
    let spoke = false;
    let silentSince: Instant | undefined;
    let isOver = false;
    const finish = (ended: Spoken['ended']) => {
      if (isOver) return;
      isOver = true;
      const isSomething = spoke && clock.now() - began >= shortest;
      options.over?.(isSomething);
      over.resolve({ ended, isSomething });
    };
    let cancel = clock.at(began + silence, () => finish('silence'));
    leg.digits.clear();
    leg.listenFor({ speech: true });
    recording.release(); // its row is durable; one that was held makes its folders
    unattended(this.#rooms, 'beginning a recording', this.#catalogue.begin(entry, this.#rooms.records.now()));
    const ends = [
      clock.at(clock.now() + most, () => finish('most')),
      leg.digit.on(({ digit }) => {
        if (stopKeys.includes(digit)) finish('key');
      }),
      leg.heard.on((heard) => {
        if (heard.type !== 'speech' && heard.type !== 'speechEnded') return;
        spoke = true;
        cancel();
        silentSince = heard.type === 'speech' ? undefined : heard.startedAt + heard.durationMs;
        if (heard.type === 'speechEnded') cancel = clock.at(clock.now() + silence, () => finish('silence'));
      }),
    ];
    const gone = () => finish('hungUp'); // before `cleared` is told, with which the record of the call may end
    leg.signal.addEventListener('abort', gone);
    const end = recording.finished;
    unattended(
      this.#rooms,
      'a recording',
      end.then(({ failure }) => finish(failure === undefined ? 'hungUp' : 'failed')),
    );
    const { ended, isSomething } = await over.promise;
    cancel();
    leg.signal.removeEventListener('abort', gone);
    for (const done of ends) done();
    if (!recording.isOver) recording.end();
    const whole = await end;
    if (!leg.signal.aborted) {
      leg.listenFor({});
      leg.digits.clear();
    }
    const begunAt = recording.startedAt;
    const ending = await this.#cut(entry, whole, (silentSince ?? Number.POSITIVE_INFINITY) - (begunAt ?? 0));
    const duration = ending.durationMs;
    return {
      ...{ recording: entry.id, duration, entry, ended, ending, begunAt: begunAt ?? ending.endedAt },
      isSomething: isSomething && duration > 0,
    };
  }

  /** A file that cannot be cut stays as it is: what was said is in it. `until`: how far somebody has spoken. */
  async #cut(entry: RecordingEntry, ending: RecordingEnd, until: Duration): Promise<RecordingEnd> {
    if (ending.failure !== undefined || until + BREATH >= ending.durationMs) return ending;
    const cut = cutRecording(entry.file, until + BREATH).catch((error: unknown) => {
      this.#rooms.log.warn({ err: error }, 'the silence behind a message could not be cut off');
      return undefined;
    });
    this.#cutting.add(cut);
    const durationMs = await cut.finally(() => this.#cutting.delete(cut));
    return durationMs === undefined ? ending : { ...ending, durationMs };
  }
}
