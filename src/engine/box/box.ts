// SPDX-License-Identifier: GPL-2.0-or-later
// What is a running box? Its rooms put together, and the door through which it is used. Decides nothing about calls itself.

import type { Access } from '../../access/index.js';
import { type BusinessEvents, type Origin, SYSTEM } from '../../bus/index.js';
import type { Call } from '../../call/index.js';
import { Callbacks } from '../../callback/index.js';
import type { Config, ConfigFile } from '../../config/index.js';
import type { ContactData, QueueOutcome } from '../../contact/index.js';
import { type Cancel, type Clock, clockUntil, type Instant, type Unsubscribe } from '../../kernel/index.js';
import type { Records } from '../../store/index.js';
import { type AgentDesk, AgentLines } from '../agents/index.js';
import { CallDesk } from '../calling/index.js';
import { CustomerDesk, namesOf } from '../customers/index.js';
import {
  type ComesBackAfter,
  ComputerAgents,
  EarlyMediaTest,
  InboundCalls,
  type RouteDesk,
  TurnedAway,
  WaitingCallers,
} from '../inbound/index.js';
import { MachineWatch } from '../machine/index.js';
import { CallbackCalls, CallbackList } from '../outbound/index.js';
import { type KeptRecords, keepRecords, Recorder } from '../recordings/index.js';
import { NumberLists } from '../records/index.js';
import {
  assertOpen,
  byPresentForms,
  callbackSettings,
  openRooms,
  type Rooms,
  unattended,
  type Wants,
} from '../rooms/index.js';
import { SurgeDesk } from '../surge/index.js';
import {
  type BoxStatus,
  boxTrunks,
  feelPulse,
  HoursDesk,
  LineDesk,
  onWire,
  PromptDesk,
  type Pulse,
  statusOf,
  type WireFrame,
} from '../views/index.js';
import { Voicemail } from '../voicemail/index.js';
import { AlarmDesk, AlarmWatch, ClockWatch, OutboxDesk, Watch } from '../watching/index.js';
import { agentDesk } from './agent-desk.js';
import { closeStore, endCalls, endShifts, writeEnd } from './closing.js';
import { configureRooms } from './configure.js';
import { Drain } from './drain.js';
import { FaultyHandlers } from './faulty-handlers.js';
import type { BoxParts } from './parts.js';
import { beginStandingWork } from './standing-work.js';
import { runTicks } from './ticking.js';
import { type Noted, Told } from './told.js';

/** A running box. */
export class Box extends Told {
  /** The time that the box goes by. */
  readonly clock: Clock;
  /** Agents by their ids: sign in and out, ready, not ready, next callback. */
  readonly agents: AgentDesk;
  /** What agents do with their calls: hold, consult, transfer, conference. */
  readonly calling: CallDesk;
  /** The promises. */
  readonly callbacks: CallbackList;
  /** What is wrong with it, and what was. */
  readonly alarms: AlarmDesk;
  /** What leaves it: messages that wait, or were given up. */
  readonly outbox: OutboxDesk;
  /** How long its records are kept, and what is held. */
  readonly kept: KeptRecords;
  /** Its spans and channels. */
  readonly lines: LineDesk;
  /** When its access numbers are open. */
  readonly hours: HoursDesk;
  /** What its callers and agents are told. */
  readonly prompts: PromptDesk;
  /** Numbers that are not let in, or never called. */
  readonly numbers: NumberLists;
  /** The shop's customers. */
  readonly customers: CustomerDesk;
  /** Messages in boxes. */
  readonly voicemail: Voicemail;
  /** Agents' PINs. */
  readonly access: Access;
  /** Whether there is a surge, and who says so. */
  readonly surge: SurgeDesk;
  /** Whether callers hear what is said before the answer. */
  readonly earlyMedia: EarlyMediaTest;
  /** Where calls go, and why. */
  readonly routes: RouteDesk;
  /** Its end without cutting anybody off. */
  readonly drain: Drain;
  readonly #parts: BoxParts;
  readonly #rooms: Rooms;
  readonly #agentLines: AgentLines;
  readonly #promises: Callbacks;
  readonly #desk: CallbackCalls;
  readonly #inbound: InboundCalls;
  readonly #recorder: Recorder;
  readonly #watch: Watch;
  readonly #alarmWatch: AlarmWatch;
  readonly #clockWatch: ClockWatch;
  readonly #machine: MachineWatch | undefined;
  readonly #turnedAway: TurnedAway;
  readonly #startedAt: Instant;
  readonly #ends: Cancel[] = [];
  readonly #stopped = new AbortController();
  readonly #ticking: Promise<void>;
  #closing: Promise<void> | undefined;

  constructor(given: BoxParts) {
    super(given, given.problems);
    const faulty = new FaultyHandlers(given.log);
    // Nobody acts on an engine that is closed.
    const clock = clockUntil(given.clock, this.#stopped.signal, (error) => faulty.failed('timer', error));
    const parts = { ...given, clock };
    const { config, ids, memory, access } = parts;
    this.#parts = parts;
    this.clock = clock;
    this.#startedAt = clock.now();
    const rooms = openRooms({ ...parts, media: faulty.guardedMedia(parts.media) });
    this.#rooms = rooms;
    faulty.follow(rooms);
    this.alarms = new AlarmDesk(rooms);
    this.outbox = new OutboxDesk(rooms, memory.noted);
    this.#machine = parts.ownClock ? new MachineWatch(rooms, memory.noted.diskRoom) : undefined;
    this.#alarmWatch = new AlarmWatch(rooms);
    this.#turnedAway = new TurnedAway(rooms);
    this.#clockWatch = new ClockWatch(rooms, () => this.#desk.rewrite());
    this.#agentLines = new AgentLines(rooms, parts.tones, () => this.#watch.look());
    this.surge = new SurgeDesk(rooms, () => this.#agentLines.acd, memory);
    this.lines = new LineDesk(rooms, this.#agentLines, memory.busiedOut);
    this.hours = new HoursDesk(rooms);
    this.prompts = new PromptDesk(rooms);
    this.#recorder = new Recorder(rooms);
    this.kept = keepRecords(rooms);
    this.calling = new CallDesk(rooms, this.#agentLines, this.#recorder);
    this.#desk = new CallbackCalls(rooms, this.#agentLines, this.#recorder, this.calling);
    this.#promises = new Callbacks(clock, ids, callbackSettings(config), this.#desk);
    this.#desk.serve(this.#promises);
    this.drain = new Drain(rooms, this.#promises);
    this.earlyMedia = new EarlyMediaTest(rooms, this.surge.heardEarly);
    const lent = { access, agentLines: this.#agentLines, calling: this.calling };
    this.voicemail = new Voicemail(rooms, { ...lent, left: memory.messages });
    const computerAgents = new ComputerAgents(rooms, this.#promises, this.#recorder);
    const queues = new WaitingCallers(rooms, this.#agentLines, this.#recorder, this.#promises, this.calling);
    this.#inbound = new InboundCalls(rooms, {
      ...{ surge: this.surge, agentLines: this.#agentLines, calling: this.calling, queues, computerAgents },
      ...{ earlyMedia: this.earlyMedia, turnedAway: this.#turnedAway, voicemail: this.voicemail },
      ...{ scripts: parts.dialogues, functions: parts.functions ?? {} },
    });
    this.routes = this.#inbound.routes;
    this.access = access;
    const { blocked, doNotCall, store } = rooms;
    this.numbers = new NumberLists({ store, clock, lists: { blocked, doNotCall }, plan: () => rooms.plan });
    this.customers = new CustomerDesk({ store, clock, directory: rooms.customers, ...namesOf(rooms) });
    const { calling, hours, prompts, voicemail } = this;
    const desks = { access, calling, hours, prompts, voicemail };
    const others = { ...desks, callbacks: this.#promises, dialler: this.#desk, inbound: this.#inbound };
    this.agents = agentDesk(rooms, this.#agentLines, others);
    this.callbacks = new CallbackList(rooms, this.#promises, this.agents, memory.asked);
    this.#watch = new Watch(rooms, {
      ...{ surge: this.surge, agentLines: this.#agentLines },
      ...{ promises: this.#promises, desk: this.#desk },
    });
    const left = byPresentForms(memory, rooms.plan, clock.now());
    this.#ends.push(memory.totals.follow(parts.store.decided), memory.today.follow(parts.store.decided));
    const kept = this.#promises.restore(left.requests, left.attempts, memory.ahead);
    const restored = this.#desk.commit([...left.changes, ...kept]);
    unattended(rooms, 'writing what the last run left', restored);
    const standing = { turnedAway: this.#turnedAway, numbers: this.numbers, callbacks: this.callbacks };
    const work = { ...standing, acd: this.#agentLines.acd, arrived: this.#inbound.arrived, look: () => this.#look() };
    this.#ends.push(this.#recorder.keepTidy(this.kept), ...beginStandingWork(rooms, work));
    this.agents.begin(memory);
    this.#ticking = runTicks(parts, this.#stopped.signal, () => this.settled());
    rooms.records.event('box.started', { version: memory.version });
  }

  /** How the box is. */
  status(): BoxStatus {
    const { config, memory, media } = this.#parts;
    return statusOf({
      ...{ rooms: this.#rooms, agentLines: this.#agentLines, surge: this.surge, promises: this.#promises },
      ...{ counts: memory, recorder: this.#recorder, tallies: this.#watch.tallies, limits: this.#watch.limits },
      machine: this.#machine?.status ?? { time: {}, disks: [] },
      outbox: this.#rooms.outbox.counts,
      ...{ hours: this.hours, telephones: this.calling.telephones.list(), stations: this.calling.stations.all },
      draining: this.drain.status,
      counters: media.counters(),
      startedAt: this.#startedAt,
      board: config.boards.map(({ type }) => type).join(' + '),
    });
  }

  /** Tells every frame, both ways, of an E1's D-channel by name or number, or of all, until unsubscribed. Throws NOT_FOUND. */
  onWire(span: string | undefined, listener: (frame: WireFrame) => void): Unsubscribe {
    const { media, clock, config } = this.#rooms;
    const name = span === undefined ? undefined : this.#rooms.lines.find(span).name;
    return onWire({ media, clock, trunks: boxTrunks(config) }, name, listener);
  }

  /** Runs a command: what it decides before it first awaits something is told and written as brought about by `by`. */
  actingFor<T>(by: Origin, work: () => T): T {
    return this.#parts.store.actingFor(by, work);
  }

  /** A sign of life of its threads; see `Pulse`. */
  pulse(): Promise<Pulse> {
    return feelPulse(this.#parts.media, this.#parts.store);
  }

  /** What is in its books, read off the thread that routes calls. */
  get records(): Records {
    return this.#parts.store;
  }

  /** Leads a caller out of a dialogue into a queue, with what he needs there; resolves when `comesBack` gives him back, rejects when he is gone. Throws NOT_FOUND. */
  enqueue(leg: string, queue: string, back: readonly ComesBackAfter[] = [], wants?: Wants): Promise<QueueOutcome> {
    return this.#inbound.enqueue(leg, queue, back, wants);
  }

  /** Attaches data to a caller, by his leg or his call; an empty value takes its key out. Throws NOT_FOUND, REFUSED when it is too much. */
  attach(of: string, data: ContactData): void {
    this.#inbound.contact(of).attach(data);
  }

  /** A program puts it together of its dialogues' legs, and says who hears whom; it lasts until they are cleared. In no record. */
  conversation(): Call {
    return this.#rooms.calls.open();
  }

  /**
   * Takes a new configuration, and gives the settings that were changed and apply after a restart only: those stay as they are. Callers in
   * a queue that is no more overflow, agents that are no more are signed out. At once; long lists of numbers when the promise resolves.
   */
  async configure(next: Config | ConfigFile): Promise<readonly string[]> {
    assertOpen(this.#rooms);
    const parts = { surge: this.surge, promises: this.#promises, agentLines: this.#agentLines, desk: this.#desk };
    return configureRooms(this.#rooms, { ...parts, access: this.#parts.access }, next);
  }

  /** Writes down what became of the file, and what people did at the console: what no room of the box does itself. */
  note<T extends Noted>(type: T, facts: BusinessEvents[T]): void {
    this.#rooms.records.event(type, facts);
  }

  /** Resolves when all that was decided so far is on the disk, what rooms that are busy write yet among it. */
  settled(): Promise<void> {
    const busy = [this.voicemail, this.#rooms.speech].find((room) => room.busy);
    return busy === undefined ? this.#parts.store.settled() : busy.settled().then(() => this.settled());
  }

  /** Takes no more calls, clears those that are up, writes everything down, and gives the board back. Idempotent. */
  close(by: Origin = SYSTEM): Promise<void> {
    this.#closing ??= this.#close(by);
    return this.#closing;
  }

  async #close(by: Origin): Promise<void> {
    const rooms = this.#rooms;
    rooms.closing = true;
    this.#inbound.interrupt();
    endShifts(rooms);
    this.#agentLines.end();
    await endCalls(rooms, this.#promises, this.#recorder);
    this.#stopped.abort();
    await this.#ticking;
    this.#letGo();
    this.actingFor(by, () => writeEnd(rooms, this.drain.isOver ? 'drained' : 'asked'));
    await this.settled().then(() => closeStore(rooms));
  }

  #letGo(): void {
    const { calls, lines, stations, dialogues, lookUps, speech } = this.#rooms;
    for (const end of this.#ends) end();
    this.#machine?.end();
    this.#alarmWatch.close();
    for (const desk of [this.drain, this.alarms, this.outbox, this.numbers, this.voicemail]) desk.close();
    const { acd } = this.#agentLines;
    for (const room of [this.#promises, this.surge, acd, stations, calls, lines, dialogues.prompts, lookUps, speech])
      room.close();
    this.summing?.close();
    if (this.#parts.ownsMedia) this.#parts.media.close();
  }

  #look(): void {
    this.#watch.look();
    this.#alarmWatch.look();
    this.#clockWatch.look();
    this.#turnedAway.look();
    this.drain.look();
  }
}
