// SPDX-License-Identifier: GPL-2.0-or-later
// What does an agent outside do by keys while he talks? He ends the call, gives the customer away, or says how he is afterwards.

import { type OutsideCommand, readOutside } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration, Instant } from '../../kernel/index.js';
import { OutsideStation } from '../../station/index.js';
import { type AgentDesk, type AgentLines, byTelephone, FEEDBACK_PROMPTS, refusalOf } from '../agents/index.js';
import type { CallDesk } from '../calling/index.js';
import { codesOf, type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'log' | 'stations' | 'store'>;

/** Longer between two keys, and they are no code. */
const NEXT_WITHIN: Duration = 4_000;

/** What is said when it is done; the end of his part is heard without words. */
const SAID: Readonly<Partial<Record<OutsideCommand['type'], string>>> = {
  ready: FEEDBACK_PROMPTS.ready,
  notReady: FEEDBACK_PROMPTS.notReady,
  signOut: FEEDBACK_PROMPTS.signedOut,
  wrapUpCode: 'wrap-up-code-taken',
};

/** Keys in calls of outside stations. */
export class OutsideKeys {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #calling: CallDesk;
  readonly #desk: Pick<AgentDesk, 'ready' | 'signOut' | 'skills' | 'takeBreak'>;
  readonly #keyed = new Map<string, { readonly keys: string; readonly at: Instant }>();

  constructor(
    rooms: Needs,
    agentLines: AgentLines,
    calling: CallDesk,
    desk: Pick<AgentDesk, 'ready' | 'signOut' | 'skills' | 'takeBreak'>,
  ) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#calling = calling;
    this.#desk = desk;
    rooms.stations.each((station) => {
      if (station instanceof OutsideStation) station.digit.on(({ digit }) => this.#pressed(station, digit));
    });
  }

  #pressed(station: OutsideStation, digit: string): void {
    const at = this.#rooms.clock.now();
    const before = this.#keyed.get(station.number);
    const keys = before !== undefined && at - before.at <= NEXT_WITHIN ? before.keys + digit : digit;
    const read = keys.startsWith('*') ? readOutside(keys, codesOf(this.#rooms.config)) : { kind: 'none' as const };
    this.#keyed.delete(station.number);
    if (read.kind === 'partial') this.#keyed.set(station.number, { keys, at });
    else if (read.kind === 'none' && digit === '*') this.#keyed.set(station.number, { keys: digit, at });
    const agent = this.#agentLines.agentAt(station.number);
    const situation = this.#calling.situation(station.number);
    if (read.kind === 'complete' && agent !== undefined && situation !== 'inUse')
      this.#act(station, agent, read.command);
  }

  #act(station: OutsideStation, agent: string, command: OutsideCommand): void {
    try {
      this.#rooms.store.actingFor(byTelephone(station.number, agent), () => this.#obey(station, agent, command));
      const said = SAID[command.type];
      if (said !== undefined) this.#say(station, said);
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      this.#say(station, FEEDBACK_PROMPTS[error.code === 'REFUSED' ? refusalOf(error) : 'notPossible']);
    }
  }

  #obey(station: OutsideStation, agent: string, command: OutsideCommand): void {
    switch (command.type) {
      case 'clear':
        this.#calling.clear(agent);
        return;
      case 'transfer':
        this.#calling.transfer(agent);
        return;
      case 'ready':
        this.#desk.ready(agent);
        return;
      case 'notReady':
        this.#desk.takeBreak(agent, command.reason);
        return;
      case 'skills': {
        const chosen = this.#desk.skills.choose(agent, command.profile);
        const said = chosen.then((answer) => this.#say(station, FEEDBACK_PROMPTS[answer]));
        unattended(this.#rooms, 'a choice of skills', said);
        return;
      }
      case 'wrapUpCode':
        this.#agentLines.wrapUps.give(agent, command.digit);
        return;
      case 'signOut':
        this.#desk.signOut(agent);
    }
  }

  /** A word in his ear, over what he hears. */
  #say({ leg }: OutsideStation, prompt: string): void {
    const { prompts, language } = this.#rooms.dialogues;
    if (leg === undefined) return;
    const said = prompts.load(prompt, language).then((sound) => leg.play([sound], { over: 'mix' }).finished);
    unattended(this.#rooms, 'a word to an agent outside', said);
  }
}
