// SPDX-License-Identifier: GPL-2.0-or-later
// Who calls the box while it dies and comes back? An exchange that outlives it, with callers in waves, customers and agents.
import { type Clock, every, type Instant, SystemClock } from '../../src/kernel/index.js';
import { type BoardOptions, type Fact, NativeMedia } from '../../src/native/index.js';
import {
  AgentAtTelephone,
  Exchange,
  loadVoices,
  Random,
  runCaller,
  runCustomer,
  type Voices,
} from '../../src/sim/index.js';
import { ACCESS_NUMBERS, agentPin, BANK, type CrashFiles, TRUNK } from './files.js';

const WAVE_EVERY = 7_000;
const WAVE_LASTS = 1_500;
/** People heard that the line was dead, and try again: some while the last channels are being restarted. */
const WAVE_AFTER_START = 400;
const CALLERS_A_WAVE = 14;
const TALK = 800;

/** The public network in the test's own process, at real speed. */
export class CrashTown {
  readonly clock: Clock = new SystemClock();
  readonly exchange: Exchange;
  readonly media: NativeMedia;
  readonly agents: readonly AgentAtTelephone[];
  /** No wave comes while it is so: a trough, in which the box calls back. */
  quiet = false;
  readonly #voices: Voices;
  readonly #random: Random;
  readonly #numbers: string[] = [];
  #endWaves = () => {};
  #wave = () => {};
  #upAt: Instant | undefined;

  private constructor(media: NativeMedia, voices: Voices, agents: number, seed: number) {
    this.media = media;
    this.#voices = voices;
    this.#random = new Random(seed ^ 0xca11);
    this.exchange = new Exchange(media, this.clock, [TRUNK], voices);
    this.exchange.arrived.on(({ call }) => {
      const kind = this.#random.chance(0.85) ? 'answers' : this.#random.chance(0.7) ? 'busy' : 'voicemail';
      runCustomer(this.clock, call, voices, { kind, ring: this.#random.between(200, 1_000), talk: TALK });
    });
    this.agents = Array.from({ length: agents }, (_, i) => this.#seat(i));
    media.onFact((fact) => this.#learn(fact));
  }

  /** Opens the exchange's end of the lines, at the box's sockets if no board is named; the agents sign in. */
  static async open(
    { sockets, audio }: CrashFiles,
    agents: number,
    seed: number,
    board: BoardOptions = atSockets(sockets, agents),
  ): Promise<CrashTown> {
    const media = new NativeMedia({ board, signalling: [{ span: TRUNK, role: 'network' }] });
    return new CrashTown(media, await loadVoices(media, { ...audio }), agents, seed);
  }

  /** Since when layer 2 is up; undefined while it is down. */
  get upAt(): Instant | undefined {
    return this.#upAt;
  }

  /** Lets agents lift and wave follow wave, whether there is a box or not. */
  begin(): void {
    for (const agent of this.agents) agent.begin();
    const wave = () => {
      if (this.quiet) return;
      const now = this.clock.now();
      for (let i = 0; i < CALLERS_A_WAVE; i++)
        this.clock.at(now + this.#random.between(0, WAVE_LASTS), () => this.#call());
    };
    this.#wave = wave;
    this.#endWaves = every(this.clock, WAVE_EVERY, wave);
  }

  /** Nobody calls any more. */
  calm(): void {
    this.#wave = () => {};
    this.#endWaves();
  }

  close(): void {
    this.calm();
    this.media.close();
  }

  #call(): void {
    const number = this.#number();
    const called = this.#random.pick(ACCESS_NUMBERS.map((item) => ({ item, weight: 1 })));
    const placed = this.exchange.place({ number, called });
    if (!placed) return;
    runCaller(this.clock, placed.call, this.#voices, {
      number,
      patience: this.#random.between(3_000, 9_000),
      talk: TALK,
      menuKey: '1',
      leavesAfterPromise: this.#random.chance(0.2) ? 300 : 5_000,
    });
  }

  /** A mobile of its own for most; some call again. */
  #number(): string {
    if (this.#numbers.length > 0 && this.#random.chance(0.15))
      return this.#numbers[this.#random.integer(0, this.#numbers.length - 1)] ?? '';
    const number = `139${String(10_000_000 + this.#numbers.length * 37)}`;
    this.#numbers.push(number);
    return number;
  }

  #seat(i: number): AgentAtTelephone {
    const bank = this.media.spans.find(({ name }) => name === BANK);
    const channel = this.media.channels.find(({ span, slot }) => span === bank?.index && slot === i + 1);
    if (channel === undefined) throw new RangeError(`the bank has no port ${i + 1}`);
    return new AgentAtTelephone(this.media, this.clock, channel.index, this.#voices, {
      signIn: `*61*${1001 + i}*${agentPin(i)}#`,
      reaction: () => this.#random.between(100, 500),
      talk: () => TALK,
      conversed: () => {
        this.exchange.log.conversations++;
      },
    });
  }

  #learn(fact: Fact): void {
    if (fact.type === 'dChannelUp') {
      this.#upAt = this.clock.now();
      this.clock.at(this.#upAt + WAVE_AFTER_START, () => this.#wave());
    }
    if (fact.type === 'dChannelDown') this.#upAt = undefined;
  }
}

function atSockets(sockets: CrashFiles['sockets'], agents: number): BoardOptions {
  const listen = (path: string) => ({ type: 'listen', path }) as const;
  return {
    type: 'virtual',
    spans: [
      { name: TRUNK, kind: 'e1', carrier: listen(sockets[TRUNK]) },
      { name: BANK, kind: 'analog', ports: agents, side: 'telephone', carrier: listen(sockets[BANK]) },
    ],
  };
}
