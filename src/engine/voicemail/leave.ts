// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody leave a message? Greeting, tone, his words; the row is durable before the first of them. Who finds no room is told so.

import type { Leg } from '../../call/index.js';
import type { Destination, MailboxConfig } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue, greetingName } from '../../ivr/index.js';
import type { Contact } from '../contacts/index.js';
import type { Spoken, SpokenRecorder } from '../recordings/index.js';
import type { CallRecord } from '../records/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Boxes, BoxesRooms, LeftIn } from './boxes.js';

/** What is needed of the box. */
type Needs = BoxesRooms & Pick<Rooms, 'calls' | 'dialogues'>;

/** Who speaks. */
interface Speaker extends LeftIn {
  readonly leg: Leg;
  readonly record: CallRecord;
  /** Canonical; null: he withholds it. */
  readonly number: string | null;
  readonly dialogue: Dialogue;
  /** From here on nothing leads him elsewhere. */
  readonly taken: () => void;
}

/** Takes messages. */
export class MessageTaker {
  readonly #rooms: Needs;
  readonly #boxes: Boxes;
  readonly #spoken: SpokenRecorder;

  constructor(rooms: Needs, boxes: Boxes, spoken: SpokenRecorder) {
    this.#rooms = rooms;
    this.#boxes = boxes;
    this.#spoken = spoken;
  }

  /** Undefined: he is cleared, be there a message or not. Else there is no room: he has been told so, and goes there. Rejects with LEG_CLEARED. */
  async ofContact(contact: Contact, box: string): Promise<Destination | undefined> {
    const { leg, record, number, accessNumber } = contact;
    const dialogue = contact.dialogue();
    if (leg.state === 'offered') leg.proceed();
    await dialogue.answer();
    const settings = this.#boxes.find(box);
    if (settings === undefined) {
      await dialogue.say('voicemail-full', { bargeIn: false });
      return { kind: 'refuse' };
    }
    const { queue = null } = record.identity;
    const speaker = {
      ...{ leg, record, dialogue, queue, number: number?.number ?? null, accessNumber: accessNumber || null },
      taken: () => contact.send({ type: 'dismissed' }),
    };
    return this.#take(speaker, settings);
  }

  /** Somebody at a telephone of the house. */
  async ofStation(leg: Leg, station: string, box: MailboxConfig): Promise<void> {
    const { calls, records } = this.#rooms;
    const call = calls.open();
    const called = box.number ?? box.name;
    const record = records.begin(call, leg, { direction: 'internal', calling: station, called });
    call.ended.on(() => records.end(record, leg.cause));
    call.add(leg as Parameters<typeof call.add>[0]);
    await this.ofHouse({ leg, station }, record, box);
  }

  /** The same in a call that he has made. */
  async ofHouse(
    { leg, station }: { readonly leg: Leg; readonly station: string },
    record: CallRecord,
    box: MailboxConfig,
  ): Promise<void> {
    const dialogue = new Dialogue(leg, this.#rooms.dialogues);
    const speaker = { leg, record, dialogue, number: station, accessNumber: null, taken: () => {} };
    if ((await this.#take(speaker, box)) !== undefined) leg.clear();
  }

  async #take(speaker: Speaker, box: MailboxConfig): Promise<Destination | undefined> {
    if (!this.#boxes.hasRoom(box)) return this.#refuse(speaker, box, 'full');
    const over = this.#boxes.messages.begin(box.name);
    try {
      const spoken = await this.#record(speaker, box);
      if (spoken === 'hungUp') return undefined;
      if (spoken === undefined) return await this.#refuse(speaker, box, 'noSpace');
      await this.#keep(speaker, box, spoken);
      await this.#sayGoodbye(speaker, spoken);
      return undefined;
    } finally {
      over();
    }
  }

  async #record({ leg, record, number, queue = null, dialogue, taken }: Speaker, box: MailboxConfig) {
    const { records } = this.#rooms;
    const { name, longest, shortest, silence } = box;
    return this.#spoken.record(leg, {
      ...{ kind: 'message', call: record.id, queue, most: longest, shortest, silence },
      rows: (batch, { id, at }) =>
        batch.insert('message', { id, recording: id, box: name, call: record.id, number, state: 'new', at }),
      over: (left) => record.add({ type: 'messageEnded', at: records.now(), left }),
      greeting: async () => {
        taken();
        record.add({ type: 'messageBegan', at: records.now() });
        await this.#greet(dialogue, box);
      },
    });
  }

  /** One that was recorded at a telephone comes first; one that cannot be played costs nobody his message. */
  async #greet(dialogue: Dialogue, { number = '', greeting }: MailboxConfig): Promise<void> {
    const recorded = greetingName(number);
    const isRecorded = this.#rooms.dialogues.prompts.file(recorded, dialogue.language) !== undefined;
    try {
      await dialogue.say(isRecorded ? recorded : greeting);
    } catch (error) {
      if (!(error instanceof TelephonyError) || error.code !== 'PROMPT_UNUSABLE') throw error;
      this.#rooms.log.warn({ err: error }, 'a greeting cannot be used');
      await dialogue.say('leave-a-message');
    }
  }

  async #keep({ record, number, queue = null, accessNumber }: Speaker, { name }: MailboxConfig, spoken: Spoken) {
    if (!spoken.isSomething) {
      await this.#spoken.drop(spoken.entry);
      return;
    }
    const { recording, duration } = spoken;
    let there = () => {};
    await this.#spoken.keep(spoken, (batch) => {
      const message = {
        ...{ id: recording, recording, box: name, call: record.id, number, state: 'new' as const },
        ...{ at: spoken.begunAt, durationMs: Math.floor(duration), file: this.#spoken.placeOf(spoken.entry) },
      };
      there = this.#boxes.put(batch, message, { accessNumber, queue });
    });
    there();
  }

  async #sayGoodbye({ leg, dialogue }: Speaker, spoken: Spoken): Promise<void> {
    if (leg.signal.aborted) return;
    const last = spoken.ended === 'failed' ? ['voicemail-full'] : spoken.isSomething ? ['message-saved'] : [];
    await dialogue.say([...last, 'goodbye'], { bargeIn: false });
    leg.clear();
  }

  async #refuse(
    { record, dialogue }: Speaker,
    { name, full }: MailboxConfig,
    reason: 'full' | 'noSpace',
  ): Promise<Destination> {
    const { log, records } = this.#rooms;
    log.warn({ box: name, reason }, 'a box takes no message');
    records.event('message.refused', { call: record.id, box: name, reason });
    await dialogue.say('voicemail-full', { bargeIn: false });
    return full;
  }
}
