// SPDX-License-Identifier: GPL-2.0-or-later
// Which agents hold their telephones for whichever customer answers? They hear music, and nobody else is given to them.

import type { StandingBy } from '../../callback/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { AgentLines, AgentOnLine } from '../agents/index.js';
import { queueOf, type Rooms } from '../rooms/index.js';
import { Treatment } from '../treatment/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'log'>;

const SHIFT: Duration = 12 * 3_600_000; // nobody stands by longer
const LONGEST: Duration = 15 * 60_000; // who stands by again after more has done something else meanwhile

interface Standing {
  readonly line: AgentOnLine;
  readonly queues: readonly string[];
  readonly music: Treatment;
}

/** Who stands by, and who did until a customer came. */
export class StandingAgents {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  /** Who has stood by longest first. */
  readonly #idle = new Map<string, Standing>();
  readonly #talking = new Map<string, { readonly queue: string; readonly since: Instant }>();
  readonly #handled: (queue: string, time: Duration) => void;

  /** `handled`: how long one who stands by again has had to do with his last customer. */
  constructor(rooms: Needs, agentLines: AgentLines, handled: (queue: string, time: Duration) => void) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#handled = handled;
  }

  /** How many stand by, of all queues. */
  get size(): number {
    return this.#idle.size;
  }

  /** The queues of an agent that are called for those who stand by. */
  queuesOf(agent: string): readonly string[] {
    const { agents } = this.#rooms.config;
    const own = agents.find(({ id }) => id === agent)?.queues ?? [];
    return own.filter((queue) => isPaced(queueOf(this.#rooms.config, queue)?.callback.mode));
  }

  /** He holds his telephone from now on; false: he is not free for it. */
  add(line: AgentOnLine): boolean {
    const { agent, leg } = line;
    const queues = this.queuesOf(agent);
    if (queues.length === 0 || leg.signal.aborted) return false;
    if (!this.#agentLines.acd.reserve(agent, standingToken(agent), SHIFT)) return false;
    const before = this.#talking.get(agent);
    this.#talking.delete(agent);
    const took = before === undefined ? LONGEST : this.#rooms.clock.now() - before.since;
    if (before !== undefined && took < LONGEST) this.#handled(before.queue, took);
    this.#stand(line, queues);
    leg.cleared.on(() => this.#gone(line));
    return true;
  }

  of(queue: string): StandingBy {
    let [idle, talking] = [0, 0];
    for (const { queues } of this.#idle.values()) if (queues.includes(queue)) idle++;
    for (const [agent, talk] of this.#talking) {
      const { name } = this.#agentLines.acd.agent(agent);
      if (name !== 'talking' && name !== 'wrapUp') this.#talking.delete(agent);
      else if (talk.queue === queue) talking++;
    }
    return { idle, talking };
  }

  /** Takes the one who has stood by longest; he stays reserved under his `standingToken`. */
  take(queue: string): AgentOnLine | undefined {
    for (const [agent, { line, queues }] of this.#idle) {
      if (!queues.includes(queue)) continue;
      this.#leave(agent);
      this.#talking.set(agent, { queue, since: this.#rooms.clock.now() });
      return line;
    }
    return undefined;
  }

  /** Nothing came of it before anybody was dialled: he stands by as before. */
  putBack(line: AgentOnLine): void {
    this.#talking.delete(line.agent);
    if (!line.leg.signal.aborted) this.#stand(line, this.queuesOf(line.agent));
  }

  /** The file has changed: whose queues are called otherwise now puts down and is free. */
  configured(): void {
    for (const [agent, { line }] of [...this.#idle]) if (this.queuesOf(agent).length === 0) line.leg.clear();
  }

  #stand(line: AgentOnLine, queues: readonly string[]): void {
    const { music = 'queue-music' } = queueOf(this.#rooms.config, queues[0] ?? '') ?? {};
    const treatment = new Treatment(this.#rooms, line.leg, { music });
    this.#idle.set(line.agent, { line, queues, music: treatment });
    treatment.begin([]);
  }

  /** He has put down. */
  #gone({ agent, leg }: AgentOnLine): void {
    if (this.#idle.get(agent)?.line.leg !== leg) return;
    this.#leave(agent);
    this.#agentLines.acd.unreserve(agent, standingToken(agent));
  }

  #leave(agent: string): void {
    this.#idle.get(agent)?.music.end();
    this.#idle.delete(agent);
  }
}

/** What an agent is reserved under while he stands by. */
export const standingToken = (agent: string) => `standing-${agent}`;

/** Whether callbacks of this mode are made for agents who stand by. */
export function isPaced(mode: string | undefined): boolean {
  return mode === 'progressive' || mode === 'predictive';
}
