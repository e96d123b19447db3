// SPDX-License-Identifier: GPL-2.0-or-later
// What is recorded and announced in an agent's call because he asks for it?

import type { Leg, Mask } from '../../call/index.js';
import type { Verb } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { PromptIndex } from '../../native/index.js';
import { RECORDING_ANNOUNCEMENT } from '../conversations/index.js';
import type { Recorder } from '../recordings/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import { customerOf, type Part } from './parts.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'dialogues' | 'log'>;

/** A stored sound. */
type Clip = Rooms['config']['clips'][number];

/** What is needed of the desk. */
export interface SoundsDesk {
  /** The call in which he talks, or which he holds; throws REFUSED when the verb is not legal. */
  readonly part: (verb: Verb, agent: string) => Part;
  readonly hold: (part: Part) => void;
  readonly retrieve: (part: Part) => void;
  readonly isActive: (part: Part) => boolean;
  /** He talks with nobody meanwhile. */
  readonly holdsOnly: (part: Part) => boolean;
}

/** Recording on demand, and announcements to the customer. All throw REFUSED when they are not legal now. */
export class CallSounds {
  readonly #rooms: Needs;
  readonly #recorder: Recorder;
  readonly #desk: SoundsDesk;
  /** Begun by agents. */
  readonly #masks = new Map<Leg, Mask>();

  constructor(rooms: Needs, recorder: Recorder, desk: SoundsDesk) {
    this.#rooms = rooms;
    this.#recorder = recorder;
    this.#desk = desk;
  }

  /** Records what he talks from now on; the announcement is laid over it, where the shop has one. REFUSED when it is recorded already. */
  startRecording(agent: string): void {
    const part = this.#desk.part('record', agent);
    const { conversation, queue } = part;
    const { leg, accessNumber } = customerOf(part);
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
    const { leg } = customerOf(part);
    const sound = await this.#load(prompt);
    if (this.#desk.isActive(part)) this.#desk.hold(part);
    part.conversation.treatment?.end();
    try {
      await leg.play([sound]).finished;
    } finally {
      if (!part.conversation.isOver && this.#desk.holdsOnly(part)) this.#desk.retrieve(part);
    }
  }

  /** The stored sound of this code. Throws NOT_FOUND. */
  clipOf(code: string): Clip {
    const clip = this.#rooms.config.clips.find((one) => one.code === code);
    if (clip === undefined) throw new TelephonyError('NOT_FOUND', `clip ${code}`);
    return clip;
  }

  /** Plays it in the call in which he talks, in place of what is said; resolves when it is over. */
  clip(agent: string, { prompt, to }: Clip): Promise<void> {
    const part = this.#desk.part('record', agent);
    const { leg } = customerOf(part);
    const hearing = to === 'both' ? [leg, part.leg] : [leg];
    return this.#load(prompt).then(async (sound) => {
      await Promise.all(hearing.map((one) => one.play([sound]).finished));
    });
  }

  /**
   * Recording and others have silence in place of the customer, who speaks or keys in a card number, until `unmask`, or for as long as
   * a mask lasts (a minute). The agent hears nothing of him meanwhile. REFUSED when it is so already.
   */
  mask(agent: string): void {
    const { leg } = customerOf(this.#desk.part('mask', agent));
    if (this.#masks.has(leg)) throw new TelephonyError('REFUSED', `agent ${agent}: the customer is masked already`);
    const mask = leg.mask({ reason: 'agent' });
    this.#masks.set(leg, mask);
    const end = leg.masked.on(({ reason, ended }) => {
      if (reason !== mask.reason || ended === undefined) return;
      this.#masks.delete(leg);
      end();
    });
  }

  /** The customer is heard, and recorded, again. REFUSED when he is not masked. */
  unmask(agent: string): void {
    const mask = this.#masks.get(customerOf(this.#desk.part('mask', agent)).leg);
    if (mask === undefined) throw new TelephonyError('REFUSED', `agent ${agent}: the customer is not masked`);
    mask.end();
  }

  /** By one code: masked if he is not, else no more. Gives what he is now. */
  toggleMask(agent: string): 'masked' | 'heard' {
    const masked = this.#masks.has(customerOf(this.#desk.part('mask', agent)).leg);
    if (masked) this.unmask(agent);
    else this.mask(agent);
    return masked ? 'heard' : 'masked';
  }

  #load(prompt: string): Promise<PromptIndex> {
    const { prompts, language } = this.#rooms.dialogues;
    return prompts.load(prompt, language);
  }
}
