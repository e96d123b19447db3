// SPDX-License-Identifier: GPL-2.0-or-later
// What may anybody dial at a telephone of the shop? Its own number, an echo, a ring; and, who may, the shop closed or opened.

import type { Origin } from '../../bus/index.js';
import type { StationLeg } from '../../call/index.js';
import type { HouseCommand } from '../../dialling/index.js';
import { Dialogue } from '../../ivr/index.js';
import { type Duration, sleep } from '../../kernel/index.js';
import type { Station } from '../../station/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import type { AgentLines } from './agent-lines.js';
import type { Feedback } from './agent-prompts.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'closing' | 'dialogues' | 'ids' | 'log' | 'media' | 'stations'>;

/** Closes the shop, or opens it again. */
export interface NightSwitch {
  /** Undefined: whoever is there may not. */
  turn(station: string, agent: string | undefined): Promise<'closed' | 'open' | undefined>;
}

/** Records prompts with whoever is at a telephone. */
export interface PromptRecorder {
  talk(dialogue: Dialogue, station: string): Promise<Feedback | undefined>;
}

/** Who does what the codes ask for. */
export interface HouseParts {
  readonly night: NightSwitch;
  readonly prompts: PromptRecorder;
}

const LONGEST_ECHO: Duration = 60_000;
const PUT_DOWN_WITHIN: Duration = 30_000;
const BEFORE_RINGING: Duration = 2_000;
const RINGS_FOR: Duration = 30_000;

/** Who dialled, and where. */
export interface AtTelephone {
  readonly station: string;
  readonly leg: StationLeg;
  /** Signed in there. */
  readonly agent: string | undefined;
}

/** By whose doing it is: an agent's, or whoever is at that telephone. */
export function byTelephone(station: string, agent: string | undefined): Origin {
  return { actor: agent === undefined ? `station:${station}` : `agent:${agent}`, source: 'telephone' };
}

/** The codes of the house. */
export class HouseCodes {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #night: NightSwitch;
  readonly #prompts: PromptRecorder;

  constructor(rooms: Needs, agentLines: AgentLines, { night, prompts }: HouseParts) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#night = night;
    this.#prompts = prompts;
  }

  /** What is to be said at the end; undefined: all is said. Rejects with LEG_CLEARED when he puts down. */
  async obey({ type }: HouseCommand, at: AtTelephone): Promise<Feedback | undefined> {
    const dialogue = new Dialogue(at.leg, this.#rooms.dialogues);
    switch (type) {
      case 'nightSwitch': {
        const is = await this.#night.turn(at.station, at.agent);
        if (is === undefined) return 'notAllowed';
        return is === 'closed' ? 'shopClosed' : 'shopOpen';
      }
      case 'ownNumber': {
        const number = ['own-number', ...dialogue.speech.digits(at.station)];
        await dialogue.say([...number, ...number], { bargeIn: false });
        return undefined;
      }
      case 'echoTest':
        return this.#echo(dialogue, at.leg);
      case 'recordPrompt':
        return this.#prompts.talk(dialogue, at.station);
      case 'ringBack':
        return this.#ringBack(dialogue, at);
    }
  }

  /** He hears himself until he puts down, or for a minute. */
  async #echo(dialogue: Dialogue, leg: StationLeg): Promise<undefined> {
    const { clock, media } = this.#rooms;
    await dialogue.say('echo-test', { bargeIn: false });
    const channel = leg.channel.index;
    media.route([{ channel, hears: [{ channel }] }]);
    await sleep(clock, LONGEST_ECHO, leg.signal);
    media.route([{ channel, hears: [] }]);
    await dialogue.say('goodbye', { bargeIn: false });
    return undefined;
  }

  /** It rings when it lies on its hook again; an offer that rings it first does as well. */
  async #ringBack(dialogue: Dialogue, { station: number, leg }: AtTelephone): Promise<undefined> {
    const station = this.#rooms.stations.station(number);
    const done = station.rested.on(() => {
      done();
      unattended(this.#rooms, 'a ring-back test', this.#ring(station));
    });
    try {
      await dialogue.say('ring-back-test', { bargeIn: false });
      await sleep(this.#rooms.clock, PUT_DOWN_WITHIN, leg.signal);
    } finally {
      done(); // put down, it was told already; else it lies beside its hook
    }
    return undefined;
  }

  async #ring(station: Station): Promise<void> {
    const { clock, ids, closing } = this.#rooms;
    if (closing || !this.#agentLines.borrow(station.number)) return;
    await sleep(clock, BEFORE_RINGING);
    if (!station.atRest || !station.inService || this.#rooms.closing) {
      this.#agentLines.giveBack(station);
      return;
    }
    const offer = ids.next('ringBack');
    const ends = [
      station.answered.on((news) => {
        if (news.offer !== offer) return;
        over();
        unattended(this.#rooms, 'a ring-back test', this.#answered(news.leg));
      }),
      station.declined.on((news) => {
        if (news.offer === offer) over();
      }),
    ];
    const cancel = clock.at(clock.now() + RINGS_FOR, () => {
      station.stopRinging(offer);
      over();
    });
    const over = () => {
      for (const end of ends) end();
      cancel();
      this.#agentLines.giveBack(station);
    };
    try {
      station.ring(offer, { digits: station.number });
    } catch (error) {
      over();
      throw error;
    }
  }

  async #answered(leg: StationLeg): Promise<void> {
    await new Dialogue(leg, this.#rooms.dialogues).say('ring-back-done', { bargeIn: false });
    leg.clear();
  }
}
