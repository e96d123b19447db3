// SPDX-License-Identifier: GPL-2.0-or-later
// Which agents talk at numbers outside, and how are they called there? A station for each, dialled over the trunks, asked for a key.

import type { TrunkLeg } from '../../call/index.js';
import type { AgentConfig, Config } from '../../config/index.js';
import { Dialogue } from '../../ivr/index.js';
import { every } from '../../kernel/index.js';
import type { OutsidePort, OutsideStation } from '../../station/index.js';
import { type LeftAgent, outsideKey } from '../../store/index.js';
import type { AgentLines } from '../agents/index.js';
import type { ReachRooms } from '../calling/index.js';
import { dialOutside, outgoingTrunks, type Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = ReachRooms & Pick<Rooms, 'closing' | 'dialogues' | 'log' | 'records' | 'stations'>;

/** Why an agent is not ready who was kept on the line, and has hung up. */
export const LINE_DROPPED = 'lineDropped';

const ASKED_TIMES = 3;
const KEY_WITHIN = 4_000;
/** A call comes: heard by him alone. */
const ANNOUNCED_BY = { steps: [{ hertz: [880], milliseconds: 300 }], repeatFrom: -1 };
const LOOKED_AT_EVERY = 1_000;

/** The stations of agents outside. */
export class OutsideAgents implements OutsidePort {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  /** Where they are called who have signed in by calling. Personal. */
  readonly #calledAt = new Map<string, string>();
  #config: Config | undefined;

  constructor(rooms: Needs, agentLines: AgentLines) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.configure();
    rooms.lines.utilisationChanged.on(() => this.#look());
    every(rooms.clock, LOOKED_AT_EVERY, () => this.#letGo());
  }

  /** Those who were signed in when the last run ended are called where they were called then. */
  begin(left: readonly LeftAgent[]): void {
    for (const { agent, outside } of left) if (outside !== undefined) this.#calledAt.set(agent, outside);
    this.#config = undefined;
    this.configure();
  }

  /** Each agent of the file who may talk outside has his station. */
  configure(): void {
    const { config, stations } = this.#rooms;
    if (config === this.#config) return;
    this.#config = config;
    for (const agent of config.agents) {
      const { id, outside } = agent;
      if (outside === undefined) continue;
      const station = this.stationOf(id) ?? stations.add(id, holderOf(agent), this);
      station.configure(holderOf(agent), this.#numberOf(agent));
    }
    for (const station of stations.outside)
      if (!config.agents.some(({ id, outside }) => id === station.number && outside !== undefined)) {
        station.configure({ ...station.holder, kept: false }, undefined);
        station.letGo();
      }
  }

  stationOf(agent: string): OutsideStation | undefined {
    return this.#rooms.stations.outside.find(({ number }) => number === agent);
  }

  /** He has called from there, is known, and stays on the line. */
  came(agent: string, number: string): void {
    this.#remember(agent, number);
    const entry = this.#rooms.config.agents.find(({ id }) => id === agent);
    if (entry !== undefined) this.stationOf(agent)?.configure(holderOf(entry), this.#numberOf(entry));
  }

  dial({ number: agent }: OutsideStation, digits: string): TrunkLeg {
    const ringFor = this.#agentLines.ringsFor(agent);
    return dialOutside(this.#rooms, { digits, cause: 'outsideStation', agent, ringFor });
  }

  async ask({ number: agent }: OutsideStation, leg: TrunkLeg): Promise<'taken' | 'refused' | 'ringNoAnswer'> {
    const { language = this.#rooms.config.language } =
      this.#rooms.config.agents.find(({ id }) => id === agent)?.outside ?? {};
    const dialogue = new Dialogue(leg, { ...this.#rooms.dialogues, language });
    for (let times = 0; times < ASKED_TIMES; times++) {
      leg.digits.clear();
      await dialogue.say('agent-call-press-1');
      const { digits } = await leg.collect({ max: 1, firstWithin: KEY_WITHIN });
      if (digits === '1') return 'taken';
      if (digits === '9') return 'refused';
    }
    return 'ringNoAnswer';
  }

  async announce(leg: TrunkLeg): Promise<void> {
    await leg.tone(ANNOUNCED_BY).finished;
  }

  hasChannel(): boolean {
    return outgoingTrunks(this.#rooms).channels.some(({ idle }) => idle);
  }

  lost(station: OutsideStation): void {
    const agent = this.#agentLines.agentAt(station.number);
    if (agent !== undefined && !this.#rooms.closing) this.#agentLines.acd.notReady(agent, LINE_DROPPED);
  }

  failed(error: unknown): void {
    this.#rooms.log.error({ err: error }, 'an agent outside could not be asked');
  }

  #numberOf({ id, outside }: AgentConfig): string | undefined {
    const { number, anyNumber = false } = outside ?? {};
    return number === undefined || anyNumber ? (this.#calledAt.get(id) ?? number) : number;
  }

  /** A channel is free, or none is any more. */
  #look(): void {
    const { stations, closing } = this.#rooms;
    if (closing) return;
    for (const station of stations.outside) station.look();
  }

  /** Who is signed out, and has heard so, is on the line no more. */
  #letGo(): void {
    this.configure();
    this.#look();
    for (const station of this.#rooms.stations.outside) {
      if (station.line !== 'resting' || this.#agentLines.agentAt(station.number) !== undefined) continue;
      station.letGo();
      this.#remember(station.number, undefined);
    }
  }

  #remember(agent: string, number: string | undefined): void {
    const { records } = this.#rooms;
    if (number === undefined) this.#calledAt.delete(agent);
    else this.#calledAt.set(agent, number);
    const row = { key: outsideKey(agent), value: number ?? '', at: records.now() };
    records.write(records.batch().put('setting', row), 'an outside number');
  }
}

function holderOf({ id, outside }: AgentConfig) {
  return { agent: id, kept: outside?.kept ?? false, ringsFor: outside?.ringFor ?? 0 };
}
