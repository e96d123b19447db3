// SPDX-License-Identifier: GPL-2.0-or-later
// What do the callers and agents of a shop do, and what do they remember of it? They lift, talk and hang up by chance, and count on their own.

import type { ChannelIndex } from '../../src/native/index.js';
import type { Random } from '../../src/sim/index.js';
import type { PaperEngine } from '../../src/simulation/index.js';

const SECOND = 1_000;

/** What one agent remembers. */
export interface AgentLedger {
  handled: number;
  talk: number;
  /** Of conversations that the box's death cut. */
  cut: number;
}

interface Talk {
  readonly agent: number;
  readonly since: number;
}

type Act = (engine: PaperEngine, at: number) => void;

export class ShopCallers {
  readonly agents = new Map<number, AgentLedger>();
  /** Calls that came, and conversations, those of callbacks among them. */
  came = 0;
  talked = 0;
  /** Conversations that the end of the box cut off. */
  cutOff = 0;
  readonly #random: Random;
  readonly #port: (agent: number) => ChannelIndex;
  /** Outside channels that talk with an agent. */
  readonly #talks = new Map<ChannelIndex, Talk>();
  #diary: { readonly at: number; readonly act: Act }[] = [];
  /** Telephones that are about to be lifted, and outside channels whose end is settled. */
  readonly #lifting = new Set<number>();
  readonly #known = new Set<ChannelIndex>();

  constructor(random: Random, port: (agent: number) => ChannelIndex) {
    this.#random = random;
    this.#port = port;
  }

  /** When somebody acts next. */
  next(): number {
    return this.#diary.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
  }

  /** Somebody calls. */
  come(engine: PaperEngine, at: number, called: string): void {
    const calling = `139${String(this.#random.integer(0, 99_999_999)).padStart(8, '0')}`;
    const channel = engine.comes(called, calling);
    if (channel === undefined) return;
    this.came++;
    this.#known.add(channel);
    this.#patience(channel, at);
  }

  /** Does what was to be done by now. */
  act(engine: PaperEngine, at: number): void {
    const due = this.#diary.filter((entry) => entry.at <= at);
    this.#diary = this.#diary.filter((entry) => entry.at > at);
    for (const { act } of due) act(engine, at);
  }

  /** Who rings, who has begun to talk, who has been hung up on? */
  look(engine: PaperEngine, at: number): void {
    for (const [channel, talk] of this.#talks) {
      const up = engine.outside.has(channel) && engine.lifted.has(this.#port(talk.agent));
      if (!up) this.#talkEnds(engine, channel, talk, at);
    }
    for (const [channel, { answered }] of engine.outside) {
      if (!this.#known.has(channel)) this.#called(channel, at, answered);
      if (!this.#talks.has(channel)) this.#talkBegins(engine, channel, at);
    }
    for (const channel of this.#known) if (!engine.outside.has(channel)) this.#known.delete(channel);
    for (let agent = 1; agent <= 8; agent++) if (engine.ringing.has(this.#port(agent))) this.#rings(agent, at);
  }

  /** The box stops or dies: whoever talks is cut off. */
  cut(engine: PaperEngine, at: number, how: 'stopped' | 'killed'): void {
    for (const [channel, talk] of this.#talks) {
      this.cutOff++;
      if (how === 'killed') this.#of(talk.agent).cut += at - talk.since;
      this.#talkEnds(engine, channel, talk, at);
    }
  }

  /** Another box is there: nobody is on the line. */
  begin(): void {
    this.#diary = [];
    this.#lifting.clear();
    this.#known.clear();
    this.#talks.clear();
  }

  #of(agent: number): AgentLedger {
    const known = this.agents.get(agent) ?? { handled: 0, talk: 0, cut: 0 };
    this.agents.set(agent, known);
    return known;
  }

  #later(at: number, act: Act): void {
    this.#diary.push({ at: Math.round(at), act });
  }

  #patience(channel: ChannelIndex, at: number): void {
    this.#later(at + this.#random.between(20, 240) * SECOND, (engine) => {
      if (!this.#talks.has(channel) && this.#known.has(channel)) engine.goes(channel);
    });
  }

  /** The box called him: he presses the key that he is asked for. */
  #called(channel: ChannelIndex, at: number, answered: boolean): void {
    if (!answered) return;
    this.#known.add(channel);
    this.#later(at + 2 * SECOND, (engine) => {
      if (engine.outside.has(channel)) engine.tell({ type: 'digit', channel, digit: '1' });
    });
    this.#patience(channel, at);
  }

  #rings(agent: number, at: number): void {
    if (this.#lifting.has(agent)) return;
    this.#lifting.add(agent);
    const absent = this.#random.chance(0.03);
    this.#later(at + (absent ? 40 : this.#random.between(1.5, 9)) * SECOND, (engine) => {
      this.#lifting.delete(agent);
      if (engine.ringing.has(this.#port(agent))) engine.lift(this.#port(agent));
      // Whoever finds nobody on the line puts down again.
      this.#later(at + 30 * SECOND, (now) => {
        if (![...this.#talks.values()].some((talk) => talk.agent === agent)) now.putDown(this.#port(agent));
      });
    });
  }

  #talkBegins(engine: PaperEngine, channel: ChannelIndex, at: number): void {
    for (let agent = 1; agent <= 8; agent++) {
      if (engine.ears.get(channel)?.has(this.#port(agent)) !== true) continue;
      this.#talks.set(channel, { agent, since: at });
      this.talked++;
      const byCaller = this.#random.chance(0.6);
      this.#later(at + Math.max(1, this.#random.exponential(110)) * SECOND, (now) => {
        if (this.#talks.get(channel)?.since !== at) return;
        if (byCaller) now.goes(channel);
        else now.putDown(this.#port(agent));
      });
    }
  }

  #talkEnds(engine: PaperEngine, channel: ChannelIndex, { agent, since }: Talk, at: number): void {
    this.#talks.delete(channel);
    const ledger = this.#of(agent);
    ledger.handled++;
    ledger.talk += at - since;
    if (engine.lifted.has(this.#port(agent)))
      this.#later(at + this.#random.between(0.3, 2) * SECOND, (now) => now.putDown(this.#port(agent)));
  }
}
