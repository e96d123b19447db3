// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody hear his messages? Who he is, by where he is signed in or by his PIN; then the menu's machine, performed.

import type { Access } from '../../access/index.js';
import type { Origin } from '../../bus/index.js';
import { TelephonyError } from '../../faults.js';
import type { Dialogue } from '../../ivr/index.js';
import { MENU_KEYS, type MenuEffect, type MenuEvent, type MenuState, menuMachine } from '../../voicemail/index.js';
import { FEEDBACK_PROMPTS, knownByPin, refusalSaid } from '../agents/index.js';
import { refusalPrompt } from '../calling/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Boxes } from './boxes.js';
import { envelope } from './envelope.js';
import { playMessage } from './play-message.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'log' | 'media' | 'records' | 'store'>;

/** How somebody is called back for whom a message is: as he may call from where he is. Throws REFUSED, BARRED, LIMIT_REACHED. */
export type CallBack = (agent: string, number: string) => Promise<void>;

const TRIES = 3;

/** Messages at a telephone. */
export class MessageHearing {
  readonly #rooms: Needs;
  readonly #boxes: Boxes;
  readonly #access: Access;

  constructor(rooms: Needs, boxes: Boxes, access: Access) {
    this.#rooms = rooms;
    this.#boxes = boxes;
    this.#access = access;
  }

  /** Who he is, by number and PIN; undefined: he has been told that he is not known. Wrong PINs count, wherever they are keyed in. */
  async known(dialogue: Dialogue, by: Origin): Promise<string | undefined> {
    for (let tries = 0; tries < TRIES; tries++) {
      const verdict = await knownByPin(this.#rooms, this.#access, { dialogue, by });
      if (verdict.granted) return verdict.agent;
      await dialogue.say(FEEDBACK_PROMPTS[refusalSaid(verdict)], { bargeIn: false });
    }
    return undefined;
  }

  /** Until he has heard all of them, or wants no more; `called`: he is being connected with who left one. Rejects with LEG_CLEARED. */
  async hear(dialogue: Dialogue, agent: string, callBack: CallBack): Promise<'over' | 'called'> {
    const messages = this.#boxes.of(agent).map(({ id }) => id);
    const visit = new Visit(this.#rooms, { boxes: this.#boxes, dialogue, agent, callBack });
    let state: MenuState = { name: 'begun' };
    for (let event: MenuEvent | undefined = { type: 'begin', messages }; event !== undefined; ) {
      const step: ReturnType<typeof menuMachine.transition> = menuMachine.transition(
        state,
        event,
        this.#rooms.clock.now(),
      );
      state = step.state;
      event = undefined;
      for (const effect of step.effects) event = await visit.perform(effect);
    }
    return visit.called ? 'called' : 'over';
  }
}

interface VisitParts {
  readonly boxes: Boxes;
  readonly dialogue: Dialogue;
  readonly agent: string;
  readonly callBack: CallBack;
}

/** One visit; what comes of an effect is the event that answers it. */
class Visit {
  called = false;
  readonly #rooms: Needs;
  readonly #parts: VisitParts;

  constructor(rooms: Needs, parts: VisitParts) {
    this.#rooms = rooms;
    this.#parts = parts;
  }

  async perform(effect: MenuEffect): Promise<MenuEvent | undefined> {
    try {
      return await this.#perform(effect);
    } catch (error) {
      const { isOver } = this.#parts.dialogue;
      if (!(error instanceof TelephonyError) || error.code === 'LEG_CLEARED' || isOver) throw error;
      this.#rooms.log.info({ agent: this.#parts.agent, reason: error.message }, 'refused in voicemail');
      return { type: 'refused', prompt: refusalPrompt(error) };
    }
  }

  async #perform(effect: MenuEffect): Promise<MenuEvent | undefined> {
    const { agent, boxes, callBack, dialogue } = this.#parts;
    switch (effect.type) {
      case 'tellCounts':
        await dialogue.say(this.#counts());
        return { type: 'done' };
      case 'play':
        return this.#play(effect.message);
      case 'ask': {
        const key = await dialogue.menu('voicemail-menu', { choices: MENU_KEYS });
        return { type: 'keyed', key };
      }
      case 'save':
        this.#acting(() => boxes.mark(effect.message, 'saved', agent));
        return { type: 'done' };
      case 'delete':
        this.#acting(() => boxes.delete(effect.message, agent));
        return { type: 'done' };
      case 'sendOn':
        this.#acting(() => boxes.sendOn(effect.message, effect.to, agent));
        return { type: 'done' };
      case 'askBox': {
        const number = await dialogue.collect({ prompt: 'voicemail-send-to', max: 12, attempts: 2 });
        return { type: 'addressed', box: number === undefined ? undefined : boxes.dialled(number)?.name };
      }
      case 'callBack': {
        const { number } = boxes.message(effect.message);
        if (number === null) throw new TelephonyError('REFUSED', 'whoever left it withholds his number');
        await callBack(agent, number);
        this.called = true;
        return undefined;
      }
      case 'say':
        await dialogue.say(effect.prompt, { bargeIn: false });
        return { type: 'done' };
      case 'end':
        return undefined;
    }
  }

  #counts(): readonly string[] {
    const { agent, boxes, dialogue } = this.#parts;
    const unheard = boxes.of(agent).filter(({ state }) => state === 'new').length;
    return [...dialogue.speech.number(unheard), 'voicemail-new'];
  }

  async #play(id: string): Promise<MenuEvent> {
    const { agent, boxes, dialogue } = this.#parts;
    const message = boxes.message(id);
    const { clock, config, media } = this.#rooms;
    await dialogue.say(envelope(message, dialogue.speech, { at: clock.utc(message.at), zone: config.zone }));
    await playMessage(media, dialogue.leg, boxes.fileOf(message), () => {
      if (message.state === 'new') this.#acting(() => boxes.mark(id, 'heard', agent));
    });
    return { type: 'done' };
  }

  #acting<T>(work: () => T): T {
    const by: Origin = { actor: `agent:${this.#parts.agent}`, source: 'telephone' };
    return this.#rooms.store.actingFor(by, work);
  }
}
