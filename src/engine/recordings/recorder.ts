// SPDX-License-Identifier: GPL-2.0-or-later
// Which conversations are recorded, and what is written of it? From the first word, into the file when the row is durable.

import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Call, Leg, Recording } from '../../call/index.js';
import { TelephonyError } from '../../faults.js';
import { byItself, type Cancel, type Duration, every, sleep } from '../../kernel/index.js';
import { Catalogue, foldersOf, isRecorded, type RecordingEntry } from '../../recording/index.js';
import { accessNumberOf, queueOf, type Rooms, unattended } from '../rooms/index.js';
import { EndOfTalk } from './end-of-talk.js';
import { ExpectedRecording } from './expected-recording.js';
import { GapNotes } from './gap-notes.js';
import type { KeptRecords } from './kept-records.js';
import { RecordingAlarm } from './recording-alarm.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'closing' | 'config' | 'ids' | 'log' | 'records' | 'store'>;

const DAY = 86_400_000;
const ROOM_LOOKED_FOR: Duration = 10_000;
const BYTES_A_MINUTE = 60 * 16_000;

/** A conversation that may come, and be recorded. */
export interface ExpectedConversation {
  readonly call: Call;
  readonly queue: string;
  readonly agent: string;
  readonly accessNumber?: string | undefined;
}

/** By which the rules are asked; no agent: it is not known yet who it will be. */
export type RecordedWhere = Pick<ExpectedConversation, 'queue' | 'accessNumber'> & { readonly agent?: string | null };

/** A conversation that may be recorded. */
export interface RecordedConversation extends ExpectedConversation {
  /** The customer's leg: left what he says, right what he hears. */
  readonly leg: Leg;
}

/** One that has an agent, or a caller's with nobody. */
type Recorded = Omit<ExpectedConversation, 'agent'> & { readonly agent?: string | null };

/** Records conversations by the configuration's rules. */
export class Recorder {
  readonly #rooms: Needs;
  readonly #catalogue: Catalogue;
  readonly #alarm: RecordingAlarm;
  readonly #expected = new Map<Call, ExpectedRecording>();
  readonly #made = new WeakMap<Call, number>();
  readonly #running = new Map<Call, { readonly recording: Recording; readonly over: EndOfTalk }>();
  #underWay = 0;

  constructor(rooms: Needs) {
    this.#rooms = rooms;
    this.#alarm = new RecordingAlarm(rooms);
    const { store, ids, config } = rooms;
    const { zone } = config;
    const folders = () => foldersOf(rooms.config);
    this.#catalogue = new Catalogue({ store, ids, directory: config.recording.directory, zone, folders });
  }

  /** Recordings that are being made now. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Deletes what is older than the retention time, recordings before the calls that they name, now and once a day. Returns the end of it. */
  keepTidy(kept: Pick<KeptRecords, 'tidy'>): Cancel {
    const purge = () => {
      const untilTheEnd = kept.tidy().catch((error: unknown) => {
        if (!this.#rooms.closing) throw error; // what the box has no time for any more goes at the next start
      });
      unattended(this.#rooms, 'deleting old records', untilTheEnd);
    };
    purge();
    return every(this.#rooms.clock, DAY, purge);
  }

  /** What is to be said to a caller of this queue before an agent may hear him, or while he waits: its conversations are recorded. */
  announces(conversation: RecordedWhere): 'before' | 'during' | 'never' {
    const { enabled, announce } = this.#rooms.config.recording;
    return enabled && this.#isWanted(conversation) ? announce : 'never';
  }

  /** An agent is rung for a call: the row is written while it rings. */
  expect(conversation: ExpectedConversation): void {
    const { call } = conversation;
    this.forget(call);
    if (!this.#isWanted(conversation)) return;
    this.#expected.set(call, this.#expect(conversation));
    call.ended.on(() => this.forget(call));
  }

  /** That came to nothing. */
  forget(call: Call): void {
    this.#expected.get(call)?.cancel();
    this.#expected.delete(call);
  }

  /**
   * Begins the recording of a conversation if it is to be recorded, in memory; to be called as it begins, `joined`: when its
   * parties hear each other. The call goes on whatever becomes of it.
   */
  begin(conversation: RecordedConversation, joined: Promise<void>): void {
    const { call } = conversation;
    if (!this.#isWanted(conversation)) {
      this.forget(call);
      return;
    }
    const expected = this.#expected.get(call) ?? this.#expect(conversation);
    this.#expected.delete(call);
    // By the rules of the file, and to the end of the call: nobody's command.
    unattended(
      this.#rooms,
      'recording',
      byItself(() => this.#recordAll(conversation, expected, joined)),
    );
  }

  /** Records a conversation from now on, whatever the rules say. Throws REFUSED when it is recorded already. */
  start(conversation: RecordedConversation): void {
    if (this.#running.has(conversation.call))
      throw new TelephonyError('REFUSED', `call ${conversation.call.id} is recorded already`);
    const recorded = this.#recordAll(conversation, this.#expect(conversation), Promise.resolve());
    unattended(this.#rooms, 'recording on demand', recorded);
  }

  /** Records what a caller is promised, and what he says to it, as evidence: nobody talks with him. */
  promise({ call, leg }: Pick<RecordedConversation, 'call' | 'leg'>, queue: string): void {
    if (this.#running.has(call)) return;
    const recorded = { call, leg, queue };
    unattended(
      this.#rooms,
      'recording a promise',
      this.#recordAll(recorded, this.#expect(recorded), Promise.resolve()),
    );
  }

  /** Whether it is recorded now. */
  isOn(call: Call): boolean {
    return this.#running.has(call);
  }

  /** Ends the recording of a conversation; what is there is kept. Throws REFUSED when none is made. */
  stop(call: Call): void {
    const running = this.#running.get(call);
    if (running === undefined) throw new TelephonyError('REFUSED', `call ${call.id} is not recorded`);
    running.over.asked();
    running.recording.end();
  }

  #isWanted({ queue, agent, accessNumber }: RecordedWhere): boolean {
    const { config } = this.#rooms;
    return isRecorded({
      enabled: config.recording.enabled,
      accessNumber: accessNumber === undefined ? undefined : accessNumberOf(config, accessNumber)?.record,
      queue: queueOf(config, queue)?.record,
      agent: config.agents.find(({ id }) => id === agent)?.record,
    });
  }

  #expect({ call, agent = null, queue }: Recorded): ExpectedRecording {
    const before = this.#made.get(call) ?? 0;
    return new ExpectedRecording(this.#rooms, this.#catalogue, this.#alarm, { call: call.id, agent, queue, before });
  }

  /** What a full disk cut off is recorded again, in a file of its own, when there is room. */
  async #recordAll(
    conversation: Recorded & Pick<RecordedConversation, 'leg'>,
    first: ExpectedRecording,
    joined: Promise<void>,
  ): Promise<void> {
    const over = new EndOfTalk(conversation);
    for (let next: ExpectedRecording | undefined = first; next !== undefined; ) {
      const failure = await this.#record(conversation, next, joined, over);
      next = failure === 'diskFull' ? await this.#whenThereIsRoom(conversation, over.signal) : undefined;
    }
  }

  /** Gives why it failed, if it did. */
  async #record(
    { call, leg, agent = null }: Recorded & Pick<RecordedConversation, 'leg'>,
    expected: ExpectedRecording,
    joined: Promise<void>,
    over: EndOfTalk,
  ): Promise<string | undefined> {
    if (leg.signal.aborted) {
      expected.cancel();
      return undefined;
    }
    const entry = { ...expected.entry, agent };
    const recording = this.#start(call, leg, expected);
    this.#made.set(call, (this.#made.get(call) ?? 0) + 1);
    this.#running.set(call, { recording, over });
    this.#underWay++;
    const written = joined.then(
      () => expected.written(over.signal),
      () => false,
    );
    this.#watch(recording, entry, written);
    try {
      if (await written) return await this.#write(recording, entry, over);
      expected.cancel();
      await recording.discard();
      return undefined;
    } finally {
      if (this.#running.get(call)?.recording === recording) this.#running.delete(call);
      this.#underWay--;
    }
  }

  /** What cannot even begin leaves no row behind. */
  #start(call: Call, leg: Leg, expected: ExpectedRecording): Recording {
    try {
      return call.record(leg, expected.entry.file, { held: true });
    } catch (error) {
      expected.cancel();
      this.#alarm.lost(expected.entry.id);
      throw error;
    }
  }

  /** The row is durable: what is in memory may go to the disk. */
  async #write(recording: Recording, entry: RecordingEntry, over: EndOfTalk): Promise<string | undefined> {
    const { records } = this.#rooms;
    const lost = recording.isOver;
    if (!lost) recording.release();
    const begun = this.#catalogue.begin(entry, recording.startedAt ?? records.now());
    unattended(this.#rooms, 'beginning a recording', begun);
    const end = await recording.finished;
    const failure = end.failure ?? (lost ? 'notWritten' : undefined);
    if (failure === undefined) this.#alarm.whole(entry.id, recording.startedAt ?? end.endedAt);
    else this.#alarm.lost(entry.id);
    await over.inName(() => this.#catalogue.finish(entry, { ...end, failure }, records.now()));
    return failure;
  }

  #watch(recording: Recording, entry: RecordingEntry, written: Promise<boolean>): void {
    const { records, clock, log } = this.#rooms;
    const gaps = new GapNotes(clock, (gap) => {
      const noted = written.then((is) => (is ? this.#catalogue.gap(entry, gap, records.now()) : undefined));
      unattended(this.#rooms, 'recording gap', noted);
    });
    recording.gap.on((gap) => gaps.add(gap));
    unattended(
      this.#rooms,
      'the end of a recording',
      recording.finished.then(() => gaps.end()),
    );
    recording.failed.on(({ failure, systemError }) => {
      this.#alarm.trouble(entry.id);
      log.error({ file: entry.file, failure, systemError }, 'a recording failed; the call goes on');
    });
  }

  async #whenThereIsRoom(
    conversation: Recorded & Pick<RecordedConversation, 'leg'>,
    over: AbortSignal,
  ): Promise<ExpectedRecording | undefined> {
    while (!over.aborted) {
      await sleep(this.#rooms.clock, ROOM_LOOKED_FOR, over).catch(() => {});
      if (!over.aborted && this.#hasRoom()) return this.#expect(conversation);
    }
    return undefined;
  }

  /** For a minute of this one and of all that are being made. */
  #hasRoom(): boolean {
    const { directory } = this.#catalogue;
    try {
      const { bavail, bsize } = statfsSync(existsSync(directory) ? directory : dirname(directory));
      return bavail * bsize >= BYTES_A_MINUTE * (this.#underWay + 1);
    } catch {
      return false;
    }
  }
}
