// SPDX-License-Identifier: GPL-2.0-or-later
// What was a call about, by the agent's own word? A code of its queue, given while he talks or wraps up; asked for where it is required.

import type { AgentState } from '../../acd/index.js';
import { NO_CODE, type QueueConfig, suggestion } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration } from '../../kernel/index.js';
import { queueOf, type Rooms } from '../rooms/index.js';
import type { AgentLines } from './agent-lines.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'records'>;

/** A call that an agent has, or wraps up after. */
export interface Work {
  /** By which the queues know it: a callback by its attempt. */
  readonly call: string;
  readonly queue: string;
  code?: string;
}

/** With the call that the records have of it. */
interface Recorded extends Work {
  readonly of: string;
}

/** The work of all agents. */
export class WrapUps {
  readonly #rooms: Needs;
  readonly #agentLines: Pick<AgentLines, 'acd' | 'waiting'>;
  readonly #works = new Map<string, Recorded>();

  constructor(rooms: Needs, agentLines: Pick<AgentLines, 'acd' | 'waiting'>) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
  }

  /** To be told of each change of an agent, and of his sign-out as well. */
  changed(state: AgentState): void {
    const { agent } = state;
    const work = this.#works.get(agent);
    const [call, queue] = state.name === 'talking' ? [state.call, state.queue] : [callOf(state), undefined];
    if (work !== undefined && work.call === call) return;
    if (work !== undefined) this.#over(agent, work);
    if (call !== undefined && queue !== undefined)
      this.#works.set(agent, { call, queue, of: this.#agentLines.waiting.called(call).call });
  }

  /** The call that he has, or wraps up after, its queue and the code that he has given. */
  workOf(agent: string): Readonly<Work> | undefined {
    return this.#works.get(agent);
  }

  /** The code that he has given for the call that he has, or wraps up after. */
  codeOf(agent: string): string | undefined {
    return this.#works.get(agent)?.code;
  }

  /**
   * A code for the call that he has, or wraps up after, by its name or its digit; another one later takes its place. Throws REFUSED when
   * there is no such call, or no such code in its queue.
   */
  give(agent: string, named: string): string {
    const work = this.#works.get(agent);
    if (work === undefined) throw new TelephonyError('REFUSED', `agent ${agent} has no call to give a code for`);
    const { wrapUpCodes = [] } = this.#queueOf(work) ?? {};
    const code = wrapUpCodes.find(({ name, digit }) => name === named || digit === named)?.name;
    if (code === undefined) {
      const known = wrapUpCodes.map(({ name }) => name);
      const right = known.length === 0 ? 'the queue has none' : suggestion(named, known);
      throw new TelephonyError('REFUSED', `there is no wrap-up code "${named}": ${right}`);
    }
    this.#write(agent, work, code);
    return code;
  }

  /** Throws REFUSED while he wraps up, and has to give a code first. */
  assertGiven(agent: string): void {
    const work = this.#works.get(agent);
    if (work === undefined || work.code !== undefined || !this.#isRequired(work)) return;
    const { name } = this.#agentLines.acd.agent(agent);
    if (name === 'talking') return;
    const known = this.#queueOf(work)?.wrapUpCodes.map(({ name }) => name) ?? [];
    throw new TelephonyError('REFUSED', `agent ${agent}: a wrap-up code is needed first: ${known.join(', ')}`);
  }

  /** Makes his wrap-up longer. Throws REFUSED when he is in none, or may have no more. Gives by how much. */
  extend(agent: string, by: Duration): Duration {
    const { acd } = this.#agentLines;
    const state = acd.agent(agent);
    if (state.name !== 'wrapUp')
      throw new TelephonyError('REFUSED', `agent ${agent} is ${state.name}: there is no wrap-up to make longer`);
    if (state.extendable === 0)
      throw new TelephonyError('REFUSED', `agent ${agent}: his wrap-up is as long as its queue allows`);
    acd.extendWrapUp(agent, by);
    return Math.min(by, state.extendable);
  }

  /** Nothing was given where something had to be: that is told, too. */
  #over(agent: string, work: Recorded): void {
    this.#works.delete(agent);
    if (work.code === undefined && this.#isRequired(work)) this.#write(agent, work, NO_CODE);
  }

  #isRequired(work: Work): boolean {
    return this.#queueOf(work)?.wrapUpCode === 'required';
  }

  #write(agent: string, work: Recorded, code: string): void {
    const { of: call, queue } = work;
    work.code = code;
    this.#rooms.records.event('agent.wrapUpCode', { agent, call, queue, code });
  }

  #queueOf({ queue }: Work): QueueConfig | undefined {
    return queueOf(this.#rooms.config, queue);
  }
}

function callOf(state: AgentState): string | undefined {
  if (state.name === 'wrapUp') return state.call;
  return state.name === 'reserved' ? state.wrapUp?.call : undefined;
}
