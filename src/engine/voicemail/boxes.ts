// SPDX-License-Identifier: GPL-2.0-or-later
// Which messages does the box keep, and who hears of a change? Every change is written with its event; memory follows.

import { join } from 'node:path';
import type { BusinessEvents } from '../../bus/index.js';
import { hears, type MailboxConfig } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { Emitter } from '../../kernel/index.js';
import { wantsMessage } from '../../outbox/index.js';
import type { Batch, MessageState, StoredMessage } from '../../store/index.js';
import { type BoxCounts, type BoxMessage, inOrder, Messages } from '../../voicemail/index.js';
import type { SpokenRecorder } from '../recordings/index.js';
import { putLetters } from '../records/index.js';
import { assertOpen, type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
export type BoxesRooms = Pick<
  Rooms,
  'bus' | 'clock' | 'closing' | 'config' | 'ids' | 'log' | 'outbox' | 'records' | 'store'
>;

/** A box as people see it. */
export interface MailboxStatus extends BoxCounts {
  readonly box: string;
  readonly number?: string;
  readonly quota: number;
}

/** What of the call stands in the event. */
export type LeftIn = Pick<BusinessEvents['message.left'], 'accessNumber' | 'queue'>;

/** All boxes and what is in them. */
export class Boxes {
  readonly messages = new Messages();
  /** Something in this box is another way now. */
  readonly changed = new Emitter<string>();
  readonly #rooms: BoxesRooms;
  readonly #spoken: SpokenRecorder;

  constructor(rooms: BoxesRooms, spoken: SpokenRecorder, left: readonly StoredMessage[]) {
    this.#rooms = rooms;
    this.#spoken = spoken;
    for (const stored of left) this.#take(stored);
    // Retention has thrown the recording away, and the database its messages with it.
    rooms.bus.on('recording.purged', ({ facts }) => this.#forget(facts.recording));
  }

  /** A box of the file; throws NOT_FOUND. */
  box(name: string): MailboxConfig {
    const found = this.#rooms.config.mailboxes.find((box) => box.name === name);
    if (found === undefined) throw new TelephonyError('NOT_FOUND', `box ${name}`);
    return found;
  }

  find(name: string): MailboxConfig | undefined {
    return this.#rooms.config.mailboxes.find((box) => box.name === name);
  }

  /** By what is dialled: its own number, that of an agent whose box it is, or of a station that tells of its messages. */
  dialled(number: string): MailboxConfig | undefined {
    const { mailboxes } = this.#rooms.config;
    const own = (list: 'agents' | 'stations') =>
      mailboxes.find((box) => box[list].length === 1 && box[list][0] === number);
    return mailboxes.find((box) => box.number === number) ?? own('agents') ?? own('stations');
  }

  /** Those whose messages an agent hears. */
  heardBy(agent: string): readonly MailboxConfig[] {
    const { agents, mailboxes } = this.#rooms.config;
    if (mailboxes.length === 0) return [];
    const entry = agents.find(({ id }) => id === agent);
    return entry === undefined ? [] : mailboxes.filter((box) => hears(box, entry));
  }

  /** All, or those of an agent. */
  list(agent?: string): readonly MailboxStatus[] {
    const boxes = agent === undefined ? this.#rooms.config.mailboxes : this.heardBy(agent);
    return boxes.map(({ name, number, quota }) => ({
      ...{ box: name, quota, ...this.messages.counts(name) },
      ...(number !== undefined && { number }),
    }));
  }

  /** What an agent hears, in his order. */
  of(agent: string): readonly BoxMessage[] {
    return inOrder(this.heardBy(agent).flatMap(({ name }) => this.messages.of(name)));
  }

  hasRoom({ name, quota }: Pick<MailboxConfig, 'name' | 'quota'>): boolean {
    return this.messages.hasRoom(name, quota);
  }

  fileOf({ file }: BoxMessage): string {
    return join(this.#spoken.directory, file);
  }

  /** A message is whole: its row, its event, and the letters of whoever wants to know, in the batch of its end. Then it can be heard. */
  put(batch: Batch, message: BoxMessage, { accessNumber, queue = null }: LeftIn): () => void {
    const { outbox, records } = this.#rooms;
    const { id, box, recording, call, number, durationMs } = message;
    const at = records.now();
    batch.update('message', id, { durationMs, told: true });
    batch.event('message.left', { message: id, box, recording, call, number, accessNumber, queue, durationMs }, at);
    const letter = { kind: 'message', id, box, number, durationMs, file: this.fileOf(message) } as const;
    const told = { ...letter, at: new Date(batch.utc(message.at)).toISOString() };
    const letters = outbox.letters(`message-${id}`, told, at, wantsMessage(box));
    putLetters(batch, letters);
    return () => {
      this.messages.put(message);
      outbox.queue(letters);
      this.changed.emit(box);
    };
  }

  /** Throws NOT_FOUND, as all below. */
  message(id: string): BoxMessage {
    const all = this.messages.all.filter((message) => message.id === id || message.id.endsWith(id));
    const found = all.find((message) => message.id === id) ?? (all.length === 1 ? all[0] : undefined);
    if (found === undefined) throw new TelephonyError('NOT_FOUND', `message ${id}`);
    return found;
  }

  /** `agent`: who did it, if somebody of the house did; he must hear that box. */
  mark(id: string, state: MessageState, agent?: string): BoxMessage {
    const message = this.#own(id, agent);
    if (message.state === state) return message;
    const { records } = this.#rooms;
    const marked = { ...message, state };
    const facts = { message: message.id, box: message.box, state, ...(agent !== undefined && { agent }) };
    const batch = records.batch().update('message', message.id, { state });
    records.write(batch.event('message.changed', facts, records.now()), 'message.changed');
    this.messages.put(marked);
    this.changed.emit(message.box);
    return marked;
  }

  /** Of the last message of a recording the file goes too, unless somebody holds the recording. */
  delete(id: string, agent?: string): void {
    const message = this.#own(id, agent);
    const { records } = this.#rooms;
    const facts = { message: message.id, box: message.box, ...(agent !== undefined && { agent }) };
    const batch = records.batch().deleteWhere('message', { id: message.id });
    records.write(batch.event('message.deleted', facts, records.now()), 'message.deleted');
    this.messages.remove(message.id);
    this.changed.emit(message.box);
    if (this.messages.ofRecording(message.recording).length > 0) return;
    unattended(this.#rooms, 'deleting a message', this.#discard(message));
  }

  /** One more in another box, new there. REFUSED: that one is full. */
  sendOn(id: string, to: string, agent?: string): BoxMessage {
    const message = this.#own(id, agent);
    const box = this.box(to);
    if (!this.hasRoom(box)) throw new TelephonyError('REFUSED', `box ${to} is full`);
    const { ids, records } = this.#rooms;
    const copy: BoxMessage = { ...message, id: ids.next('message'), box: to, state: 'new' };
    const { recording, call, number, at, durationMs, state } = copy;
    const batch = records
      .batch()
      .insert('message', { id: copy.id, recording, box: to, call, number, state, at, durationMs });
    const facts = { message: message.id, box: message.box, to, copy: copy.id, ...(agent !== undefined && { agent }) };
    batch.event('message.sentOn', facts, records.now());
    const there = this.put(batch, copy, { accessNumber: null });
    records.write(batch, 'message.sentOn');
    there();
    return copy;
  }

  #own(id: string, agent: string | undefined): BoxMessage {
    assertOpen(this.#rooms);
    const message = this.message(id);
    if (agent !== undefined && !this.heardBy(agent).some(({ name }) => name === message.box))
      throw new TelephonyError('REFUSED', `box ${message.box} is not one of agent ${agent}`);
    return message;
  }

  /** The store says whether it is held: `held`, its contact, its call or its number. */
  async #discard(message: BoxMessage): Promise<void> {
    const kept = await this.#rooms.store.ask('heldRecording', { recording: message.recording });
    if (kept) return;
    await this.#spoken.drop({ id: message.recording, file: this.fileOf(message) });
  }

  #forget(recording: string): void {
    for (const { id, box } of this.messages.ofRecording(recording)) {
      this.messages.remove(id);
      this.changed.emit(box);
    }
  }

  /** What the last run left. One that a crash cut is told of now; of which nothing is there nothing remains. */
  #take({ recorded, recordedMs, told, held: _, ...row }: StoredMessage & { readonly held?: number }): void {
    const { records } = this.#rooms;
    const durationMs = row.durationMs > 0 ? row.durationMs : (recordedMs ?? 0);
    const message: BoxMessage = { ...row, durationMs };
    if (told === 1) {
      this.messages.put(message);
      return;
    }
    const least = this.find(row.box)?.shortest ?? 0;
    if (recorded === 'expected' || durationMs === 0 || durationMs < least) {
      unattended(
        this.#rooms,
        'a message of which nothing is there',
        this.#spoken.drop({ id: row.recording, file: this.fileOf(message) }),
      );
      return;
    }
    const batch = records.batch();
    const there = this.put(batch, message, { accessNumber: null });
    records.write(batch, 'message.left');
    there();
  }
}
