// SPDX-License-Identifier: GPL-2.0-or-later
// What does a whole run do? Loads the voices, seats the agents, sends the wave, answers the callbacks, keeps the log.

import { TelephonyError } from '../faults.js';
import type { Clock } from '../kernel/index.js';
import type { MediaPort } from '../native/index.js';
import { type Arrival, Exchange } from './exchange.js';
import type { ExchangeLog } from './log.js';
import { AgentAtTelephone, runCaller, runCustomer, type Voices } from './people.js';
import { Random } from './random.js';
import type { Scenario } from './scenario.js';
import { type PlannedCaller, planWave } from './traffic.js';

const LEAVE_AFTER_PROMISE = { hasty: 600, patient: 12_000 }; // a patient caller stays until the box clears, at most so long

/** Loads WAV files and waits until each is in memory. Rejects with PROMPT_UNUSABLE, naming the file. */
export function loadVoices<T extends Readonly<Record<string, string>>>(
  media: MediaPort,
  files: T,
): Promise<{ [K in keyof T]: number }> {
  const loaded = Object.entries(files).map(([name, file]) => [name, media.loadPrompt(file)] as const);
  const voices = Object.fromEntries(loaded) as { [K in keyof T]: number };
  const waiting = new Map(loaded.map(([name, prompt]) => [prompt, name]));
  return new Promise((resolve, reject) => {
    const done = media.onFact((fact) => {
      if (fact.type !== 'promptLoaded' && fact.type !== 'promptFailed') return;
      const name = waiting.get(fact.prompt);
      if (name === undefined) return;
      waiting.delete(fact.prompt);
      if (fact.type === 'promptFailed') {
        done();
        reject(new TelephonyError('PROMPT_UNUSABLE', `${files[name]}: ${fact.failure}`));
      }
      if (waiting.size > 0) return;
      done();
      resolve(voices);
    });
  });
}

/** The public network and the agents' telephones of a scenario. */
export class Network {
  /** Where the calls go through. */
  readonly exchange: Exchange;
  readonly #media: MediaPort;
  readonly #clock: Clock;
  readonly #scenario: Scenario;
  readonly #voices: Voices;
  readonly #random: Random;
  readonly #agents: readonly AgentAtTelephone[];
  #toCome = 0;
  #began = false;

  constructor(media: MediaPort, clock: Clock, scenario: Scenario, voices: Voices) {
    this.#media = media;
    this.#clock = clock;
    this.#scenario = scenario;
    this.#voices = voices;
    this.#random = new Random(scenario.seed ^ 0x5eed);
    this.exchange = new Exchange(media, clock, scenario.spans, voices);
    this.exchange.arrived.on((arrival) => this.#ringCustomer(arrival));
    this.#agents = scenario.telephones.map((telephone) => this.#seat(telephone));
  }

  /** What the exchange saw and heard so far. */
  get log(): ExchangeLog {
    return this.exchange.log;
  }

  /** Whether every planned caller has come and no call is up. */
  get quiet(): boolean {
    return this.#began && this.#toCome === 0 && this.exchange.callsUp === 0;
  }

  /** Agents sign in one after the other; the wave follows `startAfter` later. Call when the spans are up. */
  begin(): void {
    this.#began = true;
    const now = this.#clock.now();
    this.#agents.forEach((agent, i) => {
      this.#clock.at(now + i * 200, () => agent.begin());
    });
    const plan = planWave(this.#scenario.traffic, this.#scenario.seed);
    this.#toCome = plan.length;
    for (const caller of plan) {
      this.#clock.at(now + this.#scenario.startAfter + caller.at, () =>
        this.#call(caller, this.#scenario.traffic.redials),
      );
    }
  }

  /** Everybody falls asleep. To be called before its engine is closed. */
  close(): void {
    this.exchange.close();
    for (const agent of this.#agents) agent.close();
  }

  #call(caller: PlannedCaller, redials: number): void {
    const placed = this.exchange.place({
      number: caller.number,
      withheld: caller.withheld,
      called: caller.accessNumber,
    });
    if (!placed && redials > 0) {
      this.#clock.at(this.#clock.now() + this.#scenario.traffic.redialAfter, () => this.#call(caller, redials - 1));
      return;
    }
    this.#toCome--;
    if (!placed) return;
    runCaller(this.#clock, placed.call, this.#voices, {
      number: caller.number,
      patience: caller.patience,
      talk: this.#scenario.talk * caller.talkFactor,
      menuKey: this.#scenario.traffic.menuKey,
      leavesAfterPromise: caller.hasty ? LEAVE_AFTER_PROMISE.hasty : LEAVE_AFTER_PROMISE.patient,
    });
  }

  #ringCustomer({ call }: Arrival): void {
    const { answers, busy, noAnswer, voicemail, ring } = this.#scenario.customers;
    const kind = this.#random.pick([
      { item: 'answers' as const, weight: answers },
      { item: 'busy' as const, weight: busy },
      { item: 'noAnswer' as const, weight: noAnswer },
      { item: 'voicemail' as const, weight: voicemail },
    ]);
    runCustomer(this.#clock, call, this.#voices, {
      kind,
      ring: this.#random.between(ring.least, ring.most),
      talk: this.#scenario.talk * this.#random.between(0.5, 1.5),
    });
  }

  #seat(telephone: Scenario['telephones'][number]): AgentAtTelephone {
    const span = this.#media.spans.find((s) => s.name === telephone.span);
    const channel = this.#media.channels.find((c) => c.span === span?.index && c.slot === telephone.port);
    if (!channel)
      throw new TelephonyError('NOT_FOUND', `telephone: span ${telephone.span} has no port ${telephone.port}`);
    return new AgentAtTelephone(this.#media, this.#clock, channel.index, this.#voices, {
      signIn: telephone.signIn,
      reaction: () => this.#random.between(500, 2_000),
      talk: () => this.#scenario.talk * this.#random.between(0.5, 1.5),
      conversed: () => {
        this.log.conversations++;
      },
    });
  }
}
