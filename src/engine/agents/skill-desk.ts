// SPDX-License-Identifier: GPL-2.0-or-later
// Who can do what for a while? Said by hand with an end; it holds over a restart, and at its end the file holds again.

import { personOf } from '../../access/index.js';
import type { Skills } from '../../acd/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { ExceptionRow } from '../../store/index.js';
import { endOf, type Rooms, SKILLS } from '../rooms/index.js';
import type { AgentLines } from './agent-lines.js';
import type { Feedback } from './agent-prompts.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'ids' | 'records' | 'saidSkills' | 'store'>;

/** What an agent can do now, and until when by somebody's word. */
export interface SkillsSaid {
  readonly agent: string;
  readonly skills: Skills;
  readonly until?: Instant;
}

interface Said {
  /** As calendars count. */
  readonly end: Instant;
  readonly by: string | null;
  readonly profile?: string;
}

/** A long shift: whoever never signs out has what the file says the next day. */
const LONGEST_CHOSEN: Duration = 12 * 3_600_000;

const byHimself = (agent: string) => `agent:${agent}`;

/** Skills as exceptions from the file. */
export class SkillDesk {
  readonly #rooms: Needs;
  readonly #agentLines: Pick<AgentLines, 'configure'>;

  constructor(rooms: Needs, agentLines: Pick<AgentLines, 'configure'>) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
  }

  /**
   * These levels hold at once and until then, in place of what was said of him before; 0: he cannot. Rejects with NOT_FOUND for an agent
   * that there is not, REFUSED for an end that cannot be.
   */
  async say(agent: string, levels: Skills, until: string): Promise<SkillsSaid> {
    this.#assertKnown(agent);
    const { clock, config } = this.#rooms;
    return this.#say(agent, levels, { end: endOf(until, config.zone, clock.utc(clock.now())), by: null });
  }

  /** What he says of himself at a telephone: a profile of the file, or undefined: as usual. It ends with his signing out. */
  async choose(agent: string, profile: string | undefined): Promise<Feedback> {
    const { clock, config, saidSkills } = this.#rooms;
    const chosen = config.skillProfiles.find(({ name }) => name === profile);
    const standing = saidSkills.of(agent);
    const isOthersWord = standing !== undefined && standing.by !== byHimself(agent);
    const may =
      personOf(config, agent)?.rights.has('agents.self') === true && chosen?.agents?.includes(agent) !== false;
    if (isOthersWord || !may) return 'notAllowed';
    if (chosen === undefined) {
      await this.regular(agent);
      return 'skillsUsual';
    }
    const end = clock.utc(clock.now()) + LONGEST_CHOSEN;
    await this.#say(agent, chosen.skills, { end, by: byHimself(agent), profile: chosen.name });
    return 'skillsChosen';
  }

  /** What he said of himself is over; what others said of him stays. */
  signedOut(agent: string): void {
    const { saidSkills } = this.#rooms;
    if (saidSkills.of(agent)?.by !== byHimself(agent)) return;
    this.#end(saidSkills.end({ agent })).catch(() => {}); // the store tells of what it cannot write
  }

  async #say(agent: string, levels: Skills, { end, by, ...more }: Said): Promise<SkillsSaid> {
    const { clock, config, ids, records, saidSkills, store } = this.#rooms;
    const at = clock.utc(clock.now());
    const early = at - clock.now(); // rows and events are written by UTC, from instants of the box
    const row: ExceptionRow = {
      ...{ id: ids.next('exception'), kind: SKILLS, subject: agent, detail: JSON.stringify(levels) },
      ...{ at, until: end, by },
    };
    const batch = records.batch();
    for (const { id } of saidSkills.end({ agent })) batch.deleteWhere('exception', { id });
    saidSkills.add(row);
    this.#agentLines.configure(config);
    const facts = { agent, skills: levels, until: end - early, ...more };
    batch.put('exception', { ...row, at: at - early, until: end - early });
    await store.keep(batch.event('agent.skillsSaid', facts, records.now()));
    return this.#now(agent);
  }

  /** The file's hold again. */
  async regular(agent: string): Promise<SkillsSaid> {
    this.#assertKnown(agent);
    await this.#end(this.#rooms.saidSkills.end({ agent }));
    return this.#now(agent);
  }

  /** Ends what is over; to be called once a second or so. */
  look(): void {
    const { clock, saidSkills } = this.#rooms;
    const over = saidSkills.end({ at: clock.utc(clock.now()) });
    if (over.length > 0) this.#end(over).catch(() => {}); // the store tells of what it cannot write
  }

  async #end(over: readonly ExceptionRow[]): Promise<void> {
    if (over.length === 0) return;
    const { config, records, store } = this.#rooms;
    const batch = records.batch();
    for (const { id, subject: agent } of over) {
      batch.deleteWhere('exception', { id });
      batch.event('agent.skillsSaid', { agent, skills: {} }, records.now());
    }
    this.#agentLines.configure(config);
    await store.keep(batch);
  }

  #now(agent: string): SkillsSaid {
    const { config, saidSkills } = this.#rooms;
    const until = saidSkills.of(agent)?.until ?? undefined;
    const skills = saidSkills.now(agent, config.agents.find(({ id }) => id === agent)?.skills);
    return { agent, skills, ...(until !== undefined && { until }) };
  }

  #assertKnown(agent: string): void {
    if (!this.#rooms.config.agents.some(({ id }) => id === agent))
      throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
  }
}
