// SPDX-License-Identifier: GPL-2.0-or-later
// What is a running box? Its rooms put together, and the door through which it is used. Decides nothing about calls itself.

import type { Access } from '../../access/index.js';
import type { Bus } from '../../bus/index.js';
import type { Call } from '../../call/index.js';
import { Callbacks, Surge } from '../../callback/index.js';
import { type Config, keepRunning } from '../../config/index.js';
import {
  type Cancel,
  type Clock,
  clockUntil,
  every,
  type Instant,
  SystemClock,
  type Unsubscribe,
  type VirtualClock,
} from '../../kernel/index.js';
import { runInLockStep } from '../../native/index.js';
import type { CallRow, Listed, Listing } from '../../store/index.js';
import { AgentDesk, Floor, putAgentState } from '../agents/index.js';
import { ComputerAgents, InboundDesk, keepRefusals, QueueDesk, TurnedAway } from '../inbound/index.js';
import { CallbackDesk, CallbackList } from '../outbound/index.js';
import { Recorder } from '../recordings/index.js';
import {
  assertOpen,
  byPresentForms,
  callbackSettings,
  type DialogueScript,
  fillLists,
  numberPlan,
  type Office,
  type OfficeParts,
  openOffice,
  surgeSettings,
  unattended,
} from '../rooms/index.js';
import {
  type BoxStatus,
  boxTrunks,
  feelPulse,
  LineDesk,
  onWire,
  type Pulse,
  statusOf,
  type WireFrame,
} from '../views/index.js';
import { AlarmDesk, AlarmWatch, ClockWatch, keepAudited, Watch } from '../watching/index.js';
import { ALIVE, closeStore, endCalls, endShifts, signOfLife, writeEnd } from './closing.js';
import { Drain } from './drain.js';
import { FaultyHandlers } from './faulty-handlers.js';

/** What a box is made of; see `open`. */
export interface BoxParts extends OfficeParts {
  readonly access: Access;
  readonly dialogues: Readonly<Record<string, DialogueScript>>;
  /** Whether `close` closes the engine too. */
  readonly ownsMedia: boolean;
  readonly lockStep?: { readonly clock: VirtualClock; readonly speed: number };
}

/** A running box. */
export class Box {
  /** The time that the box goes by. */
  readonly clock: Clock;
  /** Business events, when they are durable. */
  readonly bus: Bus;
  /** Agents by their ids: sign in and out, ready, not ready, next callback. */
  readonly agents: AgentDesk;
  /** The promises. */
  readonly callbacks: CallbackList;
  /** What is wrong with it, and what was. */
  readonly alarms: AlarmDesk;
  /** Its spans and channels. */
  readonly lines: LineDesk;
  /** Its end without cutting anybody off. */
  readonly drain: Drain;
  readonly #parts: BoxParts;
  readonly #office: Office;
  readonly #floor: Floor;
  readonly #surge: Surge;
  readonly #promises: Callbacks;
  readonly #desk: CallbackDesk;
  readonly #inbound: InboundDesk;
  readonly #recorder: Recorder;
  readonly #watch: Watch;
  readonly #alarmWatch: AlarmWatch;
  readonly #clockWatch: ClockWatch;
  readonly #turnedAway: TurnedAway;
  readonly #startedAt: Instant;
  readonly #ends: Cancel[] = [];
  readonly #stopped = new AbortController();
  readonly #ticking: Promise<void>;
  #closing: Promise<void> | undefined;

  constructor(given: BoxParts) {
    const { signal } = this.#stopped;
    const faulty = new FaultyHandlers(given.log);
    // Nobody acts on an engine that is closed.
    const clock = clockUntil(given.clock, signal, (error) => faulty.failed('timer', error));
    const parts = { ...given, clock };
    const { config, bus, ids, memory, access } = parts;
    this.#parts = parts;
    this.clock = clock;
    this.bus = bus;
    this.#startedAt = clock.now();
    this.#office = openOffice({ ...parts, media: faulty.guardedMedia(parts.media) });
    const office = this.#office;
    faulty.follow(office);
    this.alarms = new AlarmDesk(office, memory.alarmPosts);
    this.#alarmWatch = new AlarmWatch(office);
    this.#turnedAway = new TurnedAway(office);
    this.#clockWatch = new ClockWatch(office, () => this.#desk.rewrite());
    this.#surge = new Surge(clock, surgeSettings(config));
    this.#floor = new Floor(office, parts.tones, (state) => this.#agentChanged(state));
    this.lines = new LineDesk(office, this.#floor, memory.busiedOut);
    this.#recorder = new Recorder(office);
    this.#desk = new CallbackDesk(office, this.#floor, this.#recorder);
    this.#promises = new Callbacks(clock, ids, callbackSettings(config), this.#desk);
    this.#desk.serve(this.#promises);
    this.drain = new Drain(office, this.#promises);
    const computerAgents = new ComputerAgents(office, this.#promises);
    const queues = new QueueDesk(office, this.#floor, this.#recorder, this.#promises, computerAgents);
    const scripts = parts.dialogues;
    this.#inbound = new InboundDesk(office, {
      surge: this.#surge,
      floor: this.#floor,
      queues,
      computerAgents,
      turnedAway: this.#turnedAway,
      scripts,
    });
    this.agents = new AgentDesk(office, this.#floor, access, this.#promises, this.#desk);
    this.callbacks = new CallbackList(parts.store, this.#promises, this.agents);
    this.#watch = new Watch(office, {
      surge: this.#surge,
      floor: this.#floor,
      promises: this.#promises,
      desk: this.#desk,
    });
    const left = byPresentForms(memory, office.plan, clock.now());
    this.#ends.push(memory.totals.follow(parts.store.decided));
    const restored = this.#desk.commit([...left.changes, ...this.#promises.restore(left.requests, left.attempts)]);
    unattended(office, 'writing what the last run left', restored);
    this.#ends.push(
      every(clock, 1_000, () => this.#look()),
      every(clock, ALIVE, () => signOfLife(office)),
      this.#recorder.keepTidy(),
      keepRefusals(office, this.#turnedAway),
      keepAudited(office),
    );
    this.agents.begin(memory.agents);
    this.#ticking = this.#run();
    office.books.event('box.started', { version: memory.version });
  }

  /** How the box is. */
  status(): BoxStatus {
    const { config, memory, media } = this.#parts;
    return statusOf({
      office: this.#office,
      floor: this.#floor,
      surge: this.#surge,
      promises: this.#promises,
      totals: memory.totals,
      recorder: this.#recorder,
      draining: this.drain.status,
      counters: media.counters(),
      startedAt: this.#startedAt,
      board: config.boards.map(({ type }) => type).join(' + '),
    });
  }

  /**
   * Tells every frame of a D-channel, both ways, until the returned unsubscriber is called: of one E1 by its name or number, or of all when `span`
   * is undefined. Throws NOT_FOUND for a span that has no D-channel.
   */
  onWire(span: string | undefined, listener: (frame: WireFrame) => void): Unsubscribe {
    const { media, clock, config } = this.#office;
    const name = span === undefined ? undefined : this.#office.lines.find(span).name;
    return onWire({ media, clock, trunks: boxTrunks(config) }, name, listener);
  }

  /** A sign of life of its threads; see `Pulse`. */
  pulse(): Promise<Pulse> {
    return feelPulse(this.#parts.media, this.#parts.store);
  }

  /** The last calls, the newest first. */
  async recentCalls(last: number): Promise<Listed<CallRow>> {
    return (await this.callListing(last)).rows();
  }

  /** The same, to be read page by page. */
  callListing(last: number): Promise<Listing<CallRow>> {
    return this.#parts.store.list('newestCalls', null, { most: last });
  }

  /** Leads a caller out of a dialogue into a queue; throws NOT_FOUND when his leg is not a caller's. */
  enqueue(leg: string, queue: string): void {
    this.#inbound.enqueue(leg, queue);
  }

  /**
   * A conversation that a program puts together of its dialogues' legs, and in which it says who hears whom. It lasts until
   * the last of them is cleared; a dialogue that ends clears its leg. The records of the calls know nothing of it.
   */
  conversation(): Call {
    return this.#office.calls.open();
  }

  /**
   * Takes a new configuration, and gives the settings that were changed and apply after a restart only: those stay as they are.
   * Callers in a queue that is no more overflow, agents that are no more are signed out. At once, but for long lists of numbers:
   * those are in force when the promise resolves.
   */
  async configure(next: Config): Promise<readonly string[]> {
    const office = this.#office;
    assertOpen(office);
    const { config, restart } = keepRunning(office.config, next);
    office.config = config;
    office.plan = numberPlan(config);
    const listed = fillLists(office);
    this.#surge.configure(surgeSettings(config));
    this.#promises.configure(callbackSettings(config));
    this.#floor.configure(config);
    unattended(office, 'making agents known', this.#parts.access.configure(config.agents, config.access));
    this.alarms.configure();
    office.books.event('configuration.loaded', { file: '' });
    if (restart.length > 0) office.log.warn({ restart }, 'these settings apply after a restart');
    await listed;
    return restart;
  }

  /** Writes down that a new configuration had problems: the box keeps the one that it has. */
  refuseConfiguration(file: string, problems: number): void {
    this.#office.books.event('configuration.refused', { file, problems });
  }

  /** Resolves when all that was decided so far is on the disk. For lock-step and tests. */
  settled(): Promise<void> {
    return this.#parts.store.settled();
  }

  /** Takes no more calls, clears those that are up, writes everything down, and gives the board back. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const office = this.#office;
    office.closing = true;
    this.#inbound.interrupt();
    endShifts(office);
    this.#floor.end();
    await endCalls(office, this.#promises, this.#recorder);
    this.#stopped.abort();
    await this.#ticking;
    this.#letGo();
    writeEnd(office, this.drain.isOver ? 'drained' : 'asked');
    await closeStore(office);
  }

  #letGo(): void {
    const { calls, lines, stations, dialogues } = this.#office;
    for (const end of this.#ends) end();
    this.#alarmWatch.close();
    this.drain.close();
    this.alarms.close();
    for (const room of [this.#promises, this.#surge, this.#floor.acd, stations, calls, lines, dialogues.prompts])
      room.close();
    if (this.#parts.ownsMedia) this.#parts.media.close();
  }

  #look(): void {
    this.#watch.look();
    this.#alarmWatch.look();
    this.#clockWatch.look();
    this.#turnedAway.look();
    this.drain.look();
  }

  #agentChanged(state: Parameters<typeof putAgentState>[1]): void {
    const { books, closing, config } = this.#office;
    if (closing) return; // their states have ended with the box
    const name = config.agents.find(({ id }) => id === state.agent)?.name ?? state.agent;
    const duty = { name, ...this.#floor.dutyOf(state.agent) };
    const batch = putAgentState(books.batch(), state, duty, books.now());
    books.write(batch, 'agent.changed');
    this.#watch.look();
  }

  async #run(): Promise<void> {
    const { lockStep, media } = this.#parts;
    const { signal } = this.#stopped;
    if (lockStep === undefined) return;
    const pace = lockStep.speed > 0 ? { pace: { clock: new SystemClock(), speed: lockStep.speed } } : {};
    await runInLockStep({ media, clock: lockStep.clock, settled: () => this.settled(), signal, ...pace });
  }
}
