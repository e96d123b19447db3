// SPDX-License-Identifier: GPL-2.0-or-later
// How does a script talk with a caller? In prose: answer, say, menu, collect, record; hang-up ends it wherever it stands.

import type { Leg, RecordingEnd } from '../call/index.js';
import { TelephonyError } from '../faults.js';
import { type Clock, type Duration, type Language, sleep } from '../kernel/index.js';
import type { Prompts } from './prompts.js';
import type { Answer, Question } from './question-machine.js';
import { type Asker, askQuestion } from './run-question.js';
import { type Speech, speechOf } from './speech.js';
import type { Utterance } from './utterance.js';

const MOST_IN_ONE_PLAY = 40;
const KEYS = '0123456789*#';
/** Two short notes and silence: neither a ringing tone nor a busy one. */
const COMFORT = {
  steps: [
    { hertz: [523], milliseconds: 80 },
    { hertz: [], milliseconds: 60 },
    { hertz: [659], milliseconds: 80 },
    { hertz: [], milliseconds: 1_780 },
  ],
  repeatFrom: 0,
};
const BEEP = { steps: [{ hertz: [1000], milliseconds: 400 }], repeatFrom: -1 };

/** How something is said. */
export interface SayOptions {
  /** A key stops it (and stays for the next question). Default true. */
  readonly bargeIn?: boolean;
}

/** How keys are offered. */
export interface MenuOptions {
  /** The keys that choose. */
  readonly choices: string;
  /** How often the menu is offered; default 3. */
  readonly attempts?: number;
  /** Waiting for the key after the prompt; default 5 s. */
  readonly timeout?: Duration;
}

/** How digits are asked for. */
export interface KeyInOptions {
  /** What to say first. */
  readonly prompt?: Utterance;
  /** Fewer digits are not understood; default 1. */
  readonly min?: number;
  /** With so many it is over, without the terminator. */
  readonly max: number;
  /** Waiting for the first and each further digit; default 5 s. */
  readonly timeout?: Duration;
  /** The key that ends the digits; default `#`. */
  readonly terminator?: string;
  /** How often it is asked; default 3. */
  readonly attempts?: number;
  /**
   * Why others and recordings must not hear what is keyed in: `card`, `PIN`. The party is masked from before the prompt to
   * the end of the last key. Never more digits than `max` are masked: leave no key to press behind them.
   */
  readonly mask?: string;
}

/** How a message is recorded. */
export interface RecordOptions {
  /** Default true. */
  readonly beep?: boolean;
  /** Keys that end it; default `#`. */
  readonly terminator?: string;
  /** Default 3 minutes. */
  readonly longest?: Duration;
}

/** What a dialogue speaks with. */
export interface DialogueContext {
  readonly prompts: Prompts;
  readonly clock: Clock;
  readonly language: Language;
}

/** One conversation of the system with a party. Every method rejects with LEG_CLEARED when the party hangs up. */
export class Dialogue {
  /** The connection that is talked on, for what a dialogue has no words for. */
  readonly leg: Leg;
  /** What is spoken. */
  readonly language: Language;
  /** Figures in the dialogue's language. */
  readonly speech: Speech;
  readonly #context: DialogueContext;

  constructor(leg: Leg, context: DialogueContext) {
    this.leg = leg;
    this.#context = context;
    this.language = context.language;
    this.speech = speechOf(context.language);
  }

  /** Whether the party is gone. */
  get isOver(): boolean {
    return this.leg.signal.aborted;
  }

  /** The caller's number as the exchange gave it; empty when withheld. */
  get callingParty(): string {
    const { digits, presentation } = this.leg.calling;
    return presentation === undefined || presentation === 'allowed' ? digits : '';
  }

  /** The number that he dialled. */
  get calledParty(): string {
    return this.leg.called.digits;
  }

  /** Whom he called before he was forwarded here, as the exchange says; empty where it does not. */
  get redirectingParty(): string {
    return this.leg.redirecting?.digits ?? '';
  }

  /** A soft sound, over and over, while something takes its time; ends with what it gives. Keys count as ever. */
  comfort(): () => void {
    const sound = this.leg.tone(COMFORT);
    sound.finished.catch(() => {}); // he hangs up: whoever waits for what it lasts for hears of it
    return () => sound.stop();
  }

  /** The same conversation in another language. */
  in(language: Language): Dialogue {
    return new Dialogue(this.leg, { ...this.#context, language });
  }

  /** Answers an incoming call; nothing happens when it is answered. */
  answer(): Promise<void> {
    return this.leg.direction === 'incoming' ? this.leg.answer() : this.leg.connected;
  }

  /** Says it to the end, or to the first key; gives whether it was to the end. */
  async say(what: Utterance, { bargeIn = true }: SayOptions = {}): Promise<boolean> {
    if (bargeIn && this.leg.digits.kept !== '') return false;
    const names = typeof what === 'string' ? [what] : what;
    const prompts = await Promise.all(names.map((name) => this.#context.prompts.load(name, this.language)));
    for (let i = 0; i < prompts.length; i += MOST_IN_ONE_PLAY) {
      if (bargeIn && this.leg.digits.kept !== '') return false;
      const operation = this.leg.play(prompts.slice(i, i + MOST_IN_ONE_PLAY), bargeIn ? { stopDigits: KEYS } : {});
      // The engine stops at its keys itself, within a tick; a pulse digit is known only here.
      const done = bargeIn ? this.leg.digit.on(() => operation.stop()) : () => {};
      const { reason } = await operation.finished.finally(done);
      if (reason !== 'completed') return false;
    }
    return true;
  }

  /** Offers keys to choose from; undefined when no attempt gave one of them. */
  async menu(prompt: Utterance, { choices, attempts = 3, timeout = 5_000 }: MenuOptions): Promise<string | undefined> {
    return digitsOf(await this.ask({ prompt, keys: { kind: 'choice', choices }, attempts, timeout }));
  }

  /** Asks for digits; undefined when no attempt gave enough. */
  async collect(options: KeyInOptions): Promise<string | undefined> {
    const { prompt, min = 1, max, timeout = 5_000, terminator = '#', attempts = 3, mask } = options;
    const keys = { kind: 'digits', min, max, terminator } as const;
    const question = { keys, timeout, attempts, ...(prompt !== undefined && { prompt }) };
    return digitsOf(await this.ask(question, mask));
  }

  /** Asks one thing, as often as the question allows. `mask`: why others and recordings must not hear the keys; see `KeyInOptions`. */
  async ask(question: Question, mask?: string): Promise<Answer> {
    if (mask === undefined) return this.#ask(question);
    const masked = this.leg.mask({ reason: mask, longest: Number.POSITIVE_INFINITY });
    return this.#ask(question).finally(() => masked.end());
  }

  async #ask(question: Question): Promise<Answer> {
    const { leg, speech } = this;
    const asker: Asker = {
      say: (what) => this.say(what),
      listen: async ({ max, terminator, within }) =>
        (await leg.collect({ max, terminator, firstWithin: within, nextWithin: within })).digits,
      forget: () => leg.digits.clear(),
      speech,
    };
    return askQuestion(question, asker, this.#context.clock);
  }

  /** Records what the party says until a key, the longest time, or hang-up: then too, the file is complete. */
  async record(file: string, options: RecordOptions = {}): Promise<RecordingEnd> {
    const { beep = true, terminator = '#', longest = 180_000 } = options;
    if (beep) await this.leg.tone(BEEP).finished;
    const recording = this.leg.record(file);
    const over = new AbortController();
    const done = this.leg.digit.on(({ digit }) => {
      if (terminator.includes(digit)) recording.end();
    });
    sleep(this.#context.clock, longest, over.signal).then(
      () => recording.stop(),
      () => {},
    );
    const end = await recording.finished;
    over.abort();
    done();
    this.leg.digits.clear();
    return end;
  }

  /** Clears the leg. */
  clear(cause?: number): void {
    this.leg.clear(cause);
  }
}

function digitsOf(answer: Answer): string | undefined {
  return answer.outcome === 'match' ? answer.digits : undefined;
}

/** Runs a script with a party; `hungUp` when hang-up cut it short. Other errors go on to the caller. */
export async function converse(
  dialogue: Dialogue,
  script: (dialogue: Dialogue) => Promise<void>,
): Promise<'completed' | 'hungUp'> {
  try {
    await script(dialogue);
    return 'completed';
  } catch (error) {
    const hungUp = error instanceof TelephonyError && error.code === 'LEG_CLEARED' && dialogue.leg.signal.aborted;
    if (hungUp) return 'hungUp';
    throw error;
  }
}
