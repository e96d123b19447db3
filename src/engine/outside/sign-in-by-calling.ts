// SPDX-License-Identifier: GPL-2.0-or-later
// How does an agent sign in who is not in the house? He calls, keys in his number and his PIN, and is called where he has called from.

import type { Access } from '../../access/index.js';
import type { Origin } from '../../bus/index.js';
import type { TrunkLeg } from '../../call/index.js';
import { normalise } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Dialogue } from '../../ivr/index.js';
import {
  type AgentDesk,
  byTelephone,
  FEEDBACK_PROMPTS,
  type Feedback,
  KEYED_WITHIN,
  knownByPin,
  refusalSaid,
} from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { OutsideAgents } from './outside-agents.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'plan' | 'records' | 'store'>;

const TRIES = 3;

/** The dialogue `signIn`, to which an access number or a destination leads. */
export class SignInByCalling {
  readonly #rooms: Needs;
  readonly #access: Access;
  readonly #outside: OutsideAgents;
  readonly #desk: Pick<AgentDesk, 'ready' | 'signIn'>;

  constructor(rooms: Needs, access: Access, outside: OutsideAgents, desk: Pick<AgentDesk, 'ready' | 'signIn'>) {
    this.#rooms = rooms;
    this.#access = access;
    this.#outside = outside;
    this.#desk = desk;
  }

  /** Until he hangs up. */
  async converse(dialogue: Dialogue): Promise<void> {
    await dialogue.answer();
    const { leg } = dialogue;
    for (let tries = 0; tries < TRIES; tries++) {
      const agent = await this.#known(dialogue);
      if (agent === undefined) continue;
      const refusal = await this.#signIn(dialogue, agent);
      await dialogue.say(FEEDBACK_PROMPTS[refusal ?? 'signedIn'], { bargeIn: refusal === undefined });
      if (refusal !== undefined) break;
      this.#outside.stationOf(agent)?.take(leg as TrunkLeg);
      await over(leg.signal);
    }
    await dialogue.say('goodbye', { bargeIn: false });
  }

  /** Who he is; undefined: he has been told that he is not known. */
  async #known(dialogue: Dialogue): Promise<string | undefined> {
    const by: Origin = { actor: 'caller', source: 'telephone' };
    const verdict = await knownByPin(this.#rooms, this.#access, { dialogue, by });
    if (verdict.granted) return verdict.agent;
    await dialogue.say(FEEDBACK_PROMPTS[refusalSaid(verdict)], { bargeIn: false });
    return undefined;
  }

  /** Why he is not signed in; undefined: he is, and ready. */
  async #signIn(dialogue: Dialogue, agent: string): Promise<Feedback | undefined> {
    const { config, store } = this.#rooms;
    this.#outside.configure();
    const outside = config.agents.find(({ id }) => id === agent)?.outside;
    if (outside === undefined) return 'notAllowed';
    const number = await this.#numberOf(dialogue, outside);
    if (number === undefined) return 'notAllowed';
    try {
      this.#outside.came(agent, number);
      store.actingFor(byTelephone(agent, agent), () => {
        this.#desk.signIn(agent, agent);
        this.#desk.ready(agent);
      });
      return undefined;
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'REFUSED') return 'signedInElsewhere';
      throw error;
    }
  }

  /** Where he is to be called: whence he calls, or what he keys in whose number is withheld; undefined: not there. */
  async #numberOf(
    dialogue: Dialogue,
    { number, anyNumber }: { readonly number?: string; readonly anyNumber: boolean },
  ): Promise<string | undefined> {
    const { plan } = this.#rooms;
    const isFixed = number !== undefined && !anyNumber;
    const shown = dialogue.callingParty;
    if (shown === '' && isFixed) return number;
    const given = shown === '' ? await this.#keyedIn(dialogue) : shown;
    const calling = given && normalise(given, plan, shown === '' ? undefined : dialogue.leg.calling.type);
    if (calling === '' || calling === undefined || !this.#mayBeCalled(calling.kind)) return undefined;
    if (isFixed) return normalise(number, plan)?.number === calling.number ? number : undefined;
    return calling.number;
  }

  #mayBeCalled(kind: string): boolean {
    return (
      kind === 'mobile' || kind === 'fixed' || (kind === 'international' && this.#rooms.config.dialling.international)
    );
  }

  async #keyedIn(dialogue: Dialogue): Promise<string | undefined> {
    const digits = await dialogue.collect({
      prompt: 'key-in-your-number',
      max: 20,
      timeout: KEYED_WITHIN,
      attempts: 2,
    });
    if (digits === undefined) return undefined;
    const back = ['you-entered', ...dialogue.speech.digits(digits), 'confirm-1-again-2'];
    return (await dialogue.menu(back, { choices: '12' })) === '1' ? digits : undefined;
  }
}

/** Rejects when he is gone. */
function over(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
