// SPDX-License-Identifier: GPL-2.0-or-later
// What do callers and agents do when the rooms decide? On paper: reception, surge control, queues and callbacks are the real ones; here their
// effects are carried out by people who do what chance has drawn for them. It makes no decision and keeps no count.

import { Acd, type AcdPorts, type AgentState, type Leaving, type Offer } from '../../acd/index.js';
import { Callbacks, type CaptureWay, Surges } from '../../callback/index.js';
import type { Config, Destination } from '../../config/index.js';
import { callbackQueue, callbackSettings, configureQueues, surgePlan } from '../../engine/index.js';
import { type Duration, Ids, seededChance, VirtualClock } from '../../kernel/index.js';
import type { Route } from '../../reception/index.js';
import { type Attempt, type Caller, People, Records, type Shop, SIGNALLING, type Told } from '../wave/index.js';
import { type Captured, capturedCall } from './captured.js';
import { Customers } from './customers.js';
import { routeOn } from './route-on.js';
import { Said } from './said.js';
import { type Call, WaitingCallers } from './waiting-callers.js';

const SECOND: Duration = 1_000;
const GROUP = ''; // all channels are one group: the exchange hunts over them

/** One run: callers, agents, and the rooms between them. */
export class Performer {
  readonly #config: Config;
  readonly #shop: Shop;
  readonly #people: People;
  readonly #records: Records;
  readonly #said: Said;
  readonly #clock: VirtualClock;
  readonly #surges: Surges;
  readonly #acd: Acd;
  readonly #callbacks: Callbacks;
  readonly #customers: Customers;
  /** Calls that hold a channel. */
  readonly #up = new Map<string, Call>();
  readonly #waiting: WaitingCallers;
  /** Callers with whom an agent talks. */
  readonly #talking = new Set<string>();
  #calls = 0;

  constructor(shop: Shop, callers: readonly Caller[], seed: number) {
    const { config, begins } = shop;
    this.#shop = shop;
    this.#config = config;
    this.#people = new People(callers, config);
    this.#said = new Said(config);
    this.#clock = new VirtualClock(begins);
    this.#records = new Records(this.#clock, begins);
    const ids = new Ids(this.#clock, seededChance(seed));
    this.#acd = new Acd(this.#clock, ids, [], this.#telephones());
    configureQueues(this.#acd, config);
    this.#surges = new Surges(this.#clock, [GROUP], surgePlan(config, begins));
    this.#customers = new Customers({
      ...{ clock: this.#clock, config, people: this.#people, records: this.#records },
      question: this.#said.question + shop.presses,
      acd: () => this.#acd,
      callbacks: () => this.#callbacks,
    });
    this.#waiting = new WaitingCallers({
      ...{ clock: this.#clock, shop, people: this.#people, records: this.#records, said: this.#said },
      acd: () => this.#acd,
      pressed: (call, queue) => this.#promise(call, 'key', queue),
      gaveUp: (call) => this.#gone(call, 'abandoned'),
    });
    this.#callbacks = new Callbacks(this.#clock, ids, callbackSettings(config), this.#customers.ports);
    this.#surges.news.on(() => this.#callbacks.surge(this.#surges.surging));
    this.#await(0);
  }

  /** Lives all of it, and tells what there was. `progress` hears which share of it is over. */
  async live(progress: (share: number) => void = () => {}): Promise<Told> {
    const { begins, length, after, shifts } = this.#shop;
    for (const { agent, from, to } of shifts) {
      this.#clock.at(begins + from, () => this.#acd.signIn(agent));
      if (to < length + after) this.#clock.at(begins + to, () => this.#acd.signOut(agent));
    }
    const seconds = Math.ceil((length + after) / SECOND);
    for (let second = 0; second < seconds; second++) {
      if (second % PLAN_HOLDS === 0) this.#surges.configure(surgePlan(this.#config, this.#clock.now()));
      this.#look();
      if (second % this.#shop.moment === 0) this.#records.moment(this.#moment(second * SECOND));
      this.#clock.advance(SECOND);
      if ((this.#callbacks.inTrough && this.#customers.areAwaited) || second % TELLS === 0) await this.#settled();
      if (second % TELLS === 0) progress(second / seconds);
    }
    return this.#end();
  }

  /** The next caller of the wave; alarms for all of them at once would make every other alarm dearer. */
  #await(nth: number): void {
    if (nth === this.#people.count) return;
    this.#clock.at(this.#shop.begins + this.#people.of(nth).at, () => {
      this.#await(nth + 1);
      this.#ring(nth, 0);
    });
  }

  #end(): Told {
    this.#records.end();
    this.#acd.close();
    this.#callbacks.close();
    this.#surges.close();
    const { begins, length, after } = this.#shop;
    return this.#records.told({ from: begins, to: begins + length + after, callers: this.#people.count });
  }

  #look(): void {
    const { busy, inService } = this.#occupancy();
    this.#surges.sample((_, accessNumber) => ({ busy, inService, wait: this.#waitOfNext(accessNumber) }));
    const readyAgents = this.#acd.readyAgents() + this.#customers.standing;
    const waiting = this.#acd.unofferedCallers();
    const callbackChannels = this.#customers.channels;
    this.#callbacks.sample({ busy, inService, callbackChannels, waiting, readyAgents });
    this.#customers.look();
  }

  #occupancy(): { readonly busy: number; readonly inService: number } {
    return { busy: this.#up.size + this.#customers.channels, inService: this.#shop.channels };
  }

  /** A number with a control of its own goes by the wait of its queue, all others by the longest; 0 where waits are no trigger. */
  #waitOfNext(accessNumber: string | undefined): Duration {
    const { queues, surge } = this.#config;
    if (surge.wait === undefined) return 0;
    const of =
      accessNumber === undefined ? queues.map(({ name }) => name) : [callbackQueue(this.#config, accessNumber)];
    return Math.max(0, ...of.map((queue) => this.#acd.waitOfNext(queue)));
  }

  /** The exchange looks for a channel; where none is free he hears that it is busy. */
  #ring(caller: number, attempt: number): void {
    const { busy, inService } = this.#occupancy();
    if (busy >= inService) {
      this.#records.blocked(caller);
      this.#ringAgain(caller, attempt);
      return;
    }
    const { accessNumber } = this.#people.of(caller);
    const call: Call = { id: `call-${++this.#calls}`, caller, attempt, accessNumber, began: this.#clock.now() };
    const sample = { busy, inService, wait: this.#waitOfNext(accessNumber) };
    const decided = { group: GROUP, accessNumber, people: this.#withPeople(), sample };
    const decision = this.#surges.decide(decided);
    this.#up.set(call.id, call);
    this.#records.began(call.id, call);
    const route = this.#route(call, decision);
    if (route.surgeFollowed) this.#surges.took(decided, decision);
    this.#lead(call, route);
  }

  /** Calls that are with a person or on their way to one. */
  #withPeople(): number {
    return this.#waiting.size + this.#talking.size;
  }

  #route({ accessNumber, caller }: Call, surge: ReturnType<Surges['decide']>): Route {
    const about = { accessNumber, calling: this.#people.key(caller) };
    return routeOn(this.#config, this.#acd, about, { surge, trunks: this.#occupancy(), utc: this.#clock.now() });
  }

  #lead(call: Call, route: Route): void {
    switch (route.kind) {
      case 'queue':
        this.#waiting.enqueue(call, route.queue, route.keepPlace === true);
        break;
      case 'flow': // what is keyed in it is not simulated: callers go on to the queue
        this.#waiting.enqueue(call, route.queue);
        break;
      case 'computerAgent':
        this.#later(Math.max(0, route.answerAt - this.#clock.now()), () => this.#promise(call, route.way ?? 'spoken'));
        break;
      case 'captureOnly':
        this.#capture(call, { way: 'captureOnly', promised: false });
        this.#gone(call, 'captureOnly');
        break;
      default:
        this.#gone(call, ENDS[route.kind]);
    }
  }

  #promise(call: Call, way: CaptureWay, queue?: string): void {
    this.#capture(call, { way, promised: true, queue });
    this.#callbacks.promiseBegan(call.id);
    this.#later(this.#spoken(call), () => this.#gone(call, 'captured'));
  }

  /** Until the promise is spoken, and he hangs up or is cleared. */
  #spoken(call: Call): Duration {
    const { grace, question } = this.#config.surge;
    const promise = this.#shop.promise ?? this.#said.promise(call.accessNumber, this.#clock.now());
    const { hangsUp } = this.#attemptOf(call);
    return promise + (question === undefined ? Math.min(hangsUp, grace) : hangsUp);
  }

  #capture(call: Call, how: Captured): void {
    const number = this.#people.numberOf(call.caller);
    if (number === undefined) return;
    this.#customers.write(this.#callbacks.capture(capturedCall(this.#config, call, number, how)).changes);
    this.#callbacks.captureWritten(call.id);
  }

  /** It is over, and soon the channel is free. */
  #gone(call: Call, how: string): void {
    this.#later(SIGNALLING, () => this.#cleared(call, how));
  }

  /** Who has not got what he wanted may ring again. */
  #cleared(call: Call, how: string): void {
    if (!this.#up.delete(call.id)) return;
    this.#records.over(call.id, how);
    this.#callbacks.callEnded(call.id);
    if (how !== 'answered' && how !== 'captured') this.#ringAgain(call.caller, call.attempt);
  }

  #ringAgain(caller: number, attempt: number): void {
    const again = this.#people.of(caller).attempts[attempt]?.again;
    if (again !== undefined) this.#later(again, () => this.#ring(caller, attempt + 1));
  }

  #telephones(): AcdPorts {
    return {
      ringAgent: ({ offer }) => this.#later(this.#shop.lifts(), () => this.#acd.agentAnswered(offer)),
      connect: (offer) => this.#connect(offer),
      overflow: (call, queue, _, leaving) => this.#overflow(call, queue, leaving),
      stopRinging: () => {},
      announce: (call) => this.#waiting.tellPlace(call),
      agentChanged: (state) => this.#agentChanged(state),
    };
  }

  #agentChanged(state: AgentState): void {
    this.#records.agent(state.agent, state.name);
    // Nobody takes a break that the wave does not say: who was made not ready for what he missed comes back.
    if (state.name === 'notReady')
      this.#later(BACK, () => this.#acd.agent(state.agent).name === 'notReady' && this.#acd.ready(state.agent));
  }

  #connect(offer: Offer): void {
    const { call: id, agent, kind } = offer;
    if (kind === 'callback') {
      this.#customers.connect(offer);
      return;
    }
    const call = this.#up.get(id);
    if (call === undefined || !this.#waiting.leaves(id, 'answered')) return;
    this.#talking.add(id);
    this.#callbacks.served(this.#people.key(call.caller), id);
    this.#later(this.#attemptOf(call).talk, () => {
      this.#talking.delete(id);
      this.#gone(call, 'answered');
      this.#acd.agentReleased(agent, id);
    });
  }

  #overflow(id: string, queue: string, { to }: Leaving): void {
    const call = this.#up.get(id);
    if (call === undefined || !this.#waiting.leaves(id, 'overflowed')) return;
    this.#follow(
      call,
      to ?? this.#config.queues.find(({ name }) => name === queue)?.overflow ?? { kind: 'callback' },
      queue,
    );
  }

  #follow(call: Call, to: Destination, queue: string): void {
    if (to.kind === 'queue') this.#waiting.enqueue(call, to.queue);
    else if (to.kind === 'callback') this.#promise(call, 'spoken', queue);
    else this.#gone(call, to.kind === 'refuse' ? 'refused' : to.kind === 'announce' ? 'announced' : 'forwarded');
  }

  #moment(at: Duration) {
    const { busy, inService } = this.#occupancy();
    const share = Math.max(0, ...this.#surges.list().map((control) => (control.on ? control.share : 0)));
    const talking = this.#acd.agents().filter(({ name }) => name === 'talking').length;
    const promises = { openPromises: this.#records.openRequests, held: this.#callbacks.heldBy };
    return { at, utilisation: busy / inService, share, waiting: this.#waiting.size, talking, ...promises };
  }

  #attemptOf({ caller, attempt }: Call): Attempt {
    return this.#people.attempt({ caller, nth: attempt });
  }

  /** What has been written is told to whoever waits for it. */
  async #settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#customers.areAwaited = false;
  }

  #later(wait: Duration, then: () => void): void {
    this.#clock.at(this.#clock.now() + wait, then);
  }
}

const ENDS = { announce: 'announced', message: 'message', ring: 'forwarded', refuse: 'refused' } as const;
const BACK: Duration = 30_000;
const PLAN_HOLDS = 60; // seconds: slots begin and end to the minute
const TELLS = 60;
