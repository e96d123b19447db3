// SPDX-License-Identifier: GPL-2.0-or-later
// Who lets one who waits hear what his treatment says? Words in the foreground of his leg, music in its background.

import type { Leg, Operation } from '../../call/index.js';
import type { DialogueContext } from '../../ivr/index.js';
import { Actor, type Language, type Unsubscribe } from '../../kernel/index.js';
import type { PromptIndex } from '../../native/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import { Music } from './music.js';
import {
  isNoticed,
  type MessageTimes,
  type Phrase,
  type TreatmentEffect,
  type TreatmentEvent,
  type TreatmentState,
  treatmentMachine,
  unheard,
} from './treatment-machine.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'dialogues' | 'log'>;

/** A message of the queue, and when it is said. */
export interface Message extends MessageTimes {
  readonly prompt: string;
}

/** What one who waits hears, and what he can do. */
export interface TreatmentOptions {
  readonly music: string;
  /** The one that he has chosen; default: the box's. */
  readonly language?: Language | undefined;
  /** He hears this whole, before the notice; one that cannot be played is left out. */
  readonly welcome?: string | undefined;
  /** He hears this to its end, first of all, whoever is there for him meanwhile. */
  readonly notice?: readonly string[];
  /** What is to be said of his place when it is told. */
  readonly place?: () => readonly string[];
  readonly messages?: readonly Message[];
  /** Keys that lead somewhere, and what is to be done at one. */
  readonly keys?: readonly string[];
  readonly pressed?: (digit: string) => void;
}

/** The entertainment of one waiting leg. Words interrupt the music, which keeps its place; the end interrupts both at once, but never the notice. */
export class Treatment {
  /** Resolves when welcome and notice have been given, or cannot be. Nobody is joined to him before. */
  readonly noticed: Promise<void>;
  readonly #rooms: Pick<Rooms, 'log'>;
  readonly #leg: Leg;
  readonly #context: DialogueContext;
  readonly #options: TreatmentOptions;
  readonly #music: Music;
  readonly #actor: Actor<TreatmentState, TreatmentEvent, TreatmentEffect>;
  #noticed = () => {};
  /** What is to be played next, and what is being played. */
  #prepared: readonly PromptIndex[] = [];
  #words: Operation | undefined;
  #hears: Unsubscribe | undefined;

  constructor(rooms: Needs, leg: Leg, options: TreatmentOptions) {
    this.#rooms = rooms;
    this.#leg = leg;
    this.#context = rooms.dialogues;
    this.#options = options;
    this.#music = new Music(leg, async () => this.#one(options.music));
    const { welcome, notice = [], messages = [], keys = [] } = options;
    const whole: Phrase[] = [
      ...(welcome === undefined ? [] : [{ type: 'welcome' } as const]),
      ...(notice.length === 0 ? [] : [{ type: 'notice' } as const]),
    ];
    const { clock } = rooms.dialogues;
    this.#actor = new Actor(treatmentMachine, unheard({ whole, messages, keys }), clock, (effect) =>
      this.#perform(effect),
    );
    this.noticed = new Promise((resolve) => {
      this.#noticed = resolve;
    });
    if (this.isNoticed) this.#noticed();
    this.#listen();
  }

  /** Whether nothing is left of welcome and notice. */
  get isNoticed(): boolean {
    return isNoticed(this.#actor.state);
  }

  /** The party can hear: gives the notice, says these first words and what was to be told meanwhile, then plays music. */
  begin(words: readonly string[]): void {
    this.#actor.send({ type: 'begin', words });
  }

  /** Tells him his place when its turn comes: as it is then. */
  tellPlace(): void {
    this.#actor.send({ type: 'tell', phrase: { type: 'place' } });
  }

  /** Somebody is there for him: silence, also of what is still being loaded, but for the notice. */
  end(): void {
    this.#actor.send({ type: 'end' });
    if (this.isNoticed) this.#deafen();
  }

  /** He who was there is gone: music again. */
  goOn(): void {
    this.#listen();
    this.#actor.send({ type: 'goOn' });
  }

  #listen(): void {
    if (this.#hears !== undefined || this.#leg.signal.aborted) return;
    const digits = this.#leg.digit.on(({ digit }) => this.#actor.send({ type: 'digit', digit }));
    const gone = () => this.#actor.send({ type: 'gone' });
    this.#leg.signal.addEventListener('abort', gone, { once: true });
    this.#hears = () => {
      digits();
      this.#leg.signal.removeEventListener('abort', gone);
    };
  }

  #deafen(): void {
    this.#hears?.();
    this.#hears = undefined;
  }

  #perform(effect: TreatmentEffect): void {
    switch (effect.type) {
      case 'prepare':
        this.#attend('finding what a waiting call is told', effect.step, this.#prepare(effect.phrase, effect.step));
        return;
      case 'play':
        this.#attend('entertaining a waiting call', effect.step, this.#play(effect.step));
        return;
      case 'stopWords':
        this.#words?.stop();
        return;
      case 'music':
        if (effect.how === 'play') unattended(this.#rooms, 'music for a waiting call', this.#music.play());
        else this.#music[effect.how]();
        return;
      case 'noticed':
        this.#noticed();
        return;
      case 'key':
        this.#options.pressed?.(effect.digit);
    }
  }

  /** What cannot be said is told to the log, and what comes next is not kept waiting. */
  #attend(what: string, step: number, work: Promise<void>): void {
    const attended = work.catch((error: unknown) => {
      this.#actor.send({ type: 'said', step });
      throw error;
    });
    unattended(this.#rooms, what, attended);
  }

  async #prepare(phrase: Phrase, step: number): Promise<void> {
    const prepared = await Promise.all(this.#wordsOf(phrase).map((name) => this.#one(name)));
    const { state } = this.#actor;
    if (state.name === 'over' || state.step !== step) return;
    this.#prepared = prepared;
    this.#actor.send({ type: 'prepared', step, empty: prepared.length === 0 });
  }

  async #play(step: number): Promise<void> {
    const words = this.#leg.play(this.#prepared);
    this.#words = words;
    await words.finished;
    this.#actor.send({ type: 'said', step });
  }

  #wordsOf(phrase: Phrase): readonly string[] {
    const { welcome = '', notice = [], place = () => [], messages = [] } = this.#options;
    switch (phrase.type) {
      case 'welcome':
        return [welcome];
      case 'notice':
        return notice;
      case 'place':
        return place();
      case 'words':
        return phrase.words;
      case 'message':
        return messages.slice(phrase.nth, phrase.nth + 1).map(({ prompt }) => prompt);
    }
  }

  #one(name: string): Promise<PromptIndex> {
    const { prompts, language } = this.#context;
    return prompts.load(name, this.#options.language ?? language);
  }
}
