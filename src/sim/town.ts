// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program try its box without a card? In a town of its own: an exchange, people who call and are called, agents'
// telephones. Time goes tick by tick, as fast as the machine can, so a minute of telephony takes less than a second.

import { TelephonyError } from '../faults.js';
import { type Clock, type Duration, type Instant, SystemClock, sleep, VirtualClock } from '../kernel/index.js';
import { type MediaPort, NativeMedia, runInLockStep, sliceMedia, type VirtualSpan } from '../native/index.js';
import { Exchange } from './exchange.js';
import type { Neighbourhood } from './handset.js';
import { Person, Telephone } from './townspeople.js';

/** What there is in a town. */
export interface TownOptions {
  /** The names that the configuration gives its E1 spans; default `e1`. */
  readonly trunks?: readonly string[];
  /** The name of the box's station bank and its number of ports; default: none. */
  readonly bank?: { readonly name: string; readonly ports: number };
  /** Folder of the WAV files that people hear and say, such as `en` of the library's `packagedPrompts()`. */
  readonly prompts: string;
  /** Where time begins; default a Monday in 2026, 09:00 in Shanghai. */
  readonly start?: Instant;
  /** Times real time; default 0: as fast as it goes. */
  readonly speed?: number;
}

/** What a town needs of a box. */
export interface Resident {
  /** Resolves when all that the box has decided is on the disk: a tick waits for it. */
  settled(): Promise<void>;
}

const RESTARTED: Duration = 3_000; // a box restarts its channels one after the other when layer 2 is up
const OTHER_END = '~town';

/** A town around one box. Open the box with `...town.surroundings`, then `begin`; close the box first. */
export class Town {
  /** For `open()`: the box's end of the lines, and the clock that goes with them. */
  readonly surroundings: { readonly media: MediaPort; readonly clock: Clock };
  /** The public network; its log tells what went over the wire. */
  readonly exchange: Exchange;
  readonly #engine: NativeMedia;
  readonly #clock: VirtualClock;
  readonly #neighbourhood: Neighbourhood;
  readonly #telephones: readonly Telephone[];
  readonly #speed: number;
  readonly #over = new AbortController();
  readonly #rung: Person[] = [];
  readonly #waiting: ((person: Person) => void)[] = [];
  #running: Promise<void> | undefined;
  #isUp: Promise<void> | undefined;

  constructor({ trunks = ['e1'], bank, prompts, start, speed = 0 }: TownOptions) {
    const banks = bank ? [bank] : [];
    this.#speed = speed;
    this.#clock = new VirtualClock(start);
    this.#engine = new NativeMedia({
      stepped: true,
      board: {
        type: 'virtual',
        spans: [...trunks.flatMap(looped), ...banks.flatMap(({ name, ports }) => loopedBank(name, ports))],
      },
      signalling: trunks.flatMap((span) => [
        { span, role: 'cpe' as const, restartAtStart: true },
        { span: `${span}${OTHER_END}`, role: 'network' as const },
      ]),
    });
    const boxSpans = [...trunks, ...banks.map(({ name }) => name)];
    const ours = sliceMedia(
      this.#engine,
      boxSpans.map((name) => `${name}${OTHER_END}`),
    );
    this.surroundings = { media: sliceMedia(this.#engine, boxSpans), clock: this.#clock };
    this.#neighbourhood = { media: ours, clock: this.#clock, prompts };
    const spans = trunks.map((name) => `${name}${OTHER_END}`);
    this.exchange = new Exchange(ours, this.#clock, spans, { promise: -1, agent: -1 });
    this.exchange.arrived.on(({ call, called }) => this.#arrives(new Person(this.#neighbourhood, call, called)));
    const ports = ours.channels.filter(({ kind }) => kind === 'fxo');
    this.#telephones = ports.map(({ index }) => new Telephone(this.#neighbourhood, index));
  }

  /** Lets time run. To be called once, when the box is open. */
  begin(box: Resident): void {
    const pace = this.#speed > 0 ? { pace: { clock: new SystemClock(), speed: this.#speed } } : {};
    this.#running = runInLockStep({
      media: this.#engine,
      clock: this.#clock,
      settled: () => box.settled(),
      signal: this.#over.signal,
      ...pace,
    });
  }

  /** Somebody rings the box, once its lines are up. Rejects with NO_CHANNEL when all are busy. */
  async calls(called: string, { from = '13912345678', withheld = false } = {}): Promise<Person> {
    this.#isUp ??= this.#linesUp();
    await this.#isUp;
    const placed = this.exchange.place({ number: from, withheld, called });
    if (!placed) throw new TelephonyError('NO_CHANNEL', `${from} hears network busy`);
    return new Person(this.#neighbourhood, placed.call, from);
  }

  /** The next person whom the box rings. */
  rung(): Promise<Person> {
    const person = this.#rung.shift();
    return person ? Promise.resolve(person) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The telephone at a port of the bank, from 1. Throws NOT_FOUND. */
  telephone(port: number): Telephone {
    const telephone = this.#telephones[port - 1];
    if (!telephone) throw new TelephonyError('NOT_FOUND', `the bank has no port ${port}`);
    return telephone;
  }

  /** Lets so many milliseconds go by. */
  wait(milliseconds: Duration): Promise<void> {
    return sleep(this.#clock, milliseconds);
  }

  /** Ends time and the engine. */
  async close(): Promise<void> {
    this.#over.abort();
    await this.#running;
    this.exchange.close();
    this.#engine.close();
  }

  async #linesUp(): Promise<void> {
    while (!this.exchange.ready) await sleep(this.#clock, 100);
    await sleep(this.#clock, RESTARTED);
  }

  #arrives(person: Person): void {
    person.rings();
    const taker = this.#waiting.shift();
    if (taker) taker(person);
    else this.#rung.push(person);
  }
}

function looped(name: string): VirtualSpan[] {
  const far = `${name}${OTHER_END}`;
  return [
    { name, kind: 'e1', carrier: { type: 'loop', peer: far } },
    { name: far, kind: 'e1', carrier: { type: 'loop', peer: name } },
  ];
}

function loopedBank(name: string, ports: number): VirtualSpan[] {
  const far = `${name}${OTHER_END}`;
  return [
    { name, kind: 'analog', ports, side: 'station', carrier: { type: 'loop', peer: far } },
    { name: far, kind: 'analog', ports, side: 'telephone', carrier: { type: 'loop', peer: name } },
  ];
}
