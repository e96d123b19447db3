// SPDX-License-Identifier: GPL-2.0-or-later
// In which world do scenario tests play? A real engine, stepped: E1 spans looped to a public network, telephones looped to
// their stations, a clock that moves with the media. Nothing sleeps; `await world.advance(ms)` is how time goes by.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Calls, type DialRequest, type TrunkLeg } from '../../src/call/index.js';
import { Ids, VirtualClock } from '../../src/kernel/index.js';
import { Lines, type TrunkGroup } from '../../src/line/index.js';
import {
  type ChannelIndex,
  type EngineOptions,
  type Fact,
  NativeMedia,
  type PromptIndex,
  planOf,
  TICK_MS,
  toneZone,
} from '../../src/native/index.js';
import { Telephone } from './telephone.js';

export interface WorldOptions {
  /** How the telephones of the bank `stations` flash; default: as is usual. */
  readonly flash?: { readonly leastMs: number; readonly mostMs: number };
  /** How they ring; default: 1 s in 5 s, all at once. */
  readonly ringing?: { readonly cadenceMs: readonly number[]; readonly most?: number };
  /** E1 spans `e1-1`, `e1-2` ... of the box, each looped to `net-1`, `net-2` ...; default 1. */
  readonly e1s?: number;
  /** Ports of the box's bank `stations`, looped to as many telephones; default 2. */
  readonly telephones?: number;
  /** Lines of the box's FXO bank `lines`, wired to `office`; default: there is no such bank. */
  readonly lines?: number;
  /** Lines of the bank `lines` that are not as the others. */
  readonly ownLines?: Pick<EngineOptions, 'lines' | 'otherTones'>;
  /** RESTART every B-channel first; default false. */
  readonly restartAtStart?: boolean;
  /** What else a tick waits for, e.g. the store's commits. */
  readonly settled?: () => Promise<void>;
}

/** How long threads of the machine may take to end. */
const MACHINE_WITHIN_MS = 60_000;

/** What a test's end closes the world with. */
interface Test {
  teardown(close: () => void): void;
}

/** A fact's type with some of its fields. */
type Where<T extends Fact['type']> = Partial<Extract<Fact, { readonly type: T }>>;

/** The engine, the clock, the public network and the telephones; the box's rooms are built on `media` and `clock`. */
export class World {
  readonly media: NativeMedia;
  readonly clock = new VirtualClock();
  readonly network: PublicNetwork;
  readonly telephones: readonly Telephone[];
  /** Names of the box's E1 spans. */
  readonly e1s: readonly string[];
  /** A folder of the test's own, removed at its end. */
  readonly folder = mkdtempSync(join(tmpdir(), 'spillway-world-'));
  /** Every fact told so far, of both sides. */
  readonly facts: Fact[] = [];
  /** How many FXO lines the box has. */
  readonly lineCount: number;
  readonly #settled: () => Promise<void>;

  constructor({
    e1s = 1,
    telephones = 2,
    lines = 0,
    restartAtStart = false,
    settled = async () => {},
    flash,
    ringing,
    ownLines = {},
  }: WorldOptions = {}) {
    const numbers = Array.from({ length: e1s }, (_, i) => i + 1);
    this.e1s = numbers.map((n) => `e1-${n}`);
    this.#settled = settled;
    this.lineCount = lines;
    const looped = (name: string, peer: string) => ({ name, carrier: { type: 'loop', peer } }) as const;
    this.media = new NativeMedia({
      stepped: true,
      ...(flash && { flashes: [{ span: 'stations', ...flash }] }),
      ...(ringing && { ringing: [{ span: 'stations', ...ringing }] }),
      board: {
        type: 'virtual',
        spans: [
          ...numbers.flatMap((n) => [
            { ...looped(`e1-${n}`, `net-${n}`), kind: 'e1' as const },
            { ...looped(`net-${n}`, `e1-${n}`), kind: 'e1' as const },
          ]),
          { ...looped('stations', 'telephones'), kind: 'analog', ports: telephones, side: 'station' },
          { ...looped('telephones', 'stations'), kind: 'analog', ports: telephones, side: 'telephone' },
          ...(lines === 0
            ? []
            : [
                { ...looped('lines', 'office'), kind: 'analog' as const, ports: lines, side: 'telephone' as const },
                { ...looped('office', 'lines'), kind: 'analog' as const, ports: lines, side: 'station' as const },
              ]),
        ],
      },
      ...(lines > 0 && { tones: planOf(toneZone('cn')) }),
      ...ownLines,
      signalling: numbers.flatMap((n) => [
        { span: `e1-${n}`, role: 'cpe' as const, restartAtStart },
        { span: `net-${n}`, role: 'network' as const },
      ]),
    });
    this.media.onFact((fact) => this.facts.push(fact));
    const spans = numbers.map((n) => `net-${n}`);
    this.network = new PublicNetwork(this.media, this.clock, spans);
    const bank = this.media.spans.find(({ name }) => name === 'telephones');
    const ports = this.media.channels.filter(({ kind, span }) => kind === 'fxo' && span === bank?.index);
    this.telephones = ports.map(({ index }) => new Telephone(this.media, index));
  }

  /** Lets time go by until layer 2 of every E1 is established, at both ends. */
  async up(): Promise<this> {
    await this.until(() => this.told('dChannelUp').length >= 2 * this.e1s.length);
    return this;
  }

  /** Telephone 1, 2 ... at port 1, 2 ... of the bank. */
  telephone(port: number): Telephone {
    const telephone = this.telephones[port - 1];
    if (telephone === undefined) throw new RangeError(`the world has ${this.telephones.length} telephones`);
    return telephone;
  }

  /** Lets so many milliseconds go by, tick by tick; promises go on between ticks. */
  async advance(milliseconds: number): Promise<void> {
    for (let gone = 0; gone < milliseconds; gone += TICK_MS) {
      this.media.step(1);
      this.clock.advance(TICK_MS);
      await setImmediate();
      await this.#settled();
    }
  }

  /** Lets time go by until `reached`; throws, with what was told, when that takes longer than `within` milliseconds. */
  async until(reached: () => boolean, within = 30_000): Promise<void> {
    const limit = this.clock.now() + within;
    while (!reached()) {
      if (this.clock.now() >= limit) {
        const told = this.facts.slice(-30).map(({ type, channel }) => `${type}(${channel})`);
        throw new Error(`not reached within ${within} ms: ${reached}; last told: ${told.join(' ')}`);
      }
      await this.advance(TICK_MS);
    }
  }

  /**
   * Lets time go by until the promise is settled; gives what it gives. What waits for the machine's threads to end, as the end of a box does, is not
   * hurried by the world's time: on a busy machine that is used up before they are.
   */
  async during<T>(promise: Promise<T>, within = 30_000): Promise<T> {
    let over = false;
    const done = () => {
      over = true;
    };
    const settled = promise.then(done, done);
    const limit = this.clock.now() + within;
    while (!over && this.clock.now() < limit) await this.advance(TICK_MS);
    if (!over) await Promise.race([settled, wait(MACHINE_WITHIN_MS, undefined, { ref: false })]);
    if (!over) throw new Error(`not settled within ${within} ms`);
    return promise;
  }

  /** The facts of one type with these fields. */
  told<T extends Fact['type']>(type: T, where: Where<T> = {}): readonly Extract<Fact, { readonly type: T }>[] {
    const matches = (fact: Fact): fact is Extract<Fact, { readonly type: T }> =>
      fact.type === type && Object.entries(where).every(([key, value]) => fact[key as keyof Fact] === value);
    return this.facts.filter(matches);
  }

  /** Loads one of the project's prompts (`zh-CN/welcome`) or any WAV. */
  async load(name: string): Promise<PromptIndex> {
    const prompt = this.media.loadPrompt(name.endsWith('.wav') ? name : projectFile('prompts', `${name}.wav`));
    await this.until(() => this.told('promptLoaded', { prompt }).length > 0);
    return prompt;
  }

  /** Listens at a channel for a prompt: bit-exact, 20 ms of it. */
  listen(channel: ChannelIndex, prompt: PromptIndex): { readonly heard: boolean } {
    const operation = this.media.listen(channel, prompt);
    const { told } = this;
    const where = { operation };
    const heard = () => told.call(this, 'heard', where).length > 0;
    return {
      get heard() {
        return heard();
      },
    };
  }

  /** Ends everything. */
  close(): void {
    this.media.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The far end of the E1s, made of the same rooms in the network's role. */
export class PublicNetwork {
  readonly lines: Lines;
  readonly calls: Calls;
  readonly group: TrunkGroup;

  constructor(media: NativeMedia, clock: VirtualClock, spans: readonly string[]) {
    this.lines = new Lines(media, clock, {
      spans: spans.map((name) => ({ name })),
      trunkGroups: [{ name: 'all', spans, order: 'ascending' }],
    });
    this.calls = new Calls(media, clock, this.lines, new Ids(clock, () => 1));
    this.group = this.lines.trunkGroup('all');
  }

  /** A caller rings an access number of the box. */
  call(called: string, calling = '13912345678', more: Partial<DialRequest> = {}): TrunkLeg {
    return this.calls.dial(this.group, {
      called: { digits: called, plan: 1 },
      calling: { digits: calling, type: 'national', plan: 1, presentation: 'allowed', screening: 3 },
      ...more,
    });
  }

  /** Customers whom the box rings answer after `ring` milliseconds; the legs so far, in the order of their coming. */
  answersAfter(clock: VirtualClock, ring: number): readonly TrunkLeg[] {
    const legs: TrunkLeg[] = [];
    this.calls.offered.on((leg) => {
      legs.push(leg);
      leg.alert();
      clock.at(clock.now() + ring, () => {
        if (!leg.signal.aborted) void leg.answer();
      });
    });
    return legs;
  }
}

/** A world at its first instant, for rooms that want to hear the D-channels come up (`world.up()`). Closed at the test's end. */
export function createWorld(t: Test, options: WorldOptions = {}): World {
  const world = new World(options);
  t.teardown(() => world.close());
  return world;
}

/** A world whose D-channels are up; closed at the test's end. */
export function openWorld(t: Test, options: WorldOptions = {}): Promise<World> {
  return createWorld(t, options).up();
}

/** A file of the project, from wherever the test was compiled to. */
export function projectFile(...path: string[]): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, ...path);
}
