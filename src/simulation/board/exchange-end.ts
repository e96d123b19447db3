// SPDX-License-Identifier: GPL-2.0-or-later
// What have people of the real far end? Lines of the simulated exchange and telephones at analog ports, on which they hear prompts bit by bit.

import { wavLength } from '../../config/index.js';
import { type Duration, Emitter, type VirtualClock } from '../../kernel/index.js';
import type { ChannelIndex, NativeMedia, PromptIndex } from '../../native/index.js';
import { Exchange, type OutsideCall } from '../../sim/index.js';
import type { AtDesk, CalledLine, DeskTelephone, FarEnd, OutsideLine, Perceived } from './far-end.js';

/** What is at the far end, and what people listen for. */
export interface FarEndOptions {
  /** Spans of the exchange. */
  readonly spans: readonly string[];
  /** Files of our prompts, by their names. */
  readonly prompts: ReadonlyMap<string, string>;
  /** The file of what agents say. */
  readonly voice: string;
}

/** How an agent's telephone says that he may put down. */
const RELEASED = ['dial', 'busy'] as const;

/** The far end, and whether its lines are up. */
export interface ExchangeEnd extends FarEnd {
  readonly ready: boolean;
  close(): void;
}

export function openFarEnd(
  media: NativeMedia,
  clock: VirtualClock,
  { spans, prompts, voice }: FarEndOptions,
): ExchangeEnd {
  const loaded = new Map([...prompts].map(([name, file]) => [media.loadPrompt(file), name] as const));
  const agent = media.loadPrompt(voice);
  const exchange = new Exchange(media, clock, spans, { promise: -1, agent: -1 });
  const ears = { loaded, agent };
  const called = new Emitter<CalledLine>();
  exchange.arrived.on(({ call, called: number }) => called.emit(new Line(call, ears, number)));
  const telephones = media.channels
    .filter(({ kind }) => kind === 'fxo')
    .map(({ index }) => telephoneAt(media, clock, index, agent));
  return {
    called,
    telephones,
    lengthHeard: (prompt): Duration => wavLength(prompts.get(prompt) ?? ''),
    place: (number, accessNumber): OutsideLine | undefined => {
      const placed = exchange.place({ number, called: accessNumber });
      return placed && new Line(placed.call, ears, number);
    },
    get ready() {
      return exchange.ready;
    },
    close: () => exchange.close(),
  };
}

/** What is listened for, by the prompts' indices. */
interface Ears {
  readonly loaded: ReadonlyMap<PromptIndex, string>;
  readonly agent: PromptIndex;
}

/** A call as somebody outside has it. */
class Line implements CalledLine {
  readonly perceived = new Emitter<Perceived>();
  readonly number: string;
  readonly #call: OutsideCall;
  readonly #ears: Ears;

  constructor(call: OutsideCall, ears: Ears, number: string) {
    this.#call = call;
    this.#ears = ears;
    this.number = number;
    call.perceived.on((news) => {
      if (news.type === 'answered') this.#listen();
      if (news.type === 'answered' || news.type === 'cleared') this.perceived.emit({ type: news.type });
      if (news.type !== 'heard') return;
      if (news.prompt === ears.agent) this.perceived.emit({ type: 'agent' });
      const prompt = ears.loaded.get(news.prompt);
      if (prompt !== undefined) this.perceived.emit({ type: 'heard', prompt });
    });
  }

  hangUp(): void {
    this.#call.hangUp();
  }

  press(keys: string): void {
    this.#call.key(keys);
  }

  refuse(): void {
    this.#call.hangUp(BUSY);
  }

  ring(): void {
    this.#call.ring();
  }

  /** CONNECT is told to who has called; who answers listens himself. */
  answer(): void {
    this.#call.answer();
    this.#listen();
  }

  #listen(): void {
    this.#call.listenFor(...this.#ears.loaded.keys(), this.#ears.agent);
  }
}

const BUSY = 17; // Q.850: user busy

function telephoneAt(
  media: NativeMedia,
  clock: VirtualClock,
  channel: ChannelIndex,
  voice: PromptIndex,
): DeskTelephone {
  const perceived = new Emitter<AtDesk>();
  const began = clock.now() - media.time();
  media.onFact((fact) => {
    if (fact.channel !== channel) return;
    if (fact.type === 'ringStarted') perceived.emit({ type: 'rings' });
    if (fact.type === 'ringStopped') perceived.emit({ type: 'stops' });
    if (fact.type === 'tone') perceived.emit({ type: 'released', since: began + fact.startedAt });
  });
  return {
    perceived,
    lift: () => {
      media.hook(channel, true);
      media.hearTones(channel, RELEASED);
      media.play(channel, [voice], { loop: true });
    },
    putDown: () => {
      media.reset(channel);
      media.hook(channel, false);
    },
  };
}
