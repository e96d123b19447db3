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
  refusalSaid,
} from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Supervision } from './supervision.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'dialogues' | 'log' | 'records' | 'store'>;

/** One more than a number or a PIN may have: a `#` is not left over for the next question. */
const LONGEST = 13;
const PATIENCE = 10_000;

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
    const { config, store, records, log } = this.#rooms;
    const ask = { max: LONGEST, timeout: PATIENCE, attempts: 1 };
    const supervisor = (await dialogue.collect({ ...ask, prompt: 'agent-key-in-number' })) ?? '';
    const pin = (await dialogue.collect({ ...ask, prompt: 'agent-key-in-pin', mask: 'PIN' })) ?? '';
    const stranger = byTelephone(at.station, undefined);
    const verdict = await store.actingFor(stranger, () => this.#access.verify(supervisor, pin, records.now()));
    if (!verdict.granted) return refusalSaid(verdict);
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
