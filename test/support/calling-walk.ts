// SPDX-License-Identifier: GPL-2.0-or-later
// What may happen in a house, and what must be true whatever happens? Verbs, telephones and people outside in any order, and after each
// of them: the table was obeyed, nobody is without a voice or a tone, nobody is in two conversations, nobody is recorded unannounced; at the end every leg has ended, and the times add up.
import { type DivertTo, refusalOf, type Situation, VERBS, type Verb } from '../../src/control/index.js';
import { TelephonyError } from '../../src/faults.js';
import { ACCESS_NUMBER, agentId, QUEUE, stationNumber } from './box.js';
import { Coverage } from './calling-coverage.js';
import { CallingTruths } from './calling-truths.js';
import { DIRECT } from './direct-numbers.js';
import type { PaperBooks } from './paper-books.js';
import type { PaperHouse } from './paper-house.js';

/** Gives the next number of a seeded sequence, 0 to 1. */
export type Chance = () => number;

const OUTSIDE = '13700000007';
const STEPS = 24;
/** Who has begun to dial hears nothing until he goes on, or gives up. */
const DIALLED_WITHIN = 12_000;
/** What is logged on such days. */
const EXPECTED = ['busied out', 'in service again', 'TELEPHONE_OFF_HOOK'];
/** So often a verb, else somebody does something with a telephone, or time goes by. */
const VERBAL = 0.55;
/** So often by somebody in a situation that passes quickly. */
const PICKED = 0.8;
const MORE = 3;
/** When all have hung up, nothing is left after so long: who was summoned is rung for a minute. */
const HOME_WITHIN = 70_000;
/** So often nobody does anything until then, though all are at home: is anybody woken later? */
const LINGERS = 0.1;
const PASSING: readonly Situation[] = [
  'calling',
  'holding',
  'asking',
  'consulting',
  'callWaiting',
  'twoCalls',
  'supervising',
  'conference',
];

/** One walk in a house where everybody is at home. */
export class CallingWalk {
  readonly walked: string[] = [];
  readonly coverage = new Coverage();
  readonly #house: PaperHouse;
  readonly #books: PaperBooks;
  readonly #truths: CallingTruths;
  readonly #chance: Chance;
  readonly #agents: readonly number[];
  #calls = 0;

  constructor(house: PaperHouse, books: PaperBooks, agents: number, chance: Chance) {
    this.#house = house;
    this.#books = books;
    this.#chance = chance;
    this.#agents = Array.from({ length: agents }, (_, i) => i + 1);
    this.#truths = new CallingTruths(house, this.#agents);
  }

  /** Walks; gives what was wrong, or nothing. */
  async run(): Promise<string | undefined> {
    this.#begin();
    await this.#house.advance(20);
    const unfollow = this.#truths.follow();
    try {
      return await this.#walk();
    } finally {
      unfollow();
    }
  }

  async #walk(): Promise<string | undefined> {
    for (let step = 0; step < STEPS; step++) {
      const wrong = (this.#chance() < VERBAL ? await this.#verbs() : this.#act()) ?? (await this.#after());
      if (wrong !== undefined) return wrong;
    }
    return this.#home();
  }

  #begin(): void {
    const { box } = this.#house;
    for (const agent of this.#agents) box.agents.signIn(agentId(agent), stationNumber(agent));
    for (const agent of this.#agents)
      unfailing(box.calling.telephones.callWaiting(stationNumber(agent), this.#chance() < 0.7));
    this.#comes();
  }

  get #waits() {
    return this.#house.box.calling.supervision.waiting;
  }

  #one<T>(of: readonly T[]): T {
    return of[Math.floor(this.#chance() * of.length)] as T;
  }

  readonly #anybody = () => agentId(this.#one(this.#agents));

  /** One verb, or some after each other of one who is in what passes quickly. */
  async #verbs(): Promise<string | undefined> {
    const { calling } = this.#house.box;
    const agent = this.#chance() < PICKED ? this.#rare() : this.#anybody();
    let wrong = await this.#verb(agent);
    for (let more = 0; more < MORE && wrong === undefined; more++) {
      if (!PASSING.includes(calling.situationOf(agent))) break;
      await this.#house.advance(20);
      wrong = this.#wrong() ?? (await this.#verb(agent));
    }
    return wrong;
  }

  /** A verb of somebody: legal, or refused as the table says, and then nothing has changed. */
  async #verb(agent: string): Promise<string | undefined> {
    const situation = this.#house.box.calling.situationOf(agent);
    const verb = this.#one(VERBS);
    this.walked.push(`${agent} ${verb} (${situation})`);
    this.coverage.entered(verb, situation);
    const before = this.#picture();
    const error = await this.#tried(() => this.#acts[verb](agent));
    const refusal = refusalOf(verb, situation);
    if (error !== undefined && !(error instanceof TelephonyError)) return `${String((error as Error).stack)}`;
    if (refusal === undefined)
      return error?.detail.startsWith(`agent ${agent}: ${verb}:`)
        ? `${verb} is legal, and was refused: ${error.detail}`
        : undefined;
    if (error?.code !== 'REFUSED' || !error.detail.endsWith(refusal))
      return `${verb} in ${situation} is ${refusal}, and it said: ${error?.detail}`;
    return before === this.#picture() ? undefined : `${verb} was refused, and something has changed`;
  }

  /** What it throws, at once or as soon as promises go on. */
  async #tried(act: () => unknown): Promise<Error | undefined> {
    let thrown: Error | undefined;
    try {
      Promise.resolve(act()).catch((error: Error) => {
        thrown = error;
      });
    } catch (error) {
      thrown = error as Error;
    }
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
    return thrown;
  }

  /** Somebody in what passes quickly, if there is one. */
  #rare(): string {
    const { calling } = this.#house.box;
    const agents = this.#agents.map(agentId).filter((agent) => PASSING.includes(calling.situationOf(agent)));
    return agents.length > 0 ? this.#one(agents) : this.#anybody();
  }

  #picture(): string {
    const { engine } = this.#house;
    return `${this.#situations.join()} ${engine.commands}`;
  }

  readonly #acts: Readonly<Record<Verb, (agent: string) => unknown>> = {
    makeCall: (agent) =>
      this.#house.box.calling.makeCall(agent, this.#chance() < 0.5 ? this.#talking() : this.#callee()),
    clear: (agent) => this.#house.box.calling.clear(agent),
    hold: (agent) => this.#house.box.calling.hold(agent),
    retrieve: (agent) => this.#house.box.calling.retrieve(agent),
    alternate: (agent) => this.#house.box.calling.alternate(agent),
    consult: (agent) => this.#house.box.calling.consult(agent, this.#callee()),
    reconnect: (agent) => this.#house.box.calling.reconnect(agent),
    transfer: (agent) => this.#house.box.calling.transfer(agent),
    singleStepTransfer: (agent) =>
      this.#house.box.calling.singleStepTransfer(agent, this.#one([this.#callee(), { queue: QUEUE }])),
    conference: (agent) => this.#house.box.calling.conference(agent),
    drop: (agent) => this.#house.box.calling.drop(agent, this.#legOf(agent)),
    leave: (agent) => this.#house.box.calling.leave(agent),
    announce: (agent) => this.#house.box.calling.sounds.announce(agent, 'welcome'),
    park: (agent) => this.#house.box.calling.colleagues.park(agent),
    unpark: (agent) => this.#house.box.calling.colleagues.unpark(agent, this.#one(['1', '2'])),
    pickUp: (agent) => this.#house.box.calling.colleagues.pickUp(agent),
    sendDigits: (agent) => this.#house.box.calling.sendDigits(agent, '12'),
    record: (agent) =>
      this.#chance() < 0.5
        ? this.#house.box.calling.sounds.startRecording(agent)
        : this.#house.box.calling.sounds.stopRecording(agent),
    answer: (agent) => this.#house.box.calling.ringing.answer(agent),
    deflect: (agent) =>
      this.#house.box.calling.ringing.deflect(agent, this.#one<DivertTo>([this.#callee(), { queue: QUEUE }])),
    campOn: (agent) => this.#house.box.calling.campOns.begin(agent, { agent: this.#anybody() }),
    mask: (agent) => this.#house.box.calling.sounds.toggleMask(agent),
    supervise: (agent) =>
      this.#house.box.calling.supervision.supervise(agent, this.#anybody(), this.#one(['listen', 'whisper', 'barge'])),
  };

  #callee() {
    const outside = { number: OUTSIDE };
    const callee = this.#one([
      { agent: this.#anybody() },
      { station: stationNumber(this.#one(this.#agents)) },
      outside,
    ]);
    this.walked.push(`  to ${JSON.stringify(callee)}`);
    return callee;
  }

  /** Somebody of his conference, or nobody. */
  #legOf(agent: string): string {
    const { parts } = this.#house.box.calling;
    try {
      return this.#one(parts.ofAgent(agent).conversation.parties).id;
    } catch {
      return 'nobody';
    }
  }

  readonly #things: Readonly<Record<string, () => void>> = {
    lift: () => this.#house.engine.lift(this.#port()),
    answer: () => this.#liftsWhatRings(),
    putDown: () => this.#house.engine.putDown(this.#port()),
    flash: () => this.#house.engine.flashes(this.#port()),
    keys: () =>
      this.#house.engine.keys(
        this.#port(),
        this.#one(['*2', '*3', '801', '802', OUTSIDE, '*78', '*71', '5', '*40', '*46']),
      ),
    comes: () => this.#comes(),
    comesToOne: () => this.#comes(this.#one(DIRECT)),
    given: () =>
      this.#waits
        .list()
        .slice(0, 1)
        .map(({ call }) => this.#waits.pick(call, this.#talking().agent)),
    goes: () => this.#outside((channel) => this.#house.engine.goes(channel)),
    answers: () => this.#outside((channel) => this.#house.engine.answers(channel)),
    dialled: () => {
      this.#house.engine.answering = this.#one(['answers', 'answers', 'rings', 'busy']);
    },
    signIn: () => this.#house.box.agents.signIn(this.#anybody(), stationNumber(this.#one(this.#agents))),
    signOut: () => this.#leaves(this.#anybody()),
    ready: () => this.#house.box.agents.ready(this.#anybody()),
    busyOut: () => this.#busyOut(this.#chance() < 0.5),
    forward: () => this.#told(this.#one([true, true, false])),
    callWaiting: () => unfailing(this.#house.box.calling.telephones.callWaiting(this.#station(), this.#chance() < 0.7)),
    takeOver: () => this.#house.box.calling.supervision.takeOver(this.#anybody()),
    release: () => this.#house.box.calling.supervision.release(this.#anybody()),
  };

  /** What people do with telephones; what is refused there is no matter here. */
  #act(): string | undefined {
    const name = this.#one(Object.keys(this.#things));
    this.walked.push(`${name}: ${this.#situations.join()}`);
    try {
      this.#things[name]?.();
    } catch (error) {
      if (!(error instanceof TelephonyError)) return String((error as Error).stack);
    }
    return undefined;
  }

  /** Somebody stays: where nobody is, callers are promised a callback and called back, which is not what is looked at here. */
  #leaves(agent: string): void {
    const { box } = this.#house;
    const here = this.#agents.map(agentId).filter((one) => box.calling.situationOf(one) !== 'signedOut');
    if (here.some((one) => one !== agent)) box.agents.signOut(agent);
  }

  #station(): string {
    return stationNumber(this.#one(this.#agents));
  }

  /** Somebody who talks, to hear that another one calls. */
  #talking() {
    const { calling } = this.#house.box;
    const agents = this.#agents.map(agentId).filter((agent) => calling.situationOf(agent) === 'talking');
    return { agent: agents.length > 0 ? this.#one(agents) : this.#anybody() };
  }

  /** A forward of a telephone, or the end of all of its own. */
  #told(on: boolean): void {
    const { telephones } = this.#house.box.calling;
    const to = this.#one<DivertTo>([{ station: this.#station() }, { queue: QUEUE }, { number: OUTSIDE }]);
    const when = this.#one(['always', 'busy', 'noAnswer'] as const);
    const station = this.#station();
    const said = on ? telephones.forward(station, when, to) : telephones.forwardOff(station);
    said.catch(() => {}); // to itself: refused
  }

  #port(): number {
    return this.#house.port(this.#one(this.#agents));
  }

  #liftsWhatRings(): void {
    const { engine } = this.#house;
    for (const channel of [...engine.ringing]) engine.lift(channel);
  }

  #comes(called = ACCESS_NUMBER): void {
    this.#house.engine.comes(called, `1390000${String(this.#calls++ % 10_000).padStart(4, '0')}`);
  }

  #outside(act: (channel: number) => void): void {
    const up = [...this.#house.engine.outside.keys()];
    if (up.length > 0) act(this.#one(up));
  }

  #busyOut(on: boolean): void {
    const channel = `stations/${this.#one(this.#agents)}`;
    const { lines } = this.#house.box;
    unfailing(on ? lines.busyOut([channel]) : lines.inService([channel]));
  }

  async #after(): Promise<string | undefined> {
    const chance = this.#chance();
    await this.#house.advance(chance < 0.7 ? 20 : chance < 0.95 ? 1_300 : 31_000);
    if (this.#chance() < 0.5) {
      this.#liftsWhatRings();
      await this.#house.advance(20);
    } else if (chance >= 0.7 && this.#truths.untold() !== undefined) {
      await this.#house.advance(40); // it has only just become so
      const untold = this.#truths.untold();
      if (untold !== undefined) return untold;
    }
    if (this.#truths.inSilence() !== undefined && this.#situations.includes('inUse'))
      await this.#house.advance(DIALLED_WITHIN);
    return this.#wrong();
  }

  get #situations(): readonly Situation[] {
    return this.#agents.map((agent) => this.#house.box.calling.situation(stationNumber(agent)));
  }

  /** What must be true at every instant at which nothing is under way. */
  #wrong(): string | undefined {
    const trouble = this.#house.takeTrouble().filter((line) => !EXPECTED.some((words) => line.includes(words)));
    if (trouble.length > 0) return `logged: ${trouble.join()}`;
    return this.#truths.broken();
  }

  /** Everybody hangs up: then nothing is left of it. */
  async #home(): Promise<string | undefined> {
    const { box, engine } = this.#house;
    engine.answering = 'answers';
    unfailing(box.lines.inService(['stations']));
    for (const channel of [...engine.outside.keys()]) engine.goes(channel);
    for (const agent of this.#agents) engine.putDown(this.#house.port(agent));
    await this.#house.advance(this.#chance() < LINGERS ? HOME_WITHIN : 1_000);
    let left = this.#left();
    for (let at = 0; at < HOME_WITHIN && left !== undefined; at += 1_000) {
      await this.#house.advance(1_000);
      left = this.#left();
    }
    const wrong = this.#wrong() ?? left;
    if (wrong !== undefined) return wrong;
    for (const agent of this.#agents) this.#signOut(agentId(agent));
    await this.#house.advance(20);
    return this.#books.take();
  }

  /** What is not over yet though all have hung up; what is dear to ask is asked last. */
  #left(): string | undefined {
    const { box, engine } = this.#house;
    if (engine.outside.size + engine.recorded.size + engine.ringing.size > 0)
      return 'at the end a channel is taken, or recorded, or a telephone rings';
    const lines = this.#situations;
    if (lines.some((is) => is !== 'free')) return `at the end the lines are ${lines.join()}`;
    const { agents, calls } = box.status();
    const busy = agents.filter(({ state }) => !['ready', 'notReady', 'signedOut'].includes(state));
    if (busy.length > 0) return `at the end ${busy.map(({ id, state }) => `${id} is ${state}`).join()}`;
    return calls.inProgress > 0 ? `at the end ${calls.inProgress} calls are up` : undefined;
  }

  #signOut(agent: string): void {
    if (this.#house.box.calling.situationOf(agent) !== 'signedOut') this.#house.box.agents.signOut(agent);
  }
}

function unfailing(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    throw error;
  });
}
