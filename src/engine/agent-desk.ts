// SPDX-License-Identifier: GPL-2.0-or-later
// What can agents do at a plain telephone and from a shell? Sign in and out, ready, not ready, wrap-up done, next callback.

import type { Access } from '../access/index.js';
import type { StationLeg } from '../call/index.js';
import type { Callbacks } from '../callback/index.js';
import { parseStationCode, type StationCommand } from '../dialling/index.js';
import { TelephonyError } from '../faults.js';
import { Dialogue } from '../ivr/index.js';
import { FEEDBACK_PROMPTS, type Feedback } from './agent-prompts.js';
import type { CallbackDesk } from './callback-desk.js';
import type { Floor } from './floor.js';
import { type Office, unattended } from './office.js';

/** The agents' commands. */
export class AgentDesk {
  readonly #office: Office;
  readonly #floor: Floor;
  readonly #access: Access;
  readonly #callbacks: Callbacks;
  readonly #desk: CallbackDesk;

  constructor(office: Office, floor: Floor, access: Access, callbacks: Callbacks, desk: CallbackDesk) {
    this.#office = office;
    this.#floor = floor;
    this.#access = access;
    this.#callbacks = callbacks;
    this.#desk = desk;
    for (const station of office.stations.all) {
      station.dialled.on(({ leg, digits }) =>
        unattended(office, 'a dial code', this.#dialled(station.number, leg, digits)),
      );
    }
  }

  /** Signs in without a PIN: for those who may use the box's socket, and stations that have an agent of their own. */
  signIn(agent: string, station?: string): void {
    const at = station ?? this.#office.config.stations.find((entry) => entry.agent === agent)?.number;
    if (at === undefined) throw new TelephonyError('REFUSED', `agent ${agent}: name the station too`);
    this.#floor.signIn(agent, at);
    this.#office.books.event('agent.signedIn', { agent, station: at });
  }

  /** Signs him out at once, or when his call has ended. */
  signOut(agent: string): void {
    this.#floor.signOut(agent);
    this.#office.books.event('agent.signedOut', { agent });
  }

  /** Calls are offered to him again, at once or when his call and wrap-up are over. Throws NOT_FOUND, as all of these. */
  ready(agent: string): void {
    this.#floor.acd.ready(agent);
  }

  /** No calls are offered to him, at once or when his call is over, until he is ready again; reasons are for reports. */
  notReady(agent: string, reason: string): void {
    this.#floor.acd.notReady(agent, reason);
  }

  /** Ends his wrap-up before its time. */
  finishWrapUp(agent: string): void {
    this.#floor.acd.finishWrapUp(agent);
  }

  /** The next callback for an agent whose telephone lies on its hook: his telephone rings, or the customer's first. */
  nextCallback(agent: string): string | undefined {
    const claim = this.#claim(agent);
    if (claim === undefined) return undefined;
    if (claim.order === 'agentFirst') this.#desk.offerTo(claim.lease, claim.request, agent);
    else if (this.#callbacks.dial(claim.lease, agent) === undefined) this.#callbacks.release(claim.lease);
    return claim.request.id;
  }

  #claim(agent: string) {
    const { queues } = this.#office.config.agents.find(({ id }) => id === agent) ?? {};
    if (queues === undefined) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    return this.#callbacks.next(agent, queues);
  }

  async #dialled(station: string, leg: StationLeg, digits: string): Promise<void> {
    const dialled = parseStationCode(digits);
    const feedback = dialled.kind === 'complete' ? await this.#obey(dialled.command, station, leg) : 'unknownCode';
    if (feedback === 'callbackFollows') return;
    await new Dialogue(leg, this.#office.dialogues).say(FEEDBACK_PROMPTS[feedback], { bargeIn: false });
    leg.clear();
  }

  async #obey(command: StationCommand, station: string, leg: StationLeg): Promise<Feedback> {
    if (command.type === 'signIn') return this.#signInByPin(command.agent, command.pin, station);
    const agent = this.#floor.agentAt(station);
    if (agent === undefined) return 'notSignedIn';
    switch (command.type) {
      case 'signOut':
        this.signOut(agent);
        return 'signedOut';
      case 'ready':
        this.ready(agent);
        return 'ready';
      case 'notReady':
        this.notReady(agent, command.reason);
        return 'notReady';
      case 'finishWrapUp':
        this.finishWrapUp(agent);
        return 'wrapUpDone';
      case 'nextCallback':
        return this.#nextByHandset(agent, station, leg);
    }
  }

  async #signInByPin(agent: string, pin: string, station: string): Promise<Feedback> {
    const verdict = await this.#access.verify(agent, pin, this.#office.books.now());
    if (!verdict.granted) return 'wrongPin';
    try {
      this.signIn(agent, station);
      return 'signedIn';
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'REFUSED') return 'signedInElsewhere';
      throw error;
    }
  }

  /** He holds his telephone while the customer is dialled. */
  async #nextByHandset(agent: string, station: string, leg: StationLeg): Promise<Feedback> {
    const claim = this.#claim(agent);
    if (claim === undefined) return 'noCallbacks';
    if (!this.#floor.reserve(agent, claim.lease)) {
      this.#callbacks.release(claim.lease);
      return 'notPossible';
    }
    try {
      await new Dialogue(leg, this.#office.dialogues).say(FEEDBACK_PROMPTS.callbackFollows, { bargeIn: false });
    } catch (error) {
      this.#callbacks.release(claim.lease); // he has put down
      this.#floor.unreserve(agent, claim.lease);
      throw error;
    }
    this.#desk.dialFor(claim.lease, { agent, station, leg });
    return 'callbackFollows';
  }
}
