// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test kill, stop or restart the exchange under its calls? It is a process of its own, asked from here.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CallHandle, ChannelIndex, Fact, MediaPort } from '../../src/native/index.js';
import { Facts } from '../contract/engine-world.js';

type Method =
  | 'dial'
  | 'clear'
  | 'alert'
  | 'answer'
  | 'loadPrompt'
  | 'play'
  | 'listen'
  | 'record'
  | 'stop'
  | 'sendDigits'
  | 'counters';

/** What the process is asked to do, and what it tells. */
export interface ExchangeOrder {
  readonly id: number;
  readonly method: Method | 'cut';
  readonly args: readonly unknown[];
}

export interface ExchangeAnswer {
  readonly fact?: Fact;
  readonly id?: number;
  readonly result?: unknown;
  readonly ready?: boolean;
}

const PROGRAM = fileURLToPath(new URL('../faults/exchange-process.js', import.meta.url));

/** One life of the exchange. Its calls are those that it was told of and that were not cleared since. */
export class FarExchange {
  readonly facts: Facts;
  readonly #calls = new Map<CallHandle, ChannelIndex>();
  readonly #process: ChildProcess;
  readonly #listeners = new Set<(fact: Fact) => void>();
  readonly #answers = new Map<number, (result: unknown) => void>();
  readonly #ready: Promise<void>;
  #orders = 0;

  constructor(socket: string) {
    this.#process = fork(PROGRAM, [socket]);
    this.facts = new Facts({ onFact: (listener) => this.onFact(listener) });
    this.onFact((fact) => this.#follow(fact));
    this.#ready = new Promise((resolve) => {
      this.#process.on('message', ({ fact, id, result, ready }: ExchangeAnswer) => {
        if (ready === true) resolve();
        if (fact !== undefined) for (const listener of this.#listeners) listener(fact);
        if (id !== undefined) this.#answers.get(id)?.(result);
      });
    });
  }

  /** Resolves when it listens at its socket. */
  ready(): Promise<void> {
    return this.#ready;
  }

  onFact(listener: (fact: Fact) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Carries a command out at the exchange. */
  ask<M extends Method>(method: M, ...args: Parameters<MediaPort[M]>): Promise<ReturnType<MediaPort[M]>> {
    return this.#order(method, args) as Promise<ReturnType<MediaPort[M]>>;
  }

  /** Cuts the wire: of its audio, or of its frames. How many connections there were. */
  cut(stream: 'audio' | 'signal'): Promise<number> {
    return this.#order('cut', [stream]) as Promise<number>;
  }

  /** A caller rings over a channel of his own. */
  async call(channel: ChannelIndex, called: string, calling: string): Promise<CallHandle> {
    const number = { digits: calling, type: 'national', plan: 1, presentation: 'allowed', screening: 3 } as const;
    const call = await this.ask('dial', {
      channel,
      exclusive: true,
      called: { digits: called, plan: 1 },
      calling: number,
    });
    // What became of it can have been told before the answer.
    if (this.facts.find('cleared', { call }) === undefined) this.#calls.set(call, channel);
    return call;
  }

  /** Channels that carry a call, as the exchange sees it, in their order. */
  get busy(): readonly ChannelIndex[] {
    return [...this.#calls.values()].sort((a, b) => a - b);
  }

  /** SIGKILL: gone without a word. SIGSTOP: frozen, with its sockets open. SIGCONT: goes on. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#process.kill(signal);
  }

  /** Resolves when the process is gone. */
  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await gone;
  }

  #order(method: ExchangeOrder['method'], args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#orders;
    return new Promise((resolve) => {
      this.#answers.set(id, (result) => {
        this.#answers.delete(id);
        resolve(result);
      });
      this.#process.send({ id, method, args } satisfies ExchangeOrder);
    });
  }

  #follow(fact: Fact): void {
    if (fact.type === 'offered') this.#calls.set(fact.call, fact.channel);
    if (fact.type === 'cleared') this.#calls.delete(fact.call);
  }
}
