// SPDX-License-Identifier: GPL-2.0-or-later
// What can agents do at a plain telephone and from a shell? Sign in and out, ready, not ready, wrap-up done, next callback.

import type { Access } from '../../access/index.js';
import type { AgentState } from '../../acd/index.js';
import type { StationLeg } from '../../call/index.js';
import type { Callbacks } from '../../callback/index.js';
import { suggestion } from '../../config/index.js';
import { type HouseCommand, isHouseCommand, parseStationCode, type StationCommand } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue } from '../../ivr/index.js';
import type { Duration } from '../../kernel/index.js';
import { dayOf } from '../../report/index.js';
import { BOX_STOPPED, type LeftAgent } from '../../store/index.js';
import { assertOpen, codesOf, type Memory, type Rooms, unattended } from '../rooms/index.js';
import type { AgentLines } from './agent-lines.js';
import { putSignedOut } from './agent-log.js';
import { FEEDBACK_PROMPTS, type Feedback, refusalOf } from './agent-prompts.js';
import { BreaksFull, breakHeldBy } from './breaks.js';
import { byTelephone, HouseCodes, type NightSwitch, type PromptRecorder } from './house-codes.js';
import { type CallbackDialler, NextCallbacks } from './next-callbacks.js';
import { changePin, refusalSaid } from './pin-change.js';
import { goesOn, sumsBefore } from './resumed-agents.js';
import { SkillDesk } from './skill-desk.js';
import { beginStanding } from './standing.js';

/** What is needed of the box. */
type Needs = Pick<
  Rooms,
  | 'clock'
  | 'closing'
  | 'config'
  | 'dialogues'
  | 'ids'
  | 'log'
  | 'media'
  | 'records'
  | 'saidSkills'
  | 'stations'
  | 'store'
>;

/** What only who is signed in may dial. */
type OfAgents = Exclude<StationCommand, HouseCommand | { readonly type: 'signIn' }>;

/** Whom agents' commands need. */
export interface DeskParts {
  readonly access: Access;
  readonly callbacks: Callbacks;
  readonly dialler: CallbackDialler;
  readonly night: NightSwitch;
  readonly prompts: PromptRecorder;
  readonly house: HouseDialling;
  readonly outside: AgentsOutside;
}

/** Agents who talk at numbers outside. */
export interface AgentsOutside {
  begin(left: readonly LeftAgent[]): void;
  /** As the file is now. */
  configure(): void;
}

/** Who makes calls, and does something with those that are up, by what is dialled at a telephone. */
export interface HouseDialling {
  /** False: these digits are nothing. Else the leg is his now. */
  dialled(station: string, leg: StationLeg, digits: string): boolean;
}

/** The agents' commands. */
export class AgentDesk {
  /** What they can do for a while. */
  readonly skills: SkillDesk;
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #access: Access;
  readonly #next: NextCallbacks;
  readonly #codes: HouseCodes;
  readonly #house: HouseDialling;
  readonly #outside: AgentsOutside;

  constructor(
    rooms: Needs,
    agentLines: AgentLines,
    { access, callbacks, dialler, night, prompts, house, outside }: DeskParts,
  ) {
    this.#outside = outside;
    this.#rooms = rooms;
    this.#house = house;
    this.#agentLines = agentLines;
    this.#access = access;
    this.skills = new SkillDesk(rooms, agentLines);
    this.#next = new NextCallbacks(rooms, agentLines, callbacks, dialler);
    this.#codes = new HouseCodes(rooms, agentLines, { night, prompts });
    rooms.stations.each((station) => {
      station.dialled.on(({ leg, digits }) =>
        unattended(rooms, 'a dial code', this.#dialled(station.number, leg, digits)),
      );
    });
  }

  /**
   * Signs in without a PIN: for those who may use the box's socket, and stations that have an agent of their own. Throws
   * NOT_FOUND for an agent or a station that there is not, REFUSED when somebody else is there or he is elsewhere.
   */
  signIn(agent: string, station?: string): void {
    assertOpen(this.#rooms);
    this.#outside.configure();
    const at = station ?? this.#ownStation(agent);
    if (at === undefined) throw new TelephonyError('REFUSED', `agent ${agent}: name the station too`);
    const before = this.#agentLines.dutyOf(agent);
    this.#agentLines.signIn(agent, at);
    if (before === undefined) this.#rooms.records.event('agent.signedIn', { agent, station: at });
  }

  /** His telephone of the house, if he has one; else where he is called outside, if he may talk there. */
  #ownStation(agent: string): string | undefined {
    const { agents, stations } = this.#rooms.config;
    const outside = agents.find(({ id }) => id === agent)?.outside;
    return stations.find((entry) => entry.agent === agent)?.number ?? (outside && agent);
  }

  /** Takes up those who were signed in when the last run ended, and stations that have an agent of their own. */
  begin({ agents: left, turns }: Pick<Memory, 'agents' | 'turns'>): void {
    const { clock, config } = this.#rooms;
    beginStanding(this.#rooms, this.#agentLines.acd, turns);
    this.#outside.begin(left);
    for (const agent of left) {
      if (goesOn(agent, clock.utc(clock.now())) && this.#resume(agent)) continue;
      this.#gone(agent);
    }
    for (const { agent, number } of config.stations)
      if (agent !== undefined && this.#agentLines.dutyOf(agent) === undefined) this.signIn(agent, number);
  }

  /** False: the file has no such agent or station any more, or has given it to another one. */
  #resume(left: LeftAgent): boolean {
    const { agent, station, signedInAt: since, handled, notReady } = left;
    const { records, log, clock, config } = this.#rooms;
    const before = sumsBefore(left, dayOf(clock.utc(clock.now()), config.zone).from);
    try {
      this.#agentLines.signIn(agent, station, { since, handled, before });
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      log.warn({ agent, station, reason: error.message }, 'an agent cannot go on where he was signed in');
      return false;
    }
    records.event('agent.signedIn', { agent, station, resumed: true });
    if (notReady !== undefined) this.#agentLines.acd.notReady(agent, notReady);
    return true;
  }

  #gone({ agent, name }: LeftAgent): void {
    const { records } = this.#rooms;
    const batch = putSignedOut(records.batch(), agent, name);
    records.write(batch.event('agent.signedOut', { agent, reason: BOX_STOPPED }, records.now()), 'agent.signedOut');
  }

  /** Signs him out at once, or when his call has ended. Throws NOT_FOUND, and REFUSED when he is not signed in, as all below. */
  signOut(agent: string): void {
    this.#stateOf(agent);
    this.#agentLines.signOut(agent);
    this.skills.signedOut(agent);
    this.#rooms.records.event('agent.signedOut', { agent });
  }

  /** Calls are offered to him again, at once or when his call and wrap-up are over. */
  ready(agent: string): void {
    this.#stateOf(agent);
    this.#agentLines.wrapUps.assertGiven(agent);
    this.#agentLines.acd.ready(agent);
  }

  /** No calls are offered to him, at once or when his call is over, until he is ready again; reasons are for reports. */
  notReady(agent: string, reason: string): void {
    this.#stateOf(agent);
    const known = this.#rooms.config.notReadyReasons.map(({ name }) => name);
    if (!known.includes(reason))
      throw new TelephonyError('REFUSED', `there is no reason "${reason}": ${suggestion(reason, known)}`);
    this.#agentLines.acd.notReady(agent, reason);
  }

  /** The same at his own wish: REFUSED, too, while as many of one of his queues are on a break as the file allows. */
  takeBreak(agent: string, reason: string): void {
    const states = (id: string) => this.#agentLines.acd.agent(id);
    const queue = breakHeldBy(this.#rooms.config, states, agent, reason);
    if (queue !== undefined) throw new BreaksFull(queue);
    this.#agentLines.wrapUps.assertGiven(agent);
    this.notReady(agent, reason);
  }

  /** What the call that he has, or wraps up after, is about: a code of its queue, by name or digit. REFUSED: none such. */
  wrapUpCode(agent: string, code: string): string {
    this.#stateOf(agent);
    return this.#agentLines.wrapUps.give(agent, code);
  }

  /** Makes his wrap-up longer, and gives by how much. REFUSED when he is in none, or it is as long as it may be. */
  extendWrapUp(agent: string, by: Duration): Duration {
    this.#stateOf(agent);
    return this.#agentLines.wrapUps.extend(agent, by);
  }

  /** Ends his wrap-up before its time. REFUSED when he is not in one, or has to give a code first. */
  finishWrapUp(agent: string): void {
    const state = this.#stateOf(agent);
    if (state.name !== 'wrapUp' && !('wrapUp' in state))
      throw new TelephonyError('REFUSED', `agent ${agent} is ${state.name}: there is no wrap-up to end`);
    this.#agentLines.wrapUps.assertGiven(agent);
    this.#agentLines.acd.finishWrapUp(agent);
  }

  /** The next callback for an agent whose telephone lies on its hook: see `NextCallbacks`. */
  nextCallback(agent: string): string | undefined {
    this.#stateOf(agent);
    return this.#next.byCommand(agent);
  }

  /** This callback for him, out of turn: see `NextCallbacks`. */
  takeCallback(agent: string, request: string): string | undefined {
    this.#stateOf(agent);
    return this.#next.byCommand(agent, request);
  }

  /** What he does, if he is here to be commanded. */
  #stateOf(agent: string): AgentState {
    assertOpen(this.#rooms);
    const state = this.#agentLines.acd.agent(agent);
    if (state.name === 'signedOut') throw new TelephonyError('REFUSED', `agent ${agent} is not signed in`);
    return state;
  }

  async #dialled(station: string, leg: StationLeg, digits: string): Promise<void> {
    const dialled = parseStationCode(digits, codesOf(this.#rooms.config));
    if (dialled.kind !== 'complete' && this.#house.dialled(station, leg, digits)) return;
    const feedback = dialled.kind === 'complete' ? await this.#answerTo(dialled.command, station, leg) : 'unknownCode';
    if (feedback === 'callbackFollows') return;
    if (feedback !== undefined)
      await new Dialogue(leg, this.#rooms.dialogues).say(FEEDBACK_PROMPTS[feedback], { bargeIn: false });
    leg.clear();
  }

  /** A refusal is said to him who dialled. Undefined: all is said. */
  async #answerTo(command: StationCommand, station: string, leg: StationLeg): Promise<Feedback | undefined> {
    try {
      return await this.#obey(command, station, leg);
    } catch (error) {
      return refusalOf(error);
    }
  }

  async #obey(command: StationCommand, station: string, leg: StationLeg): Promise<Feedback | undefined> {
    if (command.type === 'signIn') return this.#signInByPin(command.agent, command.pin, station);
    const agent = this.#agentLines.agentAt(station);
    if (isHouseCommand(command)) return this.#codes.obey(command, { agent, station, leg });
    if (agent === undefined) return 'notSignedIn';
    const by = byTelephone(station, agent);
    return this.#rooms.store.actingFor(by, () => this.#obeyAgent(command, { agent, station, leg }));
  }

  async #obeyAgent(
    command: OfAgents,
    { agent, station, leg }: { readonly agent: string; readonly station: string; readonly leg: StationLeg },
  ): Promise<Feedback> {
    switch (command.type) {
      case 'signOut':
        this.signOut(agent);
        return 'signedOut';
      case 'ready':
        this.ready(agent);
        return 'ready';
      case 'notReady':
        this.takeBreak(agent, command.reason);
        return 'notReady';
      case 'skills':
        return this.skills.choose(agent, command.profile);
      case 'finishWrapUp':
        this.finishWrapUp(agent);
        return 'wrapUpDone';
      case 'nextCallback':
        return this.#next.byHandset({ agent, station, leg });
      case 'changePin':
        return changePin(this.#rooms, this.#access, { agent, dialogue: new Dialogue(leg, this.#rooms.dialogues) });
    }
  }

  async #signInByPin(agent: string, pin: string, station: string): Promise<Feedback> {
    const { store, records } = this.#rooms;
    const stranger = byTelephone(station, undefined);
    const verdict = await store.actingFor(stranger, () => this.#access.verify(agent, pin, records.now()));
    if (!verdict.granted) return refusalSaid(verdict);
    try {
      store.actingFor(byTelephone(station, agent), () => this.signIn(agent, station));
      return 'signedIn';
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'REFUSED') return 'signedInElsewhere';
      throw error;
    }
  }
}
