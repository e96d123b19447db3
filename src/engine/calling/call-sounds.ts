// SPDX-License-Identifier: GPL-2.0-or-later
// What is recorded and announced in an agent's call because he asks for it?

import type { Verb } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { PromptIndex } from '../../native/index.js';
import type { Contact } from '../contacts/index.js';
import { RECORDING_ANNOUNCEMENT } from '../conversations/index.js';
import type { Recorder } from '../recordings/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import type { Part } from './parts.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'dialogues' | 'log'>;

/** What is needed of the desk. */
export interface SoundsDesk {
  /** The call in which he talks, or which he holds; throws REFUSED when the verb is not legal. */
  readonly part: (verb: Verb, agent: string) => Part;
  readonly hold: (part: Part) => void;
  readonly retrieve: (part: Part) => void;
  readonly isActive: (part: Part) => boolean;
}

/** Recording on demand, and announcements to the customer. All throw REFUSED when they are not legal now. */
export class CallSounds {
  readonly #rooms: Needs;
  readonly #recorder: Recorder;
  readonly #desk: SoundsDesk;

  constructor(rooms: Needs, recorder: Recorder, desk: SoundsDesk) {
    this.#rooms = rooms;
    this.#recorder = recorder;
    this.#desk = desk;
  }

  /** Records what he talks from now on; the announcement is laid over it, where the shop has one. REFUSED when it is recorded already. */
  startRecording(agent: string): void {
    const part = this.#desk.part('record', agent);
    const { conversation, queue } = part;
    const { leg, accessNumber } = this.#customer(part);
    this.#recorder.start({ call: conversation.call, leg, queue: queue ?? '', agent, accessNumber });
    if (this.#rooms.config.recording.announce === 'never') return;
    const said = this.#load(RECORDING_ANNOUNCEMENT).then((sound) => leg.play([sound], { over: 'mix' }).finished);
    unattended(this.#rooms, 'announcing a recording', said);
  }

  /** Whether what he talks is recorded now. */
  isRecording(agent: string): boolean {
    return this.#recorder.isOn(this.#desk.part('record', agent).conversation.call);
  }

  /** Ends the recording; what is there is kept. REFUSED when none is made. */
  stopRecording(agent: string): void {
    this.#recorder.stop(this.#desk.part('record', agent).conversation.call);
  }

  /** The customer hears an announcement, whole, and then the agent again, who hears nothing meanwhile. */
  async announce(agent: string, prompt: string): Promise<void> {
    const part = this.#desk.part('announce', agent);
    const { leg } = this.#customer(part);
    const sound = await this.#load(prompt);
    if (this.#desk.isActive(part)) this.#desk.hold(part);
    part.conversation.treatment?.end();
    await leg.play([sound]).finished;
    if (!part.conversation.isOver && !this.#desk.isActive(part)) this.#desk.retrieve(part);
  }

  #customer({ contact }: Part): Contact {
    if (contact === undefined) throw new TelephonyError('REFUSED', 'there is no customer in this call');
    return contact;
  }

  #load(prompt: string): Promise<PromptIndex> {
    const { prompts, language } = this.#rooms.dialogues;
    return prompts.load(prompt, language);
  }
}
