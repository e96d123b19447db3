// SPDX-License-Identifier: GPL-2.0-or-later
// What does a box write in days of calls, restarts, kills and steps of the clock? Facts and states by chance, through the real records.
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type CallFact,
  type CallHistory,
  type CallIdentity,
  closeCall,
  openCall,
  segmentsOf,
  writeCall,
} from '../../src/cdr/index.js';
import { putAgentState } from '../../src/engine/agents/agent-log.js';
import { VirtualClock } from '../../src/kernel/index.js';
import { Random } from '../../src/sim/index.js';
import { type Batch, endAgents, openStore, repair, type Store } from '../../src/store/index.js';

const SECOND = 1_000;
const AGENTS = ['1001', '1002', '1003'];
const REASONS = ['meal', 'break'];
const QUEUES = ['orders', 'service'];

interface Up {
  readonly call: CallIdentity;
  readonly facts: CallFact[];
  place: 'waiting' | 'talking' | 'elsewhere';
  queue: string;
  agent?: string;
}

type State = 'ready' | 'notReady' | 'talking' | 'wrapUp';

/** A box that only writes. */
export class RecordedDays {
  clock: VirtualClock;
  readonly #directory: string;
  readonly #random: Random;
  #store: Store | undefined;
  #calls: Up[] = [];
  #agents = new Map<string, State>();
  #count = 0;

  constructor(directory: string, seed: number, start: number) {
    this.#directory = directory;
    this.#random = new Random(seed);
    this.clock = new VirtualClock(start);
  }

  get store(): Store {
    if (this.#store === undefined) throw new TypeError('it is not open');
    return this.#store;
  }

  async open(): Promise<void> {
    this.#store = await openStore({ directory: this.#directory, clock: this.clock, reserveBytes: 1 << 16 });
    const at = Math.round(this.clock.now());
    await repair(this.#store, { at, recordings: '/nowhere', mendFile: () => 0 });
    for (const agent of AGENTS) this.#set(agent, 'ready');
  }

  /** So many things happen, some seconds or minutes apart. */
  async live(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      this.clock.advance(this.#random.integer(1, 1_800) * SECOND);
      const act = this.#random.pick([
        { weight: 30, item: () => this.#arrive() },
        { weight: 30, item: () => this.#join() },
        { weight: 25, item: () => this.#part() },
        { weight: 8, item: () => this.#giveUp() },
        { weight: 5, item: () => this.#elsewhere() },
        { weight: 20, item: () => this.#rest() },
        { weight: 4, item: () => this.#trunks() },
        { weight: 2, item: () => this.#stepClock() },
        { weight: 1, item: () => this.#restart('stopped') },
        { weight: 1, item: () => this.#restart('killed') },
      ]);
      await act();
      if (step % 20 === 0) await this.store.settled();
      await nextTurn();
    }
    await this.store.settled();
  }

  #now(): number {
    return Math.round(this.clock.now());
  }

  #write(batch: Batch): void {
    this.store.commit(batch, { finishing: true }).catch(() => {});
  }

  #step(up: Up, facts: readonly CallFact[], event: (batch: Batch) => Batch): void {
    up.facts.push(...facts);
    const batch = this.store.batch();
    writeCall(batch, up);
    this.#write(event(batch));
  }

  #arrive(): void {
    const id = `call-${++this.#count}-${this.#now()}`;
    const queue = this.#one(QUEUES);
    const leg = { id: `leg-${id}`, kind: 'trunk', direction: 'inbound' } as const;
    const facts: CallFact[] = [
      { type: 'offered', at: this.#now() },
      { type: 'legBegan', at: this.#now(), leg },
    ];
    const up: Up = { call: { id, direction: 'inbound' }, facts, place: 'waiting', queue };
    const batch = this.store.batch();
    openCall(batch, up);
    this.#write(batch);
    this.#calls.push(up);
    this.#enqueue(up, queue);
  }

  #enqueue(up: Up, queue: string): void {
    up.queue = queue;
    this.#step(up, [{ type: 'queued', at: this.#now(), queue }], (batch) =>
      batch.event('call.queued', { call: up.call.id, queue }, this.#now()),
    );
  }

  #join(): void {
    const up = this.#calls.find(({ place }) => place === 'waiting');
    const agent = AGENTS.find((one) => this.#agents.get(one) === 'ready');
    if (up === undefined || agent === undefined) return;
    const at = this.#now();
    const [leg, own] = [`leg-${up.call.id}`, `leg-${agent}-${up.call.id}`];
    const { queue } = up;
    up.place = 'talking';
    up.agent = agent;
    this.#set(agent, 'talking');
    const facts: CallFact[] = [
      { type: 'legBegan', at, leg: { id: own, kind: 'station', direction: 'outbound', agent } },
      { type: 'legAnswered', at, leg },
      { type: 'legAnswered', at, leg: own },
      { type: 'bridged', at, legs: [leg, own], agent },
    ];
    this.#step(up, facts, (batch) => batch.event('call.bridged', { call: up.call.id, agent, queue }, at));
  }

  #part(): void {
    const up = this.#calls.find(({ place }) => place === 'talking');
    if (up?.agent === undefined) return;
    const first = this.#random.chance(0.5);
    const legs = [`leg-${up.call.id}`, `leg-${up.agent}-${up.call.id}`];
    for (const leg of first ? legs : legs.reverse()) this.#clear(up, leg, 'farEnd');
    this.#end(up);
    this.#set(up.agent, 'wrapUp');
  }

  #giveUp(): void {
    const up = this.#calls.find(({ place }) => place !== 'talking');
    if (up === undefined) return;
    this.#clear(up, `leg-${up.call.id}`, 'farEnd');
    this.#end(up);
  }

  /** Another queue, or no queue any more. */
  #elsewhere(): void {
    const up = this.#calls.find(({ place }) => place === 'waiting');
    if (up === undefined) return;
    if (this.#random.chance(0.5)) {
      this.#enqueue(up, this.#one(QUEUES));
      return;
    }
    up.place = 'elsewhere';
    const at = this.#now();
    const { queue } = up;
    this.#step(up, [{ type: 'queueLeft', at, reason: 'overflowed' }], (batch) =>
      batch.event('call.overflowed', { call: up.call.id, queue, to: 'callback' }, at),
    );
  }

  #rest(): void {
    const agent = this.#one(AGENTS);
    const state = this.#agents.get(agent);
    if (state === 'talking') return;
    this.#set(agent, state === 'ready' || (state === 'wrapUp' && this.#random.chance(0.3)) ? 'notReady' : 'ready');
  }

  /** So many channels are in service now. */
  #trunks(): void {
    const inService = this.#random.integer(0, 3);
    this.#write(this.store.batch().event('trunks.inService', { inService }, this.#now()));
  }

  #stepClock(): void {
    const by = this.#random.integer(-90, 90) * SECOND;
    if (by === 0) return;
    this.clock.step(by);
    this.clock.follow();
    this.#write(this.store.batch().moveAgentStates(by).event('clock.followed', { by }, this.#now()));
  }

  async #restart(how: 'stopped' | 'killed'): Promise<void> {
    if (how === 'stopped') {
      this.#write(endAgents(this.store.batch(), this.#now()));
      for (const up of [...this.#calls]) {
        up.facts.push({ type: 'interrupted', at: this.#now() });
        this.#clear(up, `leg-${up.call.id}`, 'box');
        this.#end(up);
      }
    }
    await this.store.settled();
    await this.store.close();
    this.#calls = [];
    this.#agents = new Map();
    this.clock = new VirtualClock(this.clock.utc(this.clock.now()) + this.#random.integer(1, 300) * SECOND);
    await this.open();
  }

  #clear(up: Up, leg: string, by: 'farEnd' | 'box'): void {
    const at = this.#now();
    up.facts.push({ type: 'legCleared', at, leg, cause: 16, by });
    const { id: call } = up.call;
    for (const agent of partedAgents(up)) this.#write(this.store.batch().event('call.parted', { call, agent }, at));
  }

  #end(up: Up): void {
    up.facts.push({ type: 'ended', at: this.#now() });
    const batch = this.store.batch();
    closeCall(batch, up);
    this.#write(batch);
    this.#calls.splice(this.#calls.indexOf(up), 1);
  }

  #set(agent: string, state: State): void {
    this.#agents.set(agent, state);
    const reason = this.#one(REASONS);
    const what = { agent, handled: 0, since: this.#now(), name: state, reason } as unknown as Parameters<
      typeof putAgentState
    >[1];
    this.#write(putAgentState(this.store.batch(), what, { name: agent }, this.#now()));
  }

  #one(of: readonly string[]): string {
    return this.#random.pick(of.map((item) => ({ weight: 1, item })));
  }
}

/** The agents whose conversation ended with the last fact of a call. */
function partedAgents(history: CallHistory): string[] {
  const last = history.facts.at(-1);
  if (last?.type !== 'legCleared' && last?.type !== 'parted' && last?.type !== 'transferred') return [];
  const before = talkers({ ...history, facts: history.facts.slice(0, -1) });
  const now = talkers(history);
  return [...before].filter(([leg]) => !now.has(leg)).map(([, agent]) => agent);
}

/** The legs of agents that are in a conversation, and whose each is. */
function talkers(history: CallHistory): ReadonlyMap<string, string> {
  const up = segmentsOf(history).filter(
    ({ kind, role, toAt }) => toAt === null && role === 'agent' && kind !== 'ringing',
  );
  return new Map(up.flatMap(({ leg, agent }) => (agent === null ? [] : [[leg, agent] as const])));
}
