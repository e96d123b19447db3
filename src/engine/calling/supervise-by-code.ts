// SPDX-License-Identifier: GPL-2.0-or-later
// How does a supervisor listen from any telephone of the house? By a code, his number and his PIN; nobody need be signed in there.

import { type Access, personOf } from '../../access/index.js';
import type { Origin } from '../../bus/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue } from '../../ivr/index.js';
import {
  type AgentLines,
  type AtTelephone,
  byTelephone,
  FEEDBACK_PROMPTS,
  type Feedback,
  knownByPin,
  refusalSaid,
} from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Supervision } from './supervision.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'dialogues' | 'log' | 'records' | 'store'>;

/** Who may by code, and does. */
export class SuperviseByCode {
  readonly #rooms: Needs;
  readonly #access: Access;
  readonly #agentLines: AgentLines;
  readonly #supervision: Supervision;

  constructor(rooms: Needs, access: Access, agentLines: AgentLines, supervision: Supervision) {
    this.#rooms = rooms;
    this.#access = access;
    this.#agentLines = agentLines;
    this.#supervision = supervision;
  }

  /** He hears the call of the agent at `station`; what is refused he hears as a word, and then busy tone. */
  async listen(at: Pick<AtTelephone, 'station' | 'leg'>, station: string): Promise<void> {
    const dialogue = new Dialogue(at.leg, this.#rooms.dialogues);
    const refusal = await this.#listen(dialogue, at, station);
    if (refusal === undefined) return;
    await dialogue.say(FEEDBACK_PROMPTS[refusal], { bargeIn: false });
    at.leg.clear();
  }

  async #listen(
    dialogue: Dialogue,
    at: Pick<AtTelephone, 'station' | 'leg'>,
    station: string,
  ): Promise<Feedback | undefined> {
    const { config, store, log } = this.#rooms;
    const asked = { dialogue, by: byTelephone(at.station, undefined) };
    const verdict = await knownByPin(this.#rooms, this.#access, asked);
    if (!verdict.granted) return refusalSaid(verdict);
    const { agent: supervisor } = verdict;
    if (personOf(config, supervisor)?.rights.has('calls.supervise') !== true) {
      log.warn({ station: at.station, agent: supervisor }, 'somebody may not supervise');
      return 'notAllowed';
    }
    const agent = this.#agentLines.agentAt(station);
    if (agent === undefined || agent === supervisor || station === at.station) return 'notPossible';
    const by: Origin = { actor: `agent:${supervisor}`, source: 'telephone' };
    try {
      store.actingFor(by, () => this.#supervision.join({ supervisor, ...at }, agent, 'listen'));
      return undefined;
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'REFUSED') return 'notPossible';
      throw error;
    }
  }
}
